//! Questionnaires before, at a review and after, line by line.

use super::worth::{Counted, ItemScore, item_scores};
use super::{Between, Instrument, Item, Section};
use crate::domain::record::ratings::Rating;
use crate::domain::statistics::Spread;

/// A line of a questionnaire, before, at the last review and after.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemRow<'a> {
    /// The section.
    pub section: &'a Section,
    /// The line.
    pub item: &'a Item,
    /// How it counts.
    pub counted: Counted,
    /// The marks as they stand on the forms, one for each person who answered at that time, in their
    /// order; and where the pupil would like to be.
    pub marks: [Vec<(Option<i64>, Option<i64>)>; 3],
}

impl<'a> ItemRow<'a> {
    pub(super) fn all(instrument: &'a Instrument, ratings: &[Vec<&Rating>; 3]) -> Vec<Self> {
        let scores: [Vec<Vec<ItemScore<'a>>>; 3] = [0, 1, 2]
            .map(|at| ratings[at].iter().map(|rating| item_scores(instrument, rating)).collect());
        let any = scores.iter().flatten().next().map_or(&[][..], |items| &items[..]);
        let rows = any.iter().enumerate().map(|(nth, one)| Self {
            section: one.section,
            item: one.item,
            counted: one.counted,
            marks: [0, 1, 2].map(|at| {
                let of_each = scores[at].iter().filter_map(|items| items.get(nth));
                of_each.map(|one| (one.mark, one.hoped)).collect()
            }),
        });
        rows.collect()
    }

    /// What the marks are worth, the mean of all who gave one: 0 to 100, more is better.
    pub fn percent(&self) -> [Option<f64>; 3] {
        [0, 1, 2].map(|at| {
            let given = self.marks[at].iter().filter_map(|(mark, _)| *mark);
            let worth: Vec<f64> = given.map(|mark| self.counted.percent(mark)).collect();
            Spread::of(&worth).map(|spread| spread.mean)
        })
    }

    /// The change, 100 points being the whole scale; above 0 is better.
    pub fn change(&self, (from, to): Between) -> Option<f64> {
        Some(self.percent()[to]? - self.percent()[from]?)
    }
}
