//! A target said to be met whose numbers say that it is not, or the other way round.

use super::{CaseView, Check, Finder};
use crate::diag::Severity;
use crate::diag::{Code, Finding};
use crate::domain::case::is_reached;
use crate::domain::record::RecordKind;
use crate::domain::record::plan::TargetResult;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("measure-contradicts-outcome"),
    explanation: "\
## What it finds
A target with the outcome `met` although the last reading of its measure, up to that day, has not
reached the number, which is an error; or with `not-met` although it has, which is a warning. Which
way is better follows from the baseline and the target:

    measure:
      what: lunchtime incidents a week
      baseline: 6
      target: 3
      readings:
        - { date: 2026-11-09, value: 5 }
    outcome: { result: met, date: 2026-11-12 }      # 5 is not 3

## Why it matters
Reports count both, and a reader who sees them side by side stops believing either.

## What to do
Correct the number or the outcome; `partly` says that part of the way was gone. If something else
shows that the target is met, change what is measured.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        for (number, target) in plan.targets.iter().enumerate() {
            let (Some(measure), Some(outcome)) = (&target.measure, &target.outcome) else {
                continue;
            };
            let readings = measure.readings.iter().enumerate();
            let until = readings.filter(|(_, reading)| reading.date <= outcome.date);
            let Some((nth, last)) = until.max_by_key(|(_, reading)| reading.date) else { continue };
            let Some(reached) = is_reached(measure, last.value) else { continue };
            let (severity, what) = match (outcome.result, reached) {
                (TargetResult::Met, false) => {
                    (Severity::Error, "met, but its last reading falls short")
                }
                (TargetResult::NotMet, true) => {
                    (Severity::Warning, "not met, but its last reading gets there")
                }
                _ => continue,
            };
            let at = FieldPath::from("plans").item(index).key("targets").item(number);
            let reading = at.clone().key("measure").key("readings").item(nth).key("value");
            findings.push(
                Finding::new(
                    CHECK.code,
                    severity,
                    format!("this target is said to be {what}"),
                    view.field(RecordKind::Plan, at.key("outcome").key("result")),
                )
                .see_also(
                    view.field(RecordKind::Plan, reading),
                    format!("the target is ‹{}›", measure.target),
                )
                .help("correct the number or the outcome; `partly` is an outcome too"),
            );
        }
    }
}
