//! "Every target is met": only when that is so, and the programme ends.

use super::{LastEpisode, Refusal, file};
use crate::domain::date::Date;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::Case;

pub(super) fn guard(case: &Case, _: &PolicyShelf, on: Date) -> Result<(), Refusal> {
    let no_place = || {
        let help = format!("write the decision down in {}", file(case, "referral.yaml"));
        Refusal::new("the letter says that the programme ends", help)
            .because("the pupil never had a place on it")
    };
    let episode = LastEpisode::of(case, on).ok_or_else(no_place)?;
    let unmet = not_met(&episode);
    if !unmet.is_empty() {
        let help = format!(
            "when a target is met, say so under its `outcome` in {}",
            file(case, "plan.yaml")
        );
        let refusal = Refusal::new("the letter says that every target is met", help);
        return Err(unmet.into_iter().fold(refusal, Refusal::because));
    }
    if episode.ending().is_none() {
        let help = format!(
            "write down a review that decides to end the programme, or the exit itself, in {}",
            file(case, "reviews.yaml")
        );
        return Err(Refusal::new("the letter says that the programme ends", help)
            .because("neither a review nor an exit says that the programme ends"));
    }
    Ok(())
}

/// Every target that stands against the letter, in its own words.
fn not_met(episode: &LastEpisode<'_>) -> Vec<String> {
    use crate::domain::record::plan::TargetResult::Met;
    let Some(plan) = episode.plan() else {
        return vec!["there is no plan yet".to_owned()];
    };
    if plan.targets.is_empty() {
        return vec![format!("the plan of {} has no targets", plan.starts.long())];
    }
    let against = plan.targets.iter().filter_map(|target| match episode.result_of(target) {
        Some(Met) => None,
        Some(other) => Some(format!("{}: ‹{}›", other.label(), target.target.trim())),
        None => Some(format!("still open: ‹{}›", target.target.trim())),
    });
    against.collect()
}
