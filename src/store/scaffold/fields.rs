//! The fields of a file as its schema has them: name, what it is for, what is written there. The
//! schema comes from the types that read the file, so a scaffold made from this cannot drift.

use crate::store::schemas;
use schemars::JsonSchema;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// A field of a file.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) struct Field {
    /// The key.
    pub(in crate::store) name: String,
    /// What it is for, in one line without a full stop.
    pub(in crate::store) about: String,
    /// What is written there.
    pub(in crate::store) kind: Kind,
    /// What it is when nothing is written; `None` when something must be.
    pub(in crate::store) default: Option<Value>,
}

/// What is written in a field.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) enum Kind {
    /// Words.
    Text,
    /// A short name: of staff, of a target, a code that the policy defines.
    Id,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// `true` or `false`.
    YesNo,
    /// A year group.
    Year,
    /// One of these codes.
    Code(Vec<String>),
    /// Fields of its own.
    Fields(Vec<Field>),
    /// A list of such.
    List(Box<Kind>),
    /// Short names on the left, this on the right.
    Named(Box<Kind>),
    /// An answer to an item of a questionnaire.
    Answer,
}

/// The fields of the file whose schema has this name.
pub(in crate::store) fn fields_of(schema: &str) -> Vec<Field> {
    let schema = schemas::schema(schema).expect("only names of schemas that there are");
    let definitions = schema["definitions"].as_object().cloned().unwrap_or_default();
    Reader { definitions }.fields(&schema)
}

/// The fields of a type, as its schema has them.
pub(in crate::store) fn kind_of<T: JsonSchema>() -> Kind {
    let schema = schemas::make::<T>();
    let definitions = schema["definitions"].as_object().cloned().unwrap_or_default();
    Reader { definitions }.kind(&schema)
}

struct Reader {
    definitions: Map<String, Value>,
}

impl Reader {
    fn fields(&self, schema: &Value) -> Vec<Field> {
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let properties = schema["properties"].as_object();
        let field = |(name, property): (&String, &Value)| Field {
            name: name.clone(),
            about: one_line(property["description"].as_str().unwrap_or_default()),
            kind: self.kind(property),
            default: (!required.contains(&&**name)).then(|| property["default"].clone()),
        };
        properties.into_iter().flatten().map(field).collect()
    }

    fn kind(&self, property: &Value) -> Kind {
        let schema = self.resolved(property);
        if let Some(choices) = schema["oneOf"].as_array() {
            let codes: Vec<String> = choices
                .iter()
                .filter_map(|choice| choice["const"].as_str().map(str::to_owned))
                .collect();
            return if codes.is_empty() { Kind::Answer } else { Kind::Code(codes) };
        }
        match type_of(&schema) {
            "object" => self.object(&schema),
            "array" => Kind::List(Box::new(self.kind(&schema["items"]))),
            "boolean" => Kind::YesNo,
            "integer" => Kind::Whole,
            "number" => Kind::Number,
            "string" => text_kind(&schema),
            _ => Kind::Year,
        }
    }

    fn object(&self, schema: &Value) -> Kind {
        match schema["patternProperties"].as_object().and_then(|named| named.values().next()) {
            Some(right) => Kind::Named(Box::new(self.kind(right))),
            None => match &schema["additionalProperties"] {
                right @ Value::Object(_) => Kind::Named(Box::new(self.kind(right))),
                _ => Kind::Fields(self.fields(schema)),
            },
        }
    }

    /// The schema itself, behind references and behind "or nothing".
    fn resolved<'s>(&'s self, schema: &'s Value) -> Cow<'s, Value> {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap_or_default();
            return self.resolved(&self.definitions[name]);
        }
        for of in ["allOf", "anyOf"] {
            let mut parts = schema[of].as_array().into_iter().flatten();
            let real = parts.find(|part| part["type"] != "null");
            if let Some(real) = real.filter(|_| !is_year(schema)) {
                return self.resolved(real);
            }
        }
        Cow::Borrowed(schema)
    }
}

/// A year group is a number or a word: the only field with two ways of writing it.
fn is_year(schema: &Value) -> bool {
    let parts = schema["anyOf"].as_array().map(Vec::as_slice).unwrap_or_default();
    matches!(parts, [number, word] if number["type"] == "integer" && word["type"] == "string")
}

fn type_of(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(name) => name,
        Value::Array(names) => {
            names.iter().filter_map(Value::as_str).find(|name| *name != "null").unwrap_or_default()
        }
        _ => "",
    }
}

fn text_kind(schema: &Value) -> Kind {
    let codes: Vec<String> = schema["enum"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|code| code.as_str().map(str::to_owned))
        .collect();
    let pattern = schema["pattern"].as_str().unwrap_or_default();
    match pattern {
        _ if !codes.is_empty() => Kind::Code(codes),
        _ if schema["format"] == "date" => Kind::Date,
        _ if pattern.contains("[0-5][0-9]") => Kind::Time,
        _ if pattern.starts_with("^[a-z0-9]") => Kind::Id,
        _ => Kind::Text,
    }
}

/// A description without its line breaks, its emphasis and its last full stop.
fn one_line(description: &str) -> String {
    let words = description.split_whitespace().collect::<Vec<_>>().join(" ").replace("**", "");
    words.strip_suffix('.').map_or(words.clone(), str::to_owned)
}

impl Kind {
    /// What is written there, in words; empty when the field's name says it.
    pub(in crate::store) fn in_words(&self) -> String {
        match self {
            Self::Text | Self::Id | Self::Fields(_) => String::new(),
            Self::Date => "a day, such as 2026-11-21".to_owned(),
            Self::Time => "a time, such as 13:45".to_owned(),
            Self::Whole => "a whole number".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::YesNo => "true or false".to_owned(),
            Self::Year => "nursery, reception, a number such as 5, p1 to p7 or s1 to s6".to_owned(),
            Self::Code(codes) => one_of(codes),
            Self::List(entry) => match &**entry {
                Self::Code(codes) => format!("a list; each {}", one_of(codes)),
                // The dashes below it say so.
                Self::Fields(_) => String::new(),
                Self::Text | Self::Id => "a list".to_owned(),
                entry => format!("a list; each {}", entry.in_words()),
            },
            Self::Named(_) => "an entry a line, such as maths: secure".to_owned(),
            Self::Answer => "an answer".to_owned(),
        }
    }
}

/// The codes; of a very long list only how they look, because an editor offers them all.
fn one_of(codes: &[String]) -> String {
    const MOST: usize = 14;
    match codes {
        [rest @ .., last] if codes.len() <= MOST && !rest.is_empty() => {
            format!("{} or {last}", rest.join(", "))
        }
        [first, second, ..] => format!("a code such as {first} or {second}"),
        _ => codes.join(""),
    }
}
