//! The same for `lm.toml`, the policy and the calendar.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::NOT_TOML,
    explanation: "\
## What it finds
A place in `lm.toml`, the calendar, a policy or an instrument that cannot be read: an equals sign is
missing, a bracket or quotation mark is never closed, or a text stands without quotation marks.

    name = Otterbrook Primary School       # wrong
    name = \"Otterbrook Primary School\"     # right

## Why it matters
These files say how everything else is meant. Without them the records can only be looked at in
part, and checks that need the policy or the list of staff say nothing.

## What to do
Every line is `key = value`. Texts stand between straight quotation marks, numbers and `true` or
`false` without. Lists stand between square brackets, with commas.
",
    finder: Finder::Loading,
};
