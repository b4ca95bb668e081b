//! A file or folder that does not belong in the records.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::STRAY_FILE,
    explanation: "\
## What it finds
A file or folder with a name that records do not use: a letter saved in a mentee's folder, a second
copy such as `plan (2).yaml`, a name with a slip in it.

    mentees/k7q2m/sesions.yaml      # wrong: nobody reads it
    mentees/k7q2m/sessions.yaml     # right

## Why it matters
It is not read. If it is a record under a wrong name, its entries are missing everywhere; if it is a
document about a pupil, it lies where nobody will think of deleting it in time.

## What to do
If it is a record, give it its right name, or move its entries into the file they belong to. If it
is a document, keep it where the school keeps documents. Names that begin with a dot are passed
over, and at the top of the folder so are `.md` and `.txt` files and pictures.
",
    finder: Finder::Loading,
};
