//! The same id twice where it should name one thing: entries of a list, targets of a plan, staff,
//! agencies, members of a group.

use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::id::Id;
use crate::domain::record::Case;
use crate::domain::record::RecordKind::{self, Contacts, Plan, Ratings, Reviews, Sessions};
use crate::store::{ACTIVITIES_FILE, SETTINGS_FILE, School};
use crate::text::FieldPath;
use std::collections::HashMap;
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("duplicate-id"),
    explanation: "\
## What it finds
An id that stands twice where it should name one thing: two sessions of a case, two targets of a
plan, two members of staff or two agencies in `lm.toml`.

    targets:
      - id: t1
        target: I start my work within five minutes
      - id: t1                # should be t2
        target: I am in school by 8.50

## Why it matters
Whatever names the id, a session or a review that worked on `t1`, means one of the two, and nobody
can say which.

## What to do
Give the second one another id. If something named it already, look which of the two was meant. If
an entry stands there twice word for word, as can happen when two people's changes are put together,
delete one of them.
",
    finder: Finder::Both(find_in_school, find),
};

/// Reports every id of a list that stood in it before. `key` is where an entry keeps its id.
fn judge<'i>(
    ids: impl Iterator<Item = Option<&'i Id>>,
    key: &str,
    place: impl Fn(FieldPath) -> Place,
    list: &Trail<'_>,
    findings: &mut Vec<Finding>,
) {
    let mut first: HashMap<&Id, usize> = HashMap::new();
    for (index, id) in ids.enumerate() {
        let Some(id) = id else { continue };
        let Some(earlier) = first.get(id) else {
            first.insert(id, index);
            continue;
        };
        let at = |index: usize| {
            let path = list.item(index).path();
            place(if key.is_empty() { path } else { path.key(key) })
        };
        findings.push(
            Finding::error(CHECK.code, format!("the id ‹{id}› stands here twice"), at(index))
                .label("used before")
                .see_also(at(*earlier), "here")
                .help("give one of them another id, or delete it if it is the same entry again"),
        );
    }
}

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Case { ratings, plan, sessions, contacts, reviews, .. } = view.case;
    let mut list = |kind: RecordKind, key: &str, ids: &mut dyn Iterator<Item = Option<&Id>>| {
        judge(ids, "id", |path| view.field(kind, path), &Trail::Top.key(key), findings);
    };
    list(Ratings, "ratings", &mut ratings.ratings.iter().map(|entry| entry.id.as_ref()));
    list(Plan, "plans", &mut plan.plans.iter().map(|entry| entry.id.as_ref()));
    list(Sessions, "sessions", &mut sessions.sessions.iter().map(|entry| entry.id.as_ref()));
    list(Contacts, "contacts", &mut contacts.contacts.iter().map(|entry| entry.id.as_ref()));
    list(
        Contacts,
        "referrals_on",
        &mut contacts.referrals_on.iter().map(|entry| entry.id.as_ref()),
    );
    list(Contacts, "concerns", &mut contacts.concerns.iter().map(|entry| entry.id.as_ref()));
    list(Reviews, "reviews", &mut reviews.reviews.iter().map(|entry| entry.id.as_ref()));
    let plans = Trail::Top.key("plans");
    for (index, plan) in plan.plans.iter().enumerate() {
        let plan_at = plans.item(index);
        let ids = plan.targets.iter().map(|target| Some(&target.id));
        let place = |path| view.field(RecordKind::Plan, path);
        judge(ids, "id", place, &plan_at.key("targets"), findings);
    }
}

fn find_in_school(school: &School, findings: &mut Vec<Finding>) {
    let top = Trail::Top;
    if let Some(settings) = &school.settings {
        let place = |path| Place::field(SETTINGS_FILE, path);
        let staff = settings.staff.iter().map(|member| Some(&member.id));
        judge(staff, "id", place, &top.key("staff"), findings);
        let agencies = settings.agencies.iter().map(|agency| Some(&agency.id));
        judge(agencies, "id", place, &top.key("agencies"), findings);
    }
    let activities = school.activities.activities.iter().map(|activity| activity.id.as_ref());
    let place = |path| Place::field(ACTIVITIES_FILE, path);
    judge(activities, "id", place, &top.key("activities"), findings);
    for group in &school.groups {
        let place = |path| Place::field(Arc::clone(&group.file), path);
        let sessions = group.value.sessions.iter().map(|session| session.id.as_ref());
        judge(sessions, "id", place, &top.key("sessions"), findings);
        let members = group.value.members.iter().map(|member| Some(&member.case));
        judge(members, "case", place, &top.key("members"), findings);
    }
}
