//! Entries in entries in entries, deeper than a record ever is.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::TOO_DEEP,
    explanation: "\
## What it finds
More than 24 lists or entries inside each other. Records need about five.

    strategies: [[[[[[[[[[[[[[[[[[[[[[[[[     # wrong: a key got stuck
    strategies: [circle time]                 # right

## Why it matters
Nothing that a person wrote looks like this. It is a key that got stuck, or a file that another
program has made, and it cannot be read.

## What to do
Look at the marked place and take out the brackets or dashes that are too many.
",
    finder: Finder::Loading,
};
