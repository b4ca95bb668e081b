//! A plan in a band that the policy in force on its first day does not have.

use super::policy_codes::Codes;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("unknown-band"),
    explanation: "\
## What it finds
A plan whose `band` (short, medium, long …) is not in the policy in force on the day the plan starts,
or was out of use by then.

## Why it matters
The band says how long the programme lasts and when it is reviewed. With a band that nobody knows, the
review falls due on another day than was meant, or on none.

## What to do
Correct the code. `lm policy explain bands` shows the bands there are.
",
    finder: Finder::Case(find),
};

const BANDS: Codes = Codes {
    what: "a band",
    key: "bands",
    each: |policy, visit| {
        for band in &policy.bands {
            visit(&band.id, band.retired);
        }
    },
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        if let Some(id) = &plan.band {
            let path = || FieldPath::from("plans").item(index).key("band");
            let place = || view.field(RecordKind::Plan, path());
            BANDS.judge(view, CHECK.code, (id, plan.starts), place, findings);
        }
    }
}
