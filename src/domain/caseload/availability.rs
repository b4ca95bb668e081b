//! Who can take a case on a day: who is here, and stays. Whose meetings an absence touches is not
//! here.

use crate::domain::calendar::SchoolDays;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::settings::StaffMember;
use crate::domain::record::staff::StaffFile;

/// Somebody who leaves within so many weeks takes no new case: there would be a hand-over before the
/// first review.
const LAST_WEEKS: i64 = 6;

/// Where the school has written down who is here and who is away.
#[derive(Clone, Copy, Debug)]
pub struct Availability<'a> {
    /// Everybody in `lm.toml`.
    pub staff: &'a [StaffMember],
    /// The records of mentors' work, by the mentors' ids.
    pub files: &'a [(Id, &'a StaffFile)],
    /// The school's calendar.
    pub school_days: SchoolDays<'a>,
}

impl Availability<'_> {
    /// The absence that a day falls into: its last day, `None` in it when that is not known.
    pub fn away(&self, mentor: &Id, day: Date) -> Option<Option<Date>> {
        let files = self.files.iter().filter(|(id, _)| id == mentor);
        let mut away = files.flat_map(|(_, file)| &file.away);
        away.find(|one| one.from <= day && one.to.is_none_or(|to| day <= to)).map(|one| one.to)
    }

    /// The last day of somebody who leaves soon.
    pub fn leaves(&self, mentor: &Id, day: Date) -> Option<Date> {
        let member = self.staff.iter().find(|member| member.id == *mentor)?;
        member.until.filter(|until| *until < day.add_weeks(LAST_WEEKS))
    }

    /// Whether somebody can take a case on a day.
    pub fn takes_cases(&self, mentor: &Id, day: Date) -> bool {
        let is_here = self.staff.iter().any(|member| member.id == *mentor && member.is_here(day));
        is_here && self.leaves(mentor, day).is_none() && self.away(mentor, day).is_none()
    }

    /// The first open day from this one on which an absence that is going on is over.
    pub(super) fn back(&self, mentor: &Id, day: Date) -> Option<Date> {
        let mut back = day;
        // One absence may follow on another.
        for _ in 0..self.files.iter().map(|(_, file)| file.away.len()).sum() {
            match self.away(mentor, back) {
                Some(to) => back = to?.add_days(1),
                None => break,
            }
        }
        Some(self.school_days.due_day(back).day)
    }
}
