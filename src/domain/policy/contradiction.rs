//! Where a policy contradicts itself. Source: domain §10, rows 1, 12, 24, 32.

use super::{ConsentNeed, Need, Policy, StepId};
use std::collections::HashSet;

/// Two keys of a policy that cannot both hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The dotted key to look at first; list entries stand by their id.
    pub key: String,
    /// The key that it clashes with; may be empty.
    pub other: String,
    /// What is wrong, in one line.
    pub what: String,
    /// What to do.
    pub help: String,
}

fn clash(key: impl Into<String>, other: &str, what: String, help: &str) -> Contradiction {
    Contradiction { key: key.into(), other: other.to_owned(), what, help: help.to_owned() }
}

/// Every contradiction in a whole policy (preset and choices together), in the order of the file.
pub fn contradictions(policy: &Policy) -> Vec<Contradiction> {
    let mut found = Vec::new();
    steps(policy, &mut found);
    order(policy, &mut found);
    consent(policy, &mut found);
    questionnaires(policy, &mut found);
    weeks(policy, &mut found);
    numbers(policy, &mut found);
    codes(policy, &mut found);
    found
}

fn steps(policy: &Policy, found: &mut Vec<Contradiction>) {
    for (step, rule) in &policy.steps {
        if rule.need != Need::Required {
            continue;
        }
        for before in &rule.after {
            if policy.step(*before).need == Need::Absent {
                found.push(clash(
                    format!("steps.{}.after", step.code()),
                    &format!("steps.{}.need", before.code()),
                    format!(
                        "`{}` must come after `{}`, but that step is not part of the programme",
                        step.code(),
                        before.code()
                    ),
                    "take it out of `after`, or make that step optional or required",
                ));
            }
        }
        if let Some(within) = &rule.within
            && policy.step(within.of).need == Need::Absent
        {
            found.push(clash(
                format!("steps.{}.within", step.code()),
                &format!("steps.{}.need", within.of.code()),
                format!(
                    "the deadline of `{}` is counted from `{}`, which is not part of the programme",
                    step.code(),
                    within.of.code()
                ),
                "count it from a step that takes place",
            ));
        }
    }
}

fn order(policy: &Policy, found: &mut Vec<Contradiction>) {
    for step in policy.steps.keys() {
        if comes_before_itself(policy, *step) {
            found.push(clash(
                format!("steps.{}.after", step.code()),
                "",
                format!("`{}` would have to come before itself", step.code()),
                "follow the `after` lists round and take one step out",
            ));
        }
    }
}

fn comes_before_itself(policy: &Policy, start: StepId) -> bool {
    let mut seen = HashSet::new();
    let mut waiting = policy.step(start).after;
    while let Some(step) = waiting.pop() {
        if step == start {
            return true;
        }
        if seen.insert(step) {
            waiting.extend(policy.step(step).after);
        }
    }
    false
}

fn consent(policy: &Policy, found: &mut Vec<Contradiction>) {
    let step = policy.step(StepId::Consent).need;
    if policy.consent.parent == Some(ConsentNeed::Required) && step != Need::Required {
        found.push(clash(
            "consent.parent",
            "steps.consent.need",
            "consent is required, but the step `consent` is not".to_owned(),
            "set `steps.consent.need = \"required\"`, or ask for less in `consent.parent`",
        ));
    }
    if policy.consent.parent != Some(ConsentNeed::Required) && step == Need::Required {
        found.push(clash(
            "steps.consent.need",
            "consent.parent",
            "the step `consent` is required, but `consent.parent` does not ask for it".to_owned(),
            "set `consent.parent = \"required\"`, or make the step optional",
        ));
    }
}

fn questionnaires(policy: &Policy, found: &mut Vec<Contradiction>) {
    for rule in &policy.questionnaires {
        if rule.need == Need::Required && policy.step(rule.step).need == Need::Absent {
            found.push(clash(
                format!("questionnaires.{}", rule.id),
                &format!("steps.{}.need", rule.step.code()),
                format!(
                    "the questionnaire `{}` is required at `{}`, which is not part of the programme",
                    rule.instrument,
                    rule.step.code()
                ),
                "move it to a step that takes place, or make it optional",
            ));
        }
    }
}

fn weeks(policy: &Policy, found: &mut Vec<Contradiction>) {
    let review = &policy.review;
    if let (Some(min), Some(max)) = (review.min_weeks, review.max_weeks)
        && min > max
    {
        found.push(clash(
            "review.min_weeks",
            "review.max_weeks",
            format!("a review cannot be due at the earliest after {min} weeks and at the latest after {max}"),
            "swap the two numbers",
        ));
    }
    for band in &policy.bands {
        if let (Some(min), Some(max)) = (band.min_weeks, band.max_weeks)
            && min > max
        {
            found.push(clash(
                format!("bands.{}.min_weeks", band.id),
                &format!("bands.{}.max_weeks", band.id),
                format!("the band `{}` lasts at least {min} weeks and at most {max}", band.id),
                "swap the two numbers",
            ));
        }
        let first_review = band.review_every_weeks.or(match review.basis {
            Some(super::ReviewBasis::Window) => review.min_weeks,
            _ => None,
        });
        if let (Some(length), Some(first)) = (band.max_weeks, first_review)
            && length < first
        {
            found.push(clash(
                format!("bands.{}.max_weeks", band.id),
                "review.min_weeks",
                format!(
                    "the band `{}` ends after {length} weeks, before its first review falls due after {first}",
                    band.id
                ),
                "lengthen the band, or give it an earlier `review_every_weeks`",
            ));
        }
    }
}

fn numbers(policy: &Policy, found: &mut Vec<Contradiction>) {
    if let (Some(min), Some(max)) = (policy.caseload.min, policy.caseload.max)
        && min > max
    {
        found.push(clash(
            "caseload.min",
            "caseload.max",
            format!("a caseload cannot be at least {min} and at most {max}"),
            "swap the two numbers",
        ));
    }
    if let Some(max) = policy.plan.max_targets
        && policy.plan.min_targets > max
    {
        found.push(clash(
            "plan.min_targets",
            "plan.max_targets",
            format!(
                "a plan cannot have at least {} targets and at most {max}",
                policy.plan.min_targets
            ),
            "swap the two numbers",
        ));
    }
    if let Some(week) = policy.time.hours_per_week {
        let (min, max) = policy
            .time
            .uses
            .iter()
            .fold((0.0, 0.0), |(min, max), part| (min + part.min_hours, max + part.max_hours));
        if !policy.time.uses.is_empty() && (min > week || max < week) {
            found.push(clash(
                "time.uses",
                "time.hours_per_week",
                format!(
                    "the parts of the week add up to {min} to {max} hours, but the week has {week}"
                ),
                "change the parts so that the week fits between the two sums",
            ));
        }
    }
}

fn codes(policy: &Policy, found: &mut Vec<Contradiction>) {
    if policy.referral.min_criteria as usize > policy.referral.criteria.len() {
        found.push(clash(
            "referral.min_criteria",
            "referral.criteria",
            format!(
                "a referral needs {} criteria, but the policy lists {}",
                policy.referral.min_criteria,
                policy.referral.criteria.len()
            ),
            "list the criteria, or ask for fewer",
        ));
    }
    if !policy.steps.is_empty()
        && policy.requires(StepId::Referral)
        && policy.referral.sources.is_empty()
    {
        found.push(clash(
            "referral.sources",
            "steps.referral.need",
            "a referral is required, but nobody may make one".to_owned(),
            "name the roles that may refer",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::policy::{Band, ReviewBasis, StepRule};

    fn keys(policy: &Policy) -> Vec<String> {
        contradictions(policy).into_iter().map(|found| found.key).collect()
    }

    #[test]
    fn an_empty_policy_does_not_contradict_itself() {
        assert_eq!(keys(&Policy::default()), Vec::<String>::new());
    }

    #[test]
    fn a_band_that_ends_before_its_first_review_is_reported() {
        let mut policy = Policy::default();
        policy.review.basis = Some(ReviewBasis::Window);
        policy.review.min_weeks = Some(6);
        policy.review.max_weeks = Some(8);
        let band = |weeks| Band {
            id: Id::new("short").expect("an id"),
            label: "short".to_owned(),
            min_weeks: None,
            max_weeks: Some(weeks),
            sessions_per_week: None,
            review_every_weeks: None,
            retired: None,
        };
        for (weeks, faulty) in [(5, true), (6, false), (12, false)] {
            policy.bands = vec![band(weeks)];
            assert_eq!(!keys(&policy).is_empty(), faulty, "{weeks} weeks");
        }
    }

    #[test]
    fn steps_that_wait_for_each_other_are_reported() {
        let mut policy = Policy::default();
        let after =
            |step| StepRule { need: Need::Optional, after: vec![step], ..StepRule::default() };
        policy.steps.insert(StepId::Plan, after(StepId::Observation));
        policy.steps.insert(StepId::Observation, after(StepId::Plan));
        assert_eq!(keys(&policy), ["steps.observation.after", "steps.plan.after"]);
    }
}
