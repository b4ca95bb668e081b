//! What the marks of a completed questionnaire are worth, and whether each is on its scale.

use super::{Instrument, ItemScore, Scale, ScaleKind, item_scores};
use crate::domain::id::Id;
use crate::domain::record::ratings::{Answer, Rating};

/// Why an answer does not fit its item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemFault {
    /// The answer is of another kind than the item asks for; says what is wanted.
    WrongKind(&'static str),
    /// The mark is off the scale; holds the mark, the lowest and the highest.
    OffScale(i64, i64, i64),
    /// Not one of the answers that the item offers.
    UnknownOption(String),
    /// A wrong number of intervals; holds how many are wanted.
    WrongIntervals(usize),
}

/// What is wrong with an answer to an item of this scale; empty when it fits.
pub fn faults_in_answer(scale: &Scale, answer: &Answer) -> Option<ItemFault> {
    let on_scale = |mark: i64| {
        let (low, high) = (scale.from.unwrap_or(0), scale.to.unwrap_or(i64::MAX));
        (mark < low || mark > high).then_some(ItemFault::OffScale(mark, low, high))
    };
    match (scale.kind, answer) {
        (ScaleKind::Rating | ScaleKind::Frequency, Answer::Mark(mark)) => on_scale(*mark),
        (ScaleKind::Rating | ScaleKind::Frequency, _) => {
            Some(ItemFault::WrongKind("one mark, a whole number"))
        }
        (ScaleKind::Paired, Answer::Pair { now, hoped }) => on_scale(*now).or(on_scale(*hoped)),
        (ScaleKind::Paired, _) => {
            Some(ItemFault::WrongKind("two marks, for example { now: 4, hoped: 8 }"))
        }
        (ScaleKind::Tally, Answer::Tallies(counts)) => match scale.intervals {
            Some(wanted) if counts.len() != wanted => Some(ItemFault::WrongIntervals(wanted)),
            _ => counts
                .iter()
                .find(|count| **count < 0)
                .map(|count| ItemFault::OffScale(*count, 0, i64::MAX)),
        },
        (ScaleKind::Tally, _) => Some(ItemFault::WrongKind("a count for each interval, in a list")),
        (ScaleKind::Tick, Answer::Tick(_))
        | (ScaleKind::Text, Answer::Text(_) | Answer::Mark(_) | Answer::Tick(_)) => None,
        (ScaleKind::Tick, _) => Some(ItemFault::WrongKind("true for a tick, false for none")),
        (ScaleKind::Text, _) => Some(ItemFault::WrongKind("words")),
        (ScaleKind::Choice, Answer::Text(code)) => {
            let known = scale.options.iter().any(|option| option.id == code.as_str());
            (!known).then(|| ItemFault::UnknownOption(code.clone()))
        }
        (ScaleKind::Choice, _) => {
            Some(ItemFault::WrongKind("one of the answers that the item offers"))
        }
    }
}

/// The worth of a set of marks. Per cent point one way: **more is better**.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The section's id; `None` for the whole instrument.
    pub section: Option<Id>,
    /// How many items count.
    pub items: usize,
    /// How many of them have no mark.
    pub missing: usize,
    /// The sum of the marks as they stand on the form, pro-rated for missing ones; an item that
    /// points the other way than the rest is turned round first. `None` when too many are missing.
    pub raw: Option<f64>,
    /// The best sum there can be; below the worst where low marks are better.
    pub best: f64,
    /// The worst sum there can be.
    pub worst: f64,
    /// 0 (worst possible) to 100 (best possible); `None` when too many are missing.
    pub percent: Option<f64>,
    /// Where the pupil would like to be, from 0 to 100, on a form that asks for it.
    pub hoped: Option<f64>,
}

/// The score of every section, then of the whole. Only ratings, paired scales (the mark *now*) and
/// frequencies count; for tallies see [`super::observation()`]. Up to the instrument's share of
/// missing marks, a total is the mean of those given, times the number of items.
pub fn score(instrument: &Instrument, rating: &Rating) -> Vec<Score> {
    let items = item_scores(instrument, rating);
    let share = instrument.missing.at_most_percent;
    let mut scores: Vec<Score> = instrument
        .sections
        .iter()
        .filter_map(|section| {
            let of_section = items.iter().filter(|one| one.section.id == section.id);
            part(of_section, share, Some(section.id.clone()))
        })
        .collect();
    scores.extend(part(items.iter(), share, None));
    scores
}

#[expect(clippy::cast_precision_loss, reason = "marks are small, and an instrument has few items")]
fn part<'a>(
    items: impl Iterator<Item = &'a ItemScore<'a>>,
    at_most_percent: f64,
    section: Option<Id>,
) -> Option<Score> {
    let items: Vec<&ItemScore<'_>> = items.filter(|one| !one.item.not_in_total).collect();
    let way = items.first()?.counted.better;
    let one_way = |one: &ItemScore<'_>, mark: i64| {
        (if one.counted.better == way { mark } else { one.counted.turned(mark) }) as f64
    };
    let sum = |mark: &dyn Fn(&ItemScore<'_>) -> Option<f64>| -> (f64, f64) {
        let found = items.iter().filter_map(|one| mark(one));
        found.fold((0.0, 0.0), |(sum, count), worth| (sum + worth, count + 1.0))
    };
    let all = items.len() as f64;
    let (raw, had) = sum(&|one| Some(one_way(one, one.mark?)));
    let (worth, _) = sum(&|one| one.percent());
    let (wished, given) = sum(&|one| Some(one.counted.percent(one.hoped?)));
    let enough = |had: f64| had > 0.0 && (all - had) / all * 100.0 <= at_most_percent;
    Some(Score {
        section,
        items: items.len(),
        missing: items.iter().filter(|one| one.mark.is_none()).count(),
        raw: enough(had).then(|| raw / had * all),
        best: sum(&|one| Some(one_way(one, one.counted.best()))).0,
        worst: sum(&|one| Some(one_way(one, one.counted.worst()))).0,
        percent: enough(had).then(|| worth / had),
        hoped: enough(given).then(|| wished / given),
    })
}
