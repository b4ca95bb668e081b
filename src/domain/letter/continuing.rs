//! "The programme goes on": needs the review that decided so and the day of the next one. Whether
//! with the same targets or with new ones follows from the plans, never from a choice.

use super::{LastEpisode, Refusal, file};
use crate::domain::date::Date;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::Case;
use crate::domain::record::plan::Plan;
use crate::domain::record::reviews::{Review, ReviewDecision};

/// How the programme goes on after a review.
#[derive(Clone, Debug, PartialEq)]
pub struct Continuation<'a> {
    /// The review that decided it.
    pub review: &'a Review,
    /// With new targets; otherwise with the same.
    pub new_targets: bool,
    /// The plan that holds the targets; `None` when new ones are still to be agreed.
    pub plan: Option<&'a Plan>,
    /// The day of the next review.
    pub next_review: Date,
}

/// How the programme goes on, if the last review of the last episode says that it does.
///
/// # Errors
///
/// What is missing, or where review and plan contradict each other.
pub fn continuation<'a>(
    case: &'a Case,
    policies: &PolicyShelf,
    on: Date,
) -> Result<Continuation<'a>, Refusal> {
    let episode = LastEpisode::of(case, policies, on);
    if let Some(exit) = episode.as_ref().and_then(|episode| episode.exit) {
        return Err(Refusal::ended(exit.date));
    }
    let decided = episode.as_ref().and_then(|episode| Some((episode, episode.review?)));
    let decision = decided.and_then(|(_, review)| review.decision);
    let (Some((episode, review)), Some(new_targets)) = (decided, with_new_targets(decision)) else {
        let help = format!("write down the review and its decision with: lm review {}", case.id);
        let fact = match (decided, decision) {
            (None, _) => "there is no review yet".to_owned(),
            (Some((_, review)), None) => {
                format!("the review of {} has no decision", review.date.long())
            }
            (Some((_, review)), Some(other)) => {
                format!("the review of {} decided: {other}", review.date.long())
            }
        };
        return Err(Refusal::new("the letter says that the programme goes on", help).because(fact));
    };
    let plan = agreeing_plan(case, episode, review, new_targets)?;
    let next_review = next_review(case, episode, review, on)?;
    Ok(Continuation { review, new_targets, plan, next_review })
}

pub(super) fn guard(case: &Case, policies: &PolicyShelf, on: Date) -> Result<(), Refusal> {
    continuation(case, policies, on).map(|_| ())
}

fn with_new_targets(decision: Option<ReviewDecision>) -> Option<bool> {
    match decision? {
        ReviewDecision::ContinueSameTargets => Some(false),
        ReviewDecision::ContinueNewTargets => Some(true),
        _ => None,
    }
}

/// The plan with the targets that the pupil goes on with.
fn agreeing_plan<'a>(
    case: &Case,
    episode: &LastEpisode<'a>,
    review: &Review,
    new_targets: bool,
) -> Result<Option<&'a Plan>, Refusal> {
    let (later, earlier): (Vec<&Plan>, Vec<&Plan>) =
        episode.plans.iter().copied().partition(|plan| plan.starts >= review.date);
    let (before, after) = (earlier.last().copied(), later.last().copied());
    let (Some(before), Some(after)) = (before, after) else {
        return Ok(if new_targets { after } else { after.or(before) });
    };
    let added: Vec<&str> = (after.targets.iter())
        .filter(|target| before.targets.iter().all(|old| old.id != target.id))
        .map(|target| target.target.trim())
        .collect();
    if added.is_empty() != new_targets {
        return Ok(Some(after));
    }
    let help = format!(
        "correct the decision in {}, or the plan in {}",
        file(case, "reviews.yaml"),
        file(case, "plan.yaml")
    );
    let decided = format!("the review of {} decided: {}", review.date.long(), label(new_targets));
    let refusal = Refusal::new("the review and the plan do not agree", help).because(decided);
    let plan = after.starts.long();
    Err(if new_targets {
        refusal.because(format!("the plan of {plan} has no new target"))
    } else {
        let new = |words: &str| format!("the plan of {plan} has a new target: ‹{words}›");
        added.into_iter().map(new).fold(refusal, Refusal::because)
    })
}

fn label(new_targets: bool) -> &'static str {
    if new_targets {
        ReviewDecision::ContinueNewTargets.label()
    } else {
        ReviewDecision::ContinueSameTargets.label()
    }
}

fn next_review(
    case: &Case,
    episode: &LastEpisode<'_>,
    review: &Review,
    on: Date,
) -> Result<Date, Refusal> {
    let fact = match episode.day_set(case) {
        Some(day) if day >= on => return Ok(day),
        Some(day) => format!("it was to be on {}, now past", day.long()),
        None => format!("the review of {} set none", review.date.long()),
    };
    let help = format!("set `next_review` in {}", file(case, "reviews.yaml"));
    Err(Refusal::new("the letter names the day of the next review", help).because(fact))
}
