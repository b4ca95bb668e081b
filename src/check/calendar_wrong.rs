//! Terms, half-terms and closures that contradict each other.

use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::calendar::CalendarFault;
use crate::store::{CALENDAR_FILE, School};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("calendar-wrong"),
    explanation: "\
## What it finds
In `calendar.toml`: a term, half-term holiday or closure that ends before it begins; two terms that
share days; terms that are not in order; a half-term holiday that is not inside its term.

## Why it matters
When a review falls due, and how long ago something was, is counted in school weeks by this calendar.
A wrong term moves every such day.

## What to do
Compare it with the term dates that the school or the council publishes. The last day of a term is the
last day on which pupils come.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    findings.extend(school.calendar.faults().into_iter().map(in_words));
}

fn in_words(fault: CalendarFault) -> Finding {
    let at = |path| Place::field(CALENDAR_FILE, path);
    let term = |index: usize, key: &str| at(FieldPath::from("terms").item(index).key(key));
    let holiday = |index: usize, key: &str| {
        at(FieldPath::from("terms").item(index).key("half_term").key(key))
    };
    let error = |message: &str, place| Finding::error(CHECK.code, message, place);
    match fault {
        CalendarFault::TermBackwards { term: index } => {
            error("this term ends before it begins", term(index, "to"))
                .label("last day")
                .see_also(term(index, "from"), "first day")
                .help("put one of the two right")
        }
        CalendarFault::TermOutOfOrder { term: index } => {
            error("this term begins before the one above it", term(index, "from"))
                .label("first day")
                .see_also(term(index.saturating_sub(1), "from"), "first day of the one above")
                .help("put the terms in order, the earliest at the top")
        }
        CalendarFault::TermsOverlap { term: index, other } => {
            error("two terms share days", term(other, "from"))
                .label("this term begins")
                .see_also(term(index, "from"), "this one begins")
                .see_also(term(index, "to"), "and ends")
                .help("let the second begin after the first has ended")
        }
        CalendarFault::HalfTermBackwards { term: index } => {
            error("this half-term holiday ends before it begins", holiday(index, "to"))
                .label("last day")
                .see_also(holiday(index, "from"), "first day")
                .help("put one of the two right")
        }
        CalendarFault::HalfTermOutsideTerm { term: index } => {
            error("this half-term holiday is not inside its term", holiday(index, "from"))
                .label("the holiday begins")
                .see_also(term(index, "from"), "the term begins")
                .see_also(term(index, "to"), "and ends")
                .help("put the days of the holiday right, or move it to its own term")
        }
        CalendarFault::ClosureBackwards { closure } => {
            let day = |key| at(FieldPath::from("closures").item(closure).key(key));
            error("this closure ends before it begins", day("to"))
                .label("last day")
                .see_also(day("from"), "first day")
                .help("put one of the two right; for a single day leave `to` out")
        }
    }
}
