//! A review about a pupil whom nobody asked.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::choices::Role;
use crate::domain::record::{RecordKind, is_said};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("review-without-pupil"),
    explanation: "\
## What it finds
A review in which the pupil is neither present nor heard: not under `present`, `contributed` or
`declined`, and without `pupil_view`.

    reviews:
      - date: 2026-11-12
        present: [{ role: pupil }, { role: class-teacher, name: Miss L. Park }]
        pupil_view: Mornings are calmer now

## Why it matters
It is the pupil's plan. A review without their view is a meeting about somebody else.

## What to do
Ask the pupil what has changed and what has not, and write it in their words. A pupil who does not
want to say anything stands under `declined`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Reviews]) {
        return;
    }
    for (index, review) in view.case.reviews.reviews.iter().enumerate() {
        let mut people = review.present.iter().chain(&review.contributed).chain(&review.declined);
        let said = is_said(review.pupil_view.as_ref());
        if said || people.any(|person| person.role == Some(Role::Pupil)) {
            continue;
        }
        let at = FieldPath::from("reviews").item(index).key("date");
        findings.push(
            Finding::warning(
                CHECK.code,
                "the pupil had no part in this review",
                view.field(RecordKind::Reviews, at),
            )
            .help("ask the pupil and add `pupil_view`, or put them under `present`, `contributed` or `declined`"),
        );
    }
}
