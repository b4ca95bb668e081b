//! A target said to be met, and nothing shows it.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::plan::TargetResult;
use crate::domain::record::{RecordKind, is_said};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("outcome-without-evidence"),
    explanation: "\
## What it finds
A target whose outcome is `met` or `partly` without `evidence` and without a reading of its measure
up to that day:

    outcome:
      result: met
      date: 2026-11-12
      evidence: The register shows four marks before 08:50 in each of the last three weeks

## Why it matters
What ends a programme should rest on something that another person could look up.

## What to do
Say what shows it: the register, the incident book, the teacher's words, the pupil's card.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Plan]) {
        return;
    }
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        for (number, target) in plan.targets.iter().enumerate() {
            let Some(outcome) = &target.outcome else { continue };
            let claims = matches!(outcome.result, TargetResult::Met | TargetResult::Partly);
            let said = is_said(outcome.evidence.as_ref());
            let mut readings = target.measure.iter().flat_map(|measure| &measure.readings);
            if !claims || said || readings.any(|reading| reading.date <= outcome.date) {
                continue;
            }
            let at = FieldPath::from("plans").item(index).key("targets").item(number);
            findings.push(
                Finding::warning(
                    CHECK.code,
                    format!("this target is said to be {}, but nothing shows it", outcome.result),
                    view.field(RecordKind::Plan, at.key("outcome").key("result")),
                )
                .help("add `evidence`: what another person could look up"),
            );
        }
    }
}
