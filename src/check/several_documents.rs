//! A line `---` in the middle: more than one record in a file.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::SEVERAL_DOCUMENTS,
    explanation: "\
## What it finds
A line with nothing but `---` in the middle of a file. It means that a new record begins there.

    sessions:
      - date: 2026-10-01
        attendance: attended
    ---                           # wrong: take this line out
      - date: 2026-10-08
        attendance: attended

## Why it matters
One file holds one record. Programs would read only the first part, and what stands below the line
would be lost from sight.

## What to do
Take the line out if it was only meant to divide the page; a line that begins with `#` does that. If
two records got into one file, move each to the file where it belongs.
",
    finder: Finder::Loading,
};
