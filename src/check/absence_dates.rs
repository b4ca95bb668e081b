//! A mentor's absences that cannot be: backwards, sharing days, or covered by the one who is away.

use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::date::Date;
use crate::domain::record::staff::Away;
use crate::store::School;
use crate::text::FieldPath;
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("absence-dates"),
    explanation: "\
## What it finds
Under `away` in a mentor's record: an absence that ends before it begins; two absences that share days;
an absence that is covered by the very person who is away.

    away:
      - {from: 2026-11-02, to: 2026-11-06}
      - {from: 2026-11-05, to: 2026-11-13}

## Why it matters
Who covers, and which pupils must be told, is worked out from these days.

## What to do
Put the days right, or make one absence of the two. For one that has gone on longer, change its last
day. `lm staff away ID --ended DATE` gives a last day to one that has none.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    for record in &school.staff_files {
        let place = |index: usize, key: &str| {
            let path = FieldPath::from("away").item(index).key(key);
            Place::field(Arc::clone(&record.file), path)
        };
        let all = &record.value.away;
        for (index, away) in all.iter().enumerate() {
            if away.cover.as_ref().is_some_and(|cover| *cover == *record.stem) {
                let message = "somebody who is away cannot cover for themselves";
                findings.push(
                    Finding::error(CHECK.code, message, place(index, "cover"))
                        .label("the one who is away")
                        .help("write who covers, or leave it out while nobody does"),
                );
            }
            if last(away) < away.from {
                let message = "this absence ends before it begins";
                findings.push(
                    Finding::error(CHECK.code, message, place(index, "to"))
                        .label("last day")
                        .see_also(place(index, "from"), "first day")
                        .help("put one of the two right"),
                );
                continue;
            }
            let shares = |other: &Away| {
                other.from <= last(other) && other.from <= last(away) && away.from <= last(other)
            };
            if let Some(earlier) = all[..index].iter().position(shares) {
                let message = "this absence shares days with another";
                findings.push(
                    Finding::warning(CHECK.code, message, place(index, "from"))
                        .label("begins before the other has ended")
                        .see_also(place(earlier, "from"), "the other")
                        .help("make one absence of the two, or put the days right"),
                );
            }
        }
    }
}

/// The last day away; one that is not known yet is as late as can be.
fn last(away: &Away) -> Date {
    away.to.unwrap_or(Date::LAST)
}
