//! A school that does not say who its headteacher is.

use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::record::settings::SchoolPhase;
use crate::store::{SETTINGS_FILE, School};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("no-headteacher"),
    explanation: "\
## What it finds
An `lm.toml` without `headteacher`. A service for several schools needs none.

## Why it matters
Some letters go out under the headteacher's name, briefings are written for them, and a file is passed
on to another school only with their approval.

## What to do
List the headteacher under `[[staff]]`, and write their id as `headteacher` under `[school]`.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    let Some(settings) = &school.settings else { return };
    if settings.school.headteacher.is_some() || settings.school.phase == SchoolPhase::Service {
        return;
    }
    findings.push(
        Finding::advice(
            CHECK.code,
            "nothing says who the headteacher is",
            Place::field(SETTINGS_FILE, FieldPath::from("school").key("name")),
        )
        .label("of this school")
        .help("write `headteacher` with their staff id under [school]"),
    );
}
