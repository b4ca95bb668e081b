//! A way in which a text might be changed: some of its bytes for others. Whether the outcome is
//! right, `proof` says.

use std::ops::Range;

/// New text in the place of some bytes; nothing but new text where the range is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) at: Range<usize>,
    pub(super) new: String,
}

/// Splices that belong together; none touches another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Candidate(Vec<Splice>);

impl Candidate {
    /// One with a single splice.
    pub(super) fn one(at: Range<usize>, new: impl Into<String>) -> Self {
        Self::default().and(at, new)
    }

    /// Another splice with those before it.
    pub(super) fn and(mut self, at: Range<usize>, new: impl Into<String>) -> Self {
        let new = new.into();
        if !at.is_empty() || !new.is_empty() {
            self.0.push(Splice { at, new });
        }
        self
    }

    /// The text after it; `None` when the places do not fit the text. Of two at the same place, the
    /// one that was said first comes first.
    pub(super) fn applied(&self, text: &str) -> Option<String> {
        let mut splices: Vec<&Splice> = self.0.iter().collect();
        splices.sort_by_key(|splice| (splice.at.start, splice.at.end));
        let mut changed = String::with_capacity(text.len() + 256);
        let mut done = 0;
        for splice in splices {
            changed.push_str(text.get(done..splice.at.start)?);
            changed.push_str(&splice.new);
            done = splice.at.end;
        }
        changed.push_str(text.get(done..)?);
        Some(changed)
    }
}
