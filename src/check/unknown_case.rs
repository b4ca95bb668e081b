//! A case id that no folder has: brothers and sisters, groups, activities, staff records.

use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::domain::record::group::GroupFile;
use crate::domain::record::staff::StaffFile;
use crate::store::{ACTIVITIES_FILE, Filed, School, nearest};
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("unknown-case"),
    explanation: "\
## What it finds
A case id for which there is no folder under `mentees/`: among a pupil's `siblings`, a group's
members and attendance, the mentees of an activity, or a mentor's timetable and supervision.

## Why it matters
What is written there is about nobody: a group session that a pupil came to is missing from that
pupil's record.

## What to do
Correct the id: `lm find` with the pupil's name shows it. If the folder was disposed of, take
the id out here too.
",
    finder: Finder::Both(find_in_school, find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(pupil) = view.case.pupil() else { return };
    let pupil_at = Trail::Top.key("pupil");
    let list = pupil_at.key("siblings");
    for (index, id) in pupil.siblings.iter().enumerate() {
        if !view.school.has_case(id) {
            let place = view.field(RecordKind::Referral, list.item(index).path());
            findings.push(no_such_case(view.school, id, place));
        }
    }
}

fn no_such_case(school: &School, id: &Id, place: Place) -> Finding {
    let cases: Vec<&str> = school.cases.iter().map(Id::as_str).collect();
    let near = nearest::did_you_mean(id.as_str(), &cases);
    Finding::error(CHECK.code, format!("there is no mentee with the case id ‹{id}›"), place)
        .label("no folder has this name")
        .help(near.unwrap_or_else(|| "correct the id, or take it out".to_owned()))
}

fn find_in_school(school: &School, findings: &mut Vec<Finding>) {
    let mut judge = |file: &Arc<str>, at: &Trail<'_>, id: &Id| {
        if !school.has_case(id) {
            findings.push(no_such_case(school, id, Place::field(Arc::clone(file), at.path())));
        }
    };
    let file: Arc<str> = ACTIVITIES_FILE.into();
    let list = Trail::Top.key("activities");
    for (index, activity) in school.activities.activities.iter().enumerate() {
        let here = list.item(index);
        let mentees = here.key("mentees");
        for (index, id) in activity.mentees.iter().enumerate() {
            judge(&file, &mentees.item(index), id);
        }
    }
    for group in &school.groups {
        in_group(group, &mut judge);
    }
    for record in &school.staff_files {
        in_staff_record(record, &mut judge);
    }
}

type Judge<'j> = &'j mut dyn FnMut(&Arc<str>, &Trail<'_>, &Id);

/// A member who is not there is reported once, with the membership, not with every attendance.
fn in_group(group: &Filed<GroupFile>, judge: Judge<'_>) {
    let top = Trail::Top;
    let list = top.key("members");
    for (index, member) in group.value.members.iter().enumerate() {
        judge(&group.file, &list.item(index).key("case"), &member.case);
    }
    let is_member = |id: &Id| group.value.members.iter().any(|member| member.case == *id);
    let list = top.key("sessions");
    for (index, session) in group.value.sessions.iter().enumerate() {
        let here = list.item(index);
        let attendance = here.key("attendance");
        for id in session.attendance.keys().filter(|id| !is_member(id)) {
            judge(&group.file, &attendance.key(id.as_str()), id);
        }
        let reasons = here.key("reasons");
        let told = |id: &Id| is_member(id) || session.attendance.contains_key(id);
        for id in session.reasons.keys().filter(|id| !told(id)) {
            judge(&group.file, &reasons.key(id.as_str()), id);
        }
    }
}

fn in_staff_record(record: &Filed<StaffFile>, judge: Judge<'_>) {
    let top = Trail::Top;
    let list = top.key("timetable");
    for (index, slot) in record.value.timetable.iter().enumerate() {
        if let Some(id) = &slot.case {
            judge(&record.file, &list.item(index).key("case"), id);
        }
    }
    let list = top.key("supervision");
    for (index, meeting) in record.value.supervision.iter().enumerate() {
        let here = list.item(index);
        let cases = here.key("cases");
        for (index, id) in meeting.cases.iter().enumerate() {
            judge(&record.file, &cases.item(index), id);
        }
    }
}
