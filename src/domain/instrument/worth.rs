//! What one answer is worth, whichever way its scale points.

use super::{Better, Instrument, Item, Scale, ScaleKind, Section};
use crate::domain::record::ratings::{Answer, Rating};

/// How an item counts: its scale from end to end, and which end is the good one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The lowest mark.
    pub lowest: i64,
    /// The highest mark.
    pub highest: i64,
    /// Which of them is better; never [`Better::Neither`].
    pub better: Better,
}

/// An item of a completed questionnaire.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemScore<'a> {
    /// The section.
    pub section: &'a Section,
    /// The item.
    pub item: &'a Item,
    /// How it counts.
    pub counted: Counted,
    /// The mark as it stands on the form: for a pair, the one for *now*. A mark off the scale is
    /// none.
    pub mark: Option<i64>,
    /// For a pair, where the pupil would like to be.
    pub hoped: Option<i64>,
}

impl Counted {
    /// How an item counts; `None` when it does not: words, ticks, choices and tallies, or an item
    /// of which neither end is better.
    pub fn of(instrument: &Instrument, section: &Section, item: &Item) -> Option<Self> {
        let (lowest, highest) = range(instrument.scale_of(section, item))?;
        let better = instrument.better(section, item);
        (better != Better::Neither).then_some(Self { lowest, highest, better })
    }

    /// What a mark is worth: 0 (the worst there is) to 100 (the best there is).
    #[expect(clippy::cast_precision_loss, reason = "marks are small whole numbers")]
    pub fn percent(self, mark: i64) -> f64 {
        let (mark, lowest, highest) = (mark as f64, self.lowest as f64, self.highest as f64);
        let way = if self.better == Better::Low { highest - mark } else { mark - lowest };
        way / (highest - lowest) * 100.0
    }

    /// The mark as it would stand on a scale that points the other way.
    pub fn turned(self, mark: i64) -> i64 {
        self.lowest.saturating_add(self.highest.saturating_sub(mark))
    }

    /// The best mark.
    pub fn best(self) -> i64 {
        if self.better == Better::Low { self.lowest } else { self.highest }
    }

    /// The worst mark.
    pub fn worst(self) -> i64 {
        self.turned(self.best())
    }
}

impl ItemScore<'_> {
    /// What the mark is worth: 0 to 100, more is better.
    pub fn percent(&self) -> Option<f64> {
        self.mark.map(|mark| self.counted.percent(mark))
    }
}

/// Every item that counts and is still asked, in printed order.
pub fn item_scores<'a>(instrument: &'a Instrument, rating: &Rating) -> Vec<ItemScore<'a>> {
    let asked = instrument.items().filter(|(_, item)| !item.retired);
    let scores = asked.filter_map(|(section, item)| {
        let counted = Counted::of(instrument, section, item)?;
        let (mark, hoped) = match rating.marks.get(&item.id) {
            Some(Answer::Mark(mark)) => (Some(*mark), None),
            Some(Answer::Pair { now, hoped }) => (Some(*now), Some(*hoped)),
            _ => (None, None),
        };
        let on_scale = |mark: &i64| (counted.lowest..=counted.highest).contains(mark);
        let (mark, hoped) = (mark.filter(on_scale), hoped.filter(on_scale));
        Some(ItemScore { section, item, counted, mark, hoped })
    });
    scores.collect()
}

fn range(scale: &Scale) -> Option<(i64, i64)> {
    let counts = matches!(scale.kind, ScaleKind::Rating | ScaleKind::Paired | ScaleKind::Frequency);
    match (scale.from, scale.to) {
        (Some(low), Some(high)) if counts && low < high => Some((low, high)),
        _ => None,
    }
}
