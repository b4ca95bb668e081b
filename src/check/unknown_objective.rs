//! A target under an objective that the policy does not have.

use super::policy_codes::{Codes, each_coded};
use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("unknown-objective"),
    explanation: "\
## What it finds
A target whose `objective` is not among the objectives of the policy in force on the day the plan
starts, or was out of use by then.

## Why it matters
Objectives are the programme's aims: the yearly report counts targets under them, and leaves out what
stands under none.

## What to do
Correct the code, or take it out: a target need not stand under an objective.
`lm policy explain plan.objectives` shows which there are.
",
    finder: Finder::Case(find),
};

const OBJECTIVES: Codes = Codes {
    what: "an objective",
    key: "plan.objectives",
    each: |policy, visit| each_coded(&policy.plan.objectives, visit),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let plans = Trail::Top.key("plans");
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let here = plans.item(index);
        let targets = here.key("targets");
        for (index, target) in plan.targets.iter().enumerate() {
            if let Some(id) = &target.objective {
                let place =
                    || view.field(RecordKind::Plan, targets.item(index).key("objective").path());
                OBJECTIVES.judge(view, CHECK.code, (id, plan.starts), place, findings);
            }
        }
    }
}
