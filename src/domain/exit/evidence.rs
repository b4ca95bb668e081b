//! A fact that speaks for or against something, with where it is written.

use crate::domain::case::WrittenAt;
use crate::domain::choices::choices;

choices! {
    /// What a fact does to the question.
    Weight {
        For: "for" => "speaks for it",
        Against: "against" => "speaks against it",
        Missing: "missing" => "is not known",
        Note: "note" => "is worth knowing",
    }
}

/// A fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What it does to the question.
    pub weight: Weight,
    /// The fact in one line, without a full stop; values of the record stand between ‹ and ›.
    pub says: String,
    /// Where it is written; `None` for what is missing or follows from several entries.
    pub at: Option<WrittenAt>,
}

impl Evidence {
    pub(super) fn new(weight: Weight, says: impl Into<String>) -> Self {
        Self { weight, says: says.into(), at: None }
    }

    pub(super) fn speaks_for(says: impl Into<String>) -> Self {
        Self::new(Weight::For, says)
    }

    pub(super) fn against(says: impl Into<String>) -> Self {
        Self::new(Weight::Against, says)
    }

    pub(super) fn missing(says: impl Into<String>) -> Self {
        Self::new(Weight::Missing, says)
    }

    pub(super) fn note(says: impl Into<String>) -> Self {
        Self::new(Weight::Note, says)
    }

    pub(super) fn at(mut self, at: WrittenAt) -> Self {
        self.at = Some(at);
        self
    }
}

/// `no session`, `1 session`, `3 sessions`.
pub(super) fn counted(count: usize, one: &str) -> String {
    counted_as(count, one, &format!("{one}s"))
}

/// The same for a word with a plural of its own.
pub(super) fn counted_as(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {one}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}
