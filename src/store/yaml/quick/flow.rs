//! Brackets that close on their line, and texts in quotation marks.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::{Quick, SHALLOW};
use crate::store::yaml::tree::{Entry, Node, Style, Value};
use crate::text::Range;

impl<'t> Quick<'t> {
    /// From one bracket to the other.
    pub(super) fn flow(&mut self) -> Option<Node<'t>> {
        self.depth += 1;
        if self.depth > SHALLOW {
            return None;
        }
        let (id, start) = (self.next_id()?, self.at);
        let is_map = self.peek() == Some(b'{');
        self.at += 1;
        let value = if is_map { self.flow_map()? } else { self.flow_list()? };
        self.depth -= 1;
        Some(Node { id, range: Range::new(start, self.at), value })
    }

    fn flow_map(&mut self) -> Option<Value<'t>> {
        let first = self.entries.len();
        while self.goes_on(b'}', self.entries.len() > first)? {
            let key = self.key()?;
            self.is_new(&key, first)?;
            self.skip_spaces();
            let value = self.flow_value()?;
            self.entries.push(Entry { key, value });
        }
        Some(Value::Map(self.entries.split_off(first)))
    }

    fn flow_list(&mut self) -> Option<Value<'t>> {
        let first = self.items.len();
        while self.goes_on(b']', self.items.len() > first)? {
            let item = self.flow_value()?;
            self.items.push(item);
        }
        Some(Value::List(self.items.split_off(first)))
    }

    /// To the next entry, or behind the bracket that closes.
    fn goes_on(&mut self, close: u8, has_entries: bool) -> Option<bool> {
        self.skip_spaces();
        if self.peek()? == close {
            self.at += 1;
            return Some(false);
        }
        if has_entries {
            if self.peek()? != b',' {
                return None;
            }
            self.at += 1;
            self.skip_spaces();
        }
        Some(true)
    }

    fn flow_value(&mut self) -> Option<Node<'t>> {
        match self.peek()? {
            b'[' | b'{' => self.flow(),
            b'"' | b'\'' => self.quoted(),
            _ => self.flow_plain(),
        }
    }

    fn flow_plain(&mut self) -> Option<Node<'t>> {
        if !self.begins_plain() {
            return None;
        }
        let (start, rest) = (self.at, &self.text.as_bytes()[self.at..]);
        let ends =
            |byte: u8| matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b'\n' | b'#' | b':');
        let mut length = rest.iter().position(|byte| ends(*byte))?;
        // A time of day has a colon within.
        while rest[length] == b':' && rest.get(length + 1)?.is_ascii_alphanumeric() {
            length += 1 + rest[length + 1..].iter().position(|byte| ends(*byte))?;
        }
        if !matches!(rest[length], b',' | b']' | b'}') {
            return None;
        }
        let end = start + self.text[start..start + length].trim_end_matches(' ').len();
        self.at = start + length;
        self.plain(start, end)
    }

    /// A text in quotation marks, without escapes, that ends on its line.
    pub(super) fn quoted(&mut self) -> Option<Node<'t>> {
        let (start, bytes) = (self.at, self.text.as_bytes());
        let quote = self.peek()?;
        self.at += 1;
        let mut doubled = false;
        loop {
            self.at += memchr2(quote, b'\n', &bytes[self.at..])?;
            if bytes[self.at] == b'\n' {
                return None;
            }
            self.at += 1;
            if quote == b'"' || self.peek() != Some(b'\'') {
                break;
            }
            doubled = true;
            self.at += 1;
        }
        let text = &self.text[start + 1..self.at - 1];
        if quote == b'"' && memchr(b'\\', text.as_bytes()).is_some() {
            return None;
        }
        let text = if doubled { Cow::Owned(text.replace("''", "'")) } else { Cow::Borrowed(text) };
        self.scalar(Range::new(start, self.at), text, Style::Quoted)
    }
}
