//! A source text and the places in it.

use std::sync::Arc;

/// A half-open range of **bytes** in a source text, from the first byte of the file (a byte order
/// mark included).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Range {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Range {
    /// A range from `start` up to, not including, `end`; a file is capped far below 4 GiB, so
    /// larger numbers are cut off at [`u32::MAX`].
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: cut(start), end: cut(end.max(start)) }
    }

    /// As an index into the text.
    pub fn as_usize(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place as an editor counts it: line from 1, column from 1 in **characters**; a byte order mark
/// is no column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// A file's text under the name by which people know it (its path below the records folder, with
/// `/` on every system). Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
}

impl Source {
    /// A source of this name and text.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// Its path below the records folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, byte for byte, the byte order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the byte `at` stands.
    pub fn position(&self, at: u32) -> Position {
        let text = self.text();
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &text[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].trim_start_matches('\u{feff}').chars().count() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_the_byte_order_mark() {
        let source = Source::new("a.yaml", "\u{feff}name: Zoë X\nborn: 2015\n");
        for (word, line, column) in [("name", 1, 1), ("X", 1, 11), ("born", 2, 1), ("2015", 2, 7)] {
            let at = source.text().find(word).expect("it is there");
            let at = u32::try_from(at).expect("a short text");
            assert_eq!(source.position(at), Position { line, column }, "{word}");
        }
    }
}
