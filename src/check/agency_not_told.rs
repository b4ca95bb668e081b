//! A pupil was passed to an agency without those being told who have to know.

use super::roles;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::choices::Role;
use crate::domain::record::RecordKind;
use crate::domain::record::referral::{Decision, Outcome};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("agency-not-told"),
    explanation: "\
## What it finds
A decision for an outside agency after which the case went on, although the record does not say that
everybody was told whom the policy names:

    decisions:
      - date: 2026-09-14
        outcome: [outside-agency]
        told: [senco, head-of-year, head-of-pastoral-care]

It speaks only once something later is written down: the answer to the referrer, a session, a
contact, a review.

## Why it matters
An agency rings the school and asks for the SENCO or the head of year. They should have heard of it
from us.

## What to do
Tell them, and add their roles under `told`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let decisions = view.case.decisions();
    for (index, decision) in decisions.enumerate() {
        if !decision.outcome.contains(&Outcome::OutsideAgency) {
            continue;
        }
        let Some(policy) = view.policy(decision.date) else { continue };
        let knows = |role: &Role| {
            let people = decision.by.iter().chain(&decision.discussed_with);
            decision.told.contains(role)
                || people.into_iter().any(|person| {
                    roles::is_one_of(view, person, &[*role], decision.date) == Some(true)
                })
        };
        let mut missing =
            policy.referral.tell_of_agency.iter().copied().filter(|role| !knows(role));
        if missing.clone().next().is_none()
            || !view.can_judge_absence(&[RecordKind::Referral])
            || !went_on(view, decision)
        {
            continue;
        }
        let missing: Vec<Role> = missing.by_ref().collect();
        let at = FieldPath::from("decisions").item(index);
        let place = at.key(if decision.told.is_empty() { "outcome" } else { "told" });
        findings.push(
            Finding::warning(
                CHECK.code,
                format!("not told of the agency: {}", roles::in_words(&missing, "and")),
                view.field(RecordKind::Referral, place),
            )
            .help("tell them, and add their roles under `told`")
            .help("lm policy explain referral.tell_of_agency"),
        );
    }
}

/// Whether anything was written down that came after the decision.
fn went_on(view: &CaseView<'_>, decision: &Decision) -> bool {
    let case = view.case;
    decision.acknowledged.is_some()
        || case.sessions.sessions.iter().any(|one| one.date > decision.date)
        || case.contacts.contacts.iter().any(|one| one.date > decision.date)
        || case.reviews.reviews.iter().any(|one| one.date > decision.date)
}
