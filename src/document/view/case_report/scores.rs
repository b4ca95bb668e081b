//! Questionnaires before, at a review and after, in numbers that all point one way.

use super::super::Sources;
use crate::domain::instrument::{Comparison, Instruments, Row, comparisons};
use crate::domain::policy::Combine;
use serde::Serialize;

/// One questionnaire's scores over the programme, each 0 (worst possible) to 100 (best possible).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoresView {
    /// The questionnaire's title.
    pub title: String,
    /// Who answered, by role, each once.
    pub respondents: Vec<String>,
    /// How many people answered before, at the last review and after.
    pub people: [usize; 3],
    /// Its sections, then the whole.
    pub rows: Vec<ScoreView>,
    /// What to bear in mind when comparing; whole sentences.
    pub notes: Vec<String>,
}

/// The scores of a section, or of the whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreView {
    /// The section's title; `All` for the whole.
    pub section: String,
    /// Before, in whole numbers.
    pub before: Option<i64>,
    /// At the last review.
    pub review: Option<i64>,
    /// After.
    pub after: Option<i64>,
    /// From before to after, or to the review while there is no after: `+12`, `-3`, `0`.
    pub change: Option<String>,
}

impl ScoresView {
    pub(super) fn all(sources: &Sources<'_>, instruments: &Instruments) -> Vec<Self> {
        let rule = sources.policies.in_force(sources.today).map(|policy| &policy.rating);
        let combine = rule.and_then(|rule| rule.combine).unwrap_or(Combine::Mean);
        let min_weeks = rule.and_then(|rule| rule.min_weeks_between).map(i64::from);
        let ratings = &sources.case.ratings.ratings;
        let found = comparisons(ratings, instruments, combine, sources.today);
        found.iter().map(|one| Self::of(sources, one, min_weeks)).collect()
    }

    fn of(sources: &Sources<'_>, found: &Comparison<'_>, min_weeks: Option<i64>) -> Self {
        let mut respondents = Vec::new();
        for rating in found.ratings.iter().flatten() {
            let (name, role) = sources.person(&rating.respondent);
            let who = role.or(name).unwrap_or_else(|| "not said".to_owned());
            if !respondents.contains(&who) {
                respondents.push(who);
            }
        }
        Self {
            title: found.instrument.title.clone(),
            respondents,
            people: [0, 1, 2].map(|at| found.ratings[at].len()),
            rows: found.rows.iter().map(|row| ScoreView::of(found, row)).collect(),
            notes: notes(found, min_weeks),
        }
    }
}

impl ScoreView {
    fn of(found: &Comparison<'_>, row: &Row) -> Self {
        let title = row.section.as_ref().and_then(|id| {
            let sections = &found.instrument.sections;
            sections.iter().find(|section| section.id == *id).map(|one| one.title.clone())
        });
        let [before, review, after] = row.percent.map(|percent| percent.map(whole));
        Self {
            section: title.unwrap_or_else(|| "All".to_owned()),
            before,
            review,
            after,
            // Of the rounded numbers, so that whoever subtracts finds the same.
            change: after.or(review).zip(before).map(|(to, from)| signed(to - from)),
        }
    }
}

fn notes(found: &Comparison<'_>, min_weeks: Option<i64>) -> Vec<String> {
    let mut notes = Vec::new();
    if let (Some(weeks), Some(min)) = (found.weeks_between(), min_weeks)
        && weeks < min
    {
        notes.push(format!("Only {weeks} weeks lie between: too few to show much."));
    }
    if found.other_people() {
        notes.push(
            "Other people answered before than later, so that a change may be theirs.".to_owned(),
        );
    }
    notes
}

#[expect(clippy::cast_possible_truncation, reason = "from 0 to 100")]
fn whole(percent: f64) -> i64 {
    percent.round() as i64
}

fn signed(change: i64) -> String {
    if change > 0 { format!("+{change}") } else { change.to_string() }
}
