//! First meetings with the pupil: that of the first time on the programme, and those after a return.

use super::steps::WrittenAt;
use crate::domain::record::sessions::FirstMeeting;
use crate::domain::record::{Case, RecordKind};

/// Every first meeting with where it is written, in the order of the record.
pub fn first_meetings(case: &Case) -> impl Iterator<Item = (WrittenAt, &FirstMeeting)> {
    let at = |field, entry| WrittenAt { file: RecordKind::Sessions, field, entry, part: None };
    let first = case.sessions.first_meeting.iter();
    let later = case.sessions.meetings_on_return.iter().enumerate();
    first
        .map(move |one| (at("first_meeting", None), one))
        .chain(later.map(move |(entry, one)| (at("meetings_on_return", Some(entry)), one)))
}
