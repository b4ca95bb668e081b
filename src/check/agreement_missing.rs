//! Sessions have begun without the agreement that pupil and mentor both sign.

use super::proofs::{first_session, proof};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::case::step_is_needed;
use crate::domain::policy::StepId;
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("agreement-missing"),
    explanation: "\
## What it finds
Sessions with a pupil where the policy requires an agreement on confidentiality and the record has
none, or only one signature:

    agreement:
      signed_by_pupil: 2026-09-25
      signed_by_mentor: 2026-09-25

A pupil who was asked and chose not to sign stands there too: `declined: 2026-09-25`.

## Why it matters
The agreement is where the pupil hears what stays private and what cannot. It must come before
anything is said that matters.

## What to do
Read the agreement with the pupil, sign it together and write both days down; or write `declined`
with the day.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some((policy, session)) = first_session(view) else { return };
    let school = view.school.settings.as_ref().map(|settings| &settings.school);
    if !step_is_needed(view.case, policy, school, StepId::Agreement)
        || !view.can_judge_absence(&[RecordKind::Referral])
        || proof(view, StepId::Agreement).is_some()
    {
        return;
    }
    let agreement = view.case.referral.as_ref().and_then(|file| file.agreement.as_ref());
    let signed =
        agreement.map(|one| (one.signed_by_pupil.is_some(), one.signed_by_mentor.is_some()));
    let what = match signed {
        Some((true, _)) => "the mentor has not signed the agreement",
        Some((_, true)) => "the pupil has not signed the agreement",
        _ => "there is no signed agreement",
    };
    let place = match signed {
        Some(_) => view.key(RecordKind::Referral, FieldPath::from("agreement")),
        None => view.at(session.at),
    };
    let mut finding = Finding::error(CHECK.code, format!("sessions have begun, but {what}"), place);
    if signed.is_some() {
        finding = finding.see_also(view.at(session.at), "the first session");
    }
    findings.push(
        finding
            .help("sign it together and write both days under `agreement`, or write `declined` with the day")
            .help("lm policy explain steps.agreement"),
    );
}
