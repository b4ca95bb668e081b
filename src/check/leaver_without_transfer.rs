//! A leaver whose file goes nowhere, or went without approval.

use super::exits::{criteria, exits};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::policy::{CriterionKind, ExitCriterion, Need, Policy, StepId};
use crate::domain::record::reviews::Transfer;
use crate::domain::record::{RecordKind, is_said};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("leaver-without-transfer"),
    explanation: "\
## What it finds
An exit because the pupil left the school that does not name the new school, where passing records on
is part of the programme: a warning. And a mentoring file that was sent before the headteacher had
approved it, or without approval, where the policy asks for that: an error.

    exits:
      - date: 2026-12-10
        criteria: [left-school]
        transfer:
          to_school: Marlhampton Junior School
          approved: 2026-12-11
          sent: 2026-12-14

## Why it matters
The new school starts again from nothing, or it learns more than it should.

## What to do
Add what is known of the transfer. A file that went out without approval: tell the headteacher.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (at, exit, policy) in exits(view) {
        let left =
            |(_, criterion): &(usize, &ExitCriterion)| criterion.kind == CriterionKind::LeftSchool;
        let named =
            exit.transfer.as_ref().is_some_and(|transfer| is_said(transfer.to_school.as_ref()));
        if let Some((nth, _)) = criteria(exit, policy).find(left)
            && !named
            && policy.step(StepId::Transfer).need != Need::Absent
            && view.can_judge_absence(&[RecordKind::Reviews])
        {
            findings.push(
                Finding::warning(
                    CHECK.code,
                    "the pupil left the school, but the record does not say for which one",
                    view.field(RecordKind::Reviews, at.key("criteria").item(nth)),
                )
                .help("add `transfer` with `to_school`"),
            );
        }
        if let Some(transfer) = &exit.transfer {
            findings.extend(unapproved(view, policy, transfer, &at.key("transfer")));
        }
    }
}

/// A file that was sent without the approval that it needed.
fn unapproved(
    view: &CaseView<'_>,
    policy: &Policy,
    transfer: &Transfer,
    at: &FieldPath,
) -> Option<Finding> {
    let sent = transfer.sent?;
    let needed = policy.transfer.asks_headteacher();
    let place = view.field(RecordKind::Reviews, at.clone().key("sent"));
    let finding = match transfer.approved {
        None if needed && view.can_judge_absence(&[RecordKind::Reviews]) => Finding::error(
            CHECK.code,
            "the mentoring file was sent without the headteacher's approval",
            place,
        )
        .label("`approved` is missing"),
        Some(approved) if sent < approved => {
            Finding::error(CHECK.code, "the mentoring file was sent before it was approved", place)
                .label(sent.long())
                .see_also(
                    view.field(RecordKind::Reviews, at.clone().key("approved")),
                    approved.long(),
                )
        }
        _ => return None,
    };
    Some(
        finding
            .help("tell the headteacher; if a date is mistyped, correct it")
            .help("lm policy explain transfer.mentoring_file"),
    )
}
