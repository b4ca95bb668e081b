//! A first meeting, a session or a plan before the pupil was given a place.

use super::{CaseView, Check, Finder, first_place};
use crate::diag::{Code, Finding};
use crate::domain::date::Date;
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("work-before-decision"),
    explanation: "\
## What it finds
A first meeting, a session that took place, or a plan that starts, on a day before it was decided to
give the pupil a place. Of several sessions only the first is reported.

## Why it matters
Work began before anybody had agreed to it, or one of the dates is wrong. Whether parents were told
in time, and how long the pupil waited, is counted from the day of the decision.

## What to do
Compare the dates. If a talk with the pupil led up to the decision, it is no session: write it under
`contacts`. If a single meeting was agreed first, write that as a decision of its own, with the
outcome `one-off`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(start) = first_place::decided(view) else { return };
    let mut judge = |kind: RecordKind, path: &dyn Fn() -> FieldPath, day: Date, what: &str| {
        if day >= start.day {
            return;
        }
        findings.push(
            Finding::error(
                CHECK.code,
                format!("{what} before the pupil was given a place"),
                view.field(kind, path()),
            )
            .label("earlier than the decision")
            .see_also(start.place(view), start.label())
            .help(
                "compare both dates; a talk that led up to the decision belongs in contacts.yaml",
            ),
        );
    };
    if let Some(meeting) = &view.case.sessions.first_meeting {
        let path = || FieldPath::from("first_meeting").key("date");
        judge(RecordKind::Sessions, &path, meeting.date, "the first meeting was");
    }
    let sessions = view.case.sessions.sessions.iter().enumerate();
    let first =
        sessions.filter(|(_, one)| one.attendance.is_held()).min_by_key(|(_, one)| one.date);
    if let Some((index, session)) = first {
        let path = || FieldPath::from("sessions").item(index).key("date");
        judge(RecordKind::Sessions, &path, session.date, "this session was");
    }
    let plans = view.case.plan.plans.iter().enumerate();
    if let Some((index, plan)) = plans.min_by_key(|(_, plan)| plan.starts) {
        let path = || FieldPath::from("plans").item(index).key("starts");
        judge(RecordKind::Plan, &path, plan.starts, "this plan starts");
    }
}
