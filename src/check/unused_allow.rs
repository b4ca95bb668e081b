//! An `allow` comment that nothing needs, that names no check, or that gives no reason.

use super::{Check, Finder};
use crate::diag::Code;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("unused-allow"),
    explanation: "\
## What it finds
A comment `# lm: allow[…]` that accepts a fault which is not there (any more), that names no check,
or that does not say why.

## Why it matters
An `allow` that stays behind would hide the next real fault on that line. And without a reason
nobody can tell next year whether it was right.

## What to do
Take the comment out, correct the name between the brackets, or write the reason behind them:
`# lm: allow[age-and-year] moved down a year, agreed with parents 3 May`.
",
    finder: Finder::Afterwards,
};
