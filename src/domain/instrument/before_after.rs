//! The same questionnaire before, at a review and after, side by side. What changed is shown, never
//! judged by us. Source: domain §2 step 18, §4; features D4, D5.

use super::caution::{self, Caution, JudgedChange, NotJudged, PHASES};
use super::items::ItemRow;
use super::seen::Observed;
use super::{Instrument, Instruments, Score, observation, score};
use crate::domain::choices::{Phase, Role, choices};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::Combine;
use crate::domain::record::Person;
use crate::domain::record::ratings::Rating;
use crate::domain::statistics::Spread;

choices! {
    /// Whose view the marks are. The two are never put into one mean: that they differ is worth
    /// knowing.
    Voice {
        Others: "others" => "what others see",
        Pupil: "pupil" => "the pupil's own view",
    }
}

/// One instrument's scores over the programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// The instrument.
    pub instrument: &'a Instrument,
    /// Whose view.
    pub voice: Voice,
    /// The ratings that count, by phase: before, at the last review, after. Empty where there are
    /// none.
    pub ratings: [Vec<&'a Rating>; 3],
    /// Each section's scores, then the whole instrument's; where there is one section, the whole
    /// alone. None for an instrument that only has tallies.
    pub rows: Vec<Row>,
    /// What was observed, for an instrument with tallies.
    pub observed: Option<Observed<'a>>,
}

/// The scores of a section, or of the whole; each before, at the last review and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The section's id; `None` for the whole.
    pub section: Option<Id>,
    /// 0 (worst possible) to 100 (best possible), whatever the direction of the scale, of all who
    /// answered. `None` where there is no rating or too many marks are missing.
    pub scores: [Option<Spread>; 3],
    /// Where the pupil would like to be, 0 to 100.
    pub hoped: [Option<f64>; 3],
    /// The sum of the marks as on the form; the mean when several people answered.
    pub raw: [Option<f64>; 3],
    /// The best sum there can be.
    pub best: f64,
    /// The worst sum there can be.
    pub worst: f64,
}

/// What one person marked over the programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Rater<'a> {
    /// Who.
    pub person: &'a Person,
    /// The whole: 0 to 100, before, at the last review and after.
    pub percent: [Option<f64>; 3],
}

/// Which two of the three times are compared: their places in before, review, after.
pub type Between = (usize, usize);

impl Row {
    /// Before, at the last review, after: 0 to 100.
    pub fn percent(&self) -> [Option<f64>; 3] {
        self.scores.map(|scores| scores.map(|scores| scores.mean))
    }

    /// From one time to the other; above 0 is better.
    pub fn change(&self, (from, to): Between) -> Option<f64> {
        Some(self.percent()[to]? - self.percent()[from]?)
    }

    /// By how many points of the total on the form it is better, below 0 when it is worse.
    pub fn better_by(&self, (from, to): Between) -> Option<f64> {
        let risen = self.raw[to]? - self.raw[from]?;
        Some(if self.best < self.worst { -risen } else { risen })
    }
}

impl<'a> Comparison<'a> {
    /// Of these ratings by phase; `None` when nothing in the instrument is counted.
    fn of(instrument: &'a Instrument, voice: Voice, ratings: [Vec<&'a Rating>; 3]) -> Option<Self> {
        let rows = rows(instrument, &ratings);
        let observed = Observed::of(instrument, &ratings);
        let is_counted = !rows.is_empty() || observed.is_some();
        is_counted.then_some(Self { instrument, voice, ratings, rows, observed })
    }

    /// Any two completions of an instrument side by side, the earlier one first.
    pub fn of_two(instrument: &'a Instrument, from: &'a Rating, to: &'a Rating) -> Option<Self> {
        let voice = if is_pupil(from) && is_pupil(to) { Voice::Pupil } else { Voice::Others };
        Self::of(instrument, voice, [vec![from], Vec::new(), vec![to]])
    }

    /// Which times are compared: the first and the last at which somebody answered.
    pub fn between(&self) -> Option<Between> {
        let answered = |at: &usize| !self.ratings[*at].is_empty();
        let (from, to) = ((0..3).find(answered)?, (0..3).rev().find(answered)?);
        (from < to).then_some((from, to))
    }

    /// The ratings that are compared.
    pub fn compared(&self) -> Option<(&[&'a Rating], &[&'a Rating])> {
        let (from, to) = self.between()?;
        Some((&self.ratings[from], &self.ratings[to]))
    }

    /// The change of a section or of the whole, 100 points being the whole scale; above 0 is better.
    pub fn change(&self, row: &Row) -> Option<f64> {
        row.change(self.between()?)
    }

    /// The instrument as a whole, 0 to 100, before, at the last review and after: of its marks, else
    /// of its tallies.
    pub fn whole(&self) -> [Option<f64>; 3] {
        match (self.rows.last(), &self.observed) {
            (Some(row), _) => row.percent(),
            (None, Some(seen)) => seen.percent(),
            (None, None) => [None; 3],
        }
    }

    /// Whether other people answered before than later, so that a change may be theirs.
    pub fn other_people(&self) -> bool {
        self.compared().is_some_and(|(from, to)| caution::are_others(from, to))
    }

    /// Whole weeks from the last rating before to the first of those it is compared with.
    pub fn weeks_between(&self) -> Option<i64> {
        let (from, to) = self.compared()?;
        caution::weeks_between(from, to)
    }

    /// What to bear in mind; `min_weeks` is the policy's least time between two ratings.
    pub fn cautions(&self, min_weeks: Option<u32>) -> Vec<Caution> {
        caution::cautions(self, min_weeks)
    }

    /// Whether the change of the total is more than chance; `None` while there is none.
    pub fn reliable_change(&self) -> Option<Result<JudgedChange, NotJudged>> {
        caution::reliable_change(self)
    }

    /// Each line that counts, in printed order.
    pub fn items(&self) -> Vec<ItemRow<'a>> {
        ItemRow::all(self.instrument, &self.ratings)
    }

    /// What each person marked, in the order in which they first answered.
    pub fn raters(&self) -> Vec<Rater<'a>> {
        let mut raters: Vec<Rater<'a>> = Vec::new();
        for (at, ratings) in self.ratings.iter().enumerate() {
            for rating in ratings {
                let percent = whole(self.instrument, rating);
                let who = rating.respondent.identity();
                let known = raters.iter().position(|rater| rater.person.identity() == who);
                let nth = known.unwrap_or_else(|| {
                    raters.push(Rater { person: &rating.respondent, percent: [None; 3] });
                    raters.len() - 1
                });
                raters[nth].percent[at] = percent;
            }
        }
        raters
    }
}

/// What one completion is worth as a whole, 0 to 100: of its marks, else of its tallies.
pub fn whole(instrument: &Instrument, rating: &Rating) -> Option<f64> {
    match score(instrument, rating).pop() {
        Some(whole) => whole.percent,
        None => observation(instrument, rating)?.all.percent(),
    }
}

/// Every instrument that was filled in by a day and can be counted, in the order of their ids. A
/// mentee who comes back and is rated anew has one comparison for each time.
pub fn comparisons<'a>(
    ratings: &'a [Rating],
    instruments: &'a Instruments,
    combine: Combine,
    on: Date,
) -> Vec<Comparison<'a>> {
    let mut found = Vec::new();
    for instrument in instruments.0.values() {
        for voice in Voice::ALL {
            let mut fitting: Vec<&Rating> = (ratings.iter())
                .filter(|rating| rating.instrument == instrument.id)
                .filter(|rating| !rating.declined && rating.date <= on)
                .filter(|rating| is_pupil(rating) == (*voice == Voice::Pupil))
                .collect();
            fitting.sort_by_key(|rating| rating.date);
            for round in rounds(&fitting) {
                let ratings = PHASES.map(|phase| counting(round, phase, combine));
                found.extend(Comparison::of(instrument, *voice, ratings));
            }
        }
    }
    found
}

fn is_pupil(rating: &Rating) -> bool {
    rating.respondent.role == Some(Role::Pupil)
}

/// Parts ratings in order of time where a new *before* follows an *after*.
fn rounds<'r, 'a>(ratings: &'r [&'a Rating]) -> impl Iterator<Item = &'r [&'a Rating]> {
    ratings.chunk_by(|one, next| !(one.phase == Phase::After && next.phase == Phase::Before))
}

/// The ratings of a phase that count, oldest first: the latest of each person, or the latest of all.
fn counting<'a>(round: &[&'a Rating], phase: Phase, combine: Combine) -> Vec<&'a Rating> {
    let mut found: Vec<&Rating> = Vec::new();
    for rating in round.iter().rev().filter(|rating| rating.phase == phase) {
        let who = rating.respondent.identity();
        let again = found.iter().any(|one| one.respondent.identity() == who);
        if !again && (found.is_empty() || combine == Combine::Mean) {
            found.push(rating);
        }
    }
    found.reverse();
    found
}

fn rows(instrument: &Instrument, ratings: &[Vec<&Rating>; 3]) -> Vec<Row> {
    let scores: [Vec<Vec<Score>>; 3] =
        [0, 1, 2].map(|at| ratings[at].iter().map(|rating| score(instrument, rating)).collect());
    let of_all = |at: usize, section: &Option<Id>, part: &dyn Fn(&Score) -> Option<f64>| {
        let found = scores[at].iter().flatten().filter(|score| score.section == *section);
        Spread::of(&found.filter_map(part).collect::<Vec<f64>>())
    };
    let mean = |section: &Option<Id>, part: &dyn Fn(&Score) -> Option<f64>| {
        [0, 1, 2].map(|at| of_all(at, section, part).map(|spread| spread.mean))
    };
    let row = |score: &Score| Row {
        scores: [0, 1, 2].map(|at| of_all(at, &score.section, &|score| score.percent)),
        hoped: mean(&score.section, &|score| score.hoped),
        raw: mean(&score.section, &|score| score.raw),
        best: score.best,
        worst: score.worst,
        section: score.section.clone(),
    };
    let sections = scores.iter().flatten().next().map_or(&[][..], |sections| &sections[..]);
    // Where there is one section, it is the whole.
    let lone = sections.len() == 2;
    sections.iter().filter(|score| !lone || score.section.is_none()).map(row).collect()
}

#[cfg(test)]
mod tests;
