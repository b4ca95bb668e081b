//! Stretches of a mentor's week that share time, or end before they begin.

use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::mentor_week::overlap;
use crate::domain::record::staff::TimetableSlot;
use crate::store::School;
use crate::text::FieldPath;
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("timetable-clash"),
    explanation: "\
## What it finds
In a mentor's timetable: a stretch of the week that ends before it begins, and two stretches of the
same day that share time.

    timetable:
      - {day: monday, from: \"09:00\", to: \"10:00\", use: mentoring}
      - {day: monday, from: \"09:30\", to: \"10:30\", use: adults}

## Why it matters
The hours of the week are added up from the timetable. A clash counts the same time twice, and one of
two pupils would wait at a closed door.

## What to do
Put the times right, or take one of the two out: `lm staff timetable ID --day monday --at 9:30 --drop`.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    for record in &school.staff_files {
        let place = |index: usize, key: &str| {
            let path = FieldPath::from("timetable").item(index).key(key);
            Place::field(Arc::clone(&record.file), path)
        };
        let week = &record.value.timetable;
        for (index, slot) in week.iter().enumerate() {
            if slot.to <= slot.from {
                findings.push(
                    Finding::error(
                        CHECK.code,
                        "this stretch of the week ends before it begins",
                        place(index, "to"),
                    )
                    .label("ends")
                    .see_also(place(index, "from"), "begins")
                    .help("put one of the two times right"),
                );
                continue;
            }
            let clashes = |other: &TimetableSlot| other.from < other.to && overlap(slot, other);
            if let Some(earlier) = week[..index].iter().position(clashes) {
                findings.push(
                    Finding::warning(
                        CHECK.code,
                        "this stretch of the week shares time with another",
                        place(index, "from"),
                    )
                    .label("begins before the other has ended")
                    .see_also(place(earlier, "to"), "the other ends")
                    .help("change the times, or take one of the two out"),
                );
            }
        }
    }
}
