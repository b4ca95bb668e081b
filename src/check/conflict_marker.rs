//! What git leaves when two people changed the same lines.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::CONFLICT_MARKER,
    explanation: "\
## What it finds
Lines that begin with `<<<<<<<`, `=======` or `>>>>>>>`. Git writes them where two people changed
the same lines and it could not decide between them.

    <<<<<<< yours           # all of this is wrong
      minutes: 30
    =======
      minutes: 45
    >>>>>>> theirs

      minutes: 45           # right, once somebody has decided

## Why it matters
Both versions stand in the file, and neither counts until somebody has decided. Nothing of the file
can be read so long.

## What to do
Keep what is right of the two, often it is both, and delete the three lines with the signs. Ask the
other person when in doubt. Then save the file to git again.
",
    finder: Finder::Loading,
};
