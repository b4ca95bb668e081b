//! Which steps come first: those that the policy names, and consent before the step for which it
//! is asked.

use super::View;
use crate::domain::case::standing::Standing;
use crate::domain::case::steps::{falls_away, is_for_phase, is_the_schools};
use crate::domain::policy::{ConsentNeed, Need, Policy, StepId};

impl View<'_, '_> {
    /// The steps that must come before this one and are asked for, but not done.
    pub(super) fn still_first(&self, step: StepId) -> Vec<StepId> {
        let Some(policy) = self.policy else { return Vec::new() };
        let Some(rule) = policy.steps.get(&step) else { return Vec::new() };
        let consent = needs_consent(policy, step) && !rule.after.contains(&StepId::Consent);
        let asked = rule.after.iter().copied().chain(consent.then_some(StepId::Consent));
        let mut first: Vec<StepId> =
            asked.filter(|before| self.is_missing(policy, *before)).collect();
        // Nobody is met, and no letter says so, before somebody takes the case.
        let is_undecided = self.standing == Standing::Referred;
        if step == StepId::FirstMeeting && is_undecided && !first.contains(&StepId::Decision) {
            first.push(StepId::Decision);
        }
        first.sort();
        first
    }

    /// Whether a step is required in this case and nothing proves it.
    fn is_missing(&self, policy: &Policy, step: StepId) -> bool {
        let Some(rule) = policy.steps.get(&step) else { return false };
        rule.need == Need::Required
            && !is_the_schools(step)
            && falls_away(self.case, rule).is_none()
            && is_for_phase(self.case, rule, self.as_of.school)
            && self.proof(step).is_none()
    }
}

/// Whether the policy asks for consent before this step: it is the one named, or a later one up to
/// the sessions.
fn needs_consent(policy: &Policy, step: StepId) -> bool {
    policy.consent.parent == Some(ConsentNeed::Required)
        && policy.consent.before.is_some_and(|before| (before..=StepId::Sessions).contains(&step))
}
