//! A key that this kind of record does not know.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::UNKNOWN_KEY,
    explanation: "\
## What it finds
A word before a colon (or, in a `.toml` file, before an equals sign) that this kind of record does
not know. Most are slips of the finger; some belong one step further in or out.

    pupil:
      nmae: Ada Quill       # wrong
      name: Ada Quill       # right

## Why it matters
What stands behind an unknown word is read by nobody. A phone number behind `phnoe` is missing on
the day it is needed, although everybody believes it is there.

## What to do
Take the name that is suggested. If nothing is, `lm schema` shows what each file may hold. Words
that fit nowhere go into a field for free text, such as `notes`, or after a `#`.
",
    finder: Finder::Loading,
};
