//! Every session of a pupil, alone or with a group, held or not. A group's sessions stand in its own
//! record.

use super::steps::WrittenAt;
use crate::domain::choices::AbsenceReason;
use crate::domain::date::{Date, Time};
use crate::domain::id::Id;
use crate::domain::record::referral::Outcome;
use crate::domain::record::sessions::Attendance;
use crate::domain::record::{Case, RecordKind};

/// The field by which [`WrittenAt`] means a session of a group: its entry is one of the case's
/// `from_school.group_sessions`.
pub const IN_GROUPS: &str = "group_sessions";

/// A session of a pupil, alone or with a group, held or not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arranged<'a> {
    /// The day.
    pub date: Date,
    /// When it began.
    pub time: Option<Time>,
    /// Whether the pupil was there.
    pub attendance: Attendance,
    /// Why not, or why late.
    pub reason: Option<AbsenceReason>,
    /// The group, when it was one of a group.
    pub group: Option<&'a Id>,
    /// Where it is written.
    pub at: WrittenAt,
}

impl Arranged<'_> {
    /// Whether it took place, with the pupil.
    pub fn is_held(&self) -> bool {
        self.attendance.is_held()
    }
}

/// Every session of a case: first the pupil's own, then those of groups, each in the order of its
/// record.
pub fn arranged(case: &Case) -> impl Iterator<Item = Arranged<'_>> {
    own(case).chain(in_groups(case))
}

/// The pupil's own sessions.
fn own(case: &Case) -> impl Iterator<Item = Arranged<'_>> {
    case.sessions.sessions.iter().enumerate().map(|(entry, session)| Arranged {
        date: session.date,
        time: session.time,
        attendance: session.attendance,
        reason: session.reason,
        group: None,
        at: WrittenAt {
            file: RecordKind::Sessions,
            field: "sessions",
            entry: Some(entry),
            part: None,
        },
    })
}

/// Those of groups.
fn in_groups(case: &Case) -> impl Iterator<Item = Arranged<'_>> {
    case.from_school.group_sessions.iter().enumerate().map(|(entry, session)| Arranged {
        date: session.date,
        time: session.time,
        attendance: session.attendance,
        reason: session.reason,
        group: Some(&session.group),
        at: WrittenAt {
            file: RecordKind::Sessions,
            field: IN_GROUPS,
            entry: Some(entry),
            part: None,
        },
    })
}

/// The group, for a pupil who on a day works in one alone: the last decision that gave a place gave
/// no other.
pub fn only_group(case: &Case, on: Date) -> Option<&Id> {
    let places = case.decisions().filter(|one| one.gives_a_place());
    let last = places.filter(|one| one.date <= on).max_by_key(|one| one.date)?;
    let mut given = last.outcome.iter().filter(|outcome| outcome.is_a_place());
    let alone = given.all(|outcome| *outcome == Outcome::GroupWork);
    last.group.as_ref().or(case.from_school.groups.last()).filter(|_| alone)
}
