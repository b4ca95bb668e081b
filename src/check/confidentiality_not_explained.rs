//! A first meeting in which nobody explained what stays private and what cannot.

use super::first_meeting_incomplete::work_went_on;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::policy::StepId;
use crate::domain::record::RecordKind;
use crate::domain::record::sessions::FirstMeetingPoint;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("confidentiality-not-explained"),
    explanation: "\
## What it finds
A first meeting, where the programme requires one, without the point `confidentiality`, once a plan
or a session exists, and no agreement that says the limit was explained:

    first_meeting:
      date: 2026-09-25
      covered: [aims, confidentiality]
    agreement:
      confidentiality_explained: true

Either of the two is enough.

## Why it matters
A child who believes that everything stays private, and then finds that it did not, will not speak
again. The limit, that we must act when somebody may come to harm, has to be said before anything
else is.

## What to do
Explain it at once, in the next meeting at the latest, and write it down.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(meeting) = &view.case.sessions.first_meeting else { return };
    let Some(policy) = view.policy(meeting.date) else { return };
    let agreement = view.case.referral.as_ref().and_then(|file| file.agreement.as_ref());
    if !policy.requires(StepId::FirstMeeting)
        || meeting.covered.contains(&FirstMeetingPoint::Confidentiality)
        || agreement.is_some_and(|agreement| agreement.confidentiality_explained)
        || !view.can_judge_absence(&[RecordKind::Sessions, RecordKind::Referral])
        || !work_went_on(view)
    {
        return;
    }
    let at = FieldPath::from("first_meeting");
    findings.push(
        Finding::error(
            CHECK.code,
            "nobody has explained to the pupil what stays private and what cannot",
            view.key(RecordKind::Sessions, at.key("covered")),
        )
        .help("explain it, then add `confidentiality` to `covered`"),
    );
}
