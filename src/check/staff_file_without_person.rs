//! A file under `staff/` whose name is nobody's id.

use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::store::{School, nearest};
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("staff-file-without-person"),
    explanation: "\
## What it finds
A file in the folder `staff` whose name is not the id of a member of staff in `lm.toml`.

## Why it matters
A timetable and supervision notes that belong to nobody are counted for nobody: the mentor's week
looks empty.

## What to do
Rename the file to the person's id, or add the person to `[[staff]]` in `lm.toml`.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    let Some(settings) = &school.settings else { return };
    for record in &school.staff_files {
        if settings.staff.iter().any(|member| member.id == *record.stem) {
            continue;
        }
        let near = nearest::did_you_mean(&record.stem, &school.staff_ids());
        findings.push(
            Finding::error(
                CHECK.code,
                format!("no member of staff has the id ‹{}›", record.stem),
                Place::file(Arc::clone(&record.file)),
            )
            .help(near.unwrap_or_else(|| {
                "rename the file to the person's id, or add them to [[staff]] in lm.toml".to_owned()
            })),
        );
    }
}
