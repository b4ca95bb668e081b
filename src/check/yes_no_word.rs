//! `yes`, `no`, `on`, `off`, `True` … where `true` or `false` is wanted.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::YES_NO_WORD,
    explanation: "\
## What it finds
`yes`, `no`, `on`, `off`, `Y`, `True` and the like, where `true` or `false` is wanted.

    parent_present: yes      # wrong
    parent_present: true     # right

## Why it matters
Some programs read `no` as a no, others as the word. Where a parent's consent hangs on it, there
must be one way to read it.

## What to do
Write `true` for yes and `false` for no, in small letters and without quotation marks. If nobody
knows, leave the line out: nothing written is not the same as no.
",
    finder: Finder::Loading,
};
