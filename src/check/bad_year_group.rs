//! Not a year group as the nation's schools name them.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::BAD_YEAR_GROUP,
    explanation: "\
## What it finds
A year group that no school has, or one that is written in another way than in records.

    year: Y4            # wrong
    year: Year 4        # wrong
    year: 4             # right
    year: reception     # right
    year: p6            # right, in Scotland and Northern Ireland

## Why it matters
From the year group follow the forms that fit the pupil's age, whether the policy takes the pupil at
all, and the move to another school.

## What to do
Write `nursery`, `reception` or the bare number of the year; `p1` to `p7` and `s1` to `s6` where
schools say so. The class itself, such as 4B, has a field of its own: `class`.
",
    finder: Finder::Loading,
};
