//! A file, a text or a list larger than a record ever is.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::TOO_BIG,
    explanation: "\
## What it finds
A file of more than 1 MB, a single text of more than 256 kB, or more entries in one file than
anybody could have written. A whole year of sessions is a twentieth of that.

## Why it matters
Something else has ended up here: a scan, a whole report, the same lines pasted over and over.
Reading it would slow every command down, and nobody would find anything in it.

## What to do
Look at the file. Keep long documents outside the records and only name them here: what it is and
where it lies. Take out what was pasted twice.
",
    finder: Finder::Loading,
};
