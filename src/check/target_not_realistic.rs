//! A target with nobody to help (the R of SMART).

use super::plans::open_targets;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("target-not-realistic"),
    explanation: "\
## What it finds
An open target without `helpers`:

    targets:
      - id: t1
        target: Be in school by 08:50 at least three times a week
        helpers: [Mum, Mr Patel at the gate]

## Why it matters
What a pupil could do alone they would have done. A target is realistic when somebody helps, and
when that somebody knows.

## What to do
Ask the pupil who could help, ask that person, and add them.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Plan]) {
        return;
    }
    for (at, target) in open_targets(view) {
        if target.helpers.is_empty() {
            findings.push(
                Finding::advice(
                    CHECK.code,
                    "nobody is named who helps with this target",
                    view.field(RecordKind::Plan, at.key("target")),
                )
                .help("add `helpers`: who will help, in the pupil's words"),
            );
        }
    }
}
