//! A sheet whose columns cannot be made out.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::NOT_CSV,
    explanation: "\
## What it finds
An audit sheet whose columns are not separated by commas. Spreadsheets in some languages write
semicolons or tabs instead.

    pupil;year;class     # wrong
    pupil,year,class     # right

## Why it matters
The whole sheet looks like a single column, so not one line of it can be read.

## What to do
Save the sheet again from the spreadsheet and choose *CSV* with commas (in Excel: *CSV UTF-8 (comma
delimited)*; in LibreOffice choose the comma as field separator).
",
    finder: Finder::Loading,
};
