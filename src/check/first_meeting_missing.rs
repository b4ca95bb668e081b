//! Sessions have begun, but no first meeting is written down.

use super::proofs::first_session;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::case::step_is_needed;
use crate::domain::policy::StepId;
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("first-meeting-missing"),
    explanation: "\
## What it finds
Sessions with a pupil and no `first_meeting`, where the policy requires one:

    first_meeting:
      date: 2026-09-25
      mentor: jo
      covered: [aims, why-selected, expectations, confidentiality]

## Why it matters
In the first meeting a pupil hears why they were chosen, what stays private and how it ends. Without
it they may think that mentoring is a punishment.

## What to do
Write the first meeting down above the sessions, with the points that were talked about. If there
was none, go through the points in the next session and enter that day.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some((policy, session)) = first_session(view) else { return };
    let school = view.school.settings.as_ref().map(|settings| &settings.school);
    if view.case.sessions.first_meeting.is_none()
        && step_is_needed(view.case, policy, school, StepId::FirstMeeting)
        && view.can_judge_absence(&[RecordKind::Sessions])
    {
        findings.push(
            Finding::warning(
                CHECK.code,
                "sessions have begun, but no first meeting is written down",
                view.at(session.at),
            )
            .label("the first session")
            .help("add `first_meeting` with its day and the points that were talked about"),
        );
    }
}
