//! Not an id: small letters, digits and dashes.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::BAD_ID,
    explanation: "\
## What it finds
A short name, as records use it for a mentee's folder, a member of staff, a target or a question,
that has other characters in it than small letters, digits and hyphens. It may not begin or end with
a hyphen, nor be longer than 41 characters.

    mentees/Ada Quill/     # wrong: and it tells who it is
    mentees/k7q2m/         # right

## Why it matters
These names stand in file names and in addresses, and capitals or spaces break on somebody's
computer sooner or later. A pupil's name in a file name is seen by everybody who sees the folder,
without opening a thing.

## What to do
Choose another: small letters from a to z, digits and hyphens. For a mentee's folder take one that
says nothing about the pupil. Change it in every place that names it.
",
    finder: Finder::Loading,
};
