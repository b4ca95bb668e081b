//! A plan that does not say what is extra or different.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::{RecordKind, is_said};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("plan-not-extra"),
    explanation: "\
## What it finds
The latest action plan without `extra_or_different`:

    plans:
      - starts: 2026-10-01
        extra_or_different: Twenty minutes with the mentor on Thursdays; a card to leave the room

## Why it matters
A plan for one pupil is there because what every pupil gets was not enough. Inspectors and parents
ask what this pupil gets besides.

## What to do
Write in a sentence what is done for this pupil that is not done for all.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let plans = view.case.plan.plans.iter().enumerate();
    let Some((index, plan)) = plans.max_by_key(|(_, plan)| plan.starts) else { return };
    let said = is_said(plan.extra_or_different.as_ref());
    if !said && view.can_judge_absence(&[RecordKind::Plan]) {
        let at = FieldPath::from("plans").item(index);
        findings.push(
            Finding::advice(
                CHECK.code,
                "this plan does not say what is extra or different",
                view.field(RecordKind::Plan, at.key("starts")),
            )
            .help("add `extra_or_different`: what this pupil gets that not all pupils get"),
        );
    }
}
