//! A key that must be there and is not, or has no value.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::MISSING_KEY,
    explanation: "\
## What it finds
Something without which an entry says nothing: a referral without its date, a session without a word
on whether it took place. A key with nothing behind it counts as missing too.

    sessions:
      - date: 2026-10-01            # wrong: did it take place?

      - date: 2026-10-01            # right
        attendance: attended

## Why it matters
The entry cannot be used as it is, so it is left out of letters, lists and sums until it is whole.

## What to do
Write what is missing. If the thing has not happened yet, take the whole entry out and write it down
when it has.
",
    finder: Finder::Loading,
};
