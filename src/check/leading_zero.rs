//! A number with a zero in front, which other programs read as something else.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::LEADING_ZERO,
    explanation: "\
## What it finds
A number that begins with a zero that does not count.

    minutes: 030     # wrong
    minutes: 30      # right

## Why it matters
Some programs take a zero in front as a sign for counting in eights, and read `030` as 24.

## What to do
Leave the zero away. If the figures are not a number at all, such as a phone number or a pupil
number, put quotation marks around them: there the zero is needed.
",
    finder: Finder::Loading,
};
