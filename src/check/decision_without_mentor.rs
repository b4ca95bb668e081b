//! A place on the programme without a mentor.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::domain::record::referral::Outcome;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("decision-without-mentor"),
    explanation: "\
## What it finds
A decision that gives the pupil a place but names no mentor:

    decisions:
      - date: 2026-09-14
        outcome: [one-to-one]
        mentor: jo               # this line is missing

A place in a group that is named is passed over: the group has its mentor.

## Why it matters
A pupil whom nobody has taken on is on nobody's list and in nobody's caseload. Weeks can pass
before somebody notices.

## What to do
Add `mentor` with the short id of whoever takes the case.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Referral]) {
        return;
    }
    let decisions = view.case.decisions();
    for (index, decision) in decisions.enumerate() {
        let needs_mentor = |outcome: &Outcome| {
            outcome.is_a_place() && !(*outcome == Outcome::GroupWork && decision.group.is_some())
        };
        if decision.mentor.is_none() && decision.outcome.iter().any(needs_mentor) {
            let at = FieldPath::from("decisions").item(index);
            findings.push(
                Finding::warning(
                    CHECK.code,
                    "this decision gives a place but names no mentor",
                    view.field(RecordKind::Referral, at.key("outcome")),
                )
                .help("add `mentor` with the short id of whoever takes the case"),
            );
        }
    }
}
