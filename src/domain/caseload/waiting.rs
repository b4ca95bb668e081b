//! Who waits for a place, most urgent first, and which mentor has room.

use super::mentors::MentorLoad;
use crate::domain::case::{AsOf, Standing, standing, urgency};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::HowSoon;
use crate::domain::record::Case;
use crate::domain::record::referral::{Outcome, Urgency};

/// A pupil who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The case.
    pub case: Id,
    /// The pupil's name.
    pub name: String,
    /// On the waiting list, or referred and not decided yet.
    pub standing: Standing,
    /// How urgent it is.
    pub urgency: Option<Urgency>,
    /// The day of the referral.
    pub since: Option<Date>,
    /// The day on which the pupil was put on the list.
    pub listed: Option<Date>,
    /// Help was to begin by this day.
    pub help_by: Option<Date>,
}

/// What to do about a pupil who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion<'w> {
    /// The pupil.
    pub waiting: &'w Waiting,
    /// A mentor with room; `None` when nobody has.
    pub mentor: Option<Id>,
}

/// The case as one that waits; `None` when it does not on the day.
pub fn waiting(case: &Case, as_of: &AsOf<'_>) -> Option<Waiting> {
    let stands = standing(case, as_of.policies, as_of.on);
    let since = case.referred_on();
    let later = since.is_some_and(|since| since > as_of.on);
    if later || !matches!(stands, Standing::Referred | Standing::Waiting) {
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
    })
}

/// Who waits, the most urgent first and then the longest, each with the mentor who has most room
/// left: what is suggested for one is not free for the next. `away` says who cannot take a case now.
pub fn suggestions<'w>(
    waiting: &'w [Waiting],
    loads: &[MentorLoad<'_>],
    away: &[&Id],
) -> Vec<Suggestion<'w>> {
    let mut sorted: Vec<&Waiting> = waiting.iter().collect();
    sorted.sort_by_key(|one| {
        // Nobody has said how urgent it is: last, not lost.
        (one.urgency.map_or(usize::MAX, |urgency| urgency as usize), one.since, one.case.clone())
    });
    let mut rooms: Vec<(&Id, isize)> = loads
        .iter()
        .filter_map(|load| Some((load.mentor.as_ref()?, load.room?)))
        .filter(|(mentor, _)| !away.contains(mentor))
        .collect();
    let mut suggest = |waiting: &'w Waiting| {
        // Of mentors with the same room, the first in the school's list.
        let most = rooms.iter().map(|(_, room)| *room).max().filter(|room| *room > 0);
        let found = rooms.iter_mut().find(|(_, room)| Some(*room) == most && most.is_some());
        let mentor = found.map(|(mentor, room)| {
            *room -= 1;
            (*mentor).clone()
        });
        Suggestion { waiting, mentor }
    };
    sorted.into_iter().map(&mut suggest).collect()
}
