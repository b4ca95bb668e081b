//! Episodes: from a place on the programme to its end. A mentee who comes back has several.

use crate::domain::date::Date;
use crate::domain::record::Case;
use crate::domain::record::referral::Decision;
use crate::domain::record::reviews::{Exit, Readmission};

/// What began an episode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EpisodeStart<'a> {
    /// A decision on the referral gave the pupil a place.
    Decision(&'a Decision),
    /// The pupil came back.
    Readmission(&'a Readmission),
}

/// A time on the programme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Episode<'a> {
    /// What began it.
    pub start: EpisodeStart<'a>,
    /// The day it began.
    pub from: Date,
    /// How it ended, if it did.
    pub exit: Option<&'a Exit>,
}

impl Episode<'_> {
    /// The last day, if it ended.
    pub fn until(&self) -> Option<Date> {
        self.exit.map(|exit| exit.date)
    }

    /// Whether a day lies in it; both ends belong to it.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.until().is_none_or(|until| day <= until)
    }
}

/// Every episode of a case, oldest first, from what is dated on or before `on`. A second decision
/// for a place inside an episode does not begin another.
pub fn episodes(case: &Case, on: Date) -> Vec<Episode<'_>> {
    let decisions = case.referral.iter().flat_map(|file| &file.decisions);
    let mut starts: Vec<(Date, EpisodeStart<'_>)> = decisions
        .filter(|decision| decision.outcome.iter().any(|outcome| outcome.is_a_place()))
        .map(|decision| (decision.date, EpisodeStart::Decision(decision)))
        .chain(
            case.reviews
                .readmissions
                .iter()
                .map(|back| (back.date, EpisodeStart::Readmission(back))),
        )
        .filter(|(date, _)| *date <= on)
        .collect();
    starts.sort_by_key(|(date, _)| *date);
    let mut exits: Vec<&Exit> = case.reviews.exits.iter().filter(|exit| exit.date <= on).collect();
    exits.sort_by_key(|exit| exit.date);

    let mut episodes: Vec<Episode<'_>> = Vec::new();
    for (from, start) in starts {
        let begins =
            episodes.last().is_none_or(|last| last.until().is_some_and(|until| until <= from));
        if begins {
            let exit = exits.iter().copied().find(|exit| {
                exit.date >= from
                    && episodes
                        .last()
                        .and_then(|last| last.exit)
                        .is_none_or(|taken| !std::ptr::eq(taken, *exit))
            });
            episodes.push(Episode { start, from, exit });
        }
    }
    episodes
}
