//! What a type says when it will not take what it is given, before it is known where that stands.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

use crate::diag::Code;
use crate::store::{codes, nearest};

/// At most this many choices are named when none is near to what was written.
const FEW_CHOICES: usize = 5;

/// A refusal. Boxed, so that the way without one stays cheap.
#[derive(Debug)]
pub(crate) struct Fault(pub(super) Box<Kind>);

#[derive(Debug)]
pub(super) enum Kind {
    /// Its place is the node that is being read.
    Said(Said),
    /// This key is wanted and not among the entries.
    Missing(&'static str),
    /// What was put in the place of this key, to see what else is missing, was not taken.
    StandIn(&'static str),
    /// Noted already.
    Settled,
}

/// The words of a refusal.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Vec<String>,
}

impl Said {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: Vec::new() }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

impl Fault {
    pub(super) fn settled() -> Self {
        Self(Box::new(Kind::Settled))
    }

    pub(super) fn stand_in(key: &'static str) -> Self {
        Self(Box::new(Kind::StandIn(key)))
    }
}

impl From<Said> for Fault {
    fn from(said: Said) -> Self {
        Self(Box::new(Kind::Said(said)))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Said(said) => f.write_str(&said.message),
            Kind::Missing(key) => write!(f, "`{key}` is missing"),
            Kind::StandIn(_) | Kind::Settled => f.write_str("told already"),
        }
    }
}

impl std::error::Error for Fault {}

impl Error for Fault {
    /// `code: words` is of that code, if it is one of ours; `words` alone are a wrong value. Lines
    /// after the first are help.
    fn custom<T: fmt::Display>(words: T) -> Self {
        let words = words.to_string();
        let (code, words) = match words.split_once(": ") {
            Some((code, rest)) => match codes::ALL.iter().find(|known| known.0 == code) {
                Some(known) => (*known, rest),
                None => (codes::WRONG_VALUE, words.as_str()),
            },
            None => (codes::WRONG_VALUE, words.as_str()),
        };
        let mut lines = words.lines();
        let mut said = Said::new(code, lines.next().unwrap_or("this value cannot be"));
        said.help.extend(lines.map(str::to_owned));
        said.into()
    }

    fn invalid_type(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        let found = in_words(found);
        Said::new(codes::WRONG_TYPE, format!("this should be {wanted}, not {found}")).into()
    }

    fn invalid_value(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        let found = in_words(found);
        Said::new(codes::WRONG_VALUE, format!("this should be {wanted}, not {found}")).into()
    }

    fn invalid_length(length: usize, _: &dyn Expected) -> Self {
        let entries =
            if length == 1 { "one entry".to_owned() } else { format!("{length} entries") };
        Said::new(codes::WRONG_VALUE, format!("a list of {entries} is of the wrong length here"))
            .into()
    }

    fn unknown_variant(written: &str, choices: &'static [&'static str]) -> Self {
        let written_short = shortened(written);
        let said =
            Said::new(codes::UNKNOWN_CHOICE, format!("‹{written_short}› cannot be chosen here"));
        match nearest::did_you_mean(written, choices) {
            Some(question) => said.help(question).into(),
            None if choices.len() <= FEW_CHOICES => {
                said.help(format!("write one of: {}", choices.join(", "))).into()
            }
            None => said.into(),
        }
    }

    fn unknown_field(written: &str, names: &'static [&'static str]) -> Self {
        unknown_key(written, names).into()
    }

    fn missing_field(key: &'static str) -> Self {
        Self(Box::new(Kind::Missing(key)))
    }

    fn duplicate_field(key: &'static str) -> Self {
        Said::new(codes::DUPLICATE_KEY, format!("`{key}` is said twice, under two names")).into()
    }
}

/// The words for a key that is not one of these.
pub(super) fn unknown_key(written: &str, names: &[&str]) -> Said {
    let said =
        Said::new(codes::UNKNOWN_KEY, format!("there is no key ‹{}› here", shortened(written)));
    match nearest::did_you_mean(written, names) {
        Some(question) => said.help(question),
        None => said,
    }
}

fn in_words(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("‹{value}›"),
        Unexpected::Unsigned(value) => format!("‹{value}›"),
        Unexpected::Signed(value) => format!("‹{value}›"),
        Unexpected::Float(value) => format!("‹{value}›"),
        Unexpected::Char(value) => format!("‹{value}›"),
        Unexpected::Str(value) => format!("‹{}›", shortened(value)),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map | Unexpected::StructVariant => "keys of its own".to_owned(),
        Unexpected::Unit | Unexpected::Option => "empty".to_owned(),
        _ => "this".to_owned(),
    }
}

/// A value as it may stand in a message: one line, not long.
pub(super) fn shortened(value: &str) -> String {
    const LONGEST: usize = 40;
    let line = value.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(LONGEST).collect();
    if short.len() < value.trim_end().len() {
        short.push('…');
    }
    short
}
