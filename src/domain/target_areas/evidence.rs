//! Which lines of a completed form are low, and to which area they belong.

use super::About;
use crate::domain::choices::choices;
use crate::domain::date::Date;
use crate::domain::instrument::{
    Better, Column, Instrument, Instruments, Item, Section, item_scores, observation,
};
use crate::domain::record::ratings::Rating;

/// A mark worth at most so much of 100 is low: the worse third of its scale.
const LOW: f64 = 100.0 / 3.0;

/// Between now and where the pupil would like to be, so much of 100 is far.
const FAR: f64 = 50.0;

/// A column with fewer ticks than this is no evidence.
const FEWEST_TICKS: i64 = 2;

/// A completed form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source<'a> {
    /// The form.
    pub instrument: &'a Instrument,
    /// What was marked in it, by whom and when.
    pub rating: &'a Rating,
}

/// Lines of one completed form that point to an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence<'a> {
    /// The form.
    pub source: Source<'a>,
    /// The lines, lowest first; never empty.
    pub lines: Vec<Line<'a>>,
}

choices! {
    /// Why a line points to an area.
    LineKind {
        Low: "low" => "marked in the worse third of the scale",
        Often: "often" => "among the columns with the most ticks",
        Wish: "wish" => "far from where the pupil would like to be",
    }
}

/// A line of a form that points to an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line<'a> {
    /// The line.
    pub item: &'a Item,
    /// Why.
    pub kind: LineKind,
    /// The mark, or how many ticks there are.
    pub mark: i64,
    /// Where the pupil would like to be.
    pub hoped: Option<i64>,
    /// What the mark is worth, 0 to 100; `None` for ticks.
    pub percent: Option<f64>,
}

/// What a form says of one area.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Asked<'a> {
    /// The lines that point to it, lowest first.
    pub(super) low: Vec<Line<'a>>,
    /// What all of its marks about it are worth.
    percents: Vec<f64>,
}

impl Asked<'_> {
    /// The mean of its marks about the area.
    pub(super) fn percent(&self) -> Option<f64> {
        crate::domain::statistics::Spread::of(&self.percents).map(|spread| spread.mean)
    }
}

/// The latest completion of each form by each person, newest first.
pub(super) fn sources<'a>(
    ratings: &'a [Rating],
    instruments: &'a Instruments,
    on: Date,
) -> Vec<Source<'a>> {
    let mut dated: Vec<&Rating> =
        ratings.iter().filter(|rating| !rating.declined && rating.date <= on).collect();
    dated.sort_by_key(|rating| std::cmp::Reverse(rating.date));
    let mut found: Vec<Source<'a>> = Vec::new();
    for rating in dated {
        let again = found.iter().any(|one| {
            one.rating.instrument == rating.instrument
                && one.rating.respondent.identity() == rating.respondent.identity()
        });
        if let (false, Some(instrument)) = (again, instruments.get(&rating.instrument)) {
            found.push(Source { instrument, rating });
        }
    }
    found
}

/// What a form says, area by area.
pub(super) fn areas<'a>(source: &Source<'a>) -> Vec<(About<'a>, Asked<'a>)> {
    let instrument = source.instrument;
    let names_areas =
        instrument.items().any(|(section, item)| section.area.is_some() || item.area.is_some());
    let about = |section: &'a Section, item: &'a Item| {
        if names_areas {
            item.area.as_ref().or(section.area.as_ref()).map(About::Barrier)
        } else {
            Some(About::Section(&instrument.title, &section.title))
        }
    };
    let mut found: Vec<(About<'a>, Asked<'a>)> = Vec::new();
    for score in item_scores(instrument, source.rating) {
        let (Some(about), Some(mark)) = (about(score.section, score.item), score.mark) else {
            continue;
        };
        let percent = score.counted.percent(mark);
        let far = score.hoped.is_some_and(|hoped| score.counted.percent(hoped) - percent >= FAR);
        let asked = of_area(&mut found, about);
        asked.percents.push(percent);
        let kind = if percent <= LOW { Some(LineKind::Low) } else { far.then_some(LineKind::Wish) };
        asked.low.extend(kind.map(|kind| Line {
            item: score.item,
            kind,
            mark,
            hoped: score.hoped,
            percent: Some(percent),
        }));
    }
    for (_, asked) in &mut found {
        asked.low.sort_by(|one, other| {
            one.percent.partial_cmp(&other.percent).unwrap_or(std::cmp::Ordering::Equal)
        });
    }
    let seen = observation(instrument, source.rating);
    let columns = seen.map(|seen| seen.columns).unwrap_or_default();
    for (column, often) in with_most_ticks(&columns) {
        let Some(about) =
            instrument.item(&column.item.id).and_then(|(section, item)| about(section, item))
        else {
            continue;
        };
        let asked = of_area(&mut found, about);
        let total = column.total.unwrap_or(0);
        asked.low.extend(often.then_some(Line {
            item: column.item,
            kind: LineKind::Often,
            mark: total,
            hoped: None,
            percent: None,
        }));
    }
    found
}

fn of_area<'f, 'a>(
    found: &'f mut Vec<(About<'a>, Asked<'a>)>,
    about: About<'a>,
) -> &'f mut Asked<'a> {
    let at = found.iter().position(|(one, _)| *one == about).unwrap_or_else(|| {
        found.push((about, Asked::default()));
        found.len() - 1
    });
    &mut found[at].1
}

/// Each column that was counted and is not wanted, most ticks first, and whether it is among those
/// with the most: at least half as many as the first, and more than one.
fn with_most_ticks<'c, 'a>(columns: &'c [Column<'a>]) -> Vec<(&'c Column<'a>, bool)> {
    let mut unwanted: Vec<(&Column<'a>, i64)> = columns
        .iter()
        .filter(|column| column.better == Better::Low)
        .filter_map(|column| Some((column, column.total?)))
        .collect();
    unwanted.sort_by_key(|(_, total)| std::cmp::Reverse(*total));
    let most = unwanted.first().map_or(0, |(_, total)| *total);
    let often = |total: i64| total >= FEWEST_TICKS && total.saturating_mul(2) >= most;
    unwanted.into_iter().map(|(column, total)| (column, often(total))).collect()
}
