//! A plan that is being worked on and that the parents have not seen.

use super::plans::second_session_unshared;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::choices::Role;
use crate::domain::policy::Need;
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("plan-not-copied"),
    explanation: "\
## What it finds
A plan on which two sessions have been held although the parents have not seen it, where the policy
requires that they get a copy. A talk about it, a parent who was there when it was made, or a
contact for `plan-shared` counts as well:

    plans:
      - starts: 2026-10-01
        copy_to_parents: 2026-10-02

## Why it matters
Much of a plan happens at home. Parents who know it can help; those who find it in a school bag
feel passed over.

## What to do
Send the copy and write the day under `copy_to_parents`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let needed = view
            .policy(plan.starts)
            .is_some_and(|policy| policy.plan.parent_copy == Need::Required);
        let seen = plan.copy_to_parents.is_some()
            || plan.discussed_with_parents.is_some()
            || plan.parent_present == Some(true);
        if !needed || seen {
            continue;
        }
        let Some(session) =
            second_session_unshared(view, plan, |person| person.role == Some(Role::Parent))
        else {
            continue;
        };
        let at = FieldPath::from("plans").item(index);
        findings.push(
            Finding::warning(
                CHECK.code,
                "this plan is being worked on, but the parents have no copy",
                view.field(RecordKind::Plan, at.key("starts")),
            )
            .see_also(session, "the second session on it")
            .help("give them a copy, and write the day under `copy_to_parents`")
            .help("lm policy explain plan.parent_copy"),
        );
    }
}
