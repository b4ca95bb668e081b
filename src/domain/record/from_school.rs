//! What the school's own files say of one case: its sessions with groups, and the days on which
//! mentors are away. No file of the case holds it; whoever reads the school's files fills it in.

use super::sessions::Attendance;
use crate::domain::choices::AbsenceReason;
use crate::domain::date::{Date, Time};
use crate::domain::id::Id;
use std::sync::Arc;

/// What the school's own files say of one case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FromSchool {
    /// The groups of which the pupil is or was a member, by the names of their files.
    pub groups: Vec<Id>,
    /// Sessions of groups at which the pupil was expected, oldest first.
    pub group_sessions: Vec<InGroup>,
    /// When mentors are away or gone; of every mentor, whether or not the case is theirs.
    pub away: Arc<[MentorAway]>,
}

/// A session of a group, as far as it is about one pupil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InGroup {
    /// The group, by the name of its file.
    pub group: Id,
    /// Which of the group's sessions, counted from 0.
    pub entry: usize,
    /// The day.
    pub date: Date,
    /// When it began.
    pub time: Option<Time>,
    /// Whether the pupil was there.
    pub attendance: Attendance,
    /// Why not, or why late.
    pub reason: Option<AbsenceReason>,
    /// Who leads the group.
    pub mentor: Option<Id>,
}

/// Days on which a mentor does not look after their mentees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentorAway {
    /// The mentor.
    pub mentor: Id,
    /// First day; for somebody who leaves, the day after the last.
    pub from: Date,
    /// Last day; `None` when it is not known yet, and for somebody who leaves.
    pub to: Option<Date>,
    /// Who covers for all their mentees, where the school wrote that down.
    pub cover: Option<Id>,
    /// They leave for good.
    pub leaves: bool,
}

impl MentorAway {
    /// Whether a day is one of them.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}
