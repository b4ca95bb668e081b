//! Dates of a group and of its members that do not go together.

use super::trail::Trail;
use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::record::group::{GroupFile, Member};
use crate::store::{Filed, School};
use crate::text::FieldPath;
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("group-dates"),
    explanation: "\
## What it finds
A group whose last day comes before its first, and a member whose days are the wrong way round or lie
outside the group's.

    starts: 2026-09-21
    ends: 2026-12-11
    members:
      - case: k7q2m
        from: 2027-01-11      # after the group has ended

## Why it matters
Who belonged to the group on a day decides whose record its sessions are shown in.

## What to do
Put the dates right. A member who was there from the first day to the last needs neither `from` nor
`until`.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    for group in &school.groups {
        judge(group, findings);
    }
}

fn judge(group: &Filed<GroupFile>, findings: &mut Vec<Finding>) {
    let GroupFile { starts, ends, members, .. } = &group.value;
    let field = |path: FieldPath| Place::field(Arc::clone(&group.file), path);
    if ends.is_some_and(|ends| ends < *starts) {
        findings.push(
            Finding::error(CHECK.code, "the group ends before it starts", field("ends".into()))
                .label("last day")
                .see_also(field("starts".into()), "first day")
                .help("put one of the two right"),
        );
        return;
    }
    let list = Trail::Top.key("members");
    for (index, member) in members.iter().enumerate() {
        let here = list.item(index);
        let Some((key, message, other)) = fault_of(member, &group.value) else { continue };
        let other = match other {
            Other::Group(key) => (field(key.into()), "the group's own day"),
            Other::Member(key) => (field(here.key(key).path()), "the member's first day"),
        };
        findings.push(
            Finding::error(CHECK.code, message, field(here.key(key).path()))
                .label("this day")
                .see_also(other.0, other.1)
                .help("put the day right, or take it out if the member was there all the time"),
        );
    }
}

/// The date with which another does not go together.
enum Other {
    Group(&'static str),
    Member(&'static str),
}

fn fault_of(member: &Member, group: &GroupFile) -> Option<(&'static str, &'static str, Other)> {
    let after_the_end = |day| group.ends.is_some_and(|ends| day > ends);
    match (member.from, member.until) {
        (Some(from), Some(until)) if until < from => {
            Some(("until", "this member leaves before they join", Other::Member("from")))
        }
        (Some(from), _) if from < group.starts => {
            Some(("from", "this member joins before the group starts", Other::Group("starts")))
        }
        (Some(from), _) if after_the_end(from) => {
            Some(("from", "this member joins after the group has ended", Other::Group("ends")))
        }
        (_, Some(until)) if until < group.starts => {
            Some(("until", "this member leaves before the group starts", Other::Group("starts")))
        }
        (_, Some(until)) if after_the_end(until) => {
            Some(("until", "this member leaves after the group has ended", Other::Group("ends")))
        }
        _ => None,
    }
}
