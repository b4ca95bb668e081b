//! A text that starts with `!`: a type, which records may not have.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::TYPE_TAG,
    explanation: "\
## What it finds
A text that begins with `!`. In files of this kind the sign gives the type of what follows, which
records do not use.

    this_week: !Broken arm     # wrong
    this_week: Broken arm      # right
    this_week: \"!Broken arm\"   # right

## Why it matters
The first word would be taken as a type and be lost from the text. In other programs such a sign can
even start things, so it has no place in files that are passed on.

## What to do
Take the sign out, or put quotation marks around the whole text.
",
    finder: Finder::Loading,
};
