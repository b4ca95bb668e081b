//! Passing over a value that nobody looks at, without making anything of it.

use memchr::{memchr, memrchr};

use super::eight::spaces;
use super::{Scan, Stand};

/// What became of a value that nobody looks at.
pub(in crate::store::yaml) enum Passed<'t> {
    /// It was passed over.
    Over,
    /// It was passed over but for a part that is to be read on its own, and begins there.
    ButFor(Scan<'t>, Stand),
    /// It has to be read after all: it has no line of its own, or more has to be known of it.
    Not,
}

impl<'t> Scan<'t> {
    /// To the line behind the value that begins here: the next that is indented no further than its
    /// key.
    pub(in crate::store::yaml) fn pass_over(&mut self, stand: Stand) -> Option<Passed<'t>> {
        if !self.pass_lines(stand) {
            return Some(Passed::Not);
        }
        self.count()?;
        self.next_line()?;
        Some(Passed::Over)
    }

    /// As [`pass_over`](Self::pass_over), but for the first entry that is a list between brackets,
    /// if there is one.
    pub(in crate::store::yaml) fn pass_over_but_first_list(
        &mut self,
        stand: Stand,
    ) -> Option<Passed<'t>> {
        let start = self.at;
        if !self.pass_lines(stand) {
            return Some(Passed::Not);
        }
        let Some(bracket) = memchr(b'[', &self.text.as_bytes()[start..self.at]) else {
            self.count()?;
            self.next_line()?;
            return Some(Passed::Over);
        };
        let Some(part) = self.entry_around(start + bracket, stand) else {
            self.at = start;
            return Some(Passed::Not);
        };
        self.next_line()?;
        Some(Passed::ButFor(part, stand))
    }

    /// The one entry of the block that begins at `stand`, when its value begins with the bracket at
    /// this place.
    fn entry_around(&self, bracket: usize, stand: Stand) -> Option<Self> {
        let line = memrchr(b'\n', &self.text.as_bytes()[..bracket])? + 1;
        let end = memchr(b'\n', &self.text.as_bytes()[bracket..])?;
        let text = &self.text[..bracket + end];
        let at = line + spaces(&text.as_bytes()[line..]);
        let entry = Self { text, at, line, column: at - line + 1, ..*self };
        let key = entry.key_length()?;
        let is_it = matches!(stand, Stand::Block(column) if column == entry.column)
            && at + key + ": ".len() == bracket;
        is_it.then_some(entry)
    }

    /// To the end of the lines that belong to the value; `false` where it has none.
    fn pass_lines(&mut self, stand: Stand) -> bool {
        // How far a line is indented, at least, that still belongs to it.
        let (least, is_list) = match stand {
            Stand::Line(key) => (key, false),
            Stand::Block(column) => (column - 1, false),
            Stand::ListBelowKey(column) => (column, true),
            Stand::Flow | Stand::Nothing(_) | Stand::End => return false,
        };
        loop {
            self.skip_line();
            let rest = &self.text.as_bytes()[self.at..];
            let indent = spaces(rest);
            let goes_on = match rest.get(indent) {
                None => false,
                Some(b'\n' | b'#') => true,
                Some(b'-') if is_list && indent + 1 == least => {
                    matches!(rest.get(indent + 1), None | Some(b' ' | b'\n'))
                }
                Some(_) => indent >= least,
            };
            if !goes_on {
                return true;
            }
        }
    }
}
