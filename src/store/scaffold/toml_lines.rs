//! Tables of a settings file as they are first written: what is known, and as comments what else
//! can be.

use super::fields::{Field, Kind};
use crate::domain::date::Date;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// In this column the explanation of a key begins, if there is room before it.
const EXPLAINED_AT: usize = 34;

/// A table with what is known of it, and every other key as a comment.
pub(super) fn table(
    heading: &str,
    fields: &[Field],
    known: &Map<String, Value>,
    day: Date,
) -> String {
    let mut text = filled(heading, fields, known);
    for field in fields.iter().filter(|field| !is_filled(field, known)) {
        text += &sample(field, day);
    }
    text
}

/// A table with what is known of it.
pub(super) fn filled(heading: &str, fields: &[Field], known: &Map<String, Value>) -> String {
    let mut text = format!("{heading}\n");
    for field in fields.iter().filter(|field| is_filled(field, known)) {
        let _ = writeln!(text, "{} = {}", field.name, value(&field.kind, &known[&field.name]));
    }
    text
}

/// A table of which nothing is known yet, as a comment.
pub(super) fn example(heading: &str, fields: &[Field], day: Date) -> String {
    let mut text = format!("# {heading}\n");
    for field in fields {
        text += &sample(field, day);
    }
    text
}

/// A key as a comment, with the value that holds unless the school says otherwise.
pub(super) fn comment(key: &str, field: &Field, holds: Option<&Value>) -> String {
    let holds = holds.filter(|holds| !holds.is_null());
    let value = holds.map_or_else(String::new, |holds| format!(" {}", value(&field.kind, holds)));
    explained(&format!("# {key} ={value}"), field)
}

fn sample(field: &Field, day: Date) -> String {
    let value = match &field.kind {
        Kind::Date => day.to_string(),
        Kind::Whole => "0".to_owned(),
        Kind::Number => "0.0".to_owned(),
        Kind::YesNo => "false".to_owned(),
        Kind::List(_) => "[]".to_owned(),
        Kind::Code(codes) => format!("\"{}\"", codes.first().map_or("", |code| code)),
        _ => "\"\"".to_owned(),
    };
    explained(&format!("# {} = {value}", field.name), field)
}

fn explained(line: &str, field: &Field) -> String {
    let how = field.kind.in_words();
    let how = if how.is_empty() { how } else { format!(" ({how})") };
    format!("{line:<EXPLAINED_AT$}  # {}{how}\n", field.about)
}

fn is_filled(field: &Field, known: &Map<String, Value>) -> bool {
    known
        .get(&field.name)
        .is_some_and(|value| !value.is_null() && Some(value) != field.default.as_ref())
}

/// A value as TOML writes it.
pub(super) fn value(kind: &Kind, value: &Value) -> String {
    match (kind, value) {
        (Kind::Date, Value::String(day)) => day.clone(),
        (Kind::List(entry), Value::Array(list)) => {
            let list: Vec<String> = list.iter().map(|one| self::value(entry, one)).collect();
            format!("[{}]", list.join(", "))
        }
        (_, Value::String(words)) => toml::Value::from(words.as_str()).to_string(),
        (_, other) => other.to_string(),
    }
}
