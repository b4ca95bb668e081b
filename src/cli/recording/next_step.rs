//! What a case asks for next, once something is written down: the first thing that `lm today` would
//! name, as the command that clears it.

use crate::cli::next_command;
use crate::domain::case::{MatterKind, case_stage, matters, only_group};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::store::{Folder, School};

/// What is due later than this is not next.
const SOON_WEEKS: i64 = 2;

/// The command.
pub(super) fn of(folder: &Folder, school: &School, id: &Id, today: Date) -> String {
    let loaded = school.load_case(folder, id, &RecordKind::ALL);
    let as_of = school.as_of(today);
    let stage = case_stage(&loaded.case, &as_of);
    let is_next = |kind: &MatterKind| {
        !matches!(
            kind,
            // These wait for somebody else, or for their day.
            MatterKind::Promise { .. }
                | MatterKind::FollowUp { .. }
                | MatterKind::Reply { .. }
                | MatterKind::Receipt { .. }
                | MatterKind::NoContact { .. }
                | MatterKind::ConsentUnanswered { .. }
                | MatterKind::Targets { .. }
                | MatterKind::Waiting { .. }
                | MatterKind::HandOver { .. }
                | MatterKind::NeedsCover { .. }
        )
    };
    let open = matters(&loaded.case, &stage, &as_of);
    let next = open
        .iter()
        .filter(|matter| is_next(&matter.kind))
        .find(|matter| matter.by.is_none_or(|by| by <= today.add_weeks(SOON_WEEKS)));
    next.map_or_else(
        || format!("lm show {id}"),
        |matter| next_command::for_matter(matter, id, only_group(&loaded.case, today)),
    )
}
