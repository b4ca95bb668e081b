//! The items of a form as it prints them: which are asked, their numbers, and their scale in words.
//! What a page looks like is not here.

use super::{Better, Instrument, Item, Scale, ScaleKind, Section};

/// An item that is asked, with its number on the form.
#[derive(Clone, Copy, Debug)]
pub struct Line<'i> {
    /// Counted through the whole form, from 1, in printed order.
    pub number: usize,
    /// The section in which it stands.
    pub section: &'i Section,
    /// The item.
    pub item: &'i Item,
    /// The scale by which it is answered.
    pub scale: &'i Scale,
}

impl Line<'_> {
    /// `item 12, “takes turns in discussion”`.
    pub fn name(&self) -> String {
        format!("item {}, “{}”", self.number, self.item.text)
    }
}

impl Instrument {
    /// Every item that is asked, in printed order; items that went out of use are not.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let asked = self.items().filter(|(_, item)| !item.retired);
        asked
            .enumerate()
            .map(|(at, (section, item))| Line {
                number: at + 1,
                section,
                item,
                scale: self.scale_of(section, item),
            })
            .collect()
    }

    /// How many items are asked.
    pub fn asked(&self) -> usize {
        self.items().filter(|(_, item)| !item.retired).count()
    }

    /// Whether it is a sheet on which an observer counts, and nothing else: how many intervals it
    /// has.
    pub fn intervals(&self) -> Option<usize> {
        let lines = self.lines();
        let first = lines.first()?.scale.intervals?;
        let same = |line: &Line<'_>| {
            line.scale.kind == ScaleKind::Tally && line.scale.intervals == Some(first)
        };
        lines.iter().all(same).then_some(first)
    }

    /// What the best end of an item means to a reader: `a low mark is better`.
    pub fn direction(&self, line: &Line<'_>) -> Better {
        self.better(line.section, line.item)
    }
}

impl Scale {
    /// The answers there are, in one line: `1 (very good) to 4 (very poor)`.
    pub fn answers(&self) -> String {
        match self.kind {
            ScaleKind::Rating | ScaleKind::Frequency => self.range(),
            ScaleKind::Paired => {
                format!("two marks, now and where I would like to be, each {}", self.range())
            }
            ScaleKind::Tally => match (self.intervals, self.minutes) {
                (Some(intervals), Some(minutes)) => {
                    format!("a count for each of {intervals} intervals of {minutes} minutes")
                }
                (Some(intervals), None) => format!("a count for each of {intervals} intervals"),
                _ => "a count".to_owned(),
            },
            ScaleKind::Tick => "a tick or none".to_owned(),
            ScaleKind::Choice => {
                let options = self.options.iter().enumerate();
                let words = options.map(|(at, option)| format!("{} {}", at + 1, option.label));
                words.collect::<Vec<_>>().join(", ")
            }
            ScaleKind::Text => "words".to_owned(),
        }
    }

    /// Every mark with its words, where most have some: `0 not, 1 at least once a week`; otherwise
    /// only both ends.
    fn range(&self) -> String {
        let (low, high) = (self.from.unwrap_or(0), self.to.unwrap_or(i64::MAX));
        let end = |mark: i64| match self.labels.get(&mark.to_string()) {
            Some(label) => format!("{mark} ({label})"),
            None => mark.to_string(),
        };
        if high == i64::MAX {
            return format!("{} or more", end(low));
        }
        format!("{} to {}", end(low), end(high))
    }
}
