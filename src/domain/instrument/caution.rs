//! What to bear in mind when two completions of a questionnaire are compared. Source: domain §12,
//! rater and season flags; features D5.

use super::{Comparison, Instrument, observation, score};
use crate::domain::choices::{Phase, choices};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::Identity;
use crate::domain::record::ratings::Rating;
use crate::domain::statistics::{Judged, ReliableChange};
use std::collections::BTreeSet;
use std::fmt;

/// Something to bear in mind. As text it is a whole sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caution {
    /// Fewer weeks lie between than the policy asks for; holds how many do.
    TooSoon(i64),
    /// Not the same people answered both times.
    OtherPeople,
    /// The form had other lines then.
    OtherForm,
    /// So many lines of so many have no mark, at this time: too many for a total.
    TooManyMissing(Phase, usize, usize),
    /// So many lines of so many have no mark; the others stand for them.
    SomeMissing(Phase, usize, usize),
    /// Nothing was counted in the observation at this time.
    NothingSeen(Phase),
}

impl Caution {
    /// A short name, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooSoon(_) => "too-soon",
            Self::OtherPeople => "other-people",
            Self::OtherForm => "other-form",
            Self::TooManyMissing(..) => "too-many-missing",
            Self::SomeMissing(..) => "some-missing",
            Self::NothingSeen(_) => "nothing-seen",
        }
    }
}

impl fmt::Display for Caution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooSoon(1) => f.write_str("Only 1 week lies between: too little to show much."),
            Self::TooSoon(weeks) => {
                write!(f, "Only {weeks} weeks lie between: too few to show much.")
            }
            Self::OtherPeople => f.write_str(
                "Other people answered before than later, so that a change may be theirs.",
            ),
            Self::OtherForm => f.write_str(
                "The form had other lines before than later, so that a change may be the form's.",
            ),
            Self::TooManyMissing(phase, missing, items) => write!(
                f,
                "No mark for {missing} of {items} lines {}: too many for a total.",
                when(*phase)
            ),
            Self::SomeMissing(phase, missing, items) => write!(
                f,
                "No mark for {missing} of {items} lines {}: the others stand for {}.",
                when(*phase),
                if *missing == 1 { "it" } else { "them" }
            ),
            Self::NothingSeen(phase) => {
                write!(f, "Nothing was counted {}, so that there is no share.", when(*phase))
            }
        }
    }
}

fn when(phase: Phase) -> &'static str {
    phase.label()
}

/// The three times, in order.
pub(super) const PHASES: [Phase; 3] = [Phase::Before, Phase::Review, Phase::After];

/// What to bear in mind; `min_weeks` is the policy's least time between two ratings.
pub(super) fn cautions(found: &Comparison<'_>, min_weeks: Option<u32>) -> Vec<Caution> {
    let mut cautions = Vec::new();
    if let (Some(weeks), Some(min)) = (found.weeks_between(), min_weeks)
        && weeks < i64::from(min)
    {
        cautions.push(Caution::TooSoon(weeks));
    }
    if let Some((from, to)) = found.compared() {
        if are_others(from, to) {
            cautions.push(Caution::OtherPeople);
        }
        if is_other_form(found.instrument, from, to) {
            cautions.push(Caution::OtherForm);
        }
    }
    for (phase, ratings) in PHASES.into_iter().zip(&found.ratings) {
        for rating in ratings {
            cautions.extend(missing(found.instrument, rating, phase));
        }
    }
    cautions
}

/// Whether not the same people answered.
pub(super) fn are_others(from: &[&Rating], to: &[&Rating]) -> bool {
    people(from) != people(to)
}

fn people<'r>(ratings: &[&'r Rating]) -> BTreeSet<Identity<'r>> {
    ratings.iter().map(|rating| rating.respondent.identity()).collect()
}

/// Whether the lines were others: another version is written down, or lines were answered on one
/// side only that are not asked any more.
pub(super) fn is_other_form(instrument: &Instrument, from: &[&Rating], to: &[&Rating]) -> bool {
    let versions = |ratings: &[&Rating]| -> BTreeSet<u32> {
        ratings.iter().filter_map(|rating| rating.version).collect()
    };
    let gone = |ratings: &[&Rating]| -> BTreeSet<Id> {
        let marks = ratings.iter().flat_map(|rating| rating.marks.keys());
        let is_gone = |id: &&Id| instrument.item(id).is_none_or(|(_, item)| item.retired);
        marks.filter(is_gone).cloned().collect()
    };
    let (then, now) = (versions(from), versions(to));
    !then.is_empty() && !now.is_empty() && then != now || gone(from) != gone(to)
}

fn missing(instrument: &Instrument, rating: &Rating, phase: Phase) -> Option<Caution> {
    let nothing = observation(instrument, rating).is_some_and(|seen| seen.all.percent().is_none());
    let whole = score(instrument, rating).pop();
    match whole {
        Some(whole) if whole.percent.is_none() => {
            Some(Caution::TooManyMissing(phase, whole.missing, whole.items))
        }
        Some(whole) if whole.missing > 0 => {
            Some(Caution::SomeMissing(phase, whole.missing, whole.items))
        }
        _ => nothing.then_some(Caution::NothingSeen(phase)),
    }
}

choices! {
    /// Why nobody can say whether a change is reliable.
    NotJudged {
        NoFigures: "no-figures" => "the form's file states no spread and reliability",
        OtherPeople: "other-people" => "not one and the same person answered both times",
        OtherForm: "other-form" => "the form had other lines",
        NoTotals: "no-totals" => "a total is missing",
    }
}

/// A change of the total measured against chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JudgedChange {
    /// By how many points of the total on the form it is better; below 0 when it is worse.
    pub better_by: f64,
    /// The yardstick.
    pub rule: ReliableChange,
    /// What can be said.
    pub judged: Judged,
}

/// Whether the change of the total is reliable; `None` while there is nothing to compare, or no
/// total.
pub(super) fn reliable_change(found: &Comparison<'_>) -> Option<Result<JudgedChange, NotJudged>> {
    let (from, to) = found.compared()?;
    let row = found.rows.iter().find(|row| row.section.is_none())?;
    Some(judge(found, row.better_by(found.between()?), from, to))
}

fn judge(
    found: &Comparison<'_>,
    better_by: Option<f64>,
    from: &[&Rating],
    to: &[&Rating],
) -> Result<JudgedChange, NotJudged> {
    let figures = found.instrument.statistics.as_ref().ok_or(NotJudged::NoFigures)?;
    let rule = ReliableChange::of(figures.standard_deviation, figures.reliability)
        .ok_or(NotJudged::NoFigures)?;
    if from.len() != 1 || to.len() != 1 || are_others(from, to) {
        return Err(NotJudged::OtherPeople);
    }
    if is_other_form(found.instrument, from, to) {
        return Err(NotJudged::OtherForm);
    }
    let better_by = better_by.ok_or(NotJudged::NoTotals)?;
    Ok(JudgedChange { better_by, rule, judged: rule.judge(better_by) })
}

/// Whole weeks from the last of some ratings to the first of others.
pub(super) fn weeks_between(from: &[&Rating], to: &[&Rating]) -> Option<i64> {
    let last: Date = from.iter().map(|rating| rating.date).max()?;
    let first: Date = to.iter().map(|rating| rating.date).min()?;
    Some(last.days_until(first) / 7)
}
