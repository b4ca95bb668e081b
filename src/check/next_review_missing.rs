//! A review that goes on and sets no day for the next one.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::domain::record::reviews::ReviewDecision;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("next-review-missing"),
    explanation: "\
## What it finds
A review that decided to continue or to go on with reduced monitoring, without `next_review`. A new
plan with its own `review_on` will do instead. Once there is a later review or an ending, it no
longer matters.

    reviews:
      - date: 2026-11-12
        decision: continue-same-targets
        next_review: 2027-01-07          # this line is missing

## Why it matters
A review without a next one is how mentoring drifts on until somebody asks what became of it.

## What to do
Agree a day and add it.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Reviews, RecordKind::Plan]) {
        return;
    }
    let records = &view.case.reviews;
    for (index, review) in records.reviews.iter().enumerate() {
        let goes_on = matches!(
            review.decision,
            Some(
                ReviewDecision::ContinueSameTargets
                    | ReviewDecision::ContinueNewTargets
                    | ReviewDecision::ReducedMonitoring
            )
        );
        if !goes_on || review.next_review.is_some() {
            continue;
        }
        let settled = records.reviews.iter().any(|later| later.date > review.date)
            || records.exits.iter().any(|exit| exit.date >= review.date)
            || view
                .case
                .plan
                .plans
                .iter()
                .any(|plan| plan.starts >= review.date && plan.review_on.is_some());
        if !settled {
            let at = FieldPath::from("reviews").item(index).key("decision");
            findings.push(
                Finding::error(
                    CHECK.code,
                    "this review goes on, but sets no day for the next one",
                    view.field(RecordKind::Reviews, at),
                )
                .help("agree a day and add `next_review`"),
            );
        }
    }
}
