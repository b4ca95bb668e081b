//! An ending because all targets are met, while one is not.

use super::exits::{criteria, exits};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::case::{AgainstAllMet, against_all_met};
use crate::domain::policy::{CriterionKind, ExitCriterion};
use crate::domain::record::RecordKind;
use crate::domain::record::plan::TargetResult;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("exit-open-target"),
    explanation: "\
## What it finds
An exit with a criterion of the kind *all targets met*, although a target of the plan in force has no
outcome by that day, or another than `met` (a target that was dropped counts neither way, as long as
its `evidence` says why):

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
        let Some(against) = against_all_met(plan, exit.date) else { continue };
        if !view.can_judge_absence(&[RecordKind::Plan]) {
            continue;
        }
        let at_exit = view.field(RecordKind::Reviews, at.key("criteria").item(nth));
        let at_plan = FieldPath::from("plans").item(plan_index);
        let targets = match against {
            AgainstAllMet::NotMet(targets) => targets,
            // What else is wrong with a plan without targets has a check of its own.
            AgainstAllMet::NoTargets => continue,
            AgainstAllMet::AllDropped => {
                let says = "this ending says that all targets are met, but every one was dropped";
                let place = view.field(RecordKind::Plan, at_plan.key("starts"));
                findings.push(
                    Finding::error(CHECK.code, says, at_exit)
                        .see_also(place, "no target of this plan is left to be met")
                        .help("name the criterion that holds"),
                );
                continue;
            }
        };
        let names: Vec<String> = targets.iter().map(|target| format!("`{}`", target.id)).collect();
        let verb = if names.len() == 1 { "is" } else { "are" };
        let first = plan.targets.iter().position(|one| std::ptr::eq(one, targets[0])).unwrap_or(0);
        let target = at_plan.key("targets").item(first);
        let label = match &targets[0].outcome {
            Some(outcome) if outcome.date <= exit.date => match outcome.result {
                TargetResult::Dropped => "dropped, and nobody wrote down why".to_owned(),
                result => format!("the outcome is: {result}"),
            },
            _ => "still open on that day".to_owned(),
        };
        findings.push(
            Finding::error(
                CHECK.code,
                format!(
                    "this ending says that all targets are met, but {} {verb} not",
                    names.join(", ")
                ),
                at_exit,
            )
            .see_also(view.field(RecordKind::Plan, target.key("target")), label)
            .help("give the target its outcome in the plan, or name the criterion that holds"),
        );
    }
}
