//! Typographic quotation marks, as word processors make them, where plain ones are meant.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::SMART_QUOTES,
    explanation: "\
## What it finds
A text between curly quotation marks, such as word processors make of straight ones while one types.

    focus: “Coming to school on time”     # wrong
    focus: \"Coming to school on time\"     # right
    focus: Coming to school on time       # right, and simpler

## Why it matters
Only straight marks say where a text begins and ends. The curly ones are taken as part of it: they
show up in letters, and they do not protect a colon or a `#` that stands between them.

## What to do
Leave the marks out, or type straight ones. Write records in a text editor and not in a word
processor. Somebody's words inside a longer text may stand in curly marks, of course.
",
    finder: Finder::Loading,
};
