//! "The programme ends, and may begin again": needs an ending whose criteria go with this letter.

use super::{LastEpisode, Letter, Refusal};
use crate::domain::date::Date;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::Case;

pub(super) fn guard(case: &Case, policies: &PolicyShelf, on: Date) -> Result<(), Refusal> {
    let what = "the letter says that the programme ends before every target is met";
    let Some(ending) = LastEpisode::of(case, policies, on).and_then(|episode| episode.ending())
    else {
        return Err(Refusal::no_ending(what, case));
    };
    if ending.goes_with(Letter::NoLongerAppropriate.code(), policies) {
        return Ok(());
    }
    let labels = ending.labels(policies);
    let day = ending.date.long();
    let fact = if labels.is_empty() {
        format!("the ending of {day} names no exit criterion")
    } else {
        format!("the ending of {day} rests on: {}", labels.join("; "))
    };
    let help = format!(
        "this letter goes with other exit criteria of the policy: lm exit-check {} shows them all",
        case.id
    );
    Err(Refusal::new(what, help).because(fact))
}
