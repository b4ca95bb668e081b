//! A review whose outcome the parents were never told.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::choices::Role;
use crate::domain::date::Date;
use crate::domain::policy::Need;
use crate::domain::record::contacts::Purpose;
use crate::domain::record::{Person, RecordKind};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("parents-not-told-of-review"),
    explanation: "\
## What it finds
A review without `parents_told` where the policy wants the parents told, once a later review or an
ending is written down. A parent who was there, or a contact for `review-outcome` that reached one,
counts as well:

    reviews:
      - date: 2026-11-12
        parents_told: 2026-11-13

## Why it matters
Parents who hear nothing assume the worst or nothing at all, and cannot help with what was agreed.

## What to do
Tell them, and write the day down.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let records = &view.case.reviews;
    for (index, review) in records.reviews.iter().enumerate() {
        if review.parents_told.is_some() {
            continue;
        }
        let later = records.reviews.iter().any(|later| later.date > review.date)
            || records.exits.iter().any(|exit| exit.date > review.date);
        let needed = later
            && view
                .policy(review.date)
                .is_some_and(|policy| policy.review.tell_parents == Need::Required);
        if !needed
            || !view.can_judge_absence(&[RecordKind::Reviews, RecordKind::Contacts])
            || review.present.iter().any(is_parent)
            || told(view, review.date)
        {
            continue;
        }
        let at = FieldPath::from("reviews").item(index).key("date");
        findings.push(
            Finding::warning(
                CHECK.code,
                "the parents were never told what came of this review",
                view.field(RecordKind::Reviews, at),
            )
            .label("`parents_told` is missing")
            .help("tell them, and write the day under `parents_told`")
            .help("lm policy explain review.tell_parents"),
        );
    }
}

fn is_parent(person: &Person) -> bool {
    person.role == Some(Role::Parent)
}

/// Whether a contact since that day told them.
fn told(view: &CaseView<'_>, since: Date) -> bool {
    view.case.contacts.contacts.iter().any(|contact| {
        contact.date >= since
            && contact.reached
            && contact.purpose == Some(Purpose::ReviewOutcome)
            && (contact.with.is_empty() || contact.with.iter().any(is_parent))
    })
}
