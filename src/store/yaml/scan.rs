//! Going through a text as records are nearly always written: keys and lists on lines of their own,
//! one-line values, small brackets, texts below `|` or `>`. On anything else, and on every mistake,
//! it gives up with `None`, and `parse` does the whole file. So it has no opinion of its own on what
//! YAML is. What is made of what it finds is for `quick`, which makes a tree, and `straight`, which
//! makes a record.

mod block_text;
mod eight;
mod key;
mod one_line;
mod pass_over;

use std::borrow::Cow;

use memchr::memchr;

use self::eight::spaces;
pub(super) use self::pass_over::Passed;
use super::tree::{Style, says_nothing};
use crate::store::limits::{MAX_NODES, MAX_TEXT};

/// More keys than this below each other, or entries deeper inside each other, are left to the
/// parser, which looks keys up and counts depth.
pub(super) const FEW_KEYS: usize = 64;
const SHALLOW: usize = 16;

/// Where reading stands. Every method gives `None` to give up.
pub(super) struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// Where the line begins.
    line: usize,
    /// In which column, from 1 on, the next line with anything on it begins; 0 at the end.
    column: usize,
    depth: usize,
    size: u32,
}

/// A single text, and the bytes it was read from.
pub(super) struct Text<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) words: Cow<'t, str>,
    pub(super) style: Style,
}

/// Where a value begins; columns count from 1.
#[derive(Clone, Copy)]
pub(super) enum Stand {
    /// In this column of a line of its own.
    Block(usize),
    /// It is a list, in the column of the key above it.
    ListBelowKey(usize),
    /// On the line of its key or dash, which is in this column.
    Line(usize),
    /// Between brackets.
    Flow,
    /// It is not written; the colon of its key is here.
    Nothing(usize),
    /// Nowhere: the list has ended.
    End,
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    List,
    Map,
    Nothing,
}

/// A list or entries that are being gone through.
#[derive(Clone, Copy)]
pub(super) enum Within {
    /// In this column, each on a line of its own.
    Block(usize),
    /// Between brackets, which may be the last thing on their line.
    Flow { is_first: bool, ends_line: bool },
}

impl<'t> Scan<'t> {
    /// At the top of a text that [`plain_text`](crate::store::plain_text) has admitted.
    pub(super) fn begin(text: &'t str) -> Option<Self> {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.len() > MAX_TEXT || body.bytes().fold(false, |found, byte| found | is_unusual(byte))
        {
            return None;
        }
        let at = text.len() - body.len();
        let mut scan = Self { text, at, line: 0, column: 0, depth: 0, size: 0 };
        scan.next_line()?;
        (scan.column == 1).then_some(scan)
    }

    /// The top, in the first column.
    pub(super) const TOP: Stand = Stand::Block(1);

    /// Whether all of the text has been gone through.
    pub(super) fn is_done(&self) -> bool {
        self.column == 0
    }

    /// How many nodes there were so far.
    #[inline]
    pub(super) fn size(&self) -> u32 {
        self.size
    }

    /// The next byte's place.
    #[inline]
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What kind of value begins here.
    #[inline]
    pub(super) fn kind(&self, stand: Stand) -> Kind {
        match stand {
            Stand::Nothing(_) | Stand::End => Kind::Nothing,
            Stand::ListBelowKey(_) => Kind::List,
            Stand::Block(_) if self.is_dash() => Kind::List,
            Stand::Block(_) => Kind::Map,
            Stand::Line(_) | Stand::Flow => match self.peek() {
                Some(b'[') => Kind::List,
                Some(b'{') => Kind::Map,
                _ => Kind::Text,
            },
        }
    }

    /// Counts a list or entries and goes in.
    pub(super) fn enter(&mut self, stand: Stand) -> Option<Within> {
        self.count()?;
        self.depth += 1;
        if self.depth > SHALLOW {
            return None;
        }
        match stand {
            Stand::Block(column) | Stand::ListBelowKey(column) => Some(Within::Block(column)),
            Stand::Line(_) | Stand::Flow => {
                self.at += 1;
                let ends_line = matches!(stand, Stand::Line(_));
                Some(Within::Flow { is_first: true, ends_line })
            }
            Stand::Nothing(_) | Stand::End => None,
        }
    }

    /// Behind the last of a list or entries.
    #[inline]
    pub(super) fn leave(&mut self, within: Within) -> Option<()> {
        self.depth -= 1;
        match within {
            Within::Flow { ends_line: true, .. } => self.end_line(),
            _ => Some(()),
        }
    }

    /// Where the value of the key begins.
    #[inline]
    pub(super) fn behind_key(&mut self, within: Within) -> Option<Stand> {
        let Within::Block(column) = within else {
            self.skip_spaces();
            return Some(Stand::Flow);
        };
        // Nearly always: one space, and the value.
        if let Some([b' ', b'$'..=b'~', ..]) = self.text.as_bytes().get(self.at..) {
            self.at += 1;
            return Some(Stand::Line(column));
        }
        self.behind_colon(column)
    }

    fn behind_colon(&mut self, column: usize) -> Option<Stand> {
        let colon = self.at - 1;
        if !self.is_end_of_line() {
            return Some(Stand::Line(column));
        }
        self.end_line()?;
        Some(if self.column > column {
            Stand::Block(self.column)
        } else if self.column == column && self.is_dash() {
            Stand::ListBelowKey(column)
        } else {
            Stand::Nothing(colon)
        })
    }

    /// Where the next entry of a list begins.
    pub(super) fn next_item(&mut self, within: &mut Within) -> Option<Stand> {
        match within {
            Within::Block(column) if self.column == *column && self.is_dash() => {
                self.at += 1;
                self.behind_dash(*column)
            }
            Within::Block(column) => (self.column <= *column).then_some(Stand::End),
            Within::Flow { is_first, .. } => {
                let goes_on = self.goes_on(b']', *is_first)?;
                *is_first = false;
                Some(if goes_on { Stand::Flow } else { Stand::End })
            }
        }
    }

    fn behind_dash(&mut self, column: usize) -> Option<Stand> {
        if self.is_end_of_line() {
            self.end_line()?;
            return (self.column > column).then_some(Stand::Block(self.column));
        }
        if self.key_length().is_some() {
            self.column = self.at - self.line + 1;
            return Some(Stand::Block(self.column));
        }
        Some(Stand::Line(column))
    }

    /// The single text that begins here, up to the next line where it ends one.
    pub(super) fn single(&mut self, stand: Stand) -> Option<Text<'t>> {
        match stand {
            Stand::Line(column) => {
                let text = match self.peek()? {
                    b'|' | b'>' => return self.block_text(column),
                    b'"' | b'\'' => self.quoted()?,
                    _ => self.rest_of_line()?,
                };
                self.end_line()?;
                Some(text)
            }
            Stand::Flow if matches!(self.peek()?, b'"' | b'\'') => self.quoted(),
            Stand::Flow => self.flow_plain(),
            // A value that is not written, behind this colon.
            Stand::Nothing(colon) => self.text(colon, colon, Cow::Borrowed("~"), Style::Plain),
            Stand::Block(_) | Stand::ListBelowKey(_) | Stand::End => None,
        }
    }

    /// Whether no value is written here, or one that says so; if so, it is passed over.
    #[inline]
    pub(super) fn pass_nothing(&mut self, stand: Stand) -> Option<bool> {
        match (stand, self.peek()) {
            (Stand::Line(_) | Stand::Flow, Some(b'~' | b'n')) => self.pass_empty_word(stand),
            (Stand::Nothing(_), _) => self.count().map(|()| true),
            _ => Some(false),
        }
    }

    fn pass_empty_word(&mut self, stand: Stand) -> Option<bool> {
        let rest = &self.text.as_bytes()[self.at..];
        let length = if rest.starts_with(b"null") { 4 } else { 1 };
        if length == 1 && rest[0] == b'n'
            || !matches!(rest.get(length), None | Some(b' ' | b'\n' | b',' | b'}' | b']'))
        {
            return Some(false);
        }
        says_nothing(&self.single(stand)?.words).then_some(true)
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn second(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at + 1).copied()
    }

    #[inline]
    fn count(&mut self) -> Option<()> {
        self.size += 1;
        (self.size <= MAX_NODES).then_some(())
    }

    #[inline]
    fn skip_spaces(&mut self) {
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
    }

    /// To the first sign of the next line that is no comment.
    fn next_line(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        loop {
            self.line = self.at;
            self.at += spaces(&bytes[self.at..]);
            match self.peek() {
                None => {
                    self.column = 0;
                    return Some(());
                }
                Some(b'\n') => self.at += 1,
                Some(b'#') => self.skip_line(),
                Some(_) => break,
            }
        }
        self.column = self.at - self.line + 1;
        let is_mark = self.column == 1 && {
            let rest = &bytes[self.at..];
            rest[0] == b'%' || rest.starts_with(b"---") || rest.starts_with(b"...")
        };
        (!is_mark).then_some(())
    }

    fn skip_line(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
    }

    /// Whether nothing follows on the line but a comment.
    #[inline]
    fn is_end_of_line(&mut self) -> bool {
        let before = self.at;
        self.skip_spaces();
        match self.peek() {
            None | Some(b'\n') => true,
            Some(b'#') => self.at > before || self.text.as_bytes()[before - 1] == b' ',
            Some(_) => false,
        }
    }

    /// Behind a value: to the next line.
    #[inline]
    fn end_line(&mut self) -> Option<()> {
        if !self.is_end_of_line() {
            return None;
        }
        if self.peek() == Some(b'\n') {
            self.at += 1;
        } else {
            self.skip_line();
        }
        self.next_line()
    }

    #[inline]
    fn is_dash(&self) -> bool {
        self.peek() == Some(b'-') && matches!(self.second(), None | Some(b' ' | b'\n'))
    }

    #[inline]
    fn plain(&mut self, start: usize, end: usize) -> Option<Text<'t>> {
        let words = Cow::Borrowed(self.text.get(start..end)?);
        self.text(start, end, words, Style::Plain)
    }

    #[inline]
    fn text(
        &mut self,
        start: usize,
        end: usize,
        words: Cow<'t, str>,
        style: Style,
    ) -> Option<Text<'t>> {
        self.count()?;
        Some(Text { start, end, words, style })
    }
}

/// Tabs, carriage returns, and the first byte of characters that YAML does not take.
fn is_unusual(byte: u8) -> bool {
    byte == b'\t' || byte == b'\r' || byte == 0xef
}
