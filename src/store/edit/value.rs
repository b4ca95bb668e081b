//! What is written by an edit: a small tree, from any of our record types or made by hand.

use crate::store::scaffold::fields::{Kind, kind_of};
use crate::store::yaml::tree::{self, Node, Style};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value as Json;

/// A value that is to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number, a day, `true` or `false`: stands without quotation marks.
    Plain(String),
    /// Words: in quotation marks if they could be taken for something else.
    Words(String),
    /// A list.
    List(Vec<Value>),
    /// Keyed values, in this order.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A record, or a part of one, without what need not be written: fields that are absent or say
    /// what is meant anyway when nothing is written.
    pub fn of<T: Serialize + JsonSchema>(record: &T) -> Self {
        let json = serde_json::to_value(record).expect("a record's keys are texts");
        from_json(&json, &kind_of::<T>())
    }

    /// What a part of a text says.
    pub(super) fn written(node: &Node<'_>) -> Self {
        match &node.value {
            tree::Value::Scalar { text, style: Style::Plain } if needs_no_marks(text) => {
                Self::Words(text.to_string())
            }
            tree::Value::Scalar { text, style: Style::Plain } => Self::Plain(text.to_string()),
            tree::Value::Scalar { text, .. } => Self::Words(text.to_string()),
            tree::Value::List(items) => Self::List(items.iter().map(Self::written).collect()),
            tree::Value::Map(entries) => Self::Map(
                entries
                    .iter()
                    .map(|entry| {
                        let key = entry.key.scalar().unwrap_or_default().to_owned();
                        (key, Self::written(&entry.value))
                    })
                    .collect(),
            ),
        }
    }

    /// Words.
    pub fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into())
    }

    /// A number, a day, `true` or `false`.
    pub fn plain<T: Copy + ToString>(value: T) -> Self {
        Self::Plain(value.to_string())
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Map(entries) => {
                entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text of a single value.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Plain(text) | Self::Words(text) => Some(text),
            _ => None,
        }
    }
}

/// Whether it is words in whatever place: no day, no number, not `true`.
fn needs_no_marks(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && !matches!(text, "true" | "false" | "null")
}

fn from_json(json: &Json, kind: &Kind) -> Value {
    match (json, kind) {
        (Json::Object(record), Kind::Fields(fields)) => Value::Map(
            fields
                .iter()
                .filter_map(|field| Some((field, record.get(&field.name)?)))
                .filter(|(field, value)| !value.is_null() && field.default.as_ref() != Some(*value))
                .map(|(field, value)| (field.name.clone(), from_json(value, &field.kind)))
                .collect(),
        ),
        (Json::Object(entries), kind) => {
            let right = if let Kind::Named(right) = kind { right } else { kind };
            let entries = entries.iter().filter(|(_, value)| !value.is_null());
            Value::Map(
                entries.map(|(name, value)| (name.clone(), from_json(value, right))).collect(),
            )
        }
        (Json::Array(items), kind) => {
            let of = if let Kind::List(of) = kind { of } else { kind };
            Value::List(items.iter().map(|item| from_json(item, of)).collect())
        }
        (Json::String(day), Kind::Date) => Value::Plain(day.clone()),
        (Json::String(words), _) => Value::Words(words.clone()),
        (Json::Number(number), _) => Value::Plain(short(number)),
        (other, _) => Value::Plain(other.to_string()),
    }
}

/// `8`, not `8.0`.
fn short(number: &serde_json::Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::contacts::Contact;
    use crate::domain::record::plan::{Plan, Reading};

    fn keys(value: &Value) -> Vec<&str> {
        match value {
            Value::Map(entries) => entries.iter().map(|(key, _)| &**key).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn what_need_not_be_written_is_left_out() {
        let contact = |reached: bool| -> Contact {
            serde_json::from_value(serde_json::json!(
                {"date": "2026-11-21", "type": "phone", "reached": reached, "restricted": false}
            ))
            .expect("a contact")
        };
        assert_eq!(keys(&Value::of(&contact(true))), ["date", "type"]);
        assert_eq!(keys(&Value::of(&contact(false))), ["date", "type", "reached"]);
        let plan: Plan = serde_json::from_value(serde_json::json!(
            {"starts": "2026-11-21", "parent_present": false, "mode": []}
        ))
        .expect("a plan");
        // Somebody said that no parent was there: that is something else than not saying it.
        assert_eq!(keys(&Value::of(&plan)), ["starts", "parent_present"]);
    }

    #[test]
    fn days_and_numbers_stand_plain_and_short() {
        let reading = Reading {
            date: "2026-11-21".parse().expect("a day"),
            value: 8.0,
            source: Some("2026-11-21".to_owned()),
        };
        assert_eq!(
            Value::of(&reading),
            Value::Map(vec![
                ("date".to_owned(), Value::plain("2026-11-21")),
                ("value".to_owned(), Value::plain(8)),
                ("source".to_owned(), Value::words("2026-11-21")),
            ])
        );
    }
}
