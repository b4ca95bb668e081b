//! Who waits for a place, or has one and no mentor. Who might take them is not here.

use super::place::has_social_care;
use crate::domain::case::{AsOf, Standing, episodes, standing, urgency};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::HowSoon;
use crate::domain::record::Case;
use crate::domain::record::referral::{Outcome, Urgency};

/// A pupil who waits for a place, or for a mentor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The case.
    pub case: Id,
    /// The pupil's name.
    pub name: String,
    /// On the waiting list, referred and not decided yet, or with a place and without a mentor.
    pub standing: Standing,
    /// How urgent it is.
    pub urgency: Option<Urgency>,
    /// The day of the referral.
    pub since: Option<Date>,
    /// The day on which the pupil was put on the list.
    pub listed: Option<Date>,
    /// Help was to begin by this day.
    pub help_by: Option<Date>,
    /// Social care is on the case.
    pub social_care: bool,
}

/// The case as one that waits; `None` when it does not on the day.
pub fn waiting(case: &Case, as_of: &AsOf<'_>) -> Option<Waiting> {
    let stands = standing(case, as_of.policies, as_of.on);
    let since = case.referred_on();
    let later = since.is_some_and(|since| since > as_of.on);
    let has_a_place = stands.has_a_place();
    let waits = match stands {
        Standing::Referred | Standing::Waiting => true,
        _ => has_a_place && case.mentoring(as_of.on).acting().is_none(),
    };
    if later || !waits {
        return None;
    }
    let decisions = case.decisions();
    let listed = decisions
        .filter(|one| one.date <= as_of.on && one.outcome.contains(&Outcome::WaitingList))
        .map(|one| one.date)
        .min();
    let urgency = urgency(case, as_of.on).map(|(urgency, _)| urgency);
    let policy = as_of.policies.in_force(as_of.on);
    let length = policy.zip(urgency).and_then(|(policy, urgency)| {
        policy.referral.help_within.get(&urgency).and_then(HowSoon::length)
    });
    let began = episodes(case, as_of.policies, as_of.on).last().map(|one| one.from);
    let from = began.filter(|_| has_a_place).or(since).unwrap_or(as_of.on);
    let help_by = since.zip(length).map(|(since, length)| {
        as_of.school_days.due_day(as_of.school_days.counted(since, length).day).day
    });
    Some(Waiting {
        case: case.id.clone(),
        name: case.name().to_owned(),
        standing: stands,
        urgency,
        since,
        listed: listed.filter(|_| stands == Standing::Waiting),
        help_by,
        social_care: has_social_care(case, from, as_of.on),
    })
}
