//! A new entry of a list.

use super::EditError;
use super::candidate::Candidate;
use super::ground::{Ground, Shape, Slot};
use super::set;
use super::value::Value;
use super::write::{Hand, in_brackets};
use crate::store::yaml::tree;
use crate::text::FieldPath;

/// The ways to put an entry in at this number.
pub(super) fn candidates(
    ground: &Ground<'_>,
    list: &FieldPath,
    index: usize,
    entry: &Value,
    order: &[String],
    hand: Hand,
) -> Result<Vec<Candidate>, EditError> {
    let (slot, missing) = ground.reach(list);
    if !missing.is_empty() {
        let value = Value::List(vec![entry.clone()]);
        return set::candidates_below(ground, slot, missing, value, order, top_list(list), hand);
    }
    let places = match ground.shape(slot) {
        Shape::Dashes => {
            let is_top = list.steps().len() == 1;
            between_dashes(ground, slot, index, entry, is_top, hand)
        }
        Shape::Brackets => in_a_row(ground, slot, index, entry, list, hand),
        _ => vec![first(ground, slot, entry, top_list(list), hand)],
    };
    Ok(places.into_iter().flatten().collect())
}

/// Whether entries of this list are records of their own, which stand on lines of their own.
fn top_list(list: &FieldPath) -> bool {
    list.steps().len() == 1
}

/// Lists of lines: a line with a dash, in the column and with the empty lines of its neighbours; or
/// without them, where an empty line would be a part of the text above.
fn between_dashes(
    ground: &Ground<'_>,
    list: Slot<'_, '_>,
    index: usize,
    entry: &Value,
    is_top: bool,
    hand: Hand,
) -> Vec<Option<Candidate>> {
    let items = ground.items(list);
    let neighbour = index.saturating_sub(1).min(items.len().saturating_sub(1));
    let Some(&(dash, model)) = items.get(neighbour) else { return Vec::new() };
    let column = ground.column(dash);
    let content = ground.past_gap(model.from);
    let on_its_line = ground.line_start(content) == ground.line_start(dash);
    let gap = if on_its_line && content > model.from { content - model.from } else { 1 };
    let inner = column + 1 + gap;
    let written = match ground.shape(model) {
        Shape::Brackets => in_brackets(entry),
        Shape::Lines => {
            let written = hand.item(entry, inner, false);
            written.head + &written.body
        }
        _ => {
            let written = hand.item(entry, inner, !is_top);
            written.head + &written.body
        }
    };
    let line = format!("{:column$}-{:gap$}{written}", "", "");
    if index == 0 {
        let at = ground.line_start(dash);
        let above = Candidate::one(at..at, ground.as_lines(at, &line));
        return vec![ground.begins_line(dash).then_some(above)];
    }
    let at = ground.below_end(model, column);
    let apart = is_apart(ground, &items, index).then(|| format!("\n{line}"));
    let put = |line: &str| Some(Candidate::one(at..at, ground.as_lines(at, line)));
    vec![apart.as_deref().and_then(put), put(&line)]
}

/// Whether the entries before this place have empty lines between them.
fn is_apart(ground: &Ground<'_>, items: &[(usize, Slot<'_, '_>)], index: usize) -> bool {
    let before = if index < items.len() { index } else { index - 1 };
    let Some(above) = before.checked_sub(1).and_then(|above| items.get(above)) else {
        return false;
    };
    let end = ground.below_end(above.1, ground.column(above.0));
    let line = ground.line_start(items[before].0);
    ground.text.get(end..line).is_some_and(|gap| gap.lines().any(|line| line.trim().is_empty()))
}

/// Lists between brackets; an empty one of which nothing else is known becomes a list of lines.
fn in_a_row(
    ground: &Ground<'_>,
    list: Slot<'_, '_>,
    index: usize,
    entry: &Value,
    path: &FieldPath,
    hand: Hand,
) -> Vec<Option<Candidate>> {
    let items = ground.items(list);
    let (start, end) = (list.node.range.start as usize, list.node.range.end as usize);
    if items.is_empty() {
        let is_bare = ground.text[start + 1..end - 1].trim().is_empty();
        let is_record = matches!(entry, Value::Map(_)) && !list.in_brackets && is_bare;
        let in_row = Candidate::one(end - 1..end - 1, in_brackets(entry));
        if !is_record {
            return vec![Some(in_row)];
        }
        let as_lines =
            set::replace(ground, list, &Value::List(vec![entry.clone()]), hand, top_list(path));
        return vec![as_lines, Some(in_row)];
    }
    let ends: Vec<(usize, usize)> =
        items.iter().map(|(start, item)| (*start, ground.end(*item))).collect();
    vec![row(ground, start, &ends, index, &in_brackets(entry))]
}

/// A new part between brackets, with its comma; on a line of its own where the parts are.
pub(super) fn row(
    ground: &Ground<'_>,
    open: usize,
    parts: &[(usize, usize)],
    index: usize,
    new: &str,
) -> Option<Candidate> {
    if let Some((start, _)) = parts.get(index) {
        let below = if ground.begins_line(*start) {
            format!("{}{}", ground.newline(*start), " ".repeat(ground.column(*start)))
        } else {
            " ".to_owned()
        };
        return Some(Candidate::one(*start..*start, format!("{new},{below}")));
    }
    let (start, end) = *parts.last()?;
    let comma = ground.past_gap(end);
    let has_comma = ground.text[comma..].starts_with(',');
    let before = if parts.len() > 1 { parts[parts.len() - 2].1 } else { open };
    let is_below = ground.text[before..start].contains('\n') && ground.begins_line(start);
    if !is_below {
        return Some(if has_comma {
            Candidate::one(comma + 1..comma + 1, format!(" {new},"))
        } else {
            Candidate::one(end..end, format!(", {new}"))
        });
    }
    let last = if has_comma { comma + 1 } else { end };
    let line = ground.line_break(last);
    // The closing bracket may stand on the last part's own line.
    let rest = &ground.text[last..line];
    let line = if rest.trim_start().starts_with([']', '}']) { last } else { line };
    let indent = " ".repeat(ground.column(start));
    let tail = if has_comma { "," } else { "" };
    let added = format!("{}{indent}{new}{tail}", ground.newline(start));
    let candidate = if has_comma { Candidate::default() } else { Candidate::one(end..end, ",") };
    Some(candidate.and(line..line, added))
}

/// The first entry of a list of which there is only the key.
fn first(
    ground: &Ground<'_>,
    slot: Slot<'_, '_>,
    entry: &Value,
    is_top: bool,
    hand: Hand,
) -> Option<Candidate> {
    let is_nothing = matches!(slot.node.value, tree::Value::Scalar { .. }) && slot.node.is_empty();
    let list = Value::List(vec![entry.clone()]);
    is_nothing.then(|| set::replace(ground, slot, &list, hand, is_top)).flatten()
}
