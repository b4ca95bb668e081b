//! From a finding (which names a field) to a diagnostic (which knows the bytes).

use crate::text::{FieldPath, Position, Range, Source};
use std::fmt;
use std::sync::Arc;

/// The name of a kind of fault, in kebab-case: the file, the fixture, `lm explain` and
/// `# lm: allow[…]` all use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// How bad it is. The order is from worst to mildest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The record is wrong and must be mended.
    Error,
    /// Very likely wrong; counts as wrong under `--strict`.
    Warning,
    /// Could be better; never fails a run.
    Advice,
}

impl Severity {
    /// The word that a reader sees.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// Where in a file, before anybody looked up the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// These bytes.
    Bytes(Range),
    /// The value of this field.
    Field(FieldPath),
    /// The key of this field.
    Key(FieldPath),
}

/// A place in the records: which file (its path below the records folder, `/` on every system) and
/// where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path below the records folder.
    pub file: Arc<str>,
    /// Where in it.
    pub spot: Spot,
}

impl Place {
    /// A file as a whole.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), spot: Spot::File }
    }

    /// The value of a field.
    pub fn field(file: impl Into<Arc<str>>, path: FieldPath) -> Self {
        Self { file: file.into(), spot: Spot::Field(path) }
    }

    /// The key of a field.
    pub fn key(file: impl Into<Arc<str>>, path: FieldPath) -> Self {
        Self { file: file.into(), spot: Spot::Key(path) }
    }

    /// Some bytes.
    pub fn bytes(file: impl Into<Arc<str>>, range: Range) -> Self {
        Self { file: file.into(), spot: Spot::Bytes(range) }
    }
}

/// What a check or the loader found.
///
/// Texts may hold values of the record between `‹` and `›`: `--hide-values` replaces what stands
/// between the two by `…`, every other format drops the marks for quotation marks. Write
/// `format!("‹{value}› is not a role")`, never a bare value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Finding {
    /// Which kind.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// What is wrong, in one line, without a full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to say under the mark; may be empty.
    pub label: String,
    /// Other places that the reader needs to see, each with its words.
    pub related: Vec<(Place, String)>,
    /// What to do about it; may be empty.
    pub help: Vec<String>,
}

impl Finding {
    /// A finding of this severity.
    pub fn new(code: Code, severity: Severity, message: impl Into<String>, place: Place) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            place,
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
        }
    }

    /// An error.
    pub fn error(code: Code, message: impl Into<String>, place: Place) -> Self {
        Self::new(code, Severity::Error, message, place)
    }

    /// A warning.
    pub fn warning(code: Code, message: impl Into<String>, place: Place) -> Self {
        Self::new(code, Severity::Warning, message, place)
    }

    /// A piece of advice.
    pub fn advice(code: Code, message: impl Into<String>, place: Place) -> Self {
        Self::new(code, Severity::Advice, message, place)
    }

    /// What to say under the mark.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Another place that the reader needs to see.
    pub fn see_also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// What to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// A place with its bytes: what a fault is drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The text; `None` when the file has none (not readable, not text, not there).
    pub source: Option<Source>,
    /// The path below the records folder.
    pub file: Arc<str>,
    /// Which bytes; empty at 0 when the fault is the whole file's.
    pub range: Range,
    /// The field, when whoever found it named one.
    pub field: Option<FieldPath>,
    /// What to say under the mark; may be empty.
    pub label: String,
}

impl Marked {
    /// Whether it is about the file as a whole: there is no line to show.
    pub fn is_whole_file(&self) -> bool {
        self.range == Range::default()
            || self.source.as_ref().is_none_or(|source| source.text().is_empty())
    }

    /// Line and column from the first byte to the one behind the last, unless the whole file is
    /// meant.
    pub fn extent(&self) -> Option<(Position, Position)> {
        let source = self.source.as_ref().filter(|_| !self.is_whole_file())?;
        let end = self.range.end.max(self.range.start);
        Some((source.position(self.range.start), source.position(end)))
    }
}

/// A finding whose places are known by bytes: ready to be drawn in any format.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Diagnostic {
    /// Which kind.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// What is wrong; values between `‹` and `›`.
    pub message: String,
    /// Where.
    pub primary: Marked,
    /// Other places.
    pub related: Vec<Marked>,
    /// What to do about it.
    pub help: Vec<String>,
}
