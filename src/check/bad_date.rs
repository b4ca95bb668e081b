//! Not a day of the calendar, written year-month-day.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::BAD_DATE,
    explanation: "\
## What it finds
A date that is not written year-month-day, or a day that the calendar does not have.

    date: 3/4/2026       # wrong: March or April?
    date: 2026-02-30     # wrong: there is no such day
    date: 2026-04-03     # right: 3 April 2026

## Why it matters
Half the world reads 3/4 as 4 March. Deadlines, reviews and ages are counted from these dates, and a
wrong month goes unnoticed until a letter comes too late.

## What to do
Write four figures for the year, two for the month and two for the day. If only the month is known,
write the day you are sure of and say so in a field for free text: do not invent one.
",
    finder: Finder::Loading,
};
