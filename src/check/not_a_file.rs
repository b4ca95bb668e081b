//! A folder, a device or a pipe where a file should be.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::NOT_A_FILE,
    explanation: "\
## What it finds
A folder that is called like a file, for example a folder `plan.yaml`, or something else that is no
file.

    mentees/k7q2m/plan.yaml/autumn.yaml     # wrong: plan.yaml is a folder
    mentees/k7q2m/plan.yaml                 # right: one file with every plan

## Why it matters
What lies inside is not read. Whoever opens the folder sees a plan, while every list and letter says
there is none.

## What to do
Move what is inside to where it belongs and remove the folder. Each of a mentee's files holds
everything of its kind, the oldest first.
",
    finder: Finder::Loading,
};
