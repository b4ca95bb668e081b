//! Sessions have begun without a questionnaire that must be filled in before.

use super::proofs::{first_session, is_for_pupil};
use super::roles;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::case::{ALL_DAYS, answers_to, is_answered};
use crate::domain::choices::Phase;
use crate::domain::policy::Need;
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("rating-before-missing"),
    explanation: "\
## What it finds
Sessions with a pupil while a questionnaire of the time *before* is missing that the policy
requires, for example the teacher's rating or the pupil's own assessment. Where several people must
answer, it counts them. Somebody who was asked and chose not to answer counts as well:

    ratings:
      - instrument: staff-rating
        phase: before
        date: 2026-09-18
        respondent: { role: class-teacher, name: Miss L. Park }
        declined: true

## Why it matters
Without a mark from before nobody can ever say whether the pupil got further. It cannot be made up
afterwards.

## What to do
Have it filled in as soon as possible, with its true day. If it was filled in on paper, enter it.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some((policy, session)) = first_session(view) else { return };
    if !view.can_judge_absence(&[RecordKind::Ratings]) {
        return;
    }
    for line in &policy.questionnaires {
        if line.need != Need::Required
            || line.phase != Phase::Before
            || !policy.requires(line.step)
            || !is_for_pupil(view, line, session.date)
            || is_answered(view.case, line, ALL_DAYS)
        {
            continue;
        }
        let title = view.school.instruments.0.get(&line.instrument);
        let title = title.map_or(line.instrument.as_str(), |instrument| &instrument.title);
        let given = answers_to(view.case, line).count();
        let needed = line.min_raters.unwrap_or(1);
        let message = if given == 0 {
            format!("sessions have begun, but `{title}` was not filled in before")
        } else {
            format!(
                "sessions have begun, but of {needed} who must fill in `{title}` only {given} did"
            )
        };
        findings.push(
            Finding::warning(CHECK.code, message, view.at(session.at))
                .label("the first session")
                .help(format!("have it filled in by: {}", roles::in_words(&line.respondents, "or")))
                .help(format!("lm policy explain questionnaires.{}", line.id)),
        );
    }
}
