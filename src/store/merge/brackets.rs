//! Lists between brackets on one line, put together entry by entry.

use super::align::{Both, Compare, Fate};
use super::container::Merger;
use super::merged::{Clash, Merged};
use super::outline::Part;
use crate::store::edit::ground::Ground;
use crate::store::edit::proof::Model;
use crate::store::yaml::tree::Value;

/// `key: [`, the entries, `]` and what stands behind it.
struct Line<'t> {
    before: &'t str,
    words: Vec<&'t str>,
    models: Vec<Model>,
    after: &'t str,
}

struct Words<'p, 't> {
    old: &'p [&'t str],
    new: &'p [&'t str],
}

impl Compare for Words<'_, '_> {
    fn is_same(&self, old: usize, new: usize) -> bool {
        self.old[old] == self.new[new]
    }

    fn is_unchanged(&self, _: usize, _: usize) -> bool {
        true
    }

    fn is_alike(&self, _: usize, _: usize) -> bool {
        false
    }
}

impl<'t> Merger<'_, 't> {
    pub(super) fn brackets(
        &self,
        base: Option<&Part<'_, 't>>,
        ours: &Part<'_, 't>,
        theirs: &Part<'_, 't>,
    ) -> Result<Merged, Clash> {
        let base = base.map(|base| line(self.base, base)).transpose()?;
        let ours = line(self.ours, ours)?;
        let theirs = line(self.theirs, theirs)?;
        if !stays_around(base.as_ref(), &ours, &theirs) {
            return Err(Clash);
        }
        let old = base.as_ref().map_or(&[][..], |base| &base.words);
        let both = Both::new(
            old.len(),
            (&ours.words, &Words { old, new: &ours.words }),
            (&theirs.words, &Words { old, new: &theirs.words }),
        )?;
        let (mut words, mut models) = (Vec::new(), Vec::new());
        let mut take = |line: &Line<'t>, number: usize| {
            words.push(line.words[number]);
            models.push(line.models[number].clone());
        };
        for at in 0..=old.len() {
            if both.both_rewrote(at) {
                return Err(Clash);
            }
            both.here.added[at].iter().for_each(|number| take(&ours, *number));
            both.there.added[at].iter().for_each(|number| take(&theirs, *number));
            if let (Some(Fate::Same(here)), Some(Fate::Same(_))) =
                (both.here.fates.get(at), both.there.fates.get(at))
            {
                take(&ours, *here);
            }
        }
        let text = format!("{}{}{}", ours.before, words.join(", "), ours.after);
        Ok(Merged::of(text, Model::List(models)))
    }
}

/// Whether theirs changed nothing around the entries that ours has not.
fn stays_around(base: Option<&Line<'_>>, ours: &Line<'_>, theirs: &Line<'_>) -> bool {
    let alike = |one: &Line<'_>| {
        one.before.trim() == theirs.before.trim() && one.after.trim() == theirs.after.trim()
    };
    alike(ours) || base.is_some_and(alike)
}

fn line<'t>(ground: &Ground<'t>, part: &Part<'_, 't>) -> Result<Line<'t>, Clash> {
    let text = ground.text;
    let Value::List(items) = &part.slot.node.value else { return Err(Clash) };
    let open = ground.past_gap(part.slot.from);
    let close = part.slot.node.range.end as usize;
    let inside = text.get(open + 1..close - 1).ok_or(Clash)?;
    if inside.contains('\n') || !text[open..].starts_with('[') {
        return Err(Clash);
    }
    let first = open + 1 + (inside.len() - inside.trim_start().len());
    let last = open + 1 + inside.trim_end().len();
    let (first, last) = if items.is_empty() { (open + 1, open + 1) } else { (first, last) };
    let words = items.iter().map(|item| text.get(item.range.as_usize()).ok_or(Clash));
    Ok(Line {
        before: &text[part.start..first],
        words: words.collect::<Result<_, _>>()?,
        models: items.iter().map(Model::of).collect(),
        after: &text[last..part.end],
    })
}
