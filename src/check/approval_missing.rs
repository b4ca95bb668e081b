//! A plan that is worked on, or an ending, without the approval that the policy asks for.

use super::exits::exits;
use super::plans::second_session_unshared;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::policy::Need;
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("approval-missing"),
    explanation: "\
## What it finds
Where the policy wants a supervisor's approval: a plan on which two sessions have been held
although nobody approved it (a warning), and an ending that nobody approved (an error):

    plans:
      - starts: 2026-10-01
        approved: { date: 2026-10-02, by: { staff: ll } }

## Why it matters
Whoever answers for the programme can only answer for what they have seen.

## What to do
Show it to the supervisor, and write under `approved` the day and who it was. If your school does
not ask for approval, say so in the policy.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    plans(view, findings);
    for (at, exit, policy) in exits(view) {
        if policy.exit.approval != Need::Required || exit.approved.is_some() {
            continue;
        }
        findings.push(
            Finding::error(
                CHECK.code,
                "nobody has approved this ending",
                view.field(RecordKind::Reviews, at.key("date")),
            )
            .help("show it to the supervisor, and write the day and who it was under `approved`")
            .help("lm policy explain exit.approval"),
        );
    }
}

/// A new plan may wait on a desk for a week; one that is worked on has waited too long.
fn plans(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let needed =
            view.policy(plan.starts).is_some_and(|policy| policy.plan.approval == Need::Required);
        if !needed || plan.approved.is_some() {
            continue;
        }
        let Some(session) = second_session_unshared(view, plan, |_| false) else { continue };
        let at = FieldPath::from("plans").item(index);
        findings.push(
            Finding::warning(
                CHECK.code,
                "this plan is being worked on, but nobody has approved it",
                view.field(RecordKind::Plan, at.key("starts")),
            )
            .see_also(session, "the second session on it")
            .help("show it to the supervisor, and write the day and who it was under `approved`")
            .help("lm policy explain plan.approval"),
        );
    }
}
