//! An ending decided by people none of whom may decide it.

use super::exits::exits;
use super::roles;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("exit-by-wrong-role"),
    explanation: "\
## What it finds
An exit where none of those under `decided_by` has a role that the policy lets end the programme. One
of them is enough. An exit that does not say who decided is passed over.

## Why it matters
An ending is taken back most often when the wrong person announced it.

## What to do
Add whoever decided, or have the ending confirmed by somebody who may decide it.
`lm policy explain exit.decide_roles` says who that is.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (at, exit, policy) in exits(view) {
        let may = &policy.exit.decide_roles;
        let wrong = |person| roles::is_one_of(view, person, may, exit.date) == Some(false);
        if may.is_empty() || exit.decided_by.is_empty() || !exit.decided_by.iter().all(wrong) {
            continue;
        }
        findings.push(
            Finding::error(
                CHECK.code,
                "nobody who decided on this ending has a role that may",
                view.field(RecordKind::Reviews, at.key("decided_by")),
            )
            .label(format!("the decision is for: {}", roles::in_words(may, "or")))
            .help("add whoever decided, or have the ending confirmed by somebody who may")
            .help("lm policy explain exit.decide_roles"),
        );
    }
}
