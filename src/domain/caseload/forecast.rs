//! When places may come free. Every day stands with what it rests on; that a place *will* be free on
//! it nobody knows before the review.

use super::place::Place;
use crate::domain::choices::choices;
use crate::domain::date::Date;

choices! {
    /// What a day rests on.
    FreedBy {
        EndingDecided: "ending-decided" => "decided at a review",
        BandEnds: "band-ends" => "end of the band",
        Review: "review" => "next review",
        NoDay: "no-day" => "no day in sight",
    }
}

/// A place that may come free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Free<'p> {
    /// The place.
    pub place: &'p Place,
    /// The earliest day on which it is likely to be decided; it may have passed.
    pub day: Option<Date>,
    /// What that rests on.
    pub by: FreedBy,
}

/// Every place, the first to come free first; those without a day last.
pub fn forecast(places: &[Place]) -> Vec<Free<'_>> {
    let mut free: Vec<Free<'_>> = places.iter().map(free).collect();
    free.sort_by_key(|one| (one.day.is_none(), one.day, one.place.case.clone()));
    free
}

/// The first of the ends that are in sight. A band that is over before the next review is a reason to
/// look then.
fn free(place: &Place) -> Free<'_> {
    let band = place.band_ends.as_ref().map(|(day, _)| (*day, FreedBy::BandEnds));
    let review = place.review.map(|day| (day, FreedBy::Review));
    let decided = place.ending_decided.map(|day| (day, FreedBy::EndingDecided));
    let found =
        decided.or_else(|| [band, review].into_iter().flatten().min_by_key(|(day, _)| *day));
    let (day, by) = found.map_or((None, FreedBy::NoDay), |(day, by)| (Some(day), by));
    Free { place, day, by }
}
