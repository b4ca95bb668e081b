//! Two rules of a policy that cannot both hold.

use super::{Check, Finder};
use crate::store::codes;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: codes::POLICY_CONTRADICTION,
    explanation: "\
## What it finds
Two rules of the school's policy that cannot both be kept: consent is required but asking for it is
not a step, a step comes before itself, a caseload is at least twelve and at most eight.

    [consent]
    parent = \"required\"

    [steps.consent]
    need = \"absent\"          # wrong, because of the line above
    need = \"required\"        # right

## Why it matters
Nobody can follow such a policy, and whichever rule is followed, `lm` would have to complain about
the other one, for every pupil.

## What to do
Ask whoever answers for the programme which of the two the school means, and change the other. The
rule that is shown as *clashes with this* may come from the preset: `lm policy show` says where each
one comes from.
",
    finder: Finder::Loading,
};
