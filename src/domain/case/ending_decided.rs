//! Whether the last review decided that the programme ends, while no ending is written down. Such a
//! case waits for the ending: no further review is due.

use super::episode::{Episode, episodes};
use super::steps::WrittenAt;
use crate::domain::date::Date;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::reviews::{Review, ReviewDecision};
use crate::domain::record::{Case, RecordKind};

/// A review that decided that the programme ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EndingDecided<'a> {
    /// The review.
    pub review: &'a Review,
    /// Where its decision is written.
    pub at: WrittenAt,
}

/// The last review of this time on the programme, when it decided that it ends and nobody has
/// written the ending down by a day.
pub fn ending_decided<'a>(
    case: &'a Case,
    policies: &PolicyShelf,
    on: Date,
) -> Option<EndingDecided<'a>> {
    ending_decided_in(case, episodes(case, policies, on).last()?, on)
}

/// As [`ending_decided`], in what is the last episode up to the day.
pub(super) fn ending_decided_in<'a>(
    case: &'a Case,
    episode: &Episode<'_>,
    on: Date,
) -> Option<EndingDecided<'a>> {
    if episode.exit.is_some() {
        return None;
    }
    let reviews = case.reviews.reviews.iter().enumerate();
    let inside = reviews.filter(|(_, one)| (episode.from..=on).contains(&one.date));
    let (entry, review) = inside.max_by_key(|(_, one)| one.date)?;
    let at = WrittenAt {
        file: RecordKind::Reviews,
        field: "reviews",
        entry: Some(entry),
        part: Some("decision"),
    };
    (review.decision == Some(ReviewDecision::Exit)).then_some(EndingDecided { review, at })
}
