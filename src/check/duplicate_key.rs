//! The same key twice in one entry.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::DUPLICATE_KEY,
    explanation: "\
## What it finds
The same word before a colon twice in one entry, or in a `.toml` file the same heading twice.

    focus: Coming to school on time       # wrong
    focus: Settling in after lunch

    focus: Coming to school on time, and settling in after lunch     # right

## Why it matters
Only one of the two can be read. Other programs take one of them without a word, and not all take
the same one.

## What to do
Keep the right one, or join the two. Where there are several things of one kind, such as two parents
or two sessions, each is an entry of its own and begins with a dash.
",
    finder: Finder::Loading,
};
