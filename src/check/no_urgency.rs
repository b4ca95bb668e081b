//! A referral that does not say how urgent it is.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("no-urgency"),
    explanation: "\
## What it finds
A referral without `urgency` where the policy asks for it.

## Why it matters
Whoever decides has to put one pupil before another, and a waiting list without urgency is only a
list by date.

## What to do
Ask the referrer how soon help is needed and write one of these:

    referral:
      urgency: immediately         # or within-two-weeks, within-half-term
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(referral) = view.case.referral.as_ref().and_then(|file| file.referral.as_ref()) else {
        return;
    };
    let needed = view.policy(referral.date).is_some_and(|policy| policy.referral.urgency_required);
    if needed && referral.urgency.is_none() && view.can_judge_absence(&[RecordKind::Referral]) {
        findings.push(
            Finding::error(
                CHECK.code,
                "this referral does not say how urgent it is",
                view.key(RecordKind::Referral, FieldPath::from("referral").key("urgency")),
            )
            .help("add `urgency`: immediately, within-two-weeks or within-half-term"),
        );
    }
}
