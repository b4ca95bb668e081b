//! A session of a group before its first day or after its last, or with somebody who was not a
//! member that day.

use super::trail::Trail;
use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::group::{GroupFile, GroupSession};
use crate::store::{Filed, School};
use crate::text::FieldPath;
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("session-outside-group"),
    explanation: "\
## What it finds
A session of a group that is dated before the group's first day or after its last; and, as a warning,
a session with somebody in its attendance who was not a member on that day.

    starts: 2026-09-21
    sessions:
      - date: 2026-09-14
        attendance: { k7q2m: attended }

## Why it matters
The session shows in no member's record, or in the record of a pupil who has left the group.

## What to do
Put the date of the session right, or the first or last day of the group. A pupil who came once to try
is a member with `from` and `until` on that day.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    let list = Trail::Top.key("sessions");
    for group in &school.groups {
        if group.value.ends.is_some_and(|ends| ends < group.value.starts) {
            continue;
        }
        for (index, session) in group.value.sessions.iter().enumerate() {
            let here = list.item(index);
            if !outside(group, session, &here, findings) {
                strangers(school, group, session, &here, findings);
            }
        }
    }
}

fn outside(
    group: &Filed<GroupFile>,
    session: &GroupSession,
    here: &Trail<'_>,
    findings: &mut Vec<Finding>,
) -> bool {
    let (key, message, label) = if session.date < group.value.starts {
        ("starts", "this session was before the group's first day", "first day")
    } else if group.value.ends.is_some_and(|ends| session.date > ends) {
        ("ends", "this session was after the group's last day", "last day")
    } else {
        return false;
    };
    let field = |path: FieldPath| Place::field(Arc::clone(&group.file), path);
    findings.push(
        Finding::error(CHECK.code, message, field(here.key("date").path()))
            .label("held on this day")
            .see_also(field(key.into()), label)
            .help("put one of the two dates right"),
    );
    true
}

/// Those who were there without being members. Ids of no mentee are another check's business.
fn strangers(
    school: &School,
    group: &Filed<GroupFile>,
    session: &GroupSession,
    here: &Trail<'_>,
    findings: &mut Vec<Finding>,
) {
    let attendance = here.key("attendance");
    for id in session.attendance.keys() {
        let listed = group.value.members.iter().any(|member| member.case == *id);
        if is_member(&group.value, id, session.date) || !listed && !school.has_case(id) {
            continue;
        }
        let at = attendance.key(id.as_str()).path();
        let mut finding = Finding::warning(
            CHECK.code,
            format!("‹{id}› was not a member of the group on this day"),
            Place::key(Arc::clone(&group.file), at),
        );
        if let Some(index) = group.value.members.iter().position(|member| member.case == *id) {
            let member = FieldPath::from("members").item(index).key("case");
            let place = Place::field(Arc::clone(&group.file), member);
            finding = finding.see_also(place, "was a member at another time");
        }
        findings.push(
            finding.label("not a member").help("add them to `members`, or put their days right"),
        );
    }
}

fn is_member(group: &GroupFile, id: &Id, day: Date) -> bool {
    group.members.iter().filter(|member| member.case == *id).any(|member| {
        member.from.is_none_or(|from| from <= day) && member.until.is_none_or(|until| day <= until)
    })
}
