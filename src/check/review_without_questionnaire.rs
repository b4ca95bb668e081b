//! A review for which a questionnaire was not asked that the programme asks for at each review.

use super::proofs::is_for_pupil;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::calendar::Span;
use crate::domain::case::{episodes, is_answered};
use crate::domain::date::Date;
use crate::domain::policy::{Need, QuestionnaireRule, StepId};
use crate::domain::record::RecordKind;
use crate::domain::record::reviews::Review;
use crate::domain::roles;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("review-without-questionnaire"),
    explanation: "\
## What it finds
A review before which nobody answered a questionnaire that the programme asks for at each review: a
line of the policy's `questionnaires` with `step = \"review\"` and `need = \"required\"`. An answer
counts that was given since the review before, up to the day of this one; so does one that was asked
for and declined.

    ratings:
      - instrument: review-pupil-voice
        phase: review
        date: 2026-11-10
        respondent: { role: pupil }

## Why it matters
Those who look back at a review see what was said there, and not how the pupil and the teachers saw
it themselves.

## What to do
If it was answered, write it down: lm rate. If it was not, have it answered before the next review.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Reviews, RecordKind::Ratings]) {
        return;
    }
    for (index, review) in view.case.reviews.reviews.iter().enumerate() {
        let Some(policy) = view.policy(review.date).filter(|one| one.requires(StepId::Review))
        else {
            continue;
        };
        let days = days_of(view, review);
        let is_missing = |line: &&QuestionnaireRule| {
            line.step == StepId::Review
                && line.need == Need::Required
                && is_for_pupil(view, line, review.date)
                && !is_answered(view.case, line, days)
        };
        for line in policy.questionnaires.iter().filter(is_missing) {
            let at = FieldPath::from("reviews").item(index).key("date");
            let place = view.field(RecordKind::Reviews, at);
            let message = format!("`{}` was not answered for this review", line.instrument);
            let who = roles::in_words(&line.respondents, "or");
            findings.push(
                Finding::warning(CHECK.code, message, place)
                    .label(format!("asked for before this day, from the {who}"))
                    .help(format!("lm rate {} {}", view.case.id, line.instrument))
                    .help(format!("lm policy explain questionnaires.{}", line.id)),
            );
        }
    }
}

/// The days whose answers count for a review: since the one before it.
fn days_of(view: &CaseView<'_>, review: &Review) -> Span {
    let since = episodes(view.case, &view.school.policies, review.date)
        .last()
        .map_or(Date::FIRST, |one| one.from);
    let others = view.case.reviews.reviews.iter().map(|other| other.date);
    let before = others.filter(|day| (since..review.date).contains(day)).max();
    Span { from: before.map_or(Date::FIRST, |day| day.add_days(1)), to: review.date }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::policy::Need;
    use crate::domain::record::RecordKind::{Plan, Ratings, Reviews};

    #[test]
    fn each_review_needs_its_own_answer() {
        let trial = Trial::of("five-steps").but(|policy| {
            let lines = &mut policy.questionnaires;
            let line = lines.iter_mut().find(|line| line.id == "pupil-voice-review");
            line.expect("a line of the preset").need = Need::Required;
        });
        let voice = |day: &str| {
            format!(
                "- {{ instrument: review-pupil-voice, phase: review, date: {day}, respondent: \
                 {{ role: pupil }}, declined: true }}\n"
            )
        };
        let plan = (Plan, "plans:\n  - { starts: 2026-09-10 }\n");
        let reviews = (Reviews, "reviews:\n- { date: 2026-10-15 }\n- { date: 2026-12-03 }\n");
        let found = |index: usize| {
            let at = format!("reviews[{index}].date");
            format!("warning {at}: `review-pupil-voice` was not answered for this review")
        };
        for (answered, missing) in [
            (&[][..], &[0, 1][..]),
            (&["2026-10-14"], &[1]),
            (&["2026-10-15"], &[1]),
            (&["2026-10-16"], &[0]),
            (&["2026-10-14", "2026-12-03"], &[]),
            (&["2026-12-04"], &[0, 1]),
        ] {
            let ratings: String = answered.iter().map(|day| voice(day)).collect();
            let ratings =
                format!("ratings:\n{}", if ratings.is_empty() { "  []\n" } else { &ratings });
            let found: Vec<String> = missing.iter().map(|index| found(*index)).collect();
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            trial.finds(&CHECK, &[plan, reviews, (Ratings, &ratings)], &found);
        }
        let optional = Trial::of("five-steps");
        optional.finds(&CHECK, &[plan, reviews], &[]);
    }
}
