//! Who came to sessions, and whose doing it was when nobody did. Sessions with a group count, from
//! the group's own record. Source: features F17–F18.

use super::window::Window;
use crate::domain::case::{Arranged, WrittenAt, arranged, held_on_plan};
use crate::domain::choices::{AbsenceReason, choices};
use crate::domain::date::{Date, Time};
use crate::domain::record::plan::SessionsChanged;
use crate::domain::record::sessions::Attendance;
use std::collections::BTreeMap;

choices! {
    /// Whose doing it was that a session did not take place.
    AbsenceClass {
        Pupil: "pupil" => "missed by the pupil",
        CouldNotCome: "could-not-come" => "ill, at an appointment, with the family or suspended",
        School: "school" => "cancelled by the school",
        NotSaid: "not-said" => "the record does not say why",
    }
}

/// Sessions of one time on the programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionAttendance {
    /// How many were arranged.
    pub arranged: usize,
    /// To how many the pupil came, late or in time.
    pub came: usize,
    /// To how many of those late.
    pub late: usize,
    /// How many did not take place, by whose doing it was.
    pub not_held: BTreeMap<AbsenceClass, usize>,
    /// The reasons written down, with how often; those of one class together.
    pub reasons: BTreeMap<(AbsenceClass, Option<AbsenceReason>), usize>,
    /// How many in a row the pupil has missed up to now. Sessions that the pupil could not come to,
    /// or that the school cancelled, neither count nor break it.
    pub missed_in_a_row: usize,
    /// The longest such row.
    pub longest_row: usize,
    /// The first and the last session arranged.
    pub first_and_last: Option<(Date, Date)>,
    /// How many there should have been by now.
    pub expected: Option<Expected>,
    /// How many the plan has.
    pub planned: Option<u32>,
    /// How many were held on that plan.
    pub held_on_plan: u32,
    /// How the number that it has came to be, oldest first.
    pub changed: Vec<SessionsChanged>,
    /// The times at which sessions were arranged, where written.
    pub times: Vec<Time>,
    /// Of those arranged, the ones with a group: where each is written.
    pub in_groups: Vec<WrittenAt>,
}

/// How many sessions there should have been by a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// How many, whole ones.
    pub sessions: u32,
    /// So many a week …
    pub per_week: f64,
    /// … in so many weeks …
    pub weeks: u32,
    /// … which are school weeks, where the calendar covers them …
    pub school_weeks: bool,
    /// … since this day.
    pub from: Date,
}

impl SessionAttendance {
    /// How many did not take place by this doing.
    pub fn not_held(&self, class: AbsenceClass) -> usize {
        self.not_held.get(&class).copied().unwrap_or(0)
    }

    /// How many the pupil could have come to: those held, and those missed by the pupil.
    pub fn could_have_come(&self) -> usize {
        self.came + self.not_held(AbsenceClass::Pupil)
    }

    /// The share of these that the pupil missed, in per cent.
    pub fn missed_percent(&self) -> Option<f64> {
        percent(self.not_held(AbsenceClass::Pupil), self.could_have_come())
    }

    /// The share of the expected sessions that were held, in per cent.
    pub fn held_percent(&self) -> Option<f64> {
        percent(self.came, self.expected?.sessions as usize)
    }
}

fn percent(part: usize, whole: usize) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "sessions are few")]
    (whole > 0).then(|| part as f64 / whole as f64 * 100.0)
}

pub(super) fn of(window: &Window<'_>) -> SessionAttendance {
    let sessions = arranged_then(window);
    let mut found = SessionAttendance {
        arranged: sessions.len(),
        first_and_last: sessions.first().zip(sessions.last()).map(|(a, b)| (a.date, b.date)),
        planned: window.plan.and_then(|plan| plan.planned_sessions),
        held_on_plan: window.plan.map_or(0, |plan| held_on_plan(window.case, plan, window.day)),
        changed: window.plan.map_or_else(Vec::new, |plan| plan.sessions_changed.clone()),
        in_groups: sessions.iter().filter(|one| one.group.is_some()).map(|one| one.at).collect(),
        times: sessions.iter().filter_map(|session| session.time).collect(),
        ..SessionAttendance::default()
    };
    for session in &sessions {
        match class(session.attendance, session.reason) {
            None => {
                found.came += 1;
                found.late += usize::from(session.attendance == Attendance::Late);
                found.missed_in_a_row = 0;
            }
            Some(class) => {
                *found.not_held.entry(class).or_default() += 1;
                *found.reasons.entry((class, session.reason)).or_default() += 1;
                found.missed_in_a_row += usize::from(class == AbsenceClass::Pupil);
                found.longest_row = found.longest_row.max(found.missed_in_a_row);
            }
        }
    }
    found.expected = expected(window, found.first_and_last.map(|(first, _)| first));
    found
}

/// Every session of this time, with the pupil alone or with a group, oldest first.
fn arranged_then<'a>(window: &Window<'a>) -> Vec<Arranged<'a>> {
    let mut all: Vec<Arranged<'a>> =
        arranged(window.case).filter(|session| window.days.contains(session.date)).collect();
    all.sort_by_key(|session| (session.date, session.time));
    all
}

/// Whose doing it was; `None` when the session took place.
fn class(attendance: Attendance, reason: Option<AbsenceReason>) -> Option<AbsenceClass> {
    use AbsenceReason as R;
    match attendance {
        Attendance::Attended | Attendance::Late => return None,
        Attendance::Missed | Attendance::Cancelled => {}
    }
    Some(match reason {
        Some(reason) if reason.is_the_schools() => AbsenceClass::School,
        Some(R::PupilDeclined | R::Truanting | R::Forgot) => AbsenceClass::Pupil,
        Some(R::Illness | R::Appointment | R::Excluded | R::FamilyReason) => {
            AbsenceClass::CouldNotCome
        }
        // A pupil misses a session; who cancels one works in the school.
        None if attendance == Attendance::Cancelled => AbsenceClass::School,
        _ => AbsenceClass::NotSaid,
    })
}

/// What the band or the policy asks for, counted from the first plan; where there is none, from the
/// first session.
fn expected(window: &Window<'_>, first: Option<Date>) -> Option<Expected> {
    let band = window.plan.and_then(|plan| window.policy.band(plan.band.as_ref()?));
    let per_week = band.and_then(|band| band.sessions_per_week);
    let per_week = per_week.or(window.policy.sessions.per_week)?;
    let from = window.plans.first().map(|plan| plan.starts).or(first)?;
    let by_calendar = window.sources.school_days.school_weeks_between(from, window.day);
    let weeks = by_calendar.unwrap_or_else(|| from.days_until(window.day) / 7);
    let weeks = u32::try_from(weeks).ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few sessions a week over a few years"
    )]
    let sessions = (per_week * f64::from(weeks)).floor().max(0.0) as u32;
    Some(Expected { sessions, per_week, weeks, school_weeks: by_calendar.is_some(), from })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_somebody_whose_doing_it_was() {
        for (attendance, reason, expected) in [
            ("attended", None, None),
            ("late", Some("forgot"), None),
            ("missed", Some("pupil-declined"), Some(AbsenceClass::Pupil)),
            ("missed", Some("truanting"), Some(AbsenceClass::Pupil)),
            ("missed", Some("forgot"), Some(AbsenceClass::Pupil)),
            ("missed", Some("illness"), Some(AbsenceClass::CouldNotCome)),
            ("missed", Some("excluded"), Some(AbsenceClass::CouldNotCome)),
            ("missed", Some("family-reason"), Some(AbsenceClass::CouldNotCome)),
            ("missed", Some("lesson-or-test"), Some(AbsenceClass::School)),
            ("cancelled", Some("mentor-away"), Some(AbsenceClass::School)),
            ("cancelled", Some("illness"), Some(AbsenceClass::CouldNotCome)),
            ("cancelled", None, Some(AbsenceClass::School)),
            ("missed", None, Some(AbsenceClass::NotSaid)),
            ("missed", Some("other"), Some(AbsenceClass::NotSaid)),
        ] {
            let attendance = Attendance::from_code(attendance).expect("a code");
            let reason = reason.map(|code| AbsenceReason::from_code(code).expect("a code"));
            assert_eq!(class(attendance, reason), expected, "{attendance} {reason:?}");
        }
    }
}
