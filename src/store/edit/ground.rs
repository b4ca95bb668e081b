//! The text that is to be changed, its tree, and where things begin and end in it: dashes, colons,
//! lines. Nothing is changed here.

use super::EditError;
use crate::store::faults::Faults;
use crate::store::yaml;
use crate::store::yaml::tree::{Entry, Node, Style, Tree, Value};
use crate::text::{FieldPath, Step};
use std::sync::Arc;

/// A text and what is in it.
pub(in crate::store) struct Ground<'t> {
    pub(in crate::store) text: &'t str,
    pub(in crate::store) tree: Tree<'t>,
    /// Where the text begins behind its byte order mark.
    pub(in crate::store) top: usize,
}

/// A value and its place.
#[derive(Clone, Copy)]
pub(in crate::store) struct Slot<'n, 't> {
    pub(in crate::store) node: &'n Node<'t>,
    /// The byte behind what announces it: the colon of its key, its dash, the byte order mark.
    pub(in crate::store) from: usize,
    /// The column of its key; of an entry of a list, of its dash.
    pub(in crate::store) column: usize,
    /// It stands between brackets.
    pub(in crate::store) in_brackets: bool,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Shape {
    /// Not at all: nothing behind the colon.
    Nothing,
    /// A text, a number … on the line, or over several.
    Inline,
    /// A text below `|` or `>`.
    Block,
    /// A list or entries between brackets.
    Brackets,
    /// A list with dashes.
    Dashes,
    /// Entries on lines of their own.
    Lines,
}

impl<'t> Ground<'t> {
    pub(in crate::store) fn read(text: &'t str) -> Result<Self, EditError> {
        let mut faults = Faults::new(&Arc::from(""));
        let tree = yaml::parse(text, &mut faults).ok_or(EditError::Faulty)?;
        if faults.any(|finding| finding.severity == crate::diag::Severity::Error) {
            return Err(EditError::Faulty);
        }
        let top = text.len() - text.trim_start_matches('\u{feff}').len();
        Ok(Self { text, tree, top })
    }

    pub(in crate::store) fn root(&self) -> Slot<'_, 't> {
        Slot { node: &self.tree.root, from: self.top, column: 0, in_brackets: false }
    }

    /// As far down as there is something, and the steps that lead on.
    pub(in crate::store) fn reach<'n, 'p>(
        &'n self,
        path: &'p FieldPath,
    ) -> (Slot<'n, 't>, &'p [Step]) {
        let mut slot = self.root();
        let steps = path.steps();
        for (done, step) in steps.iter().enumerate() {
            let Some(next) = self.below(slot, step) else { return (slot, &steps[done..]) };
            slot = next;
        }
        (slot, &[])
    }

    fn below<'n>(&'n self, slot: Slot<'n, 't>, step: &Step) -> Option<Slot<'n, 't>> {
        match step {
            Step::Key(name) => slot.node.entry(name).map(|entry| self.value_of(slot, entry)),
            Step::Index(index) => self.items(slot).into_iter().nth(*index).map(|(_, item)| item),
        }
    }

    pub(in crate::store) fn value_of<'n>(
        &'n self,
        map: Slot<'n, 't>,
        entry: &'n Entry<'t>,
    ) -> Slot<'n, 't> {
        let key_end = entry.key.range.end as usize;
        let colon = self.past_gap(key_end);
        let has_colon = self.text[colon..].starts_with(':');
        Slot {
            node: &entry.value,
            from: if has_colon { colon + 1 } else { key_end },
            column: self.column(entry.key.range.start as usize),
            in_brackets: map.in_brackets || self.shape(map) == Shape::Brackets,
        }
    }

    /// The entries of a list, each with its dash; between brackets, with its first byte.
    pub(in crate::store) fn items<'n>(&'n self, list: Slot<'n, 't>) -> Vec<(usize, Slot<'n, 't>)> {
        let Value::List(items) = &list.node.value else { return Vec::new() };
        let in_brackets = list.in_brackets || self.shape(list) == Shape::Brackets;
        let mut at = list.from;
        let mut slots = Vec::with_capacity(items.len());
        for node in items {
            let start = if in_brackets { node.range.start as usize } else { self.past_gap(at) };
            let from = if in_brackets { start } else { start + 1 };
            let item = Slot { node, from, column: self.column(start), in_brackets };
            at = self.end(item);
            slots.push((start, item));
        }
        slots
    }

    pub(in crate::store) fn shape(&self, slot: Slot<'_, 't>) -> Shape {
        let node = slot.node;
        match &node.value {
            Value::Scalar { .. } if node.range.start == node.range.end && node.is_empty() => {
                Shape::Nothing
            }
            Value::Scalar { style: Style::Block, .. } => Shape::Block,
            Value::Scalar { .. } => Shape::Inline,
            _ if slot.in_brackets => Shape::Brackets,
            _ if self.text[self.past_gap(slot.from)..].starts_with(['[', '{']) => Shape::Brackets,
            Value::List(_) => Shape::Dashes,
            Value::Map(_) => Shape::Lines,
        }
    }

    /// The byte behind the last of a value; behind what announces it when there is none.
    pub(in crate::store) fn end(&self, slot: Slot<'_, 't>) -> usize {
        match self.shape(slot) {
            Shape::Nothing => slot.from,
            Shape::Inline | Shape::Block | Shape::Brackets => slot.node.range.end as usize,
            Shape::Dashes => self.items(slot).last().map_or(slot.from, |(_, item)| self.end(*item)),
            Shape::Lines => {
                let Value::Map(entries) = &slot.node.value else { return slot.from };
                entries.last().map_or(slot.from, |entry| self.end(self.value_of(slot, entry)))
            }
        }
    }

    /// As [`Ground::lines_end`], and past the comments that stand further in than `column`.
    pub(in crate::store) fn below_end(&self, slot: Slot<'_, 't>, column: usize) -> usize {
        self.past_comments(self.lines_end(slot), column + 1)
    }

    /// Where the lines of a value end, its end comment included: the first byte of the line below.
    /// Empty lines that belong to a text below `|+` are its own.
    pub(in crate::store) fn lines_end(&self, slot: Slot<'_, 't>) -> usize {
        let mut at = self.line_end(self.end(slot));
        for _ in 0..self.kept_lines(slot) {
            let line = &self.text[at..self.line_end(at)];
            if line.trim().is_empty() {
                at = self.line_end(at);
            }
        }
        at
    }

    /// How many empty lines belong to the last text in a value.
    fn kept_lines(&self, slot: Slot<'_, 't>) -> usize {
        match &slot.node.value {
            Value::Scalar { text, style: Style::Block } => {
                let trimmed = text.trim_end_matches('\n').len();
                (text.len() - trimmed).saturating_sub(1)
            }
            Value::Scalar { .. } => 0,
            Value::List(_) => self.items(slot).last().map_or(0, |(_, item)| self.kept_lines(*item)),
            Value::Map(entries) => {
                entries.last().map_or(0, |entry| self.kept_lines(self.value_of(slot, entry)))
            }
        }
    }

    /// Past the comment lines from here on that begin in this column or further in.
    pub(in crate::store) fn past_comments(&self, mut at: usize, column: usize) -> usize {
        while at < self.text.len() {
            let line = &self.text[at..self.line_end(at)];
            let blanks = line.len() - line.trim_start_matches(' ').len();
            if blanks < column || !line[blanks..].starts_with('#') {
                break;
            }
            at = self.line_end(at);
        }
        at
    }

    /// Past blanks, line ends and comments.
    pub(in crate::store) fn past_gap(&self, mut at: usize) -> usize {
        loop {
            let rest = self.text.get(at..).unwrap_or_default();
            let found = rest.trim_start_matches([' ', '\t', '\r', '\n']);
            at += rest.len() - found.len();
            if !found.starts_with('#') {
                return at;
            }
            at = self.line_end(at);
        }
    }

    /// The first byte of the next line; the end of the text on the last.
    pub(in crate::store) fn line_end(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline + 1)
    }

    /// The end of a line without its line end.
    pub(in crate::store) fn line_break(&self, at: usize) -> usize {
        let end = self.line_end(at);
        let line = &self.text[at.min(end)..end];
        at.min(end) + line.trim_end_matches('\n').trim_end_matches('\r').len()
    }

    pub(in crate::store) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(self.top, |newline| newline + 1)
    }

    /// Characters before it on its line.
    pub(in crate::store) fn column(&self, at: usize) -> usize {
        self.text[self.line_start(at)..at].chars().count()
    }

    /// Whether only blanks stand before it on its line.
    pub(in crate::store) fn begins_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at].bytes().all(|byte| byte == b' ')
    }

    /// The line end that is used here.
    pub(in crate::store) fn newline(&self, at: usize) -> &'static str {
        let before = &self.text[..at];
        let windows = match before.rfind('\n') {
            Some(newline) => before[..newline].ends_with('\r'),
            None => self.text.find('\n').is_some_and(|at| self.text[..at].ends_with('\r')),
        };
        if windows { "\r\n" } else { "\n" }
    }

    /// Lines (with `\n` between them and none at the end) as they are put in before the line that
    /// begins here.
    pub(in crate::store) fn as_lines(&self, at: usize, lines: &str) -> String {
        let newline = self.newline(at);
        let lines = lines.replace('\n', newline);
        let is_start = at == self.top || self.text[..at].ends_with('\n');
        if is_start { format!("{lines}{newline}") } else { format!("{newline}{lines}") }
    }

    /// Whether there are comments between the parts of a value: whoever takes it out loses them.
    pub(in crate::store) fn has_comments(&self, slot: Slot<'_, 't>) -> bool {
        let mut texts = Vec::new();
        leaves(slot.node, &mut texts);
        let mut at = slot.from;
        let mut gaps = texts.iter().map(|(start, end)| {
            let gap = self.text.get(at..*start).unwrap_or_default();
            at = at.max(*end);
            gap
        });
        let inside = gaps.any(|gap| gap.contains('#'));
        inside || self.text[at..self.line_end(self.end(slot).max(at))].contains('#')
    }

    /// In which column further in than its key a dash stands, where this file does not say
    /// otherwise.
    pub(in crate::store) fn dash_offset(&self) -> usize {
        self.find_dash_offset(self.root()).unwrap_or(2)
    }

    fn find_dash_offset(&self, slot: Slot<'_, 't>) -> Option<usize> {
        match (&slot.node.value, self.shape(slot)) {
            (Value::Map(entries), Shape::Lines) => entries.iter().find_map(|entry| {
                let value = self.value_of(slot, entry);
                let dash = self.items(value).first().map(|(dash, _)| *dash);
                match (self.shape(value), dash) {
                    (Shape::Dashes, Some(dash)) => self.column(dash).checked_sub(value.column),
                    _ => self.find_dash_offset(value),
                }
            }),
            (Value::List(_), Shape::Dashes) => {
                self.items(slot).into_iter().find_map(|(_, item)| self.find_dash_offset(item))
            }
            _ => None,
        }
    }
}

/// Where every text and key of a node stands.
pub(in crate::store) fn leaves(node: &Node<'_>, found: &mut Vec<(usize, usize)>) {
    match &node.value {
        Value::Scalar { .. } => found.push((node.range.start as usize, node.range.end as usize)),
        Value::List(items) => items.iter().for_each(|item| leaves(item, found)),
        Value::Map(entries) => {
            for entry in entries {
                leaves(&entry.key, found);
                leaves(&entry.value, found);
            }
        }
    }
}
