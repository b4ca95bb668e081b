//! An ending because all targets are met, while one is not.

use super::exits::{criteria, exits};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::date::Date;
use crate::domain::policy::{CriterionKind, ExitCriterion};
use crate::domain::record::RecordKind;
use crate::domain::record::plan::{Target, TargetResult};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("exit-open-target"),
    explanation: "\
## What it finds
An exit with a criterion of the kind *all targets met*, although a target of the plan in force has no
outcome by that day, or another than `met` (a target that was dropped does not count):

    exits:
      - date: 2026-12-10
        criteria: [all-targets-met]     # but t2 is still open in plan.yaml

## Why it matters
The family gets a letter that says every target was met. It must be true.

## What to do
Give the target its outcome in the plan if it has one; or name the criterion that really holds.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (at, exit, policy) in exits(view) {
        let claims = |(_, criterion): &(usize, &ExitCriterion)| {
            criterion.kind == CriterionKind::AllTargetsMet
        };
        let Some((nth, _)) = criteria(exit, policy).find(claims) else { continue };
        let plans = view.case.plan.plans.iter().enumerate();
        let in_force =
            plans.filter(|(_, plan)| plan.starts <= exit.date).max_by_key(|(_, plan)| plan.starts);
        let Some((plan_index, plan)) = in_force else { continue };
        let mut unmet =
            plan.targets.iter().enumerate().filter(|(_, target)| !is_met(target, exit.date));
        let Some((first, _)) = unmet.next() else { continue };
        if !view.can_judge_absence(&[RecordKind::Plan]) {
            continue;
        }
        let names: Vec<String> = plan
            .targets
            .iter()
            .filter(|target| !is_met(target, exit.date))
            .map(|target| format!("`{}`", target.id))
            .collect();
        let verb = if names.len() == 1 { "is" } else { "are" };
        let target = FieldPath::from("plans").item(plan_index).key("targets").item(first);
        let label = match &plan.targets[first].outcome {
            Some(outcome) if outcome.date <= exit.date => {
                format!("the outcome is: {}", outcome.result)
            }
            _ => "still open on that day".to_owned(),
        };
        findings.push(
            Finding::error(
                CHECK.code,
                format!(
                    "this ending says that all targets are met, but {} {verb} not",
                    names.join(", ")
                ),
                view.field(RecordKind::Reviews, at.key("criteria").item(nth)),
            )
            .see_also(view.field(RecordKind::Plan, target.key("target")), label)
            .help("give the target its outcome in the plan, or name the criterion that holds"),
        );
    }
}

/// Whether a target was met, or given up, by a day.
fn is_met(target: &Target, by: Date) -> bool {
    target.outcome.as_ref().is_some_and(|outcome| {
        outcome.date <= by && matches!(outcome.result, TargetResult::Met | TargetResult::Dropped)
    })
}
