//! A word that is not one of those to choose from.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::UNKNOWN_CHOICE,
    explanation: "\
## What it finds
A word where only certain words can stand, and this is none of them: a role, a way of working, a
reason for a referral.

    attendance: came         # wrong
    attendance: attended     # right

## Why it matters
Counting works only if everybody uses the same words. Three sessions that were `attended`, `came`
and `here` would be three kinds of thing.

## What to do
Take the word that is suggested, or look the list up with `lm schema`. If none fits, choose the
nearest and say more in a field for free text.
",
    finder: Finder::Loading,
};
