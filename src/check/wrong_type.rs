//! A list where a text stands, a text where a number stands, and so on.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::WRONG_TYPE,
    explanation: "\
## What it finds
Something of the wrong kind: a list where one value stands, words where a number stands, one value
where a list belongs, or a number where words stand.

    strategies: circle time       # wrong: this is a list, even of one
    strategies: [circle time]     # right

## Why it matters
`lm` does not guess what was meant. The part that is wrong is left out of letters, lists and sums,
so they would say too little.

## What to do
Write what the message asks for. A list goes between square brackets, with commas, or one entry a
line after dashes. A number goes without words and without quotation marks. Words that look like a
number go between quotation marks.
",
    finder: Finder::Loading,
};
