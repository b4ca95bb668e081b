//! Points of the first-meeting checklist that were never talked about.

use super::proofs::first_session;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::case::{arranged, first_meetings};
use crate::domain::date::Date;
use crate::domain::policy::StepId;
use crate::domain::record::sessions::{FirstMeeting, FirstMeetingPoint};
use crate::domain::record::{RecordKind, is_said};

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("first-meeting-incomplete"),
    explanation: "\
## What it finds
A first meeting, where the programme requires one, whose checklist leaves points out although the
work has gone on since (a plan or a session exists). Which points are asked for says the policy
(`first_meeting.points`; for the youngest, `first_meeting.younger_points`); there are eleven:

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
    if !view.can_judge_absence(&[RecordKind::Sessions]) {
        return;
    }
    for (at, meeting) in first_meetings(view.case) {
        let is_again = at.entry.is_some();
        if !(if is_again { worked_since(view, meeting.date) } else { work_went_on(view) }) {
            continue;
        }
        let Some(policy) = view.policy(meeting.date) else { continue };
        let nation = view.school.nation();
        let year = view.case.year_on(meeting.date, nation);
        let points = policy.first_meeting.points_for(year, nation);
        let missing = points.iter().filter(|point| !is_covered(meeting, **point));
        let left_out: Vec<&str> = missing.map(|point| point.code()).collect();
        if left_out.is_empty() || !policy.requires(StepId::FirstMeeting) {
            continue;
        }
        let count = left_out.len();
        let message = format!("the first meeting left out {count} of the points of the checklist");
        let place = view.key(RecordKind::Sessions, CaseView::path(at).key("covered"));
        findings.push(
            Finding::warning(CHECK.code, message, place)
                .label(format!("not there: {}", left_out.join(", ")))
                .help("talk about them next time and add them to `covered`")
                .help("lm policy explain first_meeting"),
        );
    }
}

/// Whether a point was talked about; what stays private is judged elsewhere.
fn is_covered(meeting: &FirstMeeting, point: FirstMeetingPoint) -> bool {
    let said = |words: &Option<String>| meeting.declined || is_said(words.as_ref());
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

/// Whether the programme has gone on since a day.
fn worked_since(view: &CaseView<'_>, day: Date) -> bool {
    view.case.plan.plans.iter().any(|plan| plan.starts >= day)
        || arranged(view.case).any(|session| session.is_held() && session.date >= day)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::record::RecordKind::{Plan, Referral, Sessions};

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

    #[test]
    fn the_youngest_are_asked_less_and_some_programmes_have_no_checklist() {
        let few = "first_meeting: { date: 2026-09-15, covered: [aims, how-it-works, mentor-away], \
                   feelings: fine, questions: when }\n";
        let plan = (Plan, "plans:\n  - { starts: 2026-10-01 }\n");
        let left_out = |count: usize| {
            format!(
                "warning first_meeting.covered: the first meeting left out {count} of the points \
                 of the checklist"
            )
        };
        for (preset, year, found) in [
            ("primary", "reception", None),
            ("primary", "2", None),
            ("primary", "3", Some(left_out(5))),
            ("five-steps", "1", Some(left_out(5))),
            ("secondary", "7", None),
            ("rafie", "4", None),
        ] {
            let referral = format!(
                "pupil: {{ name: A B, year: {year} }}\n\
                 referral: {{ date: 2026-09-08, by: {{ role: senco }} }}\n"
            );
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            let files = [(Referral, &*referral), (Sessions, few), plan];
            Trial::of(preset).finds(&CHECK, &files, &found);
        }
    }

    #[test]
    fn the_meeting_after_a_return_has_a_checklist_too() {
        let again = "meetings_on_return:\n  - { date: 2026-11-16, covered: [aims] }\n";
        let before = (Plan, "plans:\n  - { starts: 2026-10-01 }\n");
        Trial::of("primary").finds(&CHECK, &[(Sessions, again), before], &[]);
        let plan = (Plan, "plans:\n  - { starts: 2026-11-20 }\n");
        let found = "warning meetings_on_return[0].covered: the first meeting left out 9 of the \
                     points of the checklist";
        Trial::of("primary").finds(&CHECK, &[(Sessions, again), plan], &[found]);
    }
}
