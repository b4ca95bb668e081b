//! Texts on lines of their own below `|` or `>`.

use std::borrow::Cow;

use memchr::memchr;

use super::eight::spaces;
use super::{Scan, Text};
use crate::store::yaml::tree::Style;

/// How the end of the text is to be, and its lines joined.
#[derive(Clone, Copy)]
struct Header {
    folded: bool,
    newline_at_end: bool,
}

impl<'t> Scan<'t> {
    /// From the `|` or `>` to the next line that is not part of the text. `column` is that of the
    /// key or dash before it.
    pub(super) fn block_text(&mut self, column: usize) -> Option<Text<'t>> {
        let header = self.header()?;
        let indent = self.indent();
        if indent < column {
            return None;
        }
        let start = self.at + indent;
        let (text, end) = self.lines(indent, header)?;
        self.next_line()?;
        if self.column > column {
            return None;
        }
        self.text(start, end, Cow::Owned(text), Style::Block)
    }

    fn header(&mut self) -> Option<Header> {
        let folded = self.peek()? == b'>';
        self.at += 1;
        let newline_at_end = self.peek()? != b'-';
        if !newline_at_end {
            self.at += 1;
        }
        if self.peek()? != b'\n' {
            return None;
        }
        self.at += 1;
        Some(Header { folded, newline_at_end })
    }

    /// How far the line that begins here is indented.
    fn indent(&self) -> usize {
        spaces(&self.text.as_bytes()[self.at..])
    }

    /// The text, and where its last line ends.
    fn lines(&mut self, indent: usize, header: Header) -> Option<(String, usize)> {
        let (mut text, mut end, mut empty) = (String::new(), self.at, 0);
        loop {
            let rest = &self.text[self.at..];
            let found = self.indent();
            match rest.as_bytes().get(found) {
                Some(b'\n') if found <= indent && !text.is_empty() => empty += 1,
                Some(sign) if found >= indent && *sign != b'\n' => {
                    if header.folded && found > indent {
                        return None;
                    }
                    let length = memchr(b'\n', rest.as_bytes())?;
                    text.extend(gap(header, text.is_empty(), empty));
                    text.push_str(&rest[indent..length]);
                    end = self.at + length;
                    empty = 0;
                }
                Some(b'\n') => return None,
                // The text breaks off within the line.
                None if found > 0 => return None,
                _ => break,
            }
            self.skip_line();
        }
        if text.is_empty() {
            return None;
        }
        if header.newline_at_end {
            text.push('\n');
        }
        Some((text, self.text[..end].trim_end().len()))
    }
}

/// What stands for the end of a line and so many empty lines behind it.
fn gap(header: Header, is_first: bool, empty: usize) -> impl Iterator<Item = char> {
    let (newlines, space) = match (is_first, header.folded, empty) {
        (true, ..) => (0, false),
        (_, true, 0) => (0, true),
        (_, true, _) => (empty, false),
        (_, false, _) => (empty + 1, false),
    };
    std::iter::repeat_n('\n', newlines).chain(space.then_some(' '))
}
