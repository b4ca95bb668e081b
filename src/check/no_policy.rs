//! Records without a policy.

use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::store::School;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("no-policy"),
    explanation: "\
## What it finds
A records folder without any policy that could be read: nothing under `policy`, or nothing in it that
says what the programme's rules are.

## Why it matters
The policy says who may refer, what parents are asked, when a review is due. Without one `lm` reads
the records but can judge none of them.

## What to do
Write a file named after the day from which it is in force, for example `policy/2026-09-01.toml`, with
one of the five presets:

    preset = \"primary\"
    effective_from = 2026-09-01

`lm policy show primary` shows one of them.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    if school.policies.versions().is_empty() {
        findings.push(
            Finding::error(
                CHECK.code,
                "there is no policy, so the records cannot be judged",
                Place::file("policy"),
            )
            .help("write one, for example policy/2026-09-01.toml, with one of the presets"),
        );
    }
}
