//! Saved in an encoding other than UTF-8.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::NOT_UTF8,
    explanation: "\
## What it finds
A file that was saved in another encoding than UTF-8. Letters with accents are the first to suffer:
Zoë becomes Zo�.

## Why it matters
The file cannot be read as it is, and pupils' names deserve to be spelt properly. In letters home a
broken name is the first thing a family sees.

## What to do
Open the file, choose *Save as*, and choose UTF-8 as the encoding (in Excel: *CSV UTF-8*). Look at
the marked place before you do: if the letter is wrong there already, type it again. Most editors
can be told to use UTF-8 always.
",
    finder: Finder::Loading,
};
