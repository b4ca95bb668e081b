//! A value of the right kind that cannot be.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::WRONG_VALUE,
    explanation: "\
## What it finds
A value of the right kind that cannot be right: a number that is too large or less than nothing, an
instrument whose name differs from its file, a line in an audit sheet with too few columns.

    minutes: -30     # wrong
    minutes: 30      # right

## Why it matters
One impossible number spoils every sum and every chart it goes into, and nobody who reads the sum
can see it.

## What to do
Look up what it should be, on paper or with whoever wrote it down. If nobody knows any more, leave
the line out: a gap is better than a guess.
",
    finder: Finder::Loading,
};
