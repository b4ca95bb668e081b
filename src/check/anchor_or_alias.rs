//! A text that starts with `&` or `*`: a reference, which records may not have.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::ANCHOR_OR_ALIAS,
    explanation: "\
## What it finds
A text that begins with `&` or `*`. In files of this kind these two signs mean “remember this” and
“the same as there”, which records do not use.

    progress: *Very* good     # wrong
    progress: \"*Very* good\"   # right

## Why it matters
Most of the time the sign was just the beginning of a text, and the text would be lost. And a record
should say what it says in its own place, so that it can be read on its own.

## What to do
Put quotation marks around the whole text. If it was meant as “the same as above”, write it out
again.
",
    finder: Finder::Loading,
};
