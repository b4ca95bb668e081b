//! Mentors who are away or leave: whose mentees that touches, which meetings and reviews fall into
//! it, and who covers.

use super::place::Place;
use crate::domain::calendar::SchoolDays;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::settings::StaffMember;
use crate::domain::record::staff::{StaffFile, TimetableSlot, Weekday};

/// A time in which a mentor does not look after their mentees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence<'p> {
    /// The mentor.
    pub mentor: Id,
    /// First day; for somebody who leaves, the day after the last.
    pub from: Date,
    /// Last day; `None` when it is not known yet.
    pub to: Option<Date>,
    /// The mentor leaves for good, so that somebody takes the cases over.
    pub leaves: bool,
    /// Who covers.
    pub cover: Option<Id>,
    /// Whoever covers is away for a part of it too, or works here no more.
    pub cover_is_away: bool,
    /// The mentees, by name.
    pub cases: Vec<AwayCase<'p>>,
}

/// What falls into a mentor's absence, for one mentee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwayCase<'p> {
    /// The mentee's place.
    pub place: &'p Place,
    /// The days on which the timetable has a meeting with them.
    pub meetings: Vec<Date>,
    /// The day of the review, when it falls into it.
    pub review: Option<Date>,
    /// The first day of it on which nobody looks after the case.
    pub uncovered: Option<Date>,
}

/// Every absence that is not over on a day and begins by `until`, the earliest first.
pub fn absences<'p>(
    places: &'p [Place],
    staff: &[StaffMember],
    files: &[(Id, &StaffFile)],
    school_days: &SchoolDays<'_>,
    [on, until]: [Date; 2],
) -> Vec<Absence<'p>> {
    let mut found = Vec::new();
    for (mentor, file) in files {
        for away in &file.away {
            if away.from > until || away.to.is_some_and(|to| to < on) {
                continue;
            }
            let days = [away.from.max(on), away.to.unwrap_or(until).min(until)];
            let cover_is_away = away.cover.as_ref().is_some_and(|cover| {
                is_away(cover, staff, files, [away.from, away.to.unwrap_or(Date::LAST)])
            });
            found.push(Absence {
                mentor: mentor.clone(),
                from: away.from,
                to: away.to,
                leaves: false,
                cover: away.cover.clone(),
                cover_is_away,
                cases: cases(mentor, places, Some(*file), school_days, days),
            });
        }
    }
    for member in staff {
        let Some(last) = member.until.filter(|last| *last < until) else { continue };
        let file = files.iter().find(|(id, _)| *id == member.id).map(|(_, file)| *file);
        let from = last.add_days(1);
        let cases = cases(&member.id, places, file, school_days, [from.max(on), until]);
        if !cases.is_empty() {
            found.push(Absence {
                mentor: member.id.clone(),
                from,
                to: None,
                leaves: true,
                cover: None,
                cover_is_away: false,
                cases,
            });
        }
    }
    found.sort_by(|one, other| (one.from, &one.mentor).cmp(&(other.from, &other.mentor)));
    found
}

fn is_away(
    mentor: &Id,
    staff: &[StaffMember],
    files: &[(Id, &StaffFile)],
    [from, to]: [Date; 2],
) -> bool {
    let here = staff.iter().find(|member| member.id == *mentor);
    let leaves = here.is_some_and(|member| member.until.is_some_and(|last| last < from));
    let away = files.iter().filter(|(id, _)| id == mentor).flat_map(|(_, file)| &file.away);
    leaves || away.into_iter().any(|one| one.from <= to && one.to.is_none_or(|end| end >= from))
}

fn cases<'p>(
    mentor: &Id,
    places: &'p [Place],
    file: Option<&StaffFile>,
    school_days: &SchoolDays<'_>,
    days: [Date; 2],
) -> Vec<AwayCase<'p>> {
    let own = places.iter().filter(|place| place.own() == Some(mentor));
    let mut cases: Vec<AwayCase<'p>> = own
        .map(|place| AwayCase {
            place,
            meetings: file
                .map_or_else(Vec::new, |file| meetings(file, &place.case, school_days, days)),
            review: place.review.filter(|day| (days[0]..=days[1]).contains(day)),
            uncovered: place.uncovered.map(|(day, _)| day).filter(|day| *day <= days[1]),
        })
        .collect();
    cases.sort_by_key(|one| crate::domain::person::folded(&one.place.name));
    cases
}

/// The days on which the timetable has a meeting with a mentee. A day without school is none; where
/// the calendar does not know a day, the weekday counts.
fn meetings(
    file: &StaffFile,
    case: &Id,
    school_days: &SchoolDays<'_>,
    [from, to]: [Date; 2],
) -> Vec<Date> {
    let slots: Vec<&TimetableSlot> =
        file.timetable.iter().filter(|slot| slot.case.as_ref() == Some(case)).collect();
    let mut days = Vec::new();
    let mut day = from;
    while day <= to && !slots.is_empty() {
        let is_open = !school_days.covers(day) || school_days.is_school_day(day);
        if is_open && slots.iter().any(|slot| falls_on(slot.day, day)) {
            days.push(day);
        }
        day = day.add_days(1);
    }
    days
}

fn falls_on(weekday: Weekday, day: Date) -> bool {
    day.weekday().num_days_from_monday() == weekday as u32
}
