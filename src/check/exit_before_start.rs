//! An ending before the pupil was on the programme.

use super::{CaseView, Check, Finder, first_place};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("exit-before-start"),
    explanation: "\
## What it finds
An exit dated before the pupil was given a place, or, where no decision is written down, before the
referral.

## Why it matters
The ending is not counted for this time on the programme: the case stays open, and the pupil stays on
the register and in the mentor's caseload.

## What to do
Compare the date with the exit form; most often the year is wrong. A referral that came to nothing
needs no exit: it is a decision with the outcome `not-accepted`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if view.case.reviews.exits.is_empty() {
        return;
    }
    let Some(start) = first_place::decided_or_referred(view) else { return };
    for (index, exit) in view.case.reviews.exits.iter().enumerate() {
        if exit.date >= start.day {
            continue;
        }
        let path = FieldPath::from("exits").item(index).key("date");
        findings.push(
            Finding::error(
                CHECK.code,
                "this ending was before the programme began",
                view.field(RecordKind::Reviews, path),
            )
            .label("ended on this day")
            .see_also(start.place(view), start.label())
            .help("compare both dates with the forms; is the year right?"),
        );
    }
}
