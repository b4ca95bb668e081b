//! Not a time of day, written hours:minutes.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::BAD_TIME,
    explanation: "\
## What it finds
A time of day that is not written as hours and minutes on a 24-hour clock.

    time: half past nine     # wrong
    time: 9.30               # wrong
    time: \"09:30\"            # right

## Why it matters
Appointments stand in the calendar by this time. `2:15` in a school can only mean the afternoon, but
a calendar would put it into the night.

## What to do
Write two figures for the hour, a colon and two for the minutes: `09:30`, or `14:15` for a quarter
past two. Quotation marks around it keep other programs from reading a number.
",
    finder: Finder::Loading,
};
