//! A tab where only spaces may stand.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::TAB_INDENTATION,
    explanation: "\
## What it finds
A tab character at the beginning of a line, where only spaces may stand.

    pupil:
    →   name: Ada Quill     # wrong, if → is what the Tab key wrote
      name: Ada Quill     # right: two spaces

## Why it matters
A tab is two columns wide in one editor and eight in another. How far a line is indented says what
it belongs to, so a tab could put a phone number under the wrong parent.

## What to do
Put spaces in place of the tab: two for each step inwards. Most editors do so for the whole file
with one command, and can be told to write spaces when the Tab key is pressed.
",
    finder: Finder::Loading,
};
