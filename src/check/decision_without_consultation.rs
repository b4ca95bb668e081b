//! A decision on a referral without those who had to be asked first.

use super::roles;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::date::Date;
use crate::domain::record::contacts::Purpose;
use crate::domain::record::referral::{Decision, Outcome, ReferralFile};
use crate::domain::record::{Person, RecordKind};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("decision-without-consultation"),
    explanation: "\
## What it finds
The first decision on a referral (other than the waiting list) before which somebody was not asked
whom the policy wants asked. Asked are those who stand under `discussed_with`, in a talk under
`prioritised`, in a contact about liaison or planning, or who decided themselves:

    decisions:
      - date: 2026-09-14
        discussed_with: [{ role: lead-mentor }]

## Why it matters
They know what else is going on around the pupil, and who else is waiting.

## What to do
Write down the talk if there was one. If there was none, have it now and add it with its day.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(file) = &view.case.referral else { return };
    let real =
        |decision: &Decision| decision.outcome.iter().any(|one| *one != Outcome::WaitingList);
    let first = file
        .decisions
        .iter()
        .enumerate()
        .filter(|(_, decision)| real(decision))
        .min_by_key(|(_, decision)| decision.date);
    let Some((index, decision)) = first else { return };
    let Some(policy) = view.policy(decision.date) else { return };
    let needed = &policy.referral.consult_roles;
    if needed.is_empty() || !view.can_judge_absence(&[RecordKind::Referral, RecordKind::Contacts]) {
        return;
    }
    let missing = roles::missing(view, needed, &asked(view, file, decision.date), decision.date);
    if missing.is_empty() {
        return;
    }
    let at = FieldPath::from("decisions").item(index);
    findings.push(
        Finding::warning(
            CHECK.code,
            format!(
                "the decision was made without asking the {}",
                roles::in_words(&missing, "and")
            ),
            view.field(RecordKind::Referral, at.key("date")),
        )
        .help("add who was asked under `discussed_with`, or have the talk now")
        .help("lm policy explain referral.consult_roles"),
    );
}

/// Everybody who had been asked by a day.
fn asked<'a>(
    view: &CaseView<'a>,
    file: &'a ReferralFile,
    by: Date,
) -> impl Iterator<Item = &'a Person> + Clone {
    let talks = file.prioritised.iter().filter(move |talk| talk.date <= by);
    let decisions = file.decisions.iter().filter(move |decision| decision.date <= by);
    let contacts = view.case.contacts.contacts.iter().filter(move |contact| {
        contact.date <= by
            && contact.reached
            && matches!(contact.purpose, Some(Purpose::Liaison | Purpose::PlanningMeeting))
    });
    talks
        .flat_map(|talk| &talk.with)
        .chain(decisions.clone().flat_map(|decision| &decision.discussed_with))
        .chain(decisions.flat_map(|decision| &decision.by))
        .chain(contacts.flat_map(|contact| &contact.with))
}
