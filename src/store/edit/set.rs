//! A value in the place of another, or of none.

use super::EditError;
use super::candidate::Candidate;
use super::ground::{Ground, Shape, Slot};
use super::insert::row;
use super::value::Value;
use super::write::{Hand, Written, in_brackets, keyed_in_brackets};
use crate::store::yaml::tree;
use crate::text::{FieldPath, Step};

/// The ways to put a value in.
pub(super) fn candidates(
    ground: &Ground<'_>,
    field: &FieldPath,
    value: &Value,
    order: &[String],
    hand: Hand,
) -> Result<Vec<Candidate>, EditError> {
    let (slot, missing) = ground.reach(field);
    if missing.is_empty() {
        return Ok(replace(ground, slot, value, hand, false).into_iter().collect());
    }
    candidates_below(ground, slot, missing, value.clone(), order, false, hand)
}

/// The ways to put a value in of whose path only the beginning is there.
pub(super) fn candidates_below(
    ground: &Ground<'_>,
    slot: Slot<'_, '_>,
    missing: &[Step],
    value: Value,
    order: &[String],
    is_top: bool,
    hand: Hand,
) -> Result<Vec<Candidate>, EditError> {
    let nowhere = || EditError::NoSuchPlace(format!("{missing:?}"));
    let mut value = value;
    for step in missing[1..].iter().rev() {
        let Step::Key(name) = step else { return Err(nowhere()) };
        value = Value::Map(vec![(name.clone(), value)]);
    }
    let Step::Key(key) = &missing[0] else { return Err(nowhere()) };
    Ok(match ground.shape(slot) {
        Shape::Lines => new_line(ground, slot, key, &value, order, is_top, hand),
        Shape::Brackets => vec![new_part(ground, slot, key, &value)],
        _ if slot.node.id == ground.tree.root.id => at_the_end(ground, key, &value, is_top, hand),
        _ => {
            let map = Value::Map(vec![(key.clone(), value)]);
            replace(ground, slot, &map, hand, is_top).into_iter().collect()
        }
    })
}

/// A key and its value as lines; the entries of a list at the top have lines of their own.
fn key_line(key: &str, value: &Value, column: usize, is_top: bool, hand: Hand) -> String {
    match value {
        Value::List(items) if is_top => dashes(items, column, hand).behind(&format!("{key}:")),
        _ => hand.key(key, value, column),
    }
}

fn dashes(items: &[Value], column: usize, hand: Hand) -> Written {
    let column = column + hand.dash;
    let lines = items
        .iter()
        .map(|item| format!("\n{:column$}{}", "", hand.item(item, column + 2, false).behind("-")));
    Written { head: String::new(), body: lines.collect() }
}

/// A file of which nothing but comments is there.
fn at_the_end(
    ground: &Ground<'_>,
    key: &str,
    value: &Value,
    is_top: bool,
    hand: Hand,
) -> Vec<Candidate> {
    let line = key_line(key, value, 0, is_top, hand);
    let end = ground.text.len();
    let places = below_its_comment(ground, key, 0, ground.top, end).into_iter().chain([end]);
    places.map(|at| Candidate::one(at..at, ground.as_lines(at, &line))).collect()
}

/// A new key among keys on lines of their own: below the comment that a scaffold left for it, else
/// behind the key that comes before it in the type, else behind all.
fn new_line(
    ground: &Ground<'_>,
    map: Slot<'_, '_>,
    key: &str,
    value: &Value,
    order: &[String],
    is_top: bool,
    hand: Hand,
) -> Vec<Candidate> {
    let tree::Value::Map(entries) = &map.node.value else { return Vec::new() };
    let Some(first) = entries.first() else { return Vec::new() };
    let first_at = first.key.range.start as usize;
    let column = ground.column(first_at);
    let line = format!("{:column$}{}", "", key_line(key, value, column, is_top, hand));
    let below = |entry| ground.below_end(ground.value_of(map, entry), column);
    let is_root = map.node.id == ground.tree.root.id;
    let (from, to) = if is_root {
        (ground.top, ground.text.len())
    } else {
        let end = ground.below_end(map, column);
        (ground.line_start(first_at), ground.past_comments(end, column))
    };
    let mut places: Vec<usize> =
        below_its_comment(ground, key, column, from, to).into_iter().collect();
    let rank = |name: &str| order.iter().position(|known| known == name);
    if let Some(own) = rank(key) {
        let before = entries
            .iter()
            .rev()
            .find(|entry| entry.key.scalar().and_then(rank).is_some_and(|other| other < own));
        match before {
            Some(entry) => places.push(below(entry)),
            None if is_root => places.extend(below_the_first_line(ground, first_at)),
            None => places.push(below(first)),
        }
    }
    places.extend(entries.last().map(below));
    places.into_iter().map(|at| Candidate::one(at..at, ground.as_lines(at, &line))).collect()
}

/// Above the first key of a file, but below the line that is for the editor.
fn below_the_first_line(ground: &Ground<'_>, first_key: usize) -> Option<usize> {
    let start = ground.line_start(first_key);
    if ground.text[ground.top..].starts_with("# yaml-language-server:") {
        return Some(ground.line_end(ground.top));
    }
    (start == ground.top).then_some(start)
}

/// Below a comment line that names this key, as a scaffold leaves it, and the comment lines that
/// belong to it.
fn below_its_comment(
    ground: &Ground<'_>,
    key: &str,
    column: usize,
    from: usize,
    to: usize,
) -> Option<usize> {
    let indent = " ".repeat(column);
    let own = format!("{indent}# {key}:");
    let deeper = format!("{indent}#  ");
    let mut at = from;
    while at < to {
        let next = ground.line_end(at);
        if ground.text[at..next].starts_with(&own) {
            let mut end = next;
            while end < to && ground.text[end..].starts_with(&deeper) {
                end = ground.line_end(end);
            }
            return Some(end);
        }
        at = next;
    }
    None
}

/// A new key between brackets.
fn new_part(ground: &Ground<'_>, map: Slot<'_, '_>, key: &str, value: &Value) -> Candidate {
    let tree::Value::Map(entries) = &map.node.value else { return Candidate::default() };
    let new = keyed_in_brackets(key, value);
    let parts: Vec<(usize, usize)> = entries
        .iter()
        .map(|entry| {
            let end = ground.end(ground.value_of(map, entry));
            (entry.key.range.start as usize, end)
        })
        .collect();
    let (start, end) = (map.node.range.start as usize, map.node.range.end as usize);
    row(ground, start, &parts, parts.len(), &new)
        .unwrap_or_else(|| Candidate::one(end - 1..end - 1, new))
}

/// Another value in the place of the one that is there. `None` when comments would be lost.
pub(super) fn replace(
    ground: &Ground<'_>,
    slot: Slot<'_, '_>,
    value: &Value,
    hand: Hand,
    is_top: bool,
) -> Option<Candidate> {
    let shape = ground.shape(slot);
    let (start, end) = (slot.node.range.start as usize, ground.end(slot));
    if slot.in_brackets {
        let new = in_brackets(value);
        return Some(match shape {
            Shape::Nothing => Candidate::one(slot.from..slot.from, format!(" {new}")),
            _ => Candidate::one(start..end, new),
        });
    }
    let used = ground.column(slot.from) + 1;
    let written = match value {
        Value::List(items) if is_top => dashes(items, slot.column, hand),
        _ if is_item(ground, slot) => hand.item(value, slot.column + 2, true),
        _ => hand.value(value, slot.column, used),
    };
    match shape {
        Shape::Nothing => Some(announced(ground, slot, &written, slot.from..slot.from)),
        Shape::Block => Some(instead_of_block(ground, slot, &written)),
        Shape::Inline | Shape::Brackets => {
            if shape == Shape::Brackets
                && ground.text[start..end].contains('\n')
                && ground.has_comments(Slot { from: start, ..slot })
            {
                return None;
            }
            let on_the_line = ground.line_start(start) == ground.line_start(slot.from);
            if written.body.is_empty() && !written.head.is_empty() {
                let head = as_before(ground, start, value).unwrap_or(written.head);
                return Some(Candidate::one(start..end, head));
            }
            on_the_line.then(|| announced(ground, slot, &written, slot.from..end))
        }
        Shape::Dashes | Shape::Lines => {
            let is_below = ground.line_break(slot.from) < start;
            if !is_below || ground.has_comments(Slot { from: ground.line_end(slot.from), ..slot }) {
                return None;
            }
            let old = ground.line_break(slot.from)..ground.line_break(end);
            let head = behind(&written.head);
            let body = written.body.replace('\n', ground.newline(slot.from));
            Some(Candidate::one(slot.from..slot.from, head).and(old, body))
        }
    }
}

fn is_item(ground: &Ground<'_>, slot: Slot<'_, '_>) -> bool {
    slot.from > ground.top && ground.text[..slot.from].ends_with('-')
}

fn behind(head: &str) -> String {
    if head.is_empty() { String::new() } else { format!(" {head}") }
}

/// The head in the place of the old value, the body below the line: a comment at the end of the
/// line stays where it is, and so do comments below it that explain what can be written there.
fn announced(
    ground: &Ground<'_>,
    slot: Slot<'_, '_>,
    written: &Written,
    old: std::ops::Range<usize>,
) -> Candidate {
    let candidate = Candidate::one(old.clone(), behind(&written.head));
    if written.body.is_empty() {
        return candidate;
    }
    // A text below `|` would swallow them.
    let below = if written.head.is_empty() {
        ground.past_comments(ground.line_end(old.end), slot.column + 1)
    } else {
        ground.line_end(old.end)
    };
    let lines = written.body.trim_start_matches('\n');
    candidate.and(below..below, ground.as_lines(below, lines))
}

fn instead_of_block(ground: &Ground<'_>, slot: Slot<'_, '_>, written: &Written) -> Candidate {
    let mark = ground.past_gap(slot.from);
    let mark_end = ground.text[mark..]
        .find(char::is_whitespace)
        .map_or(ground.text.len(), |length| mark + length);
    let line = ground.line_break(mark);
    let end = ground.line_break(ground.end(slot).max(line));
    let body = written.body.replace('\n', ground.newline(mark));
    Candidate::one(mark..mark_end, written.head.clone()).and(line..end, body)
}

/// Words between the same quotation marks as those before.
fn as_before(ground: &Ground<'_>, start: usize, value: &Value) -> Option<String> {
    let Value::Words(words) = value else { return None };
    if words.contains(|c: char| c.is_control() || crate::store::scaffold::quote::odd(c)) {
        return None;
    }
    if ground.text[start..].starts_with('"') {
        return Some(crate::store::scaffold::quote::in_marks(words));
    }
    ground.text[start..].starts_with('\'').then(|| format!("'{}'", words.replace('\'', "''")))
}
