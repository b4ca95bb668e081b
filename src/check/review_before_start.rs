//! A review before the pupil was on the programme.

use super::{CaseView, Check, Finder, first_place};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("review-before-start"),
    explanation: "\
## What it finds
A review that was held before the pupil was given a place, or, where no decision is written down,
before the referral.

## Why it matters
A review looks back on work that was done. The day of the next one is counted from the last, so a
wrong date moves every reminder after it.

## What to do
Compare the date with the review form; most often the year is wrong. A talk before the start belongs
under `prioritised` in `referral.yaml`, or under `contacts`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if view.case.reviews.reviews.is_empty() {
        return;
    }
    let Some(start) = first_place::decided_or_referred(view) else { return };
    for (index, review) in view.case.reviews.reviews.iter().enumerate() {
        if review.date >= start.day {
            continue;
        }
        let path = FieldPath::from("reviews").item(index).key("date");
        findings.push(
            Finding::error(
                CHECK.code,
                "this review was before the programme began",
                view.field(RecordKind::Reviews, path),
            )
            .label("reviewed on this day")
            .see_also(start.place(view), start.label())
            .help("compare both dates with the forms; is the year right?"),
        );
    }
}
