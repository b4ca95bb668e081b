//! The key `<<`: entries taken over from elsewhere, which records may not have.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::MERGE_KEY,
    explanation: "\
## What it finds
The key `<<`, which in some programs takes over the lines of another entry.

    - <<: *monday              # wrong
      date: 2026-10-08

    - date: 2026-10-08         # right
      attendance: attended

## Why it matters
What was taken over is not seen where it counts. Whoever corrects the first entry changes the other
ones without knowing.

## What to do
Write the lines out in each entry.
",
    finder: Finder::Loading,
};
