//! A review that does not say whether an exit criterion is met.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::policy::{CriterionKind, ExitCriterion};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("criterion-not-considered"),
    explanation: "\
## What it finds
A review whose `criteria` leave out one of the policy's exit criteria that can be met by getting on:
no longer needs help, all targets met, sound progress. Those that only events bring about (leaving
the school, not coming) are not asked for.

    reviews:
      - date: 2026-11-12
        criteria:
          - { criterion: no-longer-needs-help, met: false }

## Why it matters
Help should end when it is no longer needed. Asking each time is how that moment is not missed.

## What to do
Ask of each criterion whether it is met, and what shows it.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Reviews]) {
        return;
    }
    for (index, review) in view.case.reviews.reviews.iter().enumerate() {
        let Some(policy) = view.policy(review.date) else { continue };
        let left_out = |criterion: &&ExitCriterion| {
            is_asked(criterion.kind)
                && criterion.retired.is_none_or(|day| review.date < day)
                && !review.criteria.iter().any(|one| one.criterion == criterion.id)
        };
        if !policy.exit.criteria.iter().any(|criterion| left_out(&criterion)) {
            continue;
        }
        let missing: Vec<String> = policy
            .exit
            .criteria
            .iter()
            .filter(left_out)
            .map(|criterion| format!("`{}`", criterion.id))
            .collect();
        let at = FieldPath::from("reviews").item(index);
        let place = if review.criteria.is_empty() { at.key("date") } else { at.key("criteria") };
        findings.push(
            Finding::advice(
                CHECK.code,
                format!("this review does not say whether this is met: {}", missing.join(", ")),
                view.field(RecordKind::Reviews, place),
            )
            .help("add it under `criteria`, with `met: true` or `met: false`"),
        );
    }
}

/// Whether a criterion can be met by getting on, so that it is worth asking each time.
fn is_asked(kind: CriterionKind) -> bool {
    matches!(
        kind,
        CriterionKind::NoLongerNeedsHelp
            | CriterionKind::AllTargetsMet
            | CriterionKind::SoundProgress
    )
}
