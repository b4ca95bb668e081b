//! Which entries of a changed list were in the list it comes from, which are new and which have
//! gone; and both sides of it together.

use super::merged::Clash;
use std::collections::{HashMap, HashSet};

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stands there, at this number, as it was.
    Same(usize),
    /// It stands there, at this number, and says something else.
    Edited(usize),
    /// It was taken out, or rewritten so far that nobody can tell.
    Gone,
}

/// A changed list beside the list it comes from.
#[derive(Debug)]
pub(super) struct Alignment {
    /// What became of each entry of the old list.
    pub(super) fates: Vec<Fate>,
    /// The new entries before each entry of the old list, and behind the last. Where entries have
    /// gone, the new ones stand behind them.
    pub(super) added: Vec<Vec<usize>>,
}

/// How entries of the two lists compare, by their numbers in the old and in the changed one.
pub(super) trait Compare {
    /// They are the same entry beyond doubt.
    fn is_same(&self, old: usize, new: usize) -> bool;
    /// And it says the same.
    fn is_unchanged(&self, old: usize, new: usize) -> bool;
    /// They are most likely the same entry, if they stand at the same place.
    fn is_alike(&self, old: usize, new: usize) -> bool;
}

/// More comparisons than this are not made: no list of a record is so long.
const MOST_COMPARISONS: usize = 4_000_000;

/// Sets a changed list beside the list it comes from.
fn align(old: usize, new: usize, compare: &impl Compare) -> Result<Alignment, Clash> {
    let mut aligned = Alignment { fates: vec![Fate::Gone; old], added: vec![Vec::new(); old + 1] };
    let (mut old_at, mut new_at) = (0, 0);
    let anchors = anchors(old, new, compare)?;
    for (old_anchor, new_anchor) in anchors.into_iter().chain([(old, new)]) {
        between(&mut aligned, old_at..old_anchor, new_at..new_anchor, compare);
        if old_anchor < old {
            aligned.fates[old_anchor] = if compare.is_unchanged(old_anchor, new_anchor) {
                Fate::Same(new_anchor)
            } else {
                Fate::Edited(new_anchor)
            };
        }
        (old_at, new_at) = (old_anchor + 1, new_anchor + 1);
    }
    Ok(aligned)
}

/// What stands between two entries that are certain: edited, gone or new.
fn between(
    aligned: &mut Alignment,
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
    compare: &impl Compare,
) {
    let mut new_at = new.start;
    for old_at in old.clone() {
        if let Some(found) = (new_at..new.end).find(|at| compare.is_alike(old_at, *at)) {
            aligned.added[old_at].extend(new_at..found);
            aligned.fates[old_at] = Fate::Edited(found);
            new_at = found + 1;
        }
    }
    aligned.added[old.end].extend(new_at..new.end);
}

/// The longest row of entries that are the same beyond doubt, in the same order in both lists.
fn anchors(old: usize, new: usize, compare: &impl Compare) -> Result<Vec<(usize, usize)>, Clash> {
    let shorter = old.min(new);
    let before = (0..shorter).take_while(|at| compare.is_same(*at, *at)).count();
    let after =
        (0..shorter - before).take_while(|at| compare.is_same(old - 1 - at, new - 1 - at)).count();
    let (rows, columns) = (old - before - after, new - before - after);
    if rows.saturating_mul(columns) > MOST_COMPARISONS {
        return Err(Clash);
    }
    let mut found: Vec<(usize, usize)> = (0..before).map(|at| (at, at)).collect();
    // The length of the longest row from each pair of entries on.
    let mut longest = vec![vec![0_u32; columns + 1]; rows + 1];
    let same = |row: usize, column: usize| compare.is_same(before + row, before + column);
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            longest[row][column] = if same(row, column) {
                longest[row + 1][column + 1] + 1
            } else {
                longest[row + 1][column].max(longest[row][column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if same(row, column) {
            found.push((before + row, before + column));
            row += 1;
            column += 1;
        } else if longest[row + 1][column] >= longest[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    found.extend((0..after).rev().map(|at| (old - 1 - at, new - 1 - at)));
    Ok(found)
}

/// Both changed lists beside the list they come from.
#[derive(Debug)]
pub(super) struct Both {
    pub(super) here: Alignment,
    /// Without the new entries that ours has too, word for word.
    pub(super) there: Alignment,
    rewritten: HashSet<usize>,
}

impl Both {
    /// For lists written in these words, of which the old one has `old` entries.
    pub(super) fn new(
        old: usize,
        (our_words, ours): (&[&str], &impl Compare),
        (their_words, theirs): (&[&str], &impl Compare),
    ) -> Result<Self, Clash> {
        let here = align(old, our_words.len(), ours)?;
        let mut there = align(old, their_words.len(), theirs)?;
        let mut unmatched: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in here.added.iter().flatten().rev() {
            unmatched.entry(our_words[*at]).or_default().push(*at);
        }
        let mut shared = HashSet::new();
        for added in &mut there.added {
            added.retain(|at| {
                let twin = unmatched.get_mut(their_words[*at]).and_then(Vec::pop);
                shared.extend(twin);
                twin.is_none()
            });
        }
        let rewritten = rewritten(&here, &there, &shared)?;
        Ok(Self { here, there, rewritten })
    }

    /// Whether both sides took out the same old entry and wrote others in its place, which stand
    /// before the old entry of this number: most likely two versions of one thing.
    pub(super) fn both_rewrote(&self, at: usize) -> bool {
        self.rewritten.contains(&at)
    }
}

/// Before which old entries both sides put others in the place of the same one. `shared` are the
/// new entries of ours that theirs has too.
fn rewritten(
    here: &Alignment,
    there: &Alignment,
    shared: &HashSet<usize>,
) -> Result<HashSet<usize>, Clash> {
    let (our_ends, their_ends) = (here.gone_until(), there.gone_until());
    let mut rewritten = HashSet::new();
    for (old, (ours, theirs)) in our_ends.into_iter().zip(their_ends).enumerate() {
        let is_new = |number: &usize| !shared.contains(number);
        let has_ours = ours > old && here.added[ours].iter().any(is_new);
        let has_theirs = theirs > old && !there.added[theirs].is_empty();
        match has_ours && has_theirs {
            true if ours != theirs => return Err(Clash),
            true => rewritten.insert(ours),
            false => false,
        };
    }
    Ok(rewritten)
}

impl Alignment {
    /// For each old entry that has gone, the next that has not; for others its own number.
    fn gone_until(&self) -> Vec<usize> {
        let mut ends: Vec<usize> = (0..self.fates.len()).collect();
        for old in (0..self.fates.len()).rev() {
            if self.fates[old] == Fate::Gone {
                ends[old] = ends.get(old + 1).copied().unwrap_or(old + 1);
            }
        }
        ends
    }
}
