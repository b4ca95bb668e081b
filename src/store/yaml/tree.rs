//! A record as a tree of texts, lists and keyed entries, each with the bytes it was read from.
//! Built from YAML by `parse`, from TOML by `store::toml_text`; what the texts mean is `de`'s.

use std::borrow::Cow;

use crate::text::Range;

/// How a text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotation marks, on the line of its key: may be a number, a date, `true` …
    Plain,
    /// Between quotation marks: always a text.
    Quoted,
    /// On lines of its own below `|` or `>`: always a text.
    Block,
}

/// What stands at a node.
#[derive(Debug)]
pub enum Value<'t> {
    /// A single text; empty and [`Style::Plain`] where nothing is written.
    Scalar {
        /// The text after quotation marks and escapes are resolved.
        text: Cow<'t, str>,
        /// How it was written.
        style: Style,
    },
    /// A list, in the order of the file.
    List(Vec<Node<'t>>),
    /// Keyed entries, in the order of the file, no key twice.
    Map(Vec<Entry<'t>>),
}

/// A key and what stands below it.
#[derive(Debug)]
pub struct Entry<'t> {
    /// Always a [`Value::Scalar`].
    pub key: Node<'t>,
    /// The value.
    pub value: Node<'t>,
}

/// A place in the tree.
#[derive(Debug)]
pub struct Node<'t> {
    /// Its number in this tree; the same text gives the same numbers.
    pub id: u32,
    /// Its bytes: for a text the text with its quotation marks (in a [`Style::Block`] without the
    /// `|`), for a list or entries from the first to the end of the last.
    pub range: Range,
    /// What stands there.
    pub value: Value<'t>,
}

/// A whole file.
#[derive(Debug)]
pub struct Tree<'t> {
    /// The text it was read from.
    pub text: &'t str,
    /// The top; an empty text if there is nothing in the file.
    pub root: Node<'t>,
    /// How many nodes there are, keys included.
    pub size: u32,
    /// Nodes of which a fault is known already, sorted: their value is not to be trusted.
    pub spoiled: Vec<u32>,
}

impl<'t> Node<'t> {
    /// The text, if it is one.
    #[inline]
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The text, if it stands without quotation marks.
    #[inline]
    pub fn plain(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, style: Style::Plain } => Some(text),
            _ => None,
        }
    }

    /// Whether no value is written.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.plain().is_some_and(says_nothing)
    }

    /// The entry of this key.
    pub fn entry(&self, key: &str) -> Option<&Entry<'t>> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key.scalar() == Some(key)),
            _ => None,
        }
    }

    /// The bytes to mark when the fault is this node's: one line at most, and the key where the
    /// value has no line of its own.
    pub fn marked(&self, key: Option<&Node<'t>>, text: &str) -> Range {
        match (&self.value, key) {
            (Value::Scalar { .. }, _) if self.range.start < self.range.end => {
                first_line(self.range, text)
            }
            (_, Some(key)) => first_line(key.range, text),
            _ => first_line(self.range, text),
        }
    }
}

/// Whether this, without quotation marks, stands for no value. `Null` does not: it is somebody's
/// surname.
#[inline]
pub(super) fn says_nothing(plain: &str) -> bool {
    matches!(plain, "" | "~" | "null")
}

/// The part of a range that stands on its first line, without the white space at its end.
pub(super) fn first_line(range: Range, text: &str) -> Range {
    let Some(inside) = text.get(range.as_usize()) else {
        return Range { start: range.start, end: range.start };
    };
    let line = inside.lines().next().unwrap_or_default().trim_end();
    Range::new(range.start as usize, range.start as usize + line.len())
}
