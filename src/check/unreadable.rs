//! A file that may not be read or could not be.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::UNREADABLE,
    explanation: "\
## What it finds
A file or folder that is there but may not be opened, or that the computer could not read.

## Why it matters
What stands in it is missing from every list and letter, and nothing in them tells. Perhaps it is
locked on purpose; then whoever runs `lm` should know.

## What to do
Ask whoever set the folder up for leave to read it. If the system says something else, such as that
the disk or the network failed, try again, and then look for the file in the backup.
",
    finder: Finder::Loading,
};
