//! Lists put together entry by entry: what is new on either side is kept, in the order of its days.

use super::align::{Both, Compare, Fate};
use super::comments::in_lines;
use super::container::Merger;
use super::merged::{Clash, Merged};
use super::outline::{Outline, Part};
use super::side::{same, untouched};
use crate::store::edit::proof::Model;
use crate::store::yaml::tree::Value;
use std::collections::HashSet;

/// Where the entries of a list keep their day.
const DAYS: [&str; 3] = ["date", "from", "starts"];

type Parts<'p, 'n, 't> = &'p [Part<'n, 't>];

struct Entries<'p, 'n, 't> {
    old: Parts<'p, 'n, 't>,
    new: Parts<'p, 'n, 't>,
}

impl Compare for Entries<'_, '_, '_> {
    fn is_same(&self, old: usize, new: usize) -> bool {
        match (id(&self.old[old]), id(&self.new[new])) {
            (None, None) => same(&self.old[old], &self.new[new]),
            (old, new) => old == new,
        }
    }

    fn is_unchanged(&self, old: usize, new: usize) -> bool {
        same(&self.old[old], &self.new[new])
    }

    fn is_alike(&self, old: usize, new: usize) -> bool {
        let (old, new) = (&self.old[old], &self.new[new]);
        let (Value::Map(entries), Value::Map(_)) = (&old.slot.node.value, &new.slot.node.value)
        else {
            return false;
        };
        let is_kept = |key: &str| {
            let (old, new) = (old.slot.node.entry(key), new.slot.node.entry(key));
            let (old, new) = (old.map(|old| &old.value), new.map(|new| &new.value));
            old.map(Model::of) == new.map(Model::of)
        };
        let kept = entries.iter().filter_map(|entry| entry.key.scalar()).filter(|key| is_kept(key));
        id(old).is_none() && DAYS.into_iter().all(is_kept) && kept.count() * 2 >= entries.len()
    }
}

/// The list as far as it is done.
struct Row<'m, 'g, 't> {
    merger: &'m Merger<'g, 't>,
    column: usize,
    merged: Merged,
    models: Vec<Model>,
}

impl<'t> Merger<'_, 't> {
    pub(super) fn list(
        &self,
        base: Option<&Outline<'_, 't>>,
        ours: &Outline<'_, 't>,
        theirs: &Outline<'_, 't>,
    ) -> Result<Merged, Clash> {
        let old = base.map_or(&[][..], |base| &base.parts);
        let (ours, theirs) = (&ours.parts[..], &theirs.parts[..]);
        if !ours.iter().chain(theirs).all(|part| part.own_line) {
            return Err(Clash);
        }
        let both = Both::new(
            old.len(),
            (&words(ours), &Entries { old, new: ours }),
            (&words(theirs), &Entries { old, new: theirs }),
        )?;
        let column = ours.first().map_or(0, |part| part.column);
        let mut row = Row { merger: self, column, merged: Merged::nothing(), models: Vec::new() };
        for at in 0..=old.len() {
            let here = pick(ours, &both.here.added[at]);
            let there = pick(theirs, &both.there.added[at]);
            if both.both_rewrote(at) {
                row.rewritten(&here, &there);
            } else {
                row.new_ones(&here, there)?;
            }
            if let Some(entry) = old.get(at) {
                let here = of_fate(ours, both.here.fates[at]);
                row.old_one(entry, here, of_fate(theirs, both.there.fates[at]))?;
            }
        }
        row.finish([ours, theirs])
    }
}

fn words<'p>(parts: &'p [Part<'_, '_>]) -> Vec<&'p str> {
    parts.iter().map(|part| &*part.plain).collect()
}

fn pick<'p, 'n, 't>(parts: Parts<'p, 'n, 't>, numbers: &[usize]) -> Vec<&'p Part<'n, 't>> {
    numbers.iter().map(|number| &parts[*number]).collect()
}

fn of_fate<'p, 'n, 't>(parts: Parts<'p, 'n, 't>, fate: Fate) -> Option<&'p Part<'n, 't>> {
    match fate {
        Fate::Same(at) | Fate::Edited(at) => parts.get(at),
        Fate::Gone => None,
    }
}

impl<'t> Row<'_, '_, 't> {
    /// An entry that was there before.
    fn old_one(
        &mut self,
        old: &Part<'_, 't>,
        ours: Option<&Part<'_, 't>>,
        theirs: Option<&Part<'_, 't>>,
    ) -> Result<(), Clash> {
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => {
                let part = self.merger.part(Some(old), ours, theirs)?;
                self.push(part);
            }
            (Some(ours), None) if !untouched(old, ours) => self.push(ours.or_nothing()),
            (None, Some(theirs)) if !untouched(old, theirs) => {
                let there = self.merger.copied(theirs, self.column);
                self.merged.append(Merged::conflict(String::new(), there, Model::Nothing));
            }
            _ => {}
        }
        Ok(())
    }

    /// New entries of both sides at the same place.
    fn new_ones(
        &mut self,
        ours: &[&Part<'_, 't>],
        mut theirs: Vec<&Part<'_, 't>>,
    ) -> Result<(), Clash> {
        let bare = theirs.first().filter(|first| took_comments(ours, first, self.merger.base.text));
        let bare = bare.map(|first| first.start);
        let by_day = is_in_order(ours) && is_in_order(&theirs);
        for part in ours {
            while by_day && theirs.first().is_some_and(|other| is_earlier(other, part)) {
                self.push_theirs(theirs.remove(0), bare);
            }
            let twin = theirs.iter().position(|other| id(part).is_some() && id(other) == id(part));
            match twin {
                // The same id, and not the same words.
                Some(at) => {
                    let merged = self.merger.part(None, part, theirs.remove(at))?;
                    self.push(merged);
                }
                None => self.push(part.as_it_is()),
            }
        }
        for part in theirs {
            self.push_theirs(part, bare);
        }
        Ok(())
    }

    /// Two versions of one thing, for a person to decide.
    fn rewritten(&mut self, ours: &[&Part<'_, 't>], theirs: &[&Part<'_, 't>]) {
        let here = ours.iter().map(|part| part.lines()).collect();
        let there = theirs.iter().map(|part| self.merger.copied(part, self.column)).collect();
        self.merged.append(Merged::conflict(here, there, Model::Nothing));
        self.models.extend(ours.iter().map(|part| Model::of(part.slot.node)));
    }

    fn push(&mut self, part: Merged) {
        let model = self.merged.append(part);
        self.models.push(model);
    }

    /// `bare` is where the part begins that goes in without the comments above it.
    fn push_theirs(&mut self, part: &Part<'_, 't>, bare: Option<usize>) {
        let text = if bare == Some(part.start) {
            self.merger.copied_body(part, self.column)
        } else {
            self.merger.copied(part, self.column)
        };
        self.push(Merged::of(text, Model::of(part.slot.node)));
    }

    /// An id that is there twice now and was not before names two things.
    fn finish(mut self, sides: [&[Part<'_, 't>]; 2]) -> Result<Merged, Clash> {
        let before = sides.map(|parts| twice(parts.iter().filter_map(id)));
        let now = twice(self.models.iter().filter_map(id_in));
        if self.models.is_empty() || before.iter().all(|before| now > *before) {
            return Err(Clash);
        }
        self.merged.model = Model::List(self.models);
        Ok(self.merged)
    }
}

/// Whether both sides put a new entry below comments that stood there before: the comments stand
/// above ours already.
fn took_comments(ours: &[&Part<'_, '_>], theirs: &Part<'_, '_>, base: &str) -> bool {
    let comments = in_lines(theirs.lead);
    let stood_there = in_lines(base);
    !comments.is_empty()
        && ours.first().is_some_and(|first| in_lines(first.lead) == comments)
        && comments.iter().all(|comment| stood_there.contains(comment))
}

fn twice<'i>(ids: impl Iterator<Item = &'i str>) -> usize {
    let mut seen = HashSet::new();
    ids.filter(|id| !seen.insert(*id)).count()
}

fn id<'n>(part: &Part<'n, '_>) -> Option<&'n str> {
    text_of(part, "id")
}

fn id_in(model: &Model) -> Option<&str> {
    let Model::Map(entries) = model else { return None };
    entries.iter().find_map(|(key, value)| match value {
        Model::Old(id, _) if key == "id" => Some(&**id),
        _ => None,
    })
}

fn text_of<'n>(part: &Part<'n, '_>, key: &str) -> Option<&'n str> {
    part.slot.node.entry(key).and_then(|entry| entry.value.scalar())
}

fn day<'n>(part: &Part<'n, '_>) -> Option<&'n str> {
    DAYS.into_iter().find_map(|key| text_of(part, key))
}

fn is_in_order(parts: &[&Part<'_, '_>]) -> bool {
    parts.iter().all(|part| day(part).is_some()) && parts.is_sorted_by_key(|part| day(part))
}

/// By the day, and on the same day by the time, where both say it.
fn is_earlier(one: &Part<'_, '_>, other: &Part<'_, '_>) -> bool {
    let time = |part| text_of(part, "time");
    let by_time = time(one).zip(time(other)).is_some_and(|(one, other)| one < other);
    day(one) < day(other) || day(one) == day(other) && by_time
}
