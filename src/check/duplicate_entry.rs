//! Two entries of a list with the same id, in a policy or an instrument.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::DUPLICATE_ENTRY,
    explanation: "\
## What it finds
Two entries with the same `id` in one list of a policy or of an instrument.

    [[bands]]
    id = \"short\"
    max_weeks = 8

    [[bands]]
    id = \"short\"         # wrong: taken already
    max_weeks = 12

## Why it matters
Records name these entries by their id. With two of a name nobody can say which one was meant, and a
mark could be counted for the wrong question.

## What to do
If both are the same thing, join them. If not, give the newer one an id of its own and look whether
records that name the old id mean the new one.
",
    finder: Finder::Loading,
};
