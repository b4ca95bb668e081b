//! A list or keyed values as parts that together are the whole of their lines: no line, no comment
//! stands outside.

use super::merged::{Clash, Merged};
use super::side::plain;
use crate::store::edit::ground::{Ground, Shape, Slot};
use crate::store::edit::proof::Model;
use crate::store::yaml::tree::Value;

/// An entry of a list, or a key with its value, with all that is written around it.
pub(super) struct Part<'n, 't> {
    /// The key, in keyed values.
    pub(super) key: Option<&'n str>,
    /// The entry, or the value.
    pub(super) slot: Slot<'n, 't>,
    /// Empty lines and comments above it.
    pub(super) lead: &'t str,
    /// Its lines, from the key or the dash on.
    pub(super) body: &'t str,
    /// Where the body begins, and ends.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The column of the key or of the dash.
    pub(super) column: usize,
    /// Its first line is its own; otherwise it stands behind a dash.
    pub(super) own_line: bool,
    /// The body without indentation and line ends.
    pub(super) plain: String,
}

impl Part<'_, '_> {
    /// With what is written above it.
    pub(super) fn lines(&self) -> String {
        format!("{}{}", self.lead, self.body)
    }

    /// A part of ours that theirs leaves alone.
    pub(super) fn as_it_is(&self) -> Merged {
        Merged::of(self.lines(), Model::of(self.slot.node))
    }

    /// A part that ours changed and theirs took out.
    pub(super) fn or_nothing(&self) -> Merged {
        Merged::conflict(self.lines(), String::new(), Model::of(self.slot.node))
    }
}

/// A list or keyed values, line by line.
pub(super) struct Outline<'n, 't> {
    /// What announces it: the line of its key, the dash; of a file its first lines.
    pub(super) head: &'t str,
    pub(super) parts: Vec<Part<'n, 't>>,
    /// Comments and empty lines behind the last part.
    pub(super) tail: &'t str,
}

/// The outline of a whole file.
pub(super) fn of_file<'n, 't>(ground: &'n Ground<'t>) -> Result<Outline<'n, 't>, Clash> {
    let root = ground.root();
    if ground.shape(root) != Shape::Lines {
        return Err(Clash);
    }
    outline(ground, root, ground.top..ground.text.len(), heading_end(ground))
}

/// The outline of what a part holds.
pub(super) fn of_part<'n, 't>(
    ground: &'n Ground<'t>,
    part: &Part<'n, 't>,
) -> Result<Outline<'n, 't>, Clash> {
    outline(ground, part.slot, part.start..part.end, ground.line_end(part.slot.from))
}

/// Where the first lines of a file end that are about all of it: the line for editors, or a comment
/// with an empty line below it.
fn heading_end(ground: &Ground<'_>) -> usize {
    let text = &ground.text[ground.top..];
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if !line.starts_with('#') {
            if line.trim().is_empty() {
                return ground.top + end;
            }
            break;
        }
        end += line.len();
    }
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let is_for_editors = first.starts_with("# yaml-language-server:");
    ground.top + if is_for_editors { first.len() } else { 0 }
}

fn outline<'n, 't>(
    ground: &'n Ground<'t>,
    slot: Slot<'n, 't>,
    lines: std::ops::Range<usize>,
    head_end: usize,
) -> Result<Outline<'n, 't>, Clash> {
    let found = places(ground, slot);
    let text = ground.text;
    let first = found.first().ok_or(Clash)?.0;
    let mut at = if ground.begins_line(first) { head_end } else { first };
    let head = text.get(lines.start..at).ok_or(Clash)?;
    let mut parts = Vec::with_capacity(found.len());
    for (mark, key, slot) in found {
        let own_line = ground.begins_line(mark);
        let start = if own_line { ground.line_start(mark) } else { mark };
        let column = ground.column(mark);
        let end = ground.below_end(slot, column).min(lines.end);
        let lead = text.get(at..start).ok_or(Clash)?;
        let body = text.get(start..end).ok_or(Clash)?;
        let plain = plain(body, column, own_line);
        parts.push(Part { key, slot, lead, body, start, end, column, own_line, plain });
        at = end;
    }
    let tail = text.get(at..lines.end).ok_or(Clash)?;
    Ok(Outline { head, parts, tail })
}

/// Where every part is announced: its key, or its dash.
fn places<'n, 't>(
    ground: &'n Ground<'t>,
    slot: Slot<'n, 't>,
) -> Vec<(usize, Option<&'n str>, Slot<'n, 't>)> {
    match &slot.node.value {
        Value::Map(entries) => entries
            .iter()
            .map(|entry| {
                let value = ground.value_of(slot, entry);
                (entry.key.range.start as usize, entry.key.scalar(), value)
            })
            .collect(),
        _ => ground.items(slot).into_iter().map(|(dash, item)| (dash, None, item)).collect(),
    }
}
