//! An ending decided without those who had to be asked first.

use super::exits::{criteria, days_before, exits};
use super::roles;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::reviews::{Exit, ReviewDecision};
use crate::domain::record::{Person, RecordKind};

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("exit-without-consultation"),
    explanation: "\
## What it finds
An exit before which somebody was not asked whom the policy wants asked. Asked are those under
`consulted` (also when they declined), those who decided, and whoever took part in the review that
decided to end:

    exits:
      - date: 2026-12-10
        consulted:
          - date: 2026-12-08
            with: { role: class-teacher, name: Miss L. Park }
            view: Agrees; mornings are settled

Some criteria need no consultation, for example that the pupil has left the school.

## Why it matters
The person nobody asked is the one who knows why it is too early.

## What to do
Ask them and write down what they said; or that they were asked and said nothing (`declined: true`).
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (at, exit, policy) in exits(view) {
        let needed = &policy.exit.consult_roles;
        if needed.is_empty()
            || criteria(exit, policy).any(|(_, criterion)| criterion.without_consultation)
            || !view.can_judge_absence(&[RecordKind::Reviews])
        {
            continue;
        }
        let consulted = exit.consulted.iter().map(|one| &one.person);
        let people = consulted.chain(&exit.decided_by).chain(at_the_review(view, exit));
        let missing = roles::missing(view, needed, &people, exit.date);
        if missing.is_empty() {
            continue;
        }
        findings.push(
            Finding::error(
                CHECK.code,
                format!(
                    "the ending was decided without asking the {}",
                    roles::in_words(&missing, "and")
                ),
                view.field(RecordKind::Reviews, at.key("date")),
            )
            .help("ask them, and add what they said under `consulted`")
            .help("lm policy explain exit.consult_roles"),
        );
    }
}

/// Everybody who took part in the review that decided to end.
fn at_the_review<'a>(view: &CaseView<'a>, exit: &Exit) -> impl Iterator<Item = &'a Person> + Clone {
    let days = days_before(view, exit);
    let last = view
        .case
        .reviews
        .reviews
        .iter()
        .filter(|review| days.contains(review.date) && review.date <= exit.date)
        .max_by_key(|review| review.date)
        .filter(|review| {
            matches!(review.decision, Some(ReviewDecision::Exit | ReviewDecision::ReferOn))
        });
    last.into_iter().flat_map(|review| {
        let there = review.present.iter().chain(&review.contributed).chain(&review.declined);
        there.chain(&review.decided_by).chain(&review.conducted_by)
    })
}
