//! Observations before, at a review and after, column by column. One observation alone stands in
//! [`super::observation()`].

use super::{Better, Instrument, Item, Observation, observation};
use crate::domain::record::ratings::Rating;
use crate::domain::statistics::Spread;

/// What was observed; each before, at the last review and after. Counts are the mean of those who
/// observed at that time.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed<'a> {
    /// How much of what was seen was wanted: 0 to 100, more is better.
    pub shares: [Option<Spread>; 3],
    /// Each column.
    pub columns: Vec<ObservedColumn<'a>>,
    /// Wanted and not wanted in each interval.
    pub intervals: [Vec<(f64, f64)>; 3],
}

/// A column of the observations.
#[derive(Clone, Debug, PartialEq)]
pub struct ObservedColumn<'a> {
    /// What is counted.
    pub item: &'a Item,
    /// [`Better::High`] is wanted, [`Better::Low`] is not.
    pub better: Better,
    /// How often it was seen.
    pub counts: [Option<f64>; 3],
}

impl ObservedColumn<'_> {
    /// By how much it is better: more of what is wanted, less of what is not. `None` for a column of
    /// which neither end is better.
    pub fn better_by(&self, (from, to): super::Between) -> Option<f64> {
        let risen = self.counts[to]? - self.counts[from]?;
        match self.better {
            Better::High => Some(risen),
            Better::Low => Some(-risen),
            Better::Neither => None,
        }
    }
}

impl<'a> Observed<'a> {
    pub(super) fn of(instrument: &'a Instrument, ratings: &[Vec<&Rating>; 3]) -> Option<Self> {
        let seen: [Vec<Observation<'a>>; 3] = [0, 1, 2].map(|at| {
            ratings[at].iter().filter_map(|rating| observation(instrument, rating)).collect()
        });
        let any = seen.iter().flatten().next()?;
        let columns = any.columns.iter().enumerate().map(|(nth, column)| ObservedColumn {
            item: column.item,
            better: column.better,
            counts: [0, 1, 2].map(|at| mean(&seen[at], |one| one.columns.get(nth)?.total)),
        });
        Some(Self {
            columns: columns.collect(),
            shares: [0, 1, 2].map(|at| {
                let shares = seen[at].iter().filter_map(|one| one.all.percent());
                Spread::of(&shares.collect::<Vec<f64>>())
            }),
            intervals: [0, 1, 2].map(|at| intervals(&seen[at])),
        })
    }

    /// How much of what was seen was wanted, before, at the last review and after.
    pub fn percent(&self) -> [Option<f64>; 3] {
        self.shares.map(|shares| shares.map(|shares| shares.mean))
    }

    /// The change of that share; above 0 is better.
    pub fn change(&self, (from, to): super::Between) -> Option<f64> {
        Some(self.percent()[to]? - self.percent()[from]?)
    }
}

fn intervals(seen: &[Observation<'_>]) -> Vec<(f64, f64)> {
    let longest = seen.iter().map(|one| one.intervals.len()).max().unwrap_or(0);
    let in_each = |nth: usize| {
        let wanted = mean(seen, |one| one.intervals.get(nth).map(|seen| seen.wanted));
        let unwanted = mean(seen, |one| one.intervals.get(nth).map(|seen| seen.unwanted));
        (wanted.unwrap_or(0.0), unwanted.unwrap_or(0.0))
    };
    (0..longest).map(in_each).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a tally is small")]
fn mean<'o, 'a: 'o>(
    seen: &'o [Observation<'a>],
    count: impl Fn(&'o Observation<'a>) -> Option<i64>,
) -> Option<f64> {
    let counts: Vec<f64> = seen.iter().filter_map(count).map(|count| count as f64).collect();
    Spread::of(&counts).map(|spread| spread.mean)
}
