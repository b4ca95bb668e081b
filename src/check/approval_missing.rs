//! A plan that is worked on, or an ending, without the approval that the policy asks for.

use super::exits::exits;
use super::plans::second_session_unshared;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::policy::Need;
use crate::domain::record::plan::Plan;
use crate::domain::record::{RecordKind, Signed};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("approval-missing"),
    explanation: "\
## What it finds
Where the policy wants a supervisor's approval: a plan on which two sessions have been held
although nobody approved it, or which its own key worker approved (a warning), and an ending that nobody approved (an error):

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
        if !needed {
            continue;
        }
        if let Some(approved) = &plan.approved {
            findings.extend(by_themselves(view, plan, approved, index));
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

/// A plan that whoever works on it approved themselves.
fn by_themselves(
    view: &CaseView<'_>,
    plan: &Plan,
    approved: &Signed,
    number: usize,
) -> Option<Finding> {
    let by = approved.by.as_ref()?.staff.as_ref()?;
    if plan.key_worker.as_ref() != Some(by) {
        return None;
    }
    let at = FieldPath::from("plans").item(number);
    let place = view.field(RecordKind::Plan, at.clone().key("approved"));
    let finding =
        Finding::warning(CHECK.code, "whoever works on this plan approved it themselves", place);
    Some(
        finding
            .see_also(view.field(RecordKind::Plan, at.key("key_worker")), "the key worker")
            .help("show it to somebody who did not write it: the supervisor")
            .help("lm policy explain plan.approval"),
    )
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::policy::Need;
    use crate::domain::record::RecordKind::Plan;

    #[test]
    fn nobody_approves_their_own_plan() {
        let trial = Trial::of("cluster").but(|policy| policy.plan.approval = Need::Required);
        let plan = |by: &str| {
            format!(
                "plans: [{{ starts: 2026-09-22, key_worker: jo, approved: {{ date: 2026-09-23, \
                 by: {{ staff: {by} }} }} }}]\n"
            )
        };
        let own = "warning plans[0].approved: whoever works on this plan approved it themselves";
        trial.finds(&CHECK, &[(Plan, &plan("jo"))], &[own]);
        trial.finds(&CHECK, &[(Plan, &plan("ll"))], &[]);
        Trial::of("cluster").finds(&CHECK, &[(Plan, &plan("jo"))], &[]);
    }
}
