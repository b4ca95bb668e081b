//! A referral that was not accepted, and nobody wrote why.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::referral::Outcome;
use crate::domain::record::{RecordKind, is_said};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("not-accepted-without-reason"),
    explanation: "\
## What it finds
A decision `not-accepted` without a reason:

    decisions:
      - date: 2026-09-14
        outcome: [not-accepted]
        reason: Has a place in the support base from Monday     # this line is missing

## Why it matters
The referrer, and perhaps the parents, will ask. So will whoever refers the same pupil next year.

## What to do
Write the reason in a sentence, in words that the family may read.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Referral]) {
        return;
    }
    let decisions = view.case.decisions();
    for (index, decision) in decisions.enumerate() {
        let said = is_said(decision.reason.as_ref());
        if decision.outcome.contains(&Outcome::NotAccepted) && !said {
            let at = FieldPath::from("decisions").item(index).key("outcome");
            findings.push(
                Finding::error(
                    CHECK.code,
                    "the referral was not accepted, but no reason is given",
                    view.field(RecordKind::Referral, at),
                )
                .help("add `reason`, in words that the family may read"),
            );
        }
    }
}
