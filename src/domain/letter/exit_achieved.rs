//! "Every target is met": only when that is so, and the programme ends.

use super::{LastEpisode, Refusal};
use crate::domain::case::{AgainstAllMet, against_all_met};
use crate::domain::date::Date;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::Case;
use crate::domain::record::plan::TargetResult;

pub(super) fn guard(case: &Case, policies: &PolicyShelf, on: Date) -> Result<(), Refusal> {
    let no_place = || {
        let help = format!("write the decision down with: lm decide {}", case.id);
        Refusal::new("the letter says that the programme ends", help)
            .because("the pupil never had a place on it")
    };
    let episode = LastEpisode::of(case, policies, on).ok_or_else(no_place)?;
    let unmet = not_met(&episode, on);
    if !unmet.is_empty() {
        let help = format!("when a target is met, write it down with: lm target met {}", case.id);
        let refusal = Refusal::new("the letter says that every target is met", help);
        return Err(unmet.into_iter().fold(refusal, Refusal::because));
    }
    if episode.ending().is_none() {
        return Err(Refusal::no_ending("the letter says that the programme ends", case));
    }
    Ok(())
}

/// Every target that stands against the letter, in its own words.
fn not_met(episode: &LastEpisode<'_>, on: Date) -> Vec<String> {
    let Some(plan) = episode.plan() else {
        return vec!["there is no plan yet".to_owned()];
    };
    let of_plan = plan.starts.long();
    match against_all_met(plan, on) {
        None => Vec::new(),
        Some(AgainstAllMet::NoTargets) => vec![format!("the plan of {of_plan} has no targets")],
        Some(AgainstAllMet::AllDropped) => {
            vec![format!("every target of the plan of {of_plan} was dropped")]
        }
        Some(AgainstAllMet::NotMet(targets)) => {
            let each = targets.into_iter().map(|target| {
                let how = match episode.result_of(target) {
                    None => "still open",
                    Some(TargetResult::Dropped) => "dropped, and nobody wrote down why",
                    Some(other) => other.label(),
                };
                format!("{how}: ‹{}›", target.target.trim())
            });
            each.collect()
        }
    }
}
