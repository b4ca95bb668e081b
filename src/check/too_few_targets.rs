//! A plan with no target, or fewer than the programme asks for.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("too-few-targets"),
    explanation: "\
## What it finds
An action plan without targets, or with fewer than `plan.min_targets` of the policy.

## Why it matters
A plan without a target is a timetable. There is nothing to work on and nothing to look at in the
review.

## What to do
Agree a target with the pupil and add it:

    plans:
      - starts: 2026-10-01
        targets:
          - id: t1
            target: Be in school by 08:50 at least three times a week
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Plan]) {
        return;
    }
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let needed = view.policy(plan.starts).map_or(0, |policy| policy.plan.min_targets as usize);
        let given = plan.targets.len();
        if given >= needed {
            continue;
        }
        let message = match (given, needed) {
            (0, 1) => "this plan has no target".to_owned(),
            (0, _) => format!("this plan has no target; the programme asks for {needed}"),
            _ => format!("this plan has {given} of the {needed} targets that are asked for"),
        };
        let at = FieldPath::from("plans").item(index);
        findings.push(
            Finding::error(CHECK.code, message, view.field(RecordKind::Plan, at.key("targets")))
                .help("agree a target with the pupil and add it")
                .help("lm policy explain plan.min_targets"),
        );
    }
}
