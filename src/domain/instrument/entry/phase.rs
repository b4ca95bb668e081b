//! When in the programme a form was filled in, as far as the records leave no doubt.

use crate::domain::case::episodes;
use crate::domain::choices::Phase;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::Case;
use crate::domain::record::reviews::ReviewDecision;

/// What the records say about the phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhaseGuess {
    /// This one, and why.
    Known(Phase, String),
    /// It could be more than one; says what speaks against each.
    Open(String),
}

/// The phase of a form filled in on a day. A form that the policy has for the review or the end
/// only is one of those; whatever was filled in before the first meeting is from before; what was
/// filled in after the end is from after.
pub fn guess_phase(case: &Case, instrument: &Id, policies: &PolicyShelf, on: Date) -> PhaseGuess {
    let lines = policies.in_force(on).into_iter().flat_map(|policy| &policy.questionnaires);
    let mut phases: Vec<Phase> =
        lines.filter(|line| line.instrument == *instrument).map(|line| line.phase).collect();
    phases.sort_unstable();
    phases.dedup();
    if let [phase @ (Phase::Review | Phase::After)] = *phases {
        let why = match phase {
            Phase::Review => "the policy asks for this form at a review only",
            _ => "the policy asks for this form at the end only",
        };
        return PhaseGuess::Known(phase, why.to_owned());
    }
    let all = episodes(case, policies, on);
    let Some(episode) = all.last() else {
        return PhaseGuess::Known(
            Phase::Before,
            "the pupil had no place yet on that day".to_owned(),
        );
    };
    if let Some(until) = episode.until() {
        let why = format!("the programme ended on {}", until.long());
        return PhaseGuess::Known(Phase::After, why);
    }
    let reviews = case.reviews.reviews.iter().filter(|one| (episode.from..=on).contains(&one.date));
    let last = reviews.max_by_key(|one| one.date);
    if let Some(last) = last.filter(|last| last.decision == Some(ReviewDecision::Exit)) {
        let why = format!("the review of {} decided that the programme ends", last.date.long());
        return PhaseGuess::Known(Phase::After, why);
    }
    let reviewed = case.reviews.reviews.iter().any(|review| review.date == on);
    match case.first_work(episode.from).filter(|first| *first <= on) {
        None => {
            let why = "there was no meeting with the pupil before that day".to_owned();
            PhaseGuess::Known(Phase::Before, why)
        }
        Some(first) if first == on => {
            PhaseGuess::Known(Phase::Before, "it is the day of the first meeting".to_owned())
        }
        Some(_) if reviewed => {
            PhaseGuess::Known(Phase::Review, "there is a review on that day".to_owned())
        }
        Some(first) => PhaseGuess::Open(format!(
            "the work began on {} and has not ended by then",
            first.long()
        )),
    }
}
