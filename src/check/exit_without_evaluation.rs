//! An ending without a questionnaire that the programme requires after it.

use super::exits::{ExitAt, criteria, days_before, exits};
use super::proofs::is_for_pupil;
use super::roles;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::case::is_answered;
use crate::domain::choices::Phase;
use crate::domain::policy::{Need, QuestionnaireRule};
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("exit-without-evaluation"),
    explanation: "\
## What it finds
An exit while a questionnaire of the time *after* is missing that the policy requires at the end: the
teacher's second rating, the evaluations by pupil, teacher and parents. A version for another key
stage than the pupil's is not asked for; somebody who was asked and declined counts; and some
criteria, for example that the pupil has left the school, need none. It is passed over where no
session was ever held.

## Why it matters
The first rating is worth nothing without the second. And the people who lived with the programme
are the ones who can say whether it helped.

## What to do
Have it filled in and enter it under `ratings` with `phase: after`. If somebody was asked and did not
want to, enter that:

    ratings:
      - instrument: exit-parent
        phase: after
        date: 2026-12-14
        respondent: { role: parent, name: Mrs N. Khan }
        declined: true
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (at, exit, policy) in exits(view) {
        let days = days_before(view, exit);
        let mut sessions = view.case.sessions.sessions.iter();
        if criteria(exit, policy).any(|(_, criterion)| criterion.without_evaluations)
            || !view.can_judge_absence(&[RecordKind::Ratings])
            || !sessions.any(|one| one.attendance.is_held() && days.contains(one.date))
        {
            continue;
        }
        for line in &policy.questionnaires {
            if line.need != Need::Required
                || line.phase != Phase::After
                || !policy.requires(line.step)
                || !is_for_pupil(view, line, exit.date)
                || is_answered(view.case, line, days)
            {
                continue;
            }
            findings.push(missing(view, line, at));
        }
    }
}

fn missing(view: &CaseView<'_>, line: &QuestionnaireRule, at: ExitAt) -> Finding {
    let title = view.school.instruments.0.get(&line.instrument);
    let title = title.map_or(line.instrument.as_str(), |instrument| &instrument.title);
    let message = match line.min_raters {
        Some(people) if people > 1 => {
            format!(
                "the programme ended, but `{title}` was not filled in afterwards by {people} people"
            )
        }
        _ => format!("the programme ended, but `{title}` was not filled in afterwards"),
    };
    Finding::warning(CHECK.code, message, view.field(RecordKind::Reviews, at.key("date")))
        .help(format!("have it filled in by: {}", roles::in_words(&line.respondents, "or")))
        .help(format!("lm policy explain questionnaires.{}", line.id))
}
