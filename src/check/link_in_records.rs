//! A link where a file or a folder should be.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::LINK_IN_RECORDS,
    explanation: "\
## What it finds
A link (a shortcut made by the system) where a file or folder of the records should be. What it
leads to is not read.

## Why it matters
A link leads out of the folder: the copy, the backup and the handover would hold a signpost instead
of the record. And what lies behind it may be somebody else's, and not meant to be read here.

## What to do
Put the file or the folder itself in the place of the link. If something is needed in two places,
keep it in one of them and name it in the other.
",
    finder: Finder::Loading,
};
