//! A review put off to an earlier day, or put off when its day had already passed.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("postponement-dates"),
    explanation: "\
## What it finds
A postponement whose new day is not after the old one, or that was decided after the review's day had
passed.

    postponements:
      - date: 2026-11-20      # decided on
        from: 2026-11-13      # the review's day: a week ago
        to: 2026-11-27

## Why it matters
A review is put off on purpose, before its day. When the day has passed, the review is late, and a
postponement written afterwards does not change that: `lm` goes on reckoning with the old day.

## What to do
Put the dates right if one is mistyped. If the review was simply missed, take the postponement out,
hold the review, and say in it why it came late.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, put_off) in view.case.reviews.postponements.iter().enumerate() {
        let field = |key| {
            let path = FieldPath::from("postponements").item(index).key(key);
            view.field(RecordKind::Reviews, path)
        };
        if put_off.to <= put_off.from {
            findings.push(
                Finding::error(CHECK.code, "the new day is not after the old one", field("to"))
                    .label("put off to this day")
                    .see_also(field("from"), "the review was to be on this day")
                    .help("put the day right; `from` is the old day, `to` the new one"),
            );
        }
        if put_off.date > put_off.from {
            findings.push(
                Finding::error(
                    CHECK.code,
                    "this review was put off when its day had passed",
                    field("date"),
                )
                .label("decided on this day")
                .see_also(field("from"), "the review was to be on this day")
                .help("if the review was missed, take this out and hold it; it counts as late"),
            );
        }
    }
}
