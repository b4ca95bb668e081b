//! A key that is empty, a list or an entry of its own.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::ODD_KEY,
    explanation: "\
## What it finds
Nothing, a list or a bracket where a word should stand before the colon. Often a text begins with a
curly bracket or with a question mark and a space.

    focus: {{ to be agreed }}       # wrong
    focus: to be agreed             # right

## Why it matters
What is meant cannot be told, so the entry is left out.

## What to do
If it is a text, put quotation marks around the whole of it. If it came from a template, fill in
what the template left open.
",
    finder: Finder::Loading,
};
