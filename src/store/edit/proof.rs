//! What a text must say after a change: what it said before, with the change and nothing else.

use super::value::Value;
use super::{EditError, Position};
use crate::store::faults::Faults;
use crate::store::yaml;
use crate::store::yaml::tree::{self, Node, Style};
use crate::text::{FieldPath, Step};
use std::sync::Arc;

/// What a text says, or must say.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) enum Model {
    /// Nothing is written.
    Nothing,
    /// A text that was there before, written in this way.
    Old(String, Style),
    /// What is new.
    New(Value),
    List(Vec<Model>),
    Map(Vec<(String, Model)>),
}

impl Model {
    pub(in crate::store) fn of(node: &Node<'_>) -> Self {
        match &node.value {
            _ if node.is_empty() => Self::Nothing,
            tree::Value::Scalar { text, style } => Self::Old(text.to_string(), *style),
            tree::Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            tree::Value::Map(entries) => Self::Map(
                entries
                    .iter()
                    .map(|entry| {
                        let key = entry.key.scalar().unwrap_or_default().to_owned();
                        (key, Self::of(&entry.value))
                    })
                    .collect(),
            ),
        }
    }

    /// The same with a new entry; says at which number it stands.
    pub(in crate::store) fn insert(
        &mut self,
        list: &FieldPath,
        position: &Position,
        entry: &Value,
    ) -> Result<usize, EditError> {
        let place =
            self.place(list.steps()).filter(|place| matches!(place, Self::Nothing | Self::List(_)));
        let place = place.ok_or_else(|| EditError::NoSuchPlace(list.to_string()))?;
        if !matches!(place, Self::List(_)) {
            *place = Self::List(Vec::new());
        }
        let Self::List(items) = place else { return Ok(0) };
        let at = match position {
            Position::End => items.len(),
            Position::Before(index) => (*index).min(items.len()),
            Position::ByDay(key) => by_day(items, key, entry),
        };
        items.insert(at, Self::New(entry.clone()));
        Ok(at)
    }

    pub(in crate::store) fn set(
        &mut self,
        field: &FieldPath,
        value: &Value,
    ) -> Result<(), EditError> {
        let place = self.place(field.steps());
        *place.ok_or_else(|| EditError::NoSuchPlace(field.to_string()))? = Self::New(value.clone());
        Ok(())
    }

    pub(in crate::store) fn remove(&mut self, entry: &FieldPath) -> Result<(), EditError> {
        let nowhere = || EditError::NoSuchPlace(entry.to_string());
        let Some((Step::Index(index), above)) = entry.steps().split_last() else {
            return Err(nowhere());
        };
        match self.place(above) {
            Some(Self::List(items)) if *index < items.len() => {
                items.remove(*index);
                Ok(())
            }
            _ => Err(nowhere()),
        }
    }

    /// The place that a path leads to; keys that are not there are made.
    fn place(&mut self, steps: &[Step]) -> Option<&mut Self> {
        let Some((step, rest)) = steps.split_first() else { return Some(self) };
        if matches!(self, Self::Nothing) {
            *self = Self::Map(Vec::new());
        }
        match (self, step) {
            (Self::Map(entries), Step::Key(name)) => {
                let at = entries.iter().position(|(key, _)| key == name).unwrap_or_else(|| {
                    entries.push((name.clone(), Self::Nothing));
                    entries.len() - 1
                });
                entries[at].1.place(rest)
            }
            (Self::List(items), Step::Index(index)) => items.get_mut(*index)?.place(rest),
            _ => None,
        }
    }

    /// Whether a node says this. The order of keys is free: it means nothing, and a new key may
    /// stand anywhere among the old ones.
    fn is(&self, node: &Node<'_>) -> bool {
        match (self, &node.value) {
            (Self::Nothing, _) => node.is_empty(),
            (Self::New(value), _) => is_written(value, node),
            (Self::Old(old, old_style), tree::Value::Scalar { text, style }) => {
                !node.is_empty() && old == text && old_style == style
            }
            (Self::List(old), tree::Value::List(items)) => {
                old.len() == items.len() && old.iter().zip(items).all(|(old, item)| old.is(item))
            }
            (Self::Map(old), tree::Value::Map(entries)) => {
                old.len() == entries.len()
                    && old
                        .iter()
                        .all(|(key, old)| node.entry(key).is_some_and(|entry| old.is(&entry.value)))
            }
            _ => false,
        }
    }
}

/// Behind the last entry whose day is not later; behind all where days cannot be compared.
fn by_day(items: &[Model], key: &str, entry: &Value) -> usize {
    let Some(day) = entry.get(key).and_then(Value::text) else { return items.len() };
    let is_later =
        |item: &&Model| item.day(key).is_some_and(|other| other.len() == day.len() && other > day);
    items.len() - items.iter().rev().take_while(is_later).count()
}

impl Model {
    fn day(&self, key: &str) -> Option<&str> {
        match self {
            Self::Map(entries) => entries.iter().find_map(|(name, value)| match value {
                Self::Old(text, _) if name == key => Some(&**text),
                _ => None,
            }),
            _ => None,
        }
    }
}

/// Whether a node says what was to be written, and is read as what it was meant to be.
fn is_written(value: &Value, node: &Node<'_>) -> bool {
    match (value, &node.value) {
        (Value::Plain(text), _) => node.plain() == Some(text),
        (Value::Words(words), _) => node.scalar() == Some(words) && !node.is_empty(),
        (Value::List(list), tree::Value::List(items)) => {
            list.len() == items.len()
                && list.iter().zip(items).all(|(value, item)| is_written(value, item))
        }
        (Value::Map(map), tree::Value::Map(entries)) => {
            map.len() == entries.len()
                && map.iter().zip(entries).all(|((key, value), entry)| {
                    entry.key.scalar() == Some(key) && is_written(value, &entry.value)
                })
        }
        _ => false,
    }
}

/// Whether a text can be read without a fault and says what is expected.
pub(in crate::store) fn says(text: &str, expected: &Model) -> bool {
    let mut faults = Faults::new(&Arc::from(""));
    let tree = yaml::parse(text, &mut faults);
    let is_sound = !faults.any(|finding| finding.severity == crate::diag::Severity::Error);
    is_sound && tree.is_some_and(|tree| expected.is(&tree.root))
}
