//! "We see your child less often now": needs the review that decided so.

use super::{LastEpisode, Refusal};
use crate::domain::date::Date;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::Case;
use crate::domain::record::reviews::ReviewDecision;

pub(super) fn guard(case: &Case, policies: &PolicyShelf, on: Date) -> Result<(), Refusal> {
    let episode = LastEpisode::of(case, policies, on);
    if let Some(exit) = episode.as_ref().and_then(|episode| episode.exit) {
        return Err(Refusal::ended(exit.date));
    }
    let review = episode.as_ref().and_then(|episode| episode.review);
    let decision = review.and_then(|review| review.decision);
    if decision == Some(ReviewDecision::ReducedMonitoring) {
        return Ok(());
    }
    let fact = match (review, decision) {
        (None, _) => "there is no review yet".to_owned(),
        (Some(review), None) => format!("the review of {} has no decision", review.date.long()),
        (Some(review), Some(other)) => {
            format!("the review of {} decided: {other}", review.date.long())
        }
    };
    let help = format!("write down the review and its decision with: lm review {}", case.id);
    Err(Refusal::new("the letter says that a review decided on reduced monitoring", help)
        .because(fact))
}
