//! A staff id that is not in `lm.toml`: in cases, groups, activities, staff records and settings.

use super::people;
use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::id::Id;
use crate::store::{ACTIVITIES_FILE, SETTINGS_FILE, School, nearest};
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("unknown-staff"),
    explanation: "\
## What it finds
The short id of a member of staff that is not in the list of staff in `lm.toml`:

    sessions:
      - date: 2026-10-05
        mentor: jq          # the list has `jo`

Each id is reported once for each mentee, however often it stands there.

## Why it matters
Nobody can tell who this was. Letters would go out without a name under them, and the session
counts for no mentor's caseload.

## What to do
Correct the id; or, if it is somebody new, add them to `[[staff]]` in `lm.toml`. Somebody who has
left stays in that list, with their last day as `until`, because older records still name them.
Somebody who is not staff of the school stands by `role` and `name` instead.
",
    finder: Finder::Both(find_in_school, find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if view.school.settings.is_none() || view.school.settings_have_faults {
        return;
    }
    let mut unknown: Vec<(&Id, Place, usize)> = Vec::new();
    people::in_case(view.case, &mut |kind, at, mention| {
        let Some((id, inside)) = mention.staff() else { return };
        if view.school.staff(id).is_some() {
            return;
        }
        if let Some((_, _, more)) = unknown.iter_mut().find(|(known, ..)| *known == id) {
            *more += 1;
            return;
        }
        let path = if inside { at.key("staff").path() } else { at.path() };
        unknown.push((id, view.field(kind, path), 0));
    });
    for (id, place, more) in unknown {
        let mut finding = not_in_the_list(view.school, id, place);
        if more > 0 {
            let places = if more == 1 { "one more place" } else { "more places" };
            finding = finding.help(format!("it stands in {places} of this mentee's records too"));
        }
        findings.push(finding);
    }
}

fn not_in_the_list(school: &School, id: &Id, place: Place) -> Finding {
    let near = nearest::did_you_mean(id.as_str(), &school.staff_ids());
    Finding::error(CHECK.code, format!("‹{id}› is not in the list of staff"), place)
        .label("no member of staff has this id")
        .help(
            near.unwrap_or_else(|| {
                "correct it, or add the person to [[staff]] in lm.toml".to_owned()
            }),
        )
}

fn find_in_school(school: &School, findings: &mut Vec<Finding>) {
    let Some(settings) = school.settings.as_ref().filter(|_| !school.settings_have_faults) else {
        return;
    };
    let mut judge = |file: &Arc<str>, at: &Trail<'_>, id: Option<&Id>| {
        if let Some(id) = id.filter(|id| school.staff(id).is_none()) {
            let place = Place::field(Arc::clone(file), at.path());
            findings.push(not_in_the_list(school, id, place));
        }
    };
    let top = Trail::Top;
    let file: Arc<str> = SETTINGS_FILE.into();
    judge(&file, &top.key("school").key("headteacher"), settings.school.headteacher.as_ref());
    let leads = top.key("safeguarding");
    let leads = leads.key("leads");
    for (index, lead) in settings.safeguarding.leads.iter().enumerate() {
        judge(&file, &leads.item(index), Some(lead));
    }
    let file: Arc<str> = ACTIVITIES_FILE.into();
    let list = top.key("activities");
    for (index, activity) in school.activities.activities.iter().enumerate() {
        judge(&file, &list.item(index).key("by"), activity.by.as_ref());
    }
    for group in &school.groups {
        judge(&group.file, &top.key("mentor"), group.value.mentor.as_ref());
        let list = top.key("sessions");
        for (index, session) in group.value.sessions.iter().enumerate() {
            let at = list.item(index);
            judge(&group.file, &at.key("recorded_by"), session.recorded_by.as_ref());
        }
    }
    for record in &school.staff_files {
        let list = top.key("away");
        for (index, away) in record.value.away.iter().enumerate() {
            judge(&record.file, &list.item(index).key("cover"), away.cover.as_ref());
        }
        let list = top.key("supervision");
        for (index, meeting) in record.value.supervision.iter().enumerate() {
            judge(&record.file, &list.item(index).key("with"), Some(&meeting.with));
        }
        let list = top.key("performance");
        for (index, meeting) in record.value.performance.iter().enumerate() {
            judge(&record.file, &list.item(index).key("with"), Some(&meeting.with));
        }
    }
}
