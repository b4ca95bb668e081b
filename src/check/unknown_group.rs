//! A group that no file describes: in decisions and in mentors' timetables.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::store::{School, nearest};
use crate::text::FieldPath;
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("unknown-group"),
    explanation: "\
## What it finds
The id of a group for which there is no file under `groups/`, in a decision (`group: …`) or in a
mentor's timetable.

## Why it matters
The pupil was given a place in a group, and nothing says which one, who leads it or when it meets.

## What to do
Correct the id: it is the name of the group's file without `.yaml`. Or write the file.
",
    finder: Finder::Both(find_in_school, find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let decisions = view.case.decisions().enumerate();
    for (index, decision) in decisions {
        if let Some(id) = decision.group.as_ref().filter(|id| !exists(view.school, id)) {
            let path = FieldPath::from("decisions").item(index).key("group");
            findings.push(no_such_group(view.school, id, view.field(RecordKind::Referral, path)));
        }
    }
}

fn find_in_school(school: &School, findings: &mut Vec<Finding>) {
    for record in &school.staff_files {
        for (index, slot) in record.value.timetable.iter().enumerate() {
            if let Some(id) = slot.group.as_ref().filter(|id| !exists(school, id)) {
                let path = FieldPath::from("timetable").item(index).key("group");
                let place = Place::field(Arc::clone(&record.file), path);
                findings.push(no_such_group(school, id, place));
            }
        }
    }
}

fn exists(school: &School, id: &Id) -> bool {
    school.groups.iter().any(|group| *id == *group.stem)
}

fn no_such_group(school: &School, id: &Id, place: Place) -> Finding {
    let groups: Vec<&str> = school.groups.iter().map(|group| &*group.stem).collect();
    let near = nearest::did_you_mean(id.as_str(), &groups);
    Finding::error(CHECK.code, format!("there is no group ‹{id}›"), place)
        .label(format!("no file groups/‹{id}›.yaml"))
        .help(
            near.unwrap_or_else(|| {
                "correct the id, or begin the group with lm group new".to_owned()
            }),
        )
}
