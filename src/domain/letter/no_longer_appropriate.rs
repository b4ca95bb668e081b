//! "The programme ends, and may begin again": needs an ending whose criteria go with this letter.

use super::{LastEpisode, Letter, Refusal, file};
use crate::domain::date::Date;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::Case;

pub(super) fn guard(case: &Case, policies: &PolicyShelf, on: Date) -> Result<(), Refusal> {
    let what = "the letter says that the programme ends before every target is met";
    let reviews = file(case, "reviews.yaml");
    let Some(ending) = LastEpisode::of(case, policies, on).and_then(|episode| episode.ending())
    else {
        let help = format!(
            "write down a review that decides to end the programme, or the exit itself, in {reviews}"
        );
        return Err(Refusal::new(what, help)
            .because("neither a review nor an exit says that the programme ends"));
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
        "this letter goes with other exit criteria of the policy; check `criteria` in {reviews}"
    );
    Err(Refusal::new(what, help).because(fact))
}
