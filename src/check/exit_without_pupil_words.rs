//! An ending without the pupil's own words.

use super::exits::{criteria, exits};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::policy::Need;
use crate::domain::record::{RecordKind, is_said};

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("exit-without-pupil-words"),
    explanation: "\
## What it finds
An exit without `in_my_own_words` where the policy requires them. That the pupil was asked and did not
want to say anything is an answer too: `words_declined: 2026-12-10`. Endings for which no evaluation
is needed, because the pupil has left, are passed over.

## Why it matters
In the end the pupil should be the one who says what has changed. It is also what they take with them
to the next hard week.

## What to do
Ask: what can you do now that you could not do before, and how will you keep it up? Write the answer
down word for word.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (at, exit, policy) in exits(view) {
        let said = is_said(exit.in_my_own_words.as_ref());
        if said
            || exit.words_declined.is_some()
            || policy.exit.pupil_words != Need::Required
            || criteria(exit, policy).any(|(_, criterion)| criterion.without_evaluations)
            || !view.can_judge_absence(&[RecordKind::Reviews])
        {
            continue;
        }
        findings.push(
            Finding::warning(
                CHECK.code,
                "the programme ended, and the pupil's own words are missing",
                view.field(RecordKind::Reviews, at.key("date")),
            )
            .help("ask the pupil, and add `in_my_own_words`; or `words_declined` with the day")
            .help("lm policy explain exit.pupil_words"),
        );
    }
}
