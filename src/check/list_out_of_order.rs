//! A list whose entries are not in the order of their dates.

use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::date::Date;
use crate::domain::record::RecordKind;
use crate::domain::record::plan::Target;
use crate::store::{ACTIVITIES_FILE, School};
use crate::text::FieldPath;
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("list-out-of-order"),
    explanation: "\
## What it finds
An entry that is dated before the one above it: a session, contact, review, rating, plan or any other
entry of a dated list. Only the first such entry of each list is reported.

    sessions:
      - date: 2026-10-12
      - date: 2026-01-19      # January of this year, below October: 2027 was meant

## Why it matters
Lists are kept oldest first, so that the story can be read from top to bottom. An entry out of order
is often one whose date is mistyped, most of all in January.

## What to do
Look at the date first. If it is right, move the entry to where it belongs.
",
    finder: Finder::Both(find_in_school, find),
};

/// Reports the first entry that is older than the one before it.
fn judge(
    dates: &mut dyn Iterator<Item = Date>,
    list: &Trail<'_>,
    key: &str,
    place: &dyn Fn(FieldPath) -> Place,
    findings: &mut Vec<Finding>,
) {
    let Some(mut above) = dates.next() else { return };
    for (index, date) in dates.enumerate() {
        if date < above {
            let at = |index| place(list.item(index).key(key).path());
            findings.push(
                Finding::warning(
                    CHECK.code,
                    "this entry is older than the one above it",
                    at(index + 1),
                )
                .label("earlier")
                .see_also(at(index), "than this")
                .help("look whether the date is right; if it is, move the entry up"),
            );
            return;
        }
        above = date;
    }
}

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let mut list =
        |kind: RecordKind, name: &str, key: &str, dates: &mut dyn Iterator<Item = Date>| {
            let place = |path| view.field(kind, path);
            judge(dates, &Trail::Top.key(name), key, &place, findings);
        };
    if let Some(file) = &view.case.referral {
        let kind = RecordKind::Referral;
        list(kind, "prioritised", "date", &mut file.prioritised.iter().map(|entry| entry.date));
        list(kind, "decisions", "date", &mut file.decisions.iter().map(|entry| entry.date));
        list(kind, "hand_overs", "date", &mut file.hand_overs.iter().map(|entry| entry.date));
        list(kind, "consent", "date", &mut file.consent.iter().map(|entry| entry.date));
    }
    let case = view.case;
    let mut ratings = case.ratings.ratings.iter().map(|entry| entry.date);
    list(RecordKind::Ratings, "ratings", "date", &mut ratings);
    let mut sessions = case.sessions.sessions.iter().map(|entry| entry.date);
    list(RecordKind::Sessions, "sessions", "date", &mut sessions);
    let mut meetings = case.sessions.meetings_on_return.iter().map(|entry| entry.date);
    list(RecordKind::Sessions, "meetings_on_return", "date", &mut meetings);
    let (kind, file) = (RecordKind::Contacts, &case.contacts);
    list(kind, "contacts", "date", &mut file.contacts.iter().map(|entry| entry.date));
    list(kind, "referrals_on", "date", &mut file.referrals_on.iter().map(|entry| entry.date));
    list(kind, "concerns", "date", &mut file.concerns.iter().map(|entry| entry.date));
    let (kind, file) = (RecordKind::Reviews, &case.reviews);
    list(kind, "reviews", "date", &mut file.reviews.iter().map(|entry| entry.date));
    list(kind, "postponements", "date", &mut file.postponements.iter().map(|entry| entry.date));
    list(kind, "exits", "date", &mut file.exits.iter().map(|entry| entry.date));
    list(kind, "follow_up", "date", &mut file.follow_up.iter().map(|entry| entry.date));
    list(kind, "readmissions", "date", &mut file.readmissions.iter().map(|entry| entry.date));
    let (kind, file) = (RecordKind::Tracking, &case.tracking);
    list(kind, "attendance", "from", &mut file.attendance.iter().map(|entry| entry.from));
    list(kind, "exclusions", "date", &mut file.exclusions.iter().map(|entry| entry.date));
    list(kind, "incidents", "date", &mut file.incidents.iter().map(|entry| entry.date));
    list(kind, "attainment", "date", &mut file.attainment.iter().map(|entry| entry.date));
    in_plans(view, findings);
}

fn in_plans(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let place = |path| view.field(RecordKind::Plan, path);
    let plans = Trail::Top.key("plans");
    let mut starts = view.case.plan.plans.iter().map(|plan| plan.starts);
    judge(&mut starts, &plans, "starts", &place, findings);
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let here = plans.item(index);
        let mut dates = plan.comments.iter().map(|remark| remark.date);
        judge(&mut dates, &here.key("comments"), "date", &place, findings);
        let mut dates = plan.sessions_changed.iter().map(|change| change.date);
        judge(&mut dates, &here.key("sessions_changed"), "date", &place, findings);
        let targets = here.key("targets");
        for (index, target) in plan.targets.iter().enumerate() {
            in_target(target, &targets.item(index), &place, findings);
        }
    }
}

fn in_target(
    target: &Target,
    here: &Trail<'_>,
    place: &dyn Fn(FieldPath) -> Place,
    findings: &mut Vec<Finding>,
) {
    let mut dates = target.feedback.iter().map(|remark| remark.date);
    judge(&mut dates, &here.key("feedback"), "date", place, findings);
    if let Some(measure) = &target.measure {
        let mut dates = measure.readings.iter().map(|reading| reading.date);
        judge(&mut dates, &here.key("measure").key("readings"), "date", place, findings);
    }
}

fn find_in_school(school: &School, findings: &mut Vec<Finding>) {
    let top = Trail::Top;
    let place = |path| Place::field(ACTIVITIES_FILE, path);
    let mut dates = school.activities.activities.iter().map(|activity| activity.date);
    judge(&mut dates, &top.key("activities"), "date", &place, findings);
    for group in &school.groups {
        let place = |path| Place::field(Arc::clone(&group.file), path);
        let mut dates = group.value.sessions.iter().map(|session| session.date);
        judge(&mut dates, &top.key("sessions"), "date", &place, findings);
    }
    for record in &school.staff_files {
        let place = |path| Place::field(Arc::clone(&record.file), path);
        let mut dates = record.value.supervision.iter().map(|meeting| meeting.date);
        judge(&mut dates, &top.key("supervision"), "date", &place, findings);
        let mut dates = record.value.training.iter().map(|training| training.date);
        judge(&mut dates, &top.key("training"), "date", &place, findings);
        let mut dates = record.value.performance.iter().map(|review| review.date);
        judge(&mut dates, &top.key("performance"), "date", &place, findings);
    }
}
