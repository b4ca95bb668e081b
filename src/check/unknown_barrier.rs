//! A barrier to learning, in a profile, plan or target, that the policy does not have.

use super::policy_codes::{Codes, each_coded};
use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("unknown-barrier"),
    explanation: "\
## What it finds
A barrier to learning in the profile, a plan or a target that is not in the list of barriers of the
policy in force on that day, or was out of use by then. A plan is judged on the day it starts; a
profile on its date, or on the day of the referral where it has none.

## Why it matters
Barriers are counted in reports and set beside what was worked on. One that nobody knows is left out.

## What to do
Correct the code: `lm policy explain barriers` shows which there are. What no code fits is written in
words, under `worked_on` in the profile or `focus` in the plan; or add the barrier to your school's
policy.
",
    finder: Finder::Case(find),
};

const BARRIERS: Codes = Codes {
    what: "a barrier",
    key: "barriers",
    each: |policy, visit| each_coded(&policy.barriers, visit),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let top = Trail::Top;
    if let Some(profile) = view.case.referral.as_ref().and_then(|file| file.profile.as_ref())
        && let Some(day) = profile.date.or_else(|| view.case.referred_on())
    {
        let here = top.key("profile");
        let list = here.key("barriers");
        for (index, id) in profile.barriers.iter().enumerate() {
            let place = || view.field(RecordKind::Referral, list.item(index).path());
            BARRIERS.judge(view, CHECK.code, (id, day), place, findings);
        }
    }
    let plans = top.key("plans");
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let here = plans.item(index);
        let list = here.key("barriers");
        for (index, id) in plan.barriers.iter().enumerate() {
            let place = || view.field(RecordKind::Plan, list.item(index).path());
            BARRIERS.judge(view, CHECK.code, (id, plan.starts), place, findings);
        }
        let targets = here.key("targets");
        for (index, target) in plan.targets.iter().enumerate() {
            // A target's barrier that its plan names too was reported there.
            let id = target.barrier.as_ref().filter(|id| !plan.barriers.contains(id));
            if let Some(id) = id {
                let place =
                    || view.field(RecordKind::Plan, targets.item(index).key("barrier").path());
                BARRIERS.judge(view, CHECK.code, (id, plan.starts), place, findings);
            }
        }
    }
}
