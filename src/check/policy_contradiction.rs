//! Two rules of a policy that cannot both hold.

use super::{Check, Finder};
use crate::diag::Code;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("policy-contradiction"),
    explanation: "\
## What it finds
Two keys of the policy, of the school's own or of the preset under it, that clash: a band of five
weeks that ends before the first review after six, a step that must come after one which is not part
of the programme, more criteria asked for than there are, and the like:

    [[bands]]
    id = \"short\"
    max_weeks = 5          # but reviews come after 6 to 8 weeks

## Why it matters
Nobody can keep to such a policy, and whatever is done, `lm` will find fault with it.

## What to do
The message names both keys. Change the one that is not meant. `lm policy explain` says where each
comes from.
",
    finder: Finder::Loading,
};
