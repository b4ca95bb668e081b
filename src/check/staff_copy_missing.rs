//! A plan that is being worked on and that the staff concerned have not seen.

use super::plans::second_session_unshared;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::choices::Role;
use crate::domain::policy::Need;
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("staff-copy-missing"),
    explanation: "\
## What it finds
A plan on which two sessions have been held although the staff concerned have no copy, where the
policy requires one. A contact with staff for `plan-shared` counts as well:

    plans:
      - starts: 2026-10-01
        copy_to_staff: 2026-10-02

## Why it matters
Teachers see the pupil thirty hours a week, the mentor one. They can only help towards a target that
they know.

## What to do
Give them the copy and write the day under `copy_to_staff`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let needed =
            view.policy(plan.starts).is_some_and(|policy| policy.plan.staff_copy == Need::Required);
        let seen = plan.copy_to_staff.is_some();
        if !needed || seen {
            continue;
        }
        let Some(session) =
            second_session_unshared(view, plan, |person| person.role.is_none_or(Role::is_staff))
        else {
            continue;
        };
        let at = FieldPath::from("plans").item(index);
        findings.push(
            Finding::warning(
                CHECK.code,
                "this plan is being worked on, but the staff concerned have no copy",
                view.field(RecordKind::Plan, at.key("starts")),
            )
            .see_also(session, "the second session on it")
            .help("give them a copy, and write the day under `copy_to_staff`")
            .help("lm policy explain plan.staff_copy"),
        );
    }
}
