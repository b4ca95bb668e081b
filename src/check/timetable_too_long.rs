//! A mentor's timetable with more hours than the mentor works.

use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::mentor_week::{in_hours, minutes_in_all};
use crate::store::School;
use crate::text::FieldPath;
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("timetable-too-long"),
    explanation: "\
## What it finds
A timetable whose stretches add up to more hours than the mentor works: the `hours_per_week` of the
person in `lm.toml`, or else the full week of the policy.

## Why it matters
A week that does not fit is a week in which something quietly falls out, and that is mostly the
mentee who complains least.

## What to do
Take something out (`lm staff timetable ID --day friday --at 14:00 --drop`), correct the hours in
`lm.toml`, or talk about the load with the line manager.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    let full = school.policies.latest().and_then(|policy| policy.time.hours_per_week);
    for record in &school.staff_files {
        let staff = school.settings.iter().flat_map(|settings| &settings.staff);
        let member = staff.into_iter().find(|member| member.id == *record.stem);
        let own = member.and_then(|member| member.hours_per_week);
        let Some(hours) = own.or(full) else { continue };
        let minutes = minutes_in_all(&record.value.timetable);
        if f64::from(minutes) <= hours * 60.0 {
            continue;
        }
        let place = Place::key(Arc::clone(&record.file), FieldPath::from("timetable"));
        let message = "this timetable is longer than the week that the mentor works";
        findings.push(
            Finding::warning(CHECK.code, message, place)
                .label(format!("{} in all, of {hours} h", in_hours(minutes)))
                .help(match own {
                    Some(_) => "take something out, or correct hours_per_week in lm.toml",
                    None => "take something out, or write hours_per_week of the person in lm.toml",
                }),
        );
    }
}
