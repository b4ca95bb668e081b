//! Questionnaires before, at a review and after, in numbers that all point one way.

use super::super::Sources;
use crate::domain::choices::Phase;
use crate::domain::date::Date;
use crate::domain::instrument::{Comparison, Instruments, Observed, Row, Voice, comparisons};
use crate::domain::policy::Combine;
use crate::domain::statistics::Spread;
use serde::Serialize;

/// One questionnaire's scores over the programme, each 0 (worst possible) to 100 (best possible).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoresView {
    /// The questionnaire's title.
    pub title: String,
    /// Who answered, by role, each once.
    pub respondents: Vec<String>,
    /// When it was filled in, by months: `November 2024 to March 2025`.
    pub months: String,
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
    /// The section's title; `All` for the whole; for tallies, what share of them is wanted.
    pub section: String,
    /// Before, in whole numbers.
    pub before: Option<i64>,
    /// At the last review.
    pub review: Option<i64>,
    /// After.
    pub after: Option<i64>,
    /// From the first of these times to the last: `+12`, `-3`, `0`.
    pub change: Option<String>,
}

impl ScoresView {
    pub(super) fn all(sources: &Sources<'_>, instruments: &Instruments) -> Vec<Self> {
        let rule = sources.policies.in_force(sources.today).map(|policy| &policy.rating);
        let combine = rule.and_then(|rule| rule.combine).unwrap_or(Combine::Mean);
        let min_weeks = rule.and_then(|rule| rule.min_weeks_between);
        let ratings = &sources.case.ratings.ratings;
        let found = comparisons(ratings, instruments, combine, sources.today);
        found.iter().map(|one| Self::of(sources, one, min_weeks)).collect()
    }

    fn of(sources: &Sources<'_>, found: &Comparison<'_>, min_weeks: Option<u32>) -> Self {
        let mut respondents = Vec::new();
        for rating in found.ratings.iter().flatten() {
            let (name, role) = sources.person(&rating.respondent);
            let who = role.or(name).unwrap_or_else(|| "not said".to_owned());
            if !respondents.contains(&who) {
                respondents.push(who);
            }
        }
        let rows = found.rows.iter().map(|row| ScoreView::of(found, row));
        let observed = found.observed.iter().map(|seen| ScoreView::of_observation(found, seen));
        Self {
            title: found.instrument.title.clone(),
            respondents,
            months: months(found),
            people: [0, 1, 2].map(|at| found.ratings[at].len()),
            rows: rows.chain(observed).collect(),
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
        Self::new(found, title.unwrap_or_else(|| "All".to_owned()), row.percent())
    }

    fn of_observation(found: &Comparison<'_>, seen: &Observed<'_>) -> Self {
        Self::new(found, "Wanted, of all that was seen".to_owned(), seen.percent())
    }

    fn new(found: &Comparison<'_>, section: String, percent: [Option<f64>; 3]) -> Self {
        let rounded = percent.map(|percent| percent.map(whole));
        // Of the rounded numbers, so that whoever subtracts finds the same.
        let change =
            found.between().and_then(|(from, to)| Some(signed(rounded[to]? - rounded[from]?)));
        let [before, review, after] = rounded;
        Self { section, before, review, after, change }
    }
}

/// A pupil who came back has the same questionnaire once for each time on the programme.
fn months(found: &Comparison<'_>) -> String {
    let days = || found.ratings.iter().flatten().map(|rating| rating.date);
    let month = |day: Date| {
        let long = day.long();
        long.split_once(' ').map_or_else(String::new, |(_, month)| month.to_owned())
    };
    let (first, last) = (days().min().map(month), days().max().map(month));
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(one), _) => one,
        _ => String::new(),
    }
}

fn notes(found: &Comparison<'_>, min_weeks: Option<u32>) -> Vec<String> {
    let mut notes: Vec<String> =
        found.cautions(min_weeks).iter().map(ToString::to_string).collect();
    let of_all = found.rows.last().map(|row| row.scores);
    let scores = of_all.or(found.observed.as_ref().map(|seen| seen.shares));
    for (phase, scores) in Phase::ALL.iter().zip(scores.into_iter().flatten()) {
        notes.extend(scores.filter(|scores| scores.count > 1).map(|all| spread(*phase, all)));
    }
    if let Some(Ok(change)) = found.reliable_change() {
        notes.push(format!("Measured against chance: {}.", change.judged));
    }
    if found.voice == Voice::Pupil && found.instrument.respondents.len() > 1 {
        notes.push("This is the pupil's own view; that of others stands apart.".to_owned());
    }
    notes
}

fn spread(phase: Phase, all: Spread) -> String {
    let [lowest, highest] = [all.lowest, all.highest].map(whole);
    let when = phase.label();
    let when = when[..1].to_uppercase() + &when[1..];
    format!("{when}: the mean of {} people, who lie from {lowest} to {highest}.", all.count)
}

#[expect(clippy::cast_possible_truncation, reason = "from 0 to 100")]
fn whole(percent: f64) -> i64 {
    percent.round() as i64
}

fn signed(change: i64) -> String {
    if change > 0 { format!("+{change}") } else { change.to_string() }
}
