//! A review that says nothing about a target that was open.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::case::is_open_target;
use crate::domain::record::RecordKind;
use crate::domain::record::plan::Target;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("review-target-not-mentioned"),
    explanation: "\
## What it finds
A target of the plan in force that was still open on the day of a review and does not stand under
its `progress`:

    reviews:
      - date: 2026-11-12
        progress:
          - target: t1
            progress: some-progress

A target that got its outcome by that day need not stand there.

## Why it matters
A target that is not looked at is a target that is quietly given up, and the pupil notices.

## What to do
Add how the target stands; or give it an outcome in the plan, `dropped` if that is what it is.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Reviews, RecordKind::Plan]) {
        return;
    }
    for (index, review) in view.case.reviews.reviews.iter().enumerate() {
        // A plan that starts on the day of the review came out of it.
        let before = review.date.add_days(-1);
        let plan = view.case.plan_in_force(before).or_else(|| view.case.plan_in_force(review.date));
        let Some(plan) = plan else { continue };
        let left_out = |target: &&Target| {
            is_open_target(target, review.date)
                && !review.progress.iter().any(|entry| entry.target == target.id)
        };
        if !plan.targets.iter().any(|target| left_out(&target)) {
            continue;
        }
        let missing: Vec<String> =
            plan.targets.iter().filter(left_out).map(|target| format!("`{}`", target.id)).collect();
        let at = FieldPath::from("reviews").item(index);
        let what = if missing.len() == 1 { "the target" } else { "the targets" };
        findings.push(
            Finding::warning(
                CHECK.code,
                format!("this review says nothing about {what} {}", missing.join(", ")),
                view.field(RecordKind::Reviews, at.key("date")),
            )
            .help("add how it stands under `progress`, or give it an outcome in the plan"),
        );
    }
}
