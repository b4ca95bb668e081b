//! A review that decided nothing.

use super::{CaseView, Check, Finder};
use crate::diag::Severity;
use crate::diag::{Code, Finding};
use crate::domain::policy::StepId;
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("review-without-decision"),
    explanation: "\
## What it finds
A review without `decision`, once a session, a review or an ending came after it:

    reviews:
      - date: 2026-11-12
        decision: continue-same-targets

Where the policy requires a decision at the review this is an error, otherwise a warning.

## Why it matters
The decision says which letter goes home, and whether the place stays taken. Without one the pupil is
on the programme by habit.

## What to do
Write down what was decided: `continue-same-targets`, `continue-new-targets`, `reduced-monitoring`,
`exit` or `refer-on`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Reviews]) {
        return;
    }
    let case = view.case;
    for (index, review) in case.reviews.reviews.iter().enumerate() {
        let went_on = || {
            case.sessions
                .sessions
                .iter()
                .any(|one| one.attendance.is_held() && one.date > review.date)
                || case.reviews.reviews.iter().any(|later| later.date > review.date)
                || case.reviews.exits.iter().any(|exit| exit.date >= review.date)
        };
        if review.decision.is_some() || !went_on() {
            continue;
        }
        let Some(policy) = view.policy(review.date) else { continue };
        let required = policy.requires(StepId::ReviewDecision);
        let severity = if required { Severity::Error } else { Severity::Warning };
        let at = FieldPath::from("reviews").item(index).key("date");
        findings.push(
            Finding::new(
                CHECK.code,
                severity,
                "this review decided nothing, and the work went on",
                view.field(RecordKind::Reviews, at),
            )
            .help("add `decision`: continue-same-targets, continue-new-targets, reduced-monitoring, exit or refer-on"),
        );
    }
}
