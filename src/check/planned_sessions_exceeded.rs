//! More sessions were held on a plan than it planned.

use super::plans::sessions_on;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("planned-sessions-exceeded"),
    explanation: "\
## What it finds
A plan that says how many sessions are planned, and more that were held before the next plan began:

    plans:
      - starts: 2026-10-01
        planned_sessions: 6

## Why it matters
It may well be right to go on. But then somebody should have decided it, at a review, and not the
calendar.

## What to do
Hold the review, or make a new plan with the sessions that are still to come.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let Some(planned) = plan.planned_sessions else { continue };
        let mut beyond = sessions_on(view, plan).skip(planned as usize);
        let Some((first, _)) = beyond.next() else { continue };
        let held = planned as usize + 1 + beyond.count();
        let at = FieldPath::from("plans").item(index);
        let session = FieldPath::from("sessions").item(first).key("date");
        findings.push(
            Finding::advice(
                CHECK.code,
                format!("{held} sessions were held on this plan, which planned {planned}"),
                view.field(RecordKind::Plan, at.key("planned_sessions")),
            )
            .see_also(view.field(RecordKind::Sessions, session), "the first beyond the plan")
            .help("hold the review, or make a new plan"),
        );
    }
}
