//! A file that is still encrypted.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::ENCRYPTED_FILE,
    explanation: "\
## What it finds
A file that is locked with a password or a key, as it comes from a shared place before it has been
unlocked on this computer.

## Why it matters
Nothing can be read or checked until it is unlocked. If only some files are locked, a list or a
letter would be silently incomplete.

## What to do
Unlock the records folder in the way the school has chosen (git-crypt, age, sops …), or ask whoever
set it up. Do not edit the file as it is: it would be destroyed.
",
    finder: Finder::Loading,
};
