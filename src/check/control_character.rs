//! A character that cannot be seen and can mislead whoever reads.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::CONTROL_CHARACTER,
    explanation: "\
## What it finds
A character that cannot be seen: a control character, or one that turns the direction of writing.
They get in when text is copied from a web page, a PDF or a chat.

## Why it matters
What is read on the screen and what stands in the file are two things then. A name with a hidden
character is never found, and one sign can make figures appear back to front.

## What to do
Delete the marked place with the characters on both sides of it, and type it again. Emojis, accents
and letters of other scripts are fine and stay.
",
    finder: Finder::Loading,
};
