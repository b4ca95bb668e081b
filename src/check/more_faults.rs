//! More faults in a file than are worth showing at once.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::MORE_FAULTS,
    explanation: "\
## What it finds
A file with more than a hundred faults. Only the first hundred are shown.

## Why it matters
Most often one mistake near the top has made all of them, such as a list that is indented wrongly,
or the file holds something else than its name says.

## What to do
Mend the first few and check again. If the faults make no sense, look whether this is the right file
in the right place.
",
    finder: Finder::Loading,
};
