//! Which mentor has room for whom: those who wait are taken one after the other, and each takes up
//! a place. Advice: people decide.

use super::availability::Availability;
use super::forecast::{Free, FreedBy};
use super::mentors::MentorLoad;
use super::place::Place;
use super::waiting::Waiting;
use crate::domain::date::Date;
use crate::domain::id::Id;

/// What to do about a pupil who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion<'w> {
    /// The pupil.
    pub waiting: &'w Waiting,
    /// A mentor with room; `None` when nobody has.
    pub mentor: Option<Id>,
    /// When nobody has: the first place that may come free and is not spoken for by somebody before
    /// them. `None` when no day is in sight.
    pub next: Option<NextPlace<'w>>,
}

/// A place that may come free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextPlace<'w> {
    /// The earliest day, never one that has passed.
    pub day: Date,
    /// The mentor who would have room then.
    pub mentor: Id,
    /// What it rests on.
    pub by: ComesFree<'w>,
}

/// What a place that may come free rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComesFree<'w> {
    /// Somebody else's place is free then.
    Place(&'w Place, FreedBy),
    /// The mentor is back.
    MentorIsBack,
}

/// Who waits, the most urgent first and then the longest, each with the mentor who would have most
/// room left with them: what is suggested for one is not free for the next. Of mentors with the same
/// room, the first in the school's list.
pub fn suggestions<'w>(
    waiting: &'w [Waiting],
    loads: &[MentorLoad<'_>],
    free: &[Free<'w>],
    available: &Availability<'_>,
    on: Date,
) -> Vec<Suggestion<'w>> {
    let mut sorted: Vec<&Waiting> = waiting.iter().collect();
    sorted.sort_by_key(|one| {
        // Nobody has said how urgent it is: last, not lost.
        (one.urgency.map_or(usize::MAX, |urgency| urgency as usize), one.since, one.case.clone())
    });
    let mut desks: Vec<Desk<'_>> = loads.iter().filter_map(Desk::of).collect();
    let mut suggested: Vec<Suggestion<'w>> = Vec::new();
    for waiting in sorted {
        let mentor = with_most_room(&mut desks, waiting, available, on);
        suggested.push(Suggestion { waiting, mentor, next: None });
    }
    let events = events(&desks, free, available, on);
    for one in suggested.iter_mut().filter(|one| one.mentor.is_none()) {
        one.next = next_place(&mut desks, one.waiting, &events, available);
    }
    suggested
}

/// A mentor whose range is known, and how many cases they have when all that is suggested so far
/// comes true.
#[derive(Clone)]
struct Desk<'l> {
    mentor: &'l Id,
    load: &'l MentorLoad<'l>,
    cases: usize,
    social_care: usize,
}

impl<'l> Desk<'l> {
    fn of(load: &'l MentorLoad<'l>) -> Option<Self> {
        load.room?;
        Some(Self {
            mentor: load.mentor.as_ref()?,
            load,
            cases: load.places.len() + load.lent,
            social_care: load.social_care + load.lent_social_care,
        })
    }

    /// How much room would be left with this pupil; `None` when there is none for them.
    fn left_with(&self, waiting: &Waiting) -> Option<isize> {
        let social_care = self.social_care + usize::from(waiting.social_care);
        self.load.room_with(self.cases + 1, social_care).filter(|left| *left >= 0)
    }

    fn take(&mut self, waiting: &Waiting) {
        self.cases += 1;
        self.social_care += usize::from(waiting.social_care);
    }

    fn give_up(&mut self, place: &Place) {
        // Whoever covers has room again when the cover is over, not when the programme is.
        if place.own() == Some(self.mentor) {
            self.cases = self.cases.saturating_sub(1);
            self.social_care = self.social_care.saturating_sub(usize::from(place.social_care));
        }
    }
}

fn with_most_room(
    desks: &mut [Desk<'_>],
    waiting: &Waiting,
    available: &Availability<'_>,
    on: Date,
) -> Option<Id> {
    let mut best: Option<(isize, &mut Desk<'_>)> = None;
    for desk in desks {
        let Some(left) = desk.left_with(waiting) else { continue };
        if available.takes_cases(desk.mentor, on)
            && best.as_ref().is_none_or(|(most, _)| left > *most)
        {
            best = Some((left, desk));
        }
    }
    let (_, desk) = best?;
    desk.take(waiting);
    Some(desk.mentor.clone())
}

/// The days on which there may be room, the first first: places that come free, and mentors who
/// are back.
fn events<'w>(
    desks: &[Desk<'_>],
    free: &[Free<'w>],
    available: &Availability<'_>,
    on: Date,
) -> Vec<(Date, ComesFree<'w>)> {
    let places = free.iter().filter_map(|one| {
        // What is overdue may be decided today.
        let day = one.day?.max(on);
        Some((day, ComesFree::Place(one.place, one.by)))
    });
    let back = desks.iter().filter_map(|desk| {
        available.away(desk.mentor, on)?;
        let day = available.back(desk.mentor, on)?;
        Some((day, ComesFree::MentorIsBack))
    });
    let mut events: Vec<_> = places.chain(back).collect();
    events.sort_by_key(|(day, _)| *day);
    events
}

/// Lets the days come one after the other until somebody has room, and keeps that room for the pupil.
fn next_place<'w>(
    desks: &mut [Desk<'_>],
    waiting: &Waiting,
    events: &[(Date, ComesFree<'w>)],
    available: &Availability<'_>,
) -> Option<NextPlace<'w>> {
    let mut then = desks.to_vec();
    for (day, by) in events {
        if let ComesFree::Place(place, _) = by {
            for desk in &mut then {
                desk.give_up(place);
            }
        }
        let at = then.iter().position(|desk| {
            desk.left_with(waiting).is_some() && available.takes_cases(desk.mentor, *day)
        });
        if let Some(at) = at {
            desks[at].take(waiting);
            return Some(NextPlace { day: *day, mentor: desks[at].mentor.clone(), by: *by });
        }
    }
    None
}
