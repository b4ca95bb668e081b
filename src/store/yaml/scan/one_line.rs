//! Texts that end on their line, and what stands between them in brackets.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::eight::up_to_end_or_sign;
use super::{Scan, Text};
use crate::store::yaml::tree::Style;

/// Which bytes a text without quotation marks may begin with. Curly quotation marks are the
/// parser's, which warns of them.
const BEGINS_PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 255 {
        let sign = matches!(byte, b'(' | b'/' | b'.' | b'+' | b'~' | b'$' | b'_' | b'=' | b'<');
        table[byte as usize] = sign || byte.is_ascii_alphanumeric() || byte > 0x7f && byte != 0xe2;
        byte += 1;
    }
    table
};

impl<'t> Scan<'t> {
    /// To the next entry, or behind the bracket that closes.
    pub(super) fn goes_on(&mut self, close: u8, is_first: bool) -> Option<bool> {
        self.skip_spaces();
        if self.peek()? == close {
            self.at += 1;
            return Some(false);
        }
        if !is_first {
            if self.peek()? != b',' {
                return None;
            }
            self.at += 1;
            self.skip_spaces();
        }
        Some(true)
    }

    /// A text without quotation marks, which may take up the rest of the line.
    #[inline]
    pub(super) fn rest_of_line(&mut self) -> Option<Text<'t>> {
        let (start, bytes) = (self.at, self.text.as_bytes());
        if !self.begins_plain() {
            return None;
        }
        loop {
            self.at += up_to_end_or_sign(&bytes[self.at..]);
            match self.peek() {
                None | Some(b'\n') => break,
                Some(b'#') if bytes[self.at - 1] == b' ' => break,
                Some(b':') if matches!(self.second(), None | Some(b' ' | b'\n')) => return None,
                Some(_) => self.at += 1,
            }
        }
        while bytes[self.at - 1] == b' ' {
            self.at -= 1;
        }
        self.plain(start, self.at)
    }

    /// Whether a text without quotation marks may begin like this.
    #[inline]
    fn begins_plain(&self) -> bool {
        match self.peek() {
            Some(b'-') => self.second().is_some_and(|byte| byte.is_ascii_alphanumeric()),
            Some(byte) => BEGINS_PLAIN[usize::from(byte)],
            None => false,
        }
    }

    /// A text without quotation marks, up to the sign behind it.
    pub(super) fn flow_plain(&mut self) -> Option<Text<'t>> {
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
    pub(super) fn quoted(&mut self) -> Option<Text<'t>> {
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
        self.text(start, self.at, text, Style::Quoted)
    }
}
