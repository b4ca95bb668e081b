//! A target without a day by which it should be reached (the T of SMART).

use super::plans::open_targets;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("target-not-timed"),
    explanation: "\
## What it finds
An open target without `by`:

    targets:
      - id: t1
        target: Be in school by 08:50 at least three times a week
        by: 2026-11-06

## Why it matters
Without a day a target is never missed, and never looked at.

## What to do
Agree a day, most often that of the review, and add it as `by`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Plan]) {
        return;
    }
    for (at, target) in open_targets(view) {
        if target.by.is_none() {
            findings.push(
                Finding::warning(
                    CHECK.code,
                    "this target has no day by which it should be reached",
                    view.field(RecordKind::Plan, at.key("target")),
                )
                .help("add `by`, most often the day of the review"),
            );
        }
    }
}
