//! Keyed values put together key by key. Their order means nothing; ours is kept, and what is new in
//! theirs stands behind the key that it follows there.

use super::container::Merger;
use super::merged::{Clash, Merged};
use super::outline::{Outline, Part};
use super::side::{same, untouched};
use crate::store::edit::proof::Model;
use std::collections::HashMap;

type Keys<'p, 'n, 't> = HashMap<&'n str, &'p Part<'n, 't>>;

impl<'t> Merger<'_, 't> {
    /// When both sides made the whole of it (`is_new`), it is the same only if nothing in it
    /// contradicts.
    pub(super) fn map(
        &self,
        base: Option<&Outline<'_, 't>>,
        ours: &Outline<'_, 't>,
        theirs: &Outline<'_, 't>,
        is_new: bool,
    ) -> Result<Merged, Clash> {
        let base = base.map(by_key).unwrap_or_default();
        let our_keys = by_key(ours);
        let their_keys = by_key(theirs);
        let mut guests = guests(ours, theirs, &our_keys);
        let mut map = Entries::default();
        for guest in guests.remove(&None).unwrap_or_default() {
            self.guest(&base, guest, &ours.parts[0], &mut map);
        }
        for (at, part) in ours.parts.iter().enumerate() {
            let key = part.key.ok_or(Clash)?;
            match (base.get(key), their_keys.get(key)) {
                (None, None) => map.push(part, part.as_it_is()),
                (None, Some(other)) if is_new && !same(part, other) => return Err(Clash),
                (old, Some(other)) => map.push(part, self.part(old.copied(), part, other)?),
                (Some(_), None) if !part.own_line => return Err(Clash),
                (Some(old), None) if untouched(old, part) => {}
                (Some(_), None) => map.push(part, part.or_nothing()),
            }
            for guest in guests.remove(&Some(at)).unwrap_or_default() {
                self.guest(&base, guest, part, &mut map);
            }
        }
        map.finish()
    }

    /// A key of theirs that ours has not: new, or taken out by us.
    fn guest(
        &self,
        base: &Keys<'_, '_, 't>,
        guest: &Part<'_, 't>,
        neighbour: &Part<'_, 't>,
        map: &mut Entries,
    ) {
        let lines = self.copied(guest, neighbour.column);
        match guest.key.and_then(|key| base.get(key)) {
            None => map.push(guest, Merged::of(lines, Model::of(guest.slot.node))),
            Some(old) if untouched(old, guest) => {}
            Some(_) => {
                map.merged.append(Merged::conflict(String::new(), lines, Model::Nothing));
            }
        }
    }
}

fn by_key<'p, 'n, 't>(outline: &'p Outline<'n, 't>) -> Keys<'p, 'n, 't> {
    outline.parts.iter().filter_map(|part| Some((part.key?, part))).collect()
}

/// The parts of theirs whose keys ours has not, by the number of the part of ours behind which they
/// go; `None` is before the first.
fn guests<'p, 'n, 't>(
    ours: &Outline<'n, 't>,
    theirs: &'p Outline<'n, 't>,
    our_keys: &Keys<'_, 'n, 't>,
) -> HashMap<Option<usize>, Vec<&'p Part<'n, 't>>> {
    let shares =
        theirs.parts.iter().any(|part| part.key.is_some_and(|key| our_keys.contains_key(key)));
    let mut behind = match (shares, ours.parts[0].own_line) {
        (false, _) => ours.parts.len().checked_sub(1),
        // Nothing can go before a key that stands behind a dash.
        (true, false) => Some(0),
        (true, true) => None,
    };
    let mut guests: HashMap<_, Vec<_>> = HashMap::new();
    for part in &theirs.parts {
        let Some(key) = part.key else { continue };
        if our_keys.contains_key(key) {
            behind = ours.parts.iter().position(|ours| ours.key == Some(key));
        } else {
            guests.entry(behind).or_default().push(part);
        }
    }
    guests
}

/// The keys of the result.
struct Entries {
    merged: Merged,
    models: Vec<(String, Model)>,
}

impl Default for Entries {
    fn default() -> Self {
        Self { merged: Merged::nothing(), models: Vec::new() }
    }
}

impl Entries {
    fn push(&mut self, part: &Part<'_, '_>, merged: Merged) {
        let model = self.merged.append(merged);
        self.models.push((part.key.unwrap_or_default().to_owned(), model));
    }

    fn finish(mut self) -> Result<Merged, Clash> {
        if self.models.is_empty() {
            return Err(Clash);
        }
        self.merged.model = Model::Map(self.models);
        Ok(self.merged)
    }
}
