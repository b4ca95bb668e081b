//! Steps that are proved by questionnaires: which line of the policy is answered, and by whom.

use super::{EvidenceKind, StepEvidence, WrittenAt};
use crate::domain::calendar::Span;
use crate::domain::choices::{Phase, Role};
use crate::domain::policy::{Need, QuestionnaireRule, StepId};
use crate::domain::record::ratings::{Answer, Rating};
use crate::domain::record::{Case, Person, RecordKind};

use super::proof::Records;

/// The answers that count for a line of the policy, with their places in `ratings`, in the order
/// of the record. An answer that was declined counts.
pub fn answers_to<'a>(
    case: &'a Case,
    line: &'a QuestionnaireRule,
) -> impl Iterator<Item = (usize, &'a Rating)> {
    case.ratings.ratings.iter().enumerate().filter(move |(_, rating)| {
        rating.instrument == line.instrument
            && rating.phase == line.phase
            && may_be_one_of(&rating.respondent, &line.respondents)
    })
}

/// Whether as many people as a line of the policy asks for have answered or declined on these days.
pub fn is_answered(case: &Case, line: &QuestionnaireRule, days: Span) -> bool {
    let answers: Vec<_> =
        answers_to(case, line).filter(|(_, rating)| days.contains(rating.date)).collect();
    completing(&answers, line).is_some()
}

/// Whether somebody may be in one of these roles. Of staff who stand by their id alone the roles
/// are not known here, nor those of somebody named without a role.
fn may_be_one_of(person: &Person, roles: &[Role]) -> bool {
    match person.role {
        Some(role) => roles.contains(&role),
        None if person.staff.is_some() => roles.iter().any(|role| role.is_staff()),
        None => true,
    }
}

/// The answer with which a line is complete: that of the last person needed.
fn completing<'a>(
    answers: &[(usize, &'a Rating)],
    line: &QuestionnaireRule,
) -> Option<(usize, &'a Rating)> {
    let mut by_day = answers.to_vec();
    by_day.sort_by_key(|(_, rating)| rating.date);
    let needed = line.min_raters.unwrap_or(1).max(1) as usize;
    let mut people: Vec<&Person> = Vec::new();
    by_day.into_iter().find(|(_, rating)| {
        if !people.contains(&&rating.respondent) {
            people.push(&rating.respondent);
        }
        people.len() >= needed
    })
}

impl Records<'_> {
    /// The proof of a step by its questionnaires. Every line that the policy requires must be
    /// answered; of lines for different key stages, one. Where none is required, any will do.
    pub(super) fn answered(&self, step: StepId) -> Option<StepEvidence> {
        let lines =
            || self.policy.get().questionnaires.iter().filter(move |line| line.step == step);
        let required = || lines().filter(|line| line.need == Need::Required);
        if required().next().is_none() {
            let optional = lines().filter_map(|line| self.line(line)).min_by_key(|one| one.date);
            return optional.or_else(|| self.unnamed(step));
        }
        let mut whole: Option<StepEvidence> = None;
        let mut join = |part: StepEvidence| {
            whole = Some(whole.map_or(part, |whole| whole.and(part)));
        };
        for line in required().filter(|line| line.key_stages.is_empty()) {
            join(self.line(line)?);
        }
        let mut by_key_stage = required().filter(|line| !line.key_stages.is_empty()).peekable();
        if by_key_stage.peek().is_some() {
            join(by_key_stage.filter_map(|line| self.line(line)).min_by_key(|one| one.date)?);
        }
        whole
    }

    /// The proof that one line is answered.
    fn line(&self, line: &QuestionnaireRule) -> Option<StepEvidence> {
        let answers: Vec<_> = answers_to(self.case, line)
            .filter(|(_, rating)| self.days.contains(rating.date))
            .collect();
        let last = completing(&answers, line)?;
        let first = answers.iter().copied().min_by_key(|(_, rating)| rating.date)?;
        Some(evidence(first).and(evidence(last)))
    }

    /// The proof of a step for which the policy names no questionnaire.
    fn unnamed(&self, step: StepId) -> Option<StepEvidence> {
        let fits = |rating: &Rating| match step {
            StepId::Observation => is_observation(rating),
            StepId::RatingBefore => is_by_staff(rating) && rating.phase == Phase::Before,
            StepId::RatingAfter => is_by_staff(rating) && rating.phase == Phase::After,
            _ => false,
        };
        let ratings = self.case.ratings.ratings.iter().enumerate();
        ratings
            .filter(|(_, rating)| self.days.contains(rating.date) && fits(rating))
            .min_by_key(|(_, rating)| rating.date)
            .map(evidence)
    }
}

fn evidence((entry, rating): (usize, &Rating)) -> StepEvidence {
    let kind = if rating.declined {
        EvidenceKind::Declined
    } else if is_observation(rating) {
        EvidenceKind::Observation
    } else {
        EvidenceKind::Questionnaire
    };
    let at =
        WrittenAt { file: RecordKind::Ratings, field: "ratings", entry: Some(entry), part: None };
    StepEvidence::once(rating.date, kind, at)
}

fn is_observation(rating: &Rating) -> bool {
    rating.marks.values().any(|answer| matches!(answer, Answer::Tallies(_)))
}

fn is_by_staff(rating: &Rating) -> bool {
    let by_staff = match rating.respondent.role {
        Some(role) => role.is_staff(),
        None => rating.respondent.staff.is_some(),
    };
    by_staff && !is_observation(rating)
}
