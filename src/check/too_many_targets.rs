//! A plan with more open targets than the programme allows.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::domain::record::plan::{Target, TargetResult};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("too-many-targets"),
    explanation: "\
## What it finds
An action plan with more targets than `plan.max_targets` of the policy. Targets that were dropped or
carried into the next plan do not count.

## Why it matters
Nobody can work on five things at once. What matters most gets lost among the rest.

## What to do
Keep those that matter most now; the others can go into the next plan.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let allowed = view.policy(plan.starts).and_then(|policy| policy.plan.max_targets);
        let Some(allowed) = allowed else { continue };
        let counts = |target: &&Target| {
            target.outcome.as_ref().is_none_or(|outcome| {
                !matches!(outcome.result, TargetResult::Dropped | TargetResult::CarriedOver)
            })
        };
        let given = plan.targets.iter().filter(counts).count();
        if given > allowed as usize {
            let at = FieldPath::from("plans").item(index);
            findings.push(
                Finding::warning(
                    CHECK.code,
                    format!("this plan has {given} targets; the programme allows {allowed}"),
                    view.key(RecordKind::Plan, at.key("targets")),
                )
                .help("keep those that matter most now; the others can go into the next plan")
                .help("lm policy explain plan.max_targets"),
            );
        }
    }
}
