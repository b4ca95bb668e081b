//! A mentee's folder without its referral.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::MISSING_REFERRAL,
    explanation: "\
## What it finds
A folder in `mentees/` without a `referral.yaml`.

## Why it matters
Every case begins with a referral: who the pupil is, who asked for help, when and why. Without it
nobody can tell whose notes these are, and no date or letter can be worked out.

## What to do
Write the referral down; the pupil, who referred them and the date are enough to begin with. If the
folder was made by mistake, remove it. If the file is only called something else, give it its right
name.
",
    finder: Finder::Loading,
};
