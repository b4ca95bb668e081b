//! A record that breaks off being a record: a missing colon, quotation mark, bracket …

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::NOT_YAML,
    explanation: "\
## What it finds
A place from which on the record cannot be read: a missing colon, a quotation mark or bracket that
is never closed, a line that begins in the wrong column, or a text with a colon in the middle.

    focus: Two things: sleep and lunch       # wrong
    focus: \"Two things: sleep and lunch\"     # right

## Why it matters
Nothing of this file can be judged until this is mended, and whatever else is wrong in it is not
shown yet.

## What to do
Look at the marked place and at the line above it. Put quotation marks around texts with a colon, a
`#` or a bracket in them. Lines that belong together begin in the same column. Then check again:
there may be more below.
",
    finder: Finder::Loading,
};
