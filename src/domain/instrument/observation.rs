//! What an observation with tallies comes to: each column, each interval, and how much of what was
//! seen was wanted. Source: domain §4, item 5.

use super::{Better, Instrument, Item, ScaleKind};
use crate::domain::record::ratings::{Answer, Rating};

/// An observation in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation<'a> {
    /// Each column that is still counted, in printed order.
    pub columns: Vec<Column<'a>>,
    /// Each interval, in order of time.
    pub intervals: Vec<Seen>,
    /// All of them together.
    pub all: Seen,
}

/// A column of an observation.
#[derive(Clone, Debug, PartialEq)]
pub struct Column<'a> {
    /// What is counted.
    pub item: &'a Item,
    /// Whether it is wanted: [`Better::High`] is wanted, [`Better::Low`] is not.
    pub better: Better,
    /// How often it was seen; `None` when nobody counted.
    pub total: Option<i64>,
}

/// How often something was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Things that are wanted.
    pub wanted: i64,
    /// Things that are not.
    pub unwanted: i64,
}

impl Seen {
    /// How much of what was seen was wanted: 0 (nothing) to 100 (all); `None` when nothing was seen.
    #[expect(clippy::cast_precision_loss, reason = "a tally is small")]
    pub fn percent(self) -> Option<f64> {
        let all = self.wanted.saturating_add(self.unwanted);
        (all > 0).then(|| self.wanted as f64 / all as f64 * 100.0)
    }

    fn add(&mut self, better: Better, count: i64) {
        match better {
            Better::High => self.wanted = self.wanted.saturating_add(count),
            Better::Low => self.unwanted = self.unwanted.saturating_add(count),
            Better::Neither => {}
        }
    }
}

/// What an observation comes to; `None` for an instrument without tallies. A column of which neither
/// end is better, or that stays out of totals, is shown and not added up.
pub fn observation<'a>(instrument: &'a Instrument, rating: &Rating) -> Option<Observation<'a>> {
    let mut found =
        Observation { columns: Vec::new(), intervals: Vec::new(), all: Seen::default() };
    for (section, item) in instrument.items().filter(|(_, item)| !item.retired) {
        let scale = instrument.scale_of(section, item);
        if scale.kind != ScaleKind::Tally {
            continue;
        }
        let better = match instrument.better(section, item) {
            _ if item.not_in_total => Better::Neither,
            better => better,
        };
        let counts = match rating.marks.get(&item.id) {
            Some(Answer::Tallies(counts)) => Some(counts),
            _ => None,
        };
        let intervals = scale.intervals.unwrap_or(0).max(counts.map_or(0, Vec::len));
        if found.intervals.len() < intervals {
            found.intervals.resize(intervals, Seen::default());
        }
        let mut total = 0_i64;
        for (at, count) in counts.into_iter().flatten().enumerate() {
            let count = (*count).max(0);
            total = total.saturating_add(count);
            found.intervals[at].add(better, count);
            found.all.add(better, count);
        }
        found.columns.push(Column { item, better, total: counts.map(|_| total) });
    }
    (!found.columns.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{toml_text, yaml};

    const SHEET: &str = r#"
id = "sheet"
version = 1
title = "Sheet"
respondents = ["learning-mentor"]
scale = { kind = "tally", intervals = 2, minutes = 5, better = "low" }
[[sections]]
id = "seen"
title = "Seen"
items = [
    { id = "works", text = "works", better = "high" },
    { id = "shouts", text = "shouts" },
    { id = "other", text = "other", better = "neither", not_in_total = true },
]
"#;

    type Found = (Vec<Option<i64>>, Vec<(i64, i64)>, Option<f64>);

    fn found(marks: &str) -> Found {
        let sheet: Instrument = toml_text::read(&"test".into(), SHEET).value.expect("a sheet");
        let rating = format!(
            "{{instrument: sheet, phase: before, date: 2026-09-01, respondent: {{staff: a}}, \
             marks: {{{marks}}}}}"
        );
        let rating: Rating = yaml::read(&"test".into(), &rating).value.expect("a rating");
        let found = observation(&sheet, &rating).expect("it has tallies");
        let totals = found.columns.iter().map(|column| column.total).collect();
        let intervals = found.intervals.iter().map(|seen| (seen.wanted, seen.unwanted)).collect();
        (totals, intervals, found.all.percent())
    }

    #[test]
    fn columns_and_intervals_add_up_and_other_things_stay_outside() {
        assert_eq!(
            found("works: [3, 0], shouts: [1, 0], other: [5, 5]"),
            (vec![Some(3), Some(1), Some(10)], vec![(3, 1), (0, 0)], Some(75.0))
        );
        assert_eq!(
            found("works: [0, 0]"),
            (vec![Some(0), None, None], vec![(0, 0), (0, 0)], None),
            "nothing seen is worth neither 0 nor 100"
        );
    }

    #[test]
    fn tallies_that_cannot_be_do_no_harm() {
        let most = i64::MAX;
        let (totals, intervals, _) = found(&format!("works: [{most}, {most}, 1], shouts: [-4, 2]"));
        assert_eq!(totals, [Some(most), Some(2), None]);
        assert_eq!(intervals, [(most, 0), (most, 2), (1, 0)]);
    }
}
