//! A target whose day lies before the plan or long after its review.

use super::{CaseView, Check, Finder};
use crate::diag::Severity;
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("target-date-outside-plan"),
    explanation: "\
## What it finds
A target that should be reached before its plan even starts, which is an error; or more than half a
year after the day on which the plan is reviewed, which is a warning:

    plans:
      - starts: 2026-10-01
        review_on: 2026-11-12
        targets:
          - id: t1
            by: 2026-09-24        # before the plan

## Why it matters
The first is a slip of the pen. The second is often the wrong year; if not, the review comes too
early to say anything about the target.

## What to do
Correct the day, or choose a nearer target for this plan and a further one for the next.
",
    finder: Finder::Case(find),
};

/// A target may outlast the first review of its plan, but hardly by more than half a year.
const WEEKS_AFTER_REVIEW: i64 = 26;

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        for (number, target) in plan.targets.iter().enumerate() {
            let Some(by) = target.by else { continue };
            let last = plan.review_on.map(|review| review.add_weeks(WEEKS_AFTER_REVIEW));
            let (severity, message, key, day, help) = if by < plan.starts {
                (
                    Severity::Error,
                    "this target should be reached before its plan starts",
                    "starts",
                    plan.starts,
                    "correct the day that is wrong",
                )
            } else if let (Some(review), Some(last)) = (plan.review_on, last)
                && last < by
            {
                (
                    Severity::Warning,
                    "this target is only due long after the plan's review",
                    "review_on",
                    review,
                    "correct the day, or choose a nearer target for this plan",
                )
            } else {
                continue;
            };
            let at = FieldPath::from("plans").item(index);
            let place = at.clone().key("targets").item(number).key("by");
            findings.push(
                Finding::new(CHECK.code, severity, message, view.field(RecordKind::Plan, place))
                    .label(by.long())
                    .see_also(view.field(RecordKind::Plan, at.key(key)), day.long())
                    .help(help),
            );
        }
    }
}
