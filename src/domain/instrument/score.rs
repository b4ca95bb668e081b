//! What the marks of a completed questionnaire are worth, and whether each is on its scale.

use super::{Better, Instrument, Item, Scale, ScaleKind, Section};
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

/// The worth of a set of marks. Totals point one way: **more is better**.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The section's id; `None` for the whole instrument.
    pub section: Option<Id>,
    /// How many items count.
    pub items: usize,
    /// How many of them have no mark.
    pub missing: usize,
    /// The sum of the marks as they stand on the form, pro-rated for missing ones; `None` when too
    /// many are missing.
    pub raw: Option<f64>,
    /// 0 (worst possible) to 100 (best possible); `None` when too many are missing.
    pub percent: Option<f64>,
}

/// The score of every section, then of the whole. Only ratings, paired scales (the mark *now*) and
/// frequencies count. Up to the instrument's share of missing marks, a total is the mean of those
/// given, times the number of items.
pub fn score(instrument: &Instrument, rating: &Rating) -> Vec<Score> {
    let mut scores: Vec<Score> = instrument
        .sections
        .iter()
        .filter_map(|section| {
            let items = section.items.iter().map(|item| (section, item));
            part(instrument, rating, items, Some(section.id.clone()))
        })
        .collect();
    scores.extend(part(instrument, rating, instrument.items(), None));
    scores
}

fn part<'a>(
    instrument: &'a Instrument,
    rating: &Rating,
    items: impl Iterator<Item = (&'a Section, &'a Item)>,
    section_id: Option<Id>,
) -> Option<Score> {
    let (mut count, mut given, mut raw, mut worth) = (0_usize, 0_usize, 0.0, 0.0);
    for (section, item) in items.filter(|(_, item)| !item.not_in_total && !item.retired) {
        let scale = instrument.scale_of(section, item);
        let Some((low, high)) = range(scale) else { continue };
        let better = instrument.better(section, item);
        if better == Better::Neither {
            continue;
        }
        count += 1;
        let mark = match rating.marks.get(&item.id) {
            Some(Answer::Mark(mark) | Answer::Pair { now: mark, .. }) => *mark,
            _ => continue,
        };
        given += 1;
        #[expect(clippy::cast_precision_loss, reason = "marks are small whole numbers")]
        let (mark, low, high) = (mark as f64, low as f64, high as f64);
        raw += mark;
        worth += match better {
            Better::High => (mark - low) / (high - low),
            _ => (high - mark) / (high - low),
        };
    }
    if count == 0 {
        return None;
    }
    let missing = count - given;
    #[expect(clippy::cast_precision_loss, reason = "an instrument has few items")]
    let (all, had, lacks) = (count as f64, given as f64, missing as f64);
    let enough = given > 0 && lacks / all * 100.0 <= instrument.missing.at_most_percent;
    Some(Score {
        section: section_id,
        items: count,
        missing,
        raw: enough.then(|| raw / had * all),
        percent: enough.then(|| worth / had * 100.0),
    })
}

fn range(scale: &Scale) -> Option<(i64, i64)> {
    let counts = matches!(scale.kind, ScaleKind::Rating | ScaleKind::Paired | ScaleKind::Frequency);
    match (scale.from, scale.to) {
        (Some(low), Some(high)) if counts && low < high => Some((low, high)),
        _ => None,
    }
}
