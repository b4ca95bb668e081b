//! A questionnaire filled in by somebody for whom it is not made.

use super::answers::each_rating;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::choices::Role;
use crate::domain::instrument::Instrument;
use crate::domain::record::RecordKind;
use crate::domain::record::ratings::Rating;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("wrong-respondent"),
    explanation: "\
## What it finds
A completed questionnaire whose respondent is in none of the roles that the questionnaire is made for,
nor in those that the policy names for it. Somebody who stands by staff id is judged by their roles in
`lm.toml`.

## Why it matters
A teacher and a parent see different things, so their marks are not compared with each other. A form
under the wrong name looks like a change in the pupil.

## What to do
See who answered: the respondent is whoever gave the answers, `scribe` whoever held the pen for a
pupil. If others may fill it in at your school, name their roles under `questionnaires` in the policy.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    each_rating(view, |here, rating, instrument| {
        let roles = roles_of(view, rating);
        let fits = |role: &Role| may_answer(view, rating, instrument, *role);
        if instrument.respondents.is_empty() || roles.is_none_or(|roles| roles.iter().any(fits)) {
            return;
        }
        let made_for: Vec<&str> = instrument.respondents.iter().map(|role| role.label()).collect();
        findings.push(
            Finding::warning(
                CHECK.code,
                format!("‹{}› is not made for this respondent", rating.instrument),
                view.field(RecordKind::Ratings, here.key("respondent").path()),
            )
            .label(format!("made for: {}", made_for.join(", ")))
            .help("write who gave the answers; whoever held the pen is the `scribe`"),
        );
    });
}

/// In which roles the respondent answered; `None` when that is not known.
fn roles_of<'a>(view: &CaseView<'a>, rating: &'a Rating) -> Option<&'a [Role]> {
    let person = &rating.respondent;
    if let Some(role) = &person.role {
        return Some(std::slice::from_ref(role));
    }
    let member = view.school.staff(person.staff.as_ref()?)?;
    (!member.roles.is_empty()).then_some(&member.roles)
}

fn may_answer(view: &CaseView<'_>, rating: &Rating, instrument: &Instrument, role: Role) -> bool {
    instrument.respondents.contains(&role)
        || view.policy(rating.date).is_some_and(|policy| {
            let lines = policy.questionnaires.iter();
            lines
                .filter(|line| line.instrument == rating.instrument)
                .any(|line| line.respondents.contains(&role))
        })
}
