//! A decision on a referral by people none of whom may decide.

use super::roles;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("decision-by-wrong-role"),
    explanation: "\
## What it finds
A decision on a referral where none of those who decided has a role that the policy lets decide:

    decisions:
      - date: 2026-09-14
        by: [{ role: class-teacher }]      # here the SENCO decides
        outcome: [one-to-one]

One of them in such a role is enough. A decision that does not say who decided is passed over.

## Why it matters
Places are few. Who gives them out is the first thing that a parent or a governor asks.

## What to do
Add whoever decided, or have the decision confirmed by somebody who may make it.
`lm policy explain referral.decide_roles` says who that is.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let decisions = view.case.decisions();
    for (index, decision) in decisions.enumerate() {
        let Some(policy) = view.policy(decision.date) else { continue };
        let may = &policy.referral.decide_roles;
        let wrong = |person| roles::is_one_of(view, person, may, decision.date) == Some(false);
        if may.is_empty() || decision.by.is_empty() || !decision.by.iter().all(wrong) {
            continue;
        }
        let at = FieldPath::from("decisions").item(index).key("by");
        findings.push(
            Finding::error(
                CHECK.code,
                "nobody who decided on this referral has a role that may",
                view.field(RecordKind::Referral, at),
            )
            .label(format!("the decision is for: {}", roles::in_words(may, "or")))
            .help("add whoever decided, or have the decision confirmed by somebody who may")
            .help("lm policy explain referral.decide_roles"),
        );
    }
}
