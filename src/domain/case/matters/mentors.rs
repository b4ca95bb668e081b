//! Who looks after a case: a hand-over that waits for an answer, and days without anybody.

use super::{Matter, MatterKind};
use crate::domain::case::steps::WrittenAt;
use crate::domain::date::Date;
use crate::domain::record::{Case, RecordKind};

/// All of it. Of days without anybody only the first stretch: the rest follows when it is settled.
pub(super) fn all(case: &Case, on: Date, found: &mut Vec<Matter>) {
    let mut asked = false;
    for (entry, hand_over) in case.open_hand_overs(on) {
        asked = true;
        let kind = MatterKind::HandOver {
            to: hand_over.to.clone(),
            starts: hand_over.starts,
            until: hand_over.until,
        };
        let at = WrittenAt {
            file: RecordKind::Referral,
            field: "hand_overs",
            entry: Some(entry),
            part: None,
        };
        found.push(Matter::new(kind, Some(hand_over.starts), Some(at)));
    }
    if let Some(first) = case.uncovered(on).first().filter(|_| !asked) {
        let kind = MatterKind::NeedsCover {
            mentor: first.mentor.clone(),
            from: first.from,
            to: first.to,
            leaves: first.leaves,
        };
        found.push(Matter::new(kind, Some(first.from), None));
    }
}
