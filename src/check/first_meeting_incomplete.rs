//! Points of the first-meeting checklist that were never talked about.

use super::proofs::first_session;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::policy::StepId;
use crate::domain::record::RecordKind;
use crate::domain::record::sessions::{FirstMeeting, FirstMeetingPoint};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("first-meeting-incomplete"),
    explanation: "\
## What it finds
A first meeting, where the programme requires one, whose checklist leaves points out although the
work has gone on since (a plan or a session exists). The eleven points are:

    aims, why-selected, expectations, how-it-works, targets-and-plan, mentor-away,
    confidentiality, exit-criteria, parents, feelings, questions

`feelings` and `questions` count as covered when the pupil's words stand there, or when the pupil
was asked and said nothing (`declined: true`). What stays private is a check of its own:
`confidentiality-not-explained`.

## Why it matters
What was left out is what a pupil worries about: why me, who will know, when does it stop.

## What to do
Go through the missing points next time and add them to `covered`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(meeting) = &view.case.sessions.first_meeting else { return };
    let Some(policy) = view.policy(meeting.date) else { return };
    let missing = |point: &FirstMeetingPoint| !is_covered(meeting, *point);
    if !policy.requires(StepId::FirstMeeting)
        || !FirstMeetingPoint::ALL.iter().any(missing)
        || !view.can_judge_absence(&[RecordKind::Sessions])
        || !work_went_on(view)
    {
        return;
    }
    let left_out: Vec<&str> = FirstMeetingPoint::ALL
        .iter()
        .filter(|point| missing(point))
        .map(|point| point.code())
        .collect();
    let at = FieldPath::from("first_meeting");
    findings.push(
        Finding::warning(
            CHECK.code,
            format!("the first meeting left out {} of the points of the checklist", left_out.len()),
            view.key(RecordKind::Sessions, at.key("covered")),
        )
        .label(format!("not there: {}", left_out.join(", ")))
        .help("talk about them next time and add them to `covered`"),
    );
}

/// Whether a point was talked about; what stays private is judged elsewhere.
fn is_covered(meeting: &FirstMeeting, point: FirstMeetingPoint) -> bool {
    let said = |words: &Option<String>| {
        meeting.declined || words.as_ref().is_some_and(|words| !words.trim().is_empty())
    };
    meeting.covered.contains(&point)
        || match point {
            FirstMeetingPoint::Feelings => said(&meeting.feelings),
            FirstMeetingPoint::Questions => said(&meeting.questions),
            FirstMeetingPoint::Confidentiality => true,
            _ => false,
        }
}

/// Whether the programme has gone beyond the first meeting.
pub(super) fn work_went_on(view: &CaseView<'_>) -> bool {
    !view.case.plan.plans.is_empty() || first_session(view).is_some()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::record::RecordKind::{Plan, Sessions};

    #[test]
    fn every_point_is_covered_once_the_work_has_gone_on() {
        let all = "aims, why-selected, expectations, how-it-works, targets-and-plan, mentor-away, \
                   exit-criteria, parents";
        let meeting = |more: &str| format!("first_meeting: {{ date: 2026-09-15, {more} }}\n");
        let plan = (Plan, "plans:\n  - { starts: 2026-10-01 }\n");
        let trial = Trial::of("primary");
        let complete = format!("covered: [{all}, feelings, questions]");
        let declined = format!("covered: [{all}], declined: true");
        let words = format!("covered: [{all}], feelings: fine, questions: how long");
        for covered in [complete, declined, words] {
            trial.finds(&CHECK, &[(Sessions, &meeting(&covered)), plan], &[]);
        }
        let few = meeting("covered: [aims, parents]");
        trial.finds(&CHECK, &[(Sessions, &few)], &[]);
        let found = "warning first_meeting.covered: the first meeting left out 8 of the points of \
                     the checklist";
        trial.finds(&CHECK, &[(Sessions, &few), plan], &[found]);
    }
}
