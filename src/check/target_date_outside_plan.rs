//! A target whose day lies before the plan or long after its review.

use super::{CaseView, Check, Finder};
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
            let at = FieldPath::from("plans").item(index);
            let place =
                || view.field(RecordKind::Plan, at.clone().key("targets").item(number).key("by"));
            let other = |key: &str| view.field(RecordKind::Plan, at.clone().key(key));
            if by < plan.starts {
                findings.push(
                    Finding::error(
                        CHECK.code,
                        "this target should be reached before its plan starts",
                        place(),
                    )
                    .label(by.long())
                    .see_also(other("starts"), plan.starts.long())
                    .help("correct the day that is wrong"),
                );
            } else if let Some(review) =
                plan.review_on.filter(|review| review.add_weeks(WEEKS_AFTER_REVIEW) < by)
            {
                findings.push(
                    Finding::warning(
                        CHECK.code,
                        "this target is only due long after the plan's review",
                        place(),
                    )
                    .label(by.long())
                    .see_also(other("review_on"), review.long())
                    .help("correct the day, or choose a nearer target for this plan"),
                );
            }
        }
    }
}
