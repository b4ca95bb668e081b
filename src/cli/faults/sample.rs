//! A fault for the tests of this folder.

use crate::diag::{Code, Diagnostic, Marked, Severity};
use crate::text::{FieldPath, Range, Source};

/// The text in which it is.
pub(super) const RATINGS: &str = "date: 2026-09-14\nratings:\n  starts-tasks: 7\n  listens: 2\n";

/// A mark under the first such words of a text.
pub(super) fn mark(file: &str, text: &str, marked: &str, label: &str) -> Marked {
    let start = text.find(marked).expect("it is there");
    Marked {
        source: Some(Source::new(file, text)),
        file: file.into(),
        range: Range::new(start, start + marked.len()),
        field: None,
        label: label.to_owned(),
    }
}

/// A rating that is not on the scale.
pub(super) fn off_scale() -> Diagnostic {
    let mut primary = mark("mentees/k7q2m/ratings.yaml", RATINGS, "7", "the scale is 1 to 4");
    primary.field = Some(FieldPath::from("ratings").key("starts-tasks"));
    Diagnostic {
        code: Code("rating-off-scale"),
        severity: Severity::Error,
        message: "‹7› is not on this scale".into(),
        primary,
        related: Vec::new(),
        help: vec!["ask whoever rated".into()],
    }
}
