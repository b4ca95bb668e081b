//! A target without steps towards it (the A of SMART).

use super::plans::open_targets;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("target-not-achievable"),
    explanation: "\
## What it finds
An open target without `steps`:

    targets:
      - id: t1
        target: Be in school by 08:50 at least three times a week
        steps:
          - step: Pack my bag the evening before
          - step: Set the alarm for seven

## Why it matters
Steps are how a pupil sees that a target can be reached at all, and what to do next when it gets
hard.

## What to do
Write down two or three small steps, in order, the first one small enough for tomorrow.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Plan]) {
        return;
    }
    for (at, target) in open_targets(view) {
        if target.steps.is_empty() {
            findings.push(
                Finding::advice(
                    CHECK.code,
                    "this target has no steps towards it",
                    view.field(RecordKind::Plan, at.key("target")),
                )
                .help("add two or three small `steps`, in order"),
            );
        }
    }
}
