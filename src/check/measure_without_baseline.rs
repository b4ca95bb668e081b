//! A measure of which nobody wrote down where it stood at the start.

use super::plans::sessions_on;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("measure-without-baseline"),
    explanation: "\
## What it finds
A target with a measure but without `baseline`, once the plan is being worked on:

    measure:
      what: lunchtime incidents a week
      baseline: 6            # this line is missing
      target: 3

## Why it matters
Three incidents a week are a success for one pupil and a bad month for another. Without the start
nobody can tell which, and it cannot be found out later.

## What to do
Look it up in the incident book, the register or the mark book for the weeks before the plan, and
add it.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Plan]) {
        return;
    }
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        for (number, target) in plan.targets.iter().enumerate() {
            let Some(measure) = target.measure.as_ref().filter(|one| one.baseline.is_none()) else {
                continue;
            };
            let worked_on = !measure.readings.is_empty()
                || target.outcome.is_some()
                || sessions_on(view, plan).next().is_some();
            if worked_on {
                let at = FieldPath::from("plans").item(index).key("targets").item(number);
                findings.push(
                    Finding::warning(
                        CHECK.code,
                        "nobody wrote down where this measure stood at the start",
                        view.field(RecordKind::Plan, at.key("measure").key("what")),
                    )
                    .help("add `baseline` from the weeks before the plan"),
                );
            }
        }
    }
}
