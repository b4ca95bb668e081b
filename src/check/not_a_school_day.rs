//! A session, meeting, observation or review on a day on which pupils were not in school.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::calendar::{DayKind, SchoolDays};
use crate::domain::case::first_meetings;
use crate::domain::date::Date;
use crate::domain::instrument::ScaleKind;
use crate::domain::record::RecordKind;
use crate::domain::record::ratings::Rating;
use crate::store::School;
use crate::text::FieldPath;
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("not-a-school-day"),
    explanation: "\
## What it finds
A session that took place, a first meeting, an observation, a review or a session of a group that is
dated on a weekend, a bank holiday, in the school holidays, on an INSET day or on a day when the
school was shut. Days outside the terms of `calendar.toml` are not judged, only weekends and bank
holidays.

## Why it matters
The pupil was not there, so the date is very likely mistyped; or the calendar is.

## What to do
Look the date up. If it is right, see whether `calendar.toml` is: perhaps the school was open. If the
pupil did come, to a holiday scheme for example, accept it on the line above:
`# lm: allow[not-a-school-day] summer scheme`.
",
    finder: Finder::Both(find_in_school, find),
};

fn judge(
    school_days: &SchoolDays<'_>,
    day: Date,
    what: &str,
    place: impl FnOnce() -> Place,
    findings: &mut Vec<Finding>,
) {
    let kind = school_days.kind(day);
    if matches!(kind, DayKind::SchoolDay | DayKind::Unknown) {
        return;
    }
    let help = match kind {
        DayKind::Weekend | DayKind::BankHoliday(_) => "look the date up: was it another day?",
        _ => "look the date up: was it another day, or is calendar.toml wrong?",
    };
    let label = match kind {
        DayKind::Weekend => format!("it is a {}", day.weekday_name()),
        _ => format!("it is {kind}"),
    };
    findings.push(
        Finding::warning(CHECK.code, format!("{what} is not on a school day"), place())
            .label(label)
            .help(help),
    );
}

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let school_days = view.school.school_days();
    let mut judge = |day, what, kind, path: &dyn Fn() -> FieldPath| {
        judge(&school_days, day, what, || view.field(kind, path()), findings);
    };
    let entry = |list: &str, index| FieldPath::from(list).item(index).key("date");
    for (index, rating) in view.case.ratings.ratings.iter().enumerate() {
        if is_observation(view.school, rating) {
            let path = || entry("ratings", index);
            judge(rating.date, "this observation", RecordKind::Ratings, &path);
        }
    }
    for (at, meeting) in first_meetings(view.case) {
        let path = || CaseView::path(at).key("date");
        judge(meeting.date, "the first meeting", RecordKind::Sessions, &path);
    }
    for (index, session) in view.case.sessions.sessions.iter().enumerate() {
        if session.attendance.is_held() {
            let path = || entry("sessions", index);
            judge(session.date, "this session", RecordKind::Sessions, &path);
        }
    }
    for (index, review) in view.case.reviews.reviews.iter().enumerate() {
        judge(review.date, "this review", RecordKind::Reviews, &|| entry("reviews", index));
    }
}

/// An observation counts what is seen, in a lesson or a place.
fn is_observation(school: &School, rating: &Rating) -> bool {
    let counts = |scale: ScaleKind| scale == ScaleKind::Tally;
    let instrument = school.instruments.0.get(&rating.instrument);
    !rating.declined && instrument.is_some_and(|instrument| counts(instrument.scale.kind))
}

fn find_in_school(school: &School, findings: &mut Vec<Finding>) {
    let school_days = school.school_days();
    for group in &school.groups {
        for (index, session) in group.value.sessions.iter().enumerate() {
            let held = session.attendance.values().any(|one| one.is_held());
            let path = || FieldPath::from("sessions").item(index).key("date");
            let place = || Place::field(Arc::clone(&group.file), path());
            if held {
                judge(&school_days, session.date, "this session", place, findings);
            }
        }
    }
}
