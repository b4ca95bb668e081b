//! An ending of which the parents were never told.

use super::exits::{days_before, exits};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::choices::Role;
use crate::domain::policy::Need;
use crate::domain::record::RecordKind;
use crate::domain::record::contacts::Purpose;
use crate::domain::record::reviews::Exit;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("exit-parents-not-told"),
    explanation: "\
## What it finds
An exit without `parents_told` where the policy wants the parents told, once something later is
written down: support afterwards or a return to the programme. A contact for `outcome-informed` that
reached a parent counts as well:

    exits:
      - date: 2026-12-10
        parents_told: 2026-12-11

## Why it matters
Parents go on counting on somebody who no longer sees their child.

## What to do
Tell them, and write the day down.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (at, exit, policy) in exits(view) {
        let records = &view.case.reviews;
        let later = records.follow_up.iter().any(|one| one.date > exit.date)
            || records.readmissions.iter().any(|one| one.date > exit.date);
        if exit.parents_told.is_some()
            || !later
            || policy.exit.tell_parents != Need::Required
            || told(view, exit)
            || !view.can_judge_absence(&[RecordKind::Reviews, RecordKind::Contacts])
        {
            continue;
        }
        findings.push(
            Finding::warning(
                CHECK.code,
                "the parents were never told that the programme ended",
                view.field(RecordKind::Reviews, at.key("date")),
            )
            .label("`parents_told` is missing")
            .help("tell them, and write the day under `parents_told`")
            .help("lm policy explain exit.tell_parents"),
        );
    }
}

/// Whether a contact in this time on the programme or after it told them.
fn told(view: &CaseView<'_>, exit: &Exit) -> bool {
    let days = days_before(view, exit);
    view.case.contacts.contacts.iter().any(|contact| {
        days.contains(contact.date)
            && contact.reached
            && contact.purpose == Some(Purpose::OutcomeInformed)
            && (contact.with.is_empty()
                || contact.with.iter().any(|person| person.role == Some(Role::Parent)))
    })
}
