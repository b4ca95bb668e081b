//! The quick way from a text to its [`Tree`], for records as they are nearly always written: keys
//! and lists on lines of their own, one-line values, small brackets, texts below `|` or `>`. It
//! gives the very tree that the parser gives, with the same places and numbers, or none at all: on
//! anything else, and on every mistake, it gives up, and `parse` does the whole file. So it has no
//! opinion of its own on what YAML is, and no fault is ever told from here.
//!
//! Why there is one, where the rule is to write no scanner of our own: going through an archive,
//! `lm check` spent more than half of its time in the parser, and this way takes a quarter of that.
//! That both give the same is held by `quick::tests`, on generated texts, with slips of the hand in
//! them and without, and on every record of the examples.

mod block_text;
mod flow;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use memchr::{memchr, memchr3};

use super::tree::{Entry, Node, Style, Tree, Value};
use crate::store::limits::{MAX_NODES, MAX_TEXT};
use crate::text::Range;

/// More keys than this below each other, or entries deeper inside each other, are left to the
/// parser, which looks keys up and counts depth.
const FEW_KEYS: usize = 64;
const SHALLOW: usize = 16;

/// Which bytes are letters, digits, `_` and `-`: looked up, because most of the bytes of many
/// records are keys.
const IN_KEY: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        byte += 1;
    }
    table
};

/// The tree of a text that [`plain_text`](crate::store::plain_text) has admitted; `None` when it is
/// written in any unusual way.
pub(super) fn tree(text: &str) -> Option<Tree<'_>> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > MAX_TEXT || body.bytes().fold(false, |found, byte| found | is_unusual(byte)) {
        return None;
    }
    let mut quick = Quick {
        text,
        at: text.len() - body.len(),
        line: 0,
        column: None,
        depth: 0,
        size: 0,
        entries: Vec::new(),
        items: Vec::new(),
    };
    quick.next_line()?;
    let root = match quick.column {
        Some(0) => quick.block(0)?,
        _ => return None,
    };
    quick.column.is_none().then(|| Tree { text, root, size: quick.size, spoiled: Vec::new() })
}

/// Tabs, carriage returns, and the first byte of characters that YAML does not take.
fn is_unusual(byte: u8) -> bool {
    byte == b'\t' || byte == b'\r' || byte == 0xef
}

/// Where reading stands. Every method gives `None` to give up.
struct Quick<'t> {
    text: &'t str,
    at: usize,
    /// Where the line begins.
    line: usize,
    /// How far the next line with anything on it is indented; `None` at the end of the text.
    column: Option<usize>,
    depth: usize,
    size: u32,
    /// Of all maps and lists that are being read; those of the innermost are last.
    entries: Vec<Entry<'t>>,
    items: Vec<Node<'t>>,
}

impl<'t> Quick<'t> {
    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn second(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at + 1).copied()
    }

    #[inline]
    fn next_id(&mut self) -> Option<u32> {
        self.size += 1;
        (self.size <= MAX_NODES).then_some(self.size)
    }

    #[inline]
    fn skip_spaces(&mut self) {
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
    }

    /// To the first sign of the next line that is no comment.
    fn next_line(&mut self) -> Option<()> {
        loop {
            self.line = self.at;
            self.skip_spaces();
            match self.peek() {
                None => {
                    self.column = None;
                    return Some(());
                }
                Some(b'\n') => self.at += 1,
                Some(b'#') => self.skip_line(),
                Some(_) => break,
            }
        }
        self.column = Some(self.at - self.line);
        let rest = &self.text.as_bytes()[self.at..];
        let is_mark = self.at == self.line
            && (rest[0] == b'%' || rest.starts_with(b"---") || rest.starts_with(b"..."));
        (!is_mark).then_some(())
    }

    fn skip_line(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
    }

    /// Whether nothing follows on the line but a comment.
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
    fn end_line(&mut self) -> Option<()> {
        if !self.is_end_of_line() {
            return None;
        }
        self.skip_line();
        self.next_line()
    }

    /// What begins on a line of its own.
    fn block(&mut self, column: usize) -> Option<Node<'t>> {
        self.depth += 1;
        let node = match self.is_dash() {
            _ if self.depth > SHALLOW => None,
            true => self.list(column),
            false => self.map(column),
        };
        self.depth -= 1;
        node
    }

    fn is_dash(&self) -> bool {
        self.peek() == Some(b'-') && matches!(self.second(), None | Some(b' ' | b'\n'))
    }

    fn map(&mut self, column: usize) -> Option<Node<'t>> {
        let (id, start, first) = (self.next_id()?, self.at, self.entries.len());
        while self.column == Some(column) {
            let key = self.key()?;
            self.is_new(&key, first)?;
            let value = self.behind_colon(column)?;
            self.entries.push(Entry { key, value });
        }
        if self.column > Some(column) {
            return None;
        }
        let entries = self.entries.split_off(first);
        let last = entries.last()?;
        let end = last.value.range.end.max(last.key.range.end);
        let range = Range { start: Range::new(start, start).start, end };
        Some(Node { id, range, value: Value::Map(entries) })
    }

    fn is_new(&self, key: &Node<'t>, first: usize) -> Option<()> {
        let known = &self.entries[first..];
        let length = |key: &Node<'_>| key.range.end - key.range.start;
        // The texts of most keys need not be looked at: they are not as long as this one.
        let is_this = |entry: &Entry<'_>| {
            length(&entry.key) == length(key) && entry.key.scalar() == key.scalar()
        };
        (known.len() < FEW_KEYS && !known.iter().any(is_this)).then_some(())
    }

    /// A key, up to behind its colon.
    fn key(&mut self) -> Option<Node<'t>> {
        let start = self.at;
        let end = start + self.key_length()?;
        // Above a file that is still encrypted.
        if self.depth == 1 && &self.text[start..end] == "sops" {
            return None;
        }
        let key = self.plain(start, end)?;
        self.at = end + 1;
        Some(key)
    }

    /// How long the key is that stands here, if one does.
    fn key_length(&self) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|byte| !IN_KEY[usize::from(*byte)])?;
        let fits = length > 0
            && length < 128
            && rest[0] != b'-'
            && rest[length] == b':'
            && matches!(rest.get(length + 1), None | Some(b' ' | b'\n'));
        fits.then_some(length)
    }

    fn behind_colon(&mut self, column: usize) -> Option<Node<'t>> {
        let colon = self.at;
        if !self.is_end_of_line() {
            return self.inline(column);
        }
        self.end_line()?;
        match self.column {
            Some(deeper) if deeper > column => self.block(deeper),
            Some(same) if same == column && self.is_dash() => self.list_below_key(same),
            _ => self.nothing(colon - 1),
        }
    }

    /// A list that is no further in than its key. To the parser it begins behind the first dash.
    fn list_below_key(&mut self, column: usize) -> Option<Node<'t>> {
        let mut list = self.block(column)?;
        let Value::List(items) = &list.value else { return None };
        let first = items.first()?;
        let before = Range { start: list.range.start, end: first.range.start };
        let on_its_line = !self.text[before.as_usize()].contains('\n');
        list.range.start = first.range.start;
        on_its_line.then_some(list)
    }

    fn list(&mut self, column: usize) -> Option<Node<'t>> {
        let (id, start, first) = (self.next_id()?, self.at, self.items.len());
        while self.column == Some(column) && self.is_dash() {
            self.at += 1;
            let item = self.behind_dash(column)?;
            self.items.push(item);
        }
        if self.column > Some(column) {
            return None;
        }
        let items = self.items.split_off(first);
        let range = Range { start: Range::new(start, start).start, end: items.last()?.range.end };
        Some(Node { id, range, value: Value::List(items) })
    }

    fn behind_dash(&mut self, column: usize) -> Option<Node<'t>> {
        if self.is_end_of_line() {
            self.end_line()?;
            return match self.column {
                Some(deeper) if deeper > column => self.block(deeper),
                _ => None,
            };
        }
        if self.key_length().is_some() {
            let deeper = self.at - self.line;
            self.column = Some(deeper);
            return self.block(deeper);
        }
        self.inline(column)
    }

    /// A value on the line of its key or dash, up to the next line.
    fn inline(&mut self, column: usize) -> Option<Node<'t>> {
        let node = match self.peek()? {
            b'|' | b'>' => return self.block_text(column),
            b'"' | b'\'' => self.quoted()?,
            b'[' | b'{' => self.flow()?,
            _ => self.rest_of_line()?,
        };
        self.end_line()?;
        Some(node)
    }

    /// A text without quotation marks, which may take up the rest of the line.
    fn rest_of_line(&mut self) -> Option<Node<'t>> {
        let (start, bytes) = (self.at, self.text.as_bytes());
        if !self.begins_plain() {
            return None;
        }
        while let Some(next) = memchr3(b'\n', b':', b'#', &bytes[self.at..]) {
            self.at += next;
            match bytes[self.at] {
                b'\n' => break,
                b'#' if bytes[self.at - 1] == b' ' => break,
                b':' if matches!(self.second(), None | Some(b' ' | b'\n')) => return None,
                _ => self.at += 1,
            }
        }
        if !matches!(self.peek(), Some(b'\n' | b'#')) {
            self.at = bytes.len();
        }
        let end = start + self.text[start..self.at].trim_end_matches(' ').len();
        self.at = end;
        self.plain(start, end)
    }

    /// Whether a text without quotation marks may begin like this. Curly quotation marks are the
    /// parser's, which warns of them.
    fn begins_plain(&self) -> bool {
        match self.peek() {
            Some(b'-') => self.second().is_some_and(|byte| byte.is_ascii_alphanumeric()),
            Some(b'(' | b'/' | b'.' | b'+' | b'~' | b'$' | b'_' | b'=' | b'<') => true,
            Some(byte) => byte.is_ascii_alphanumeric() || byte > 0x7f && byte != 0xe2,
            None => false,
        }
    }

    /// A value that is not written, behind this colon.
    fn nothing(&mut self, at: usize) -> Option<Node<'t>> {
        self.scalar(Range::new(at, at), Cow::Borrowed("~"), Style::Plain)
    }

    fn plain(&mut self, start: usize, end: usize) -> Option<Node<'t>> {
        let text = Cow::Borrowed(self.text.get(start..end)?);
        self.scalar(Range::new(start, end), text, Style::Plain)
    }

    fn scalar(&mut self, range: Range, text: Cow<'t, str>, style: Style) -> Option<Node<'t>> {
        Some(Node { id: self.next_id()?, range, value: Value::Scalar { text, style } })
    }
}
