//! Where the school wrote down that the mentor's role was made known. It does so once for everybody, so
//! that no case asks for it.

use super::Looked;
use super::chain::Chain;
use crate::domain::record::activities::{Activity, ActivityKind};
use crate::store::ACTIVITIES_FILE;

/// The last time that it was done; else how it is written down.
pub(super) fn by_the_school(looked: &Looked<'_>, activities: &[Activity], chain: &mut Chain) {
    let done = activities.iter().filter(|one| one.date <= looked.as_of.on && makes_known(one.kind));
    match done.max_by_key(|one| one.date) {
        Some(last) => {
            let text = format!("{}, {}: {}", last.kind, last.date.long(), last.what.trim());
            chain.written("the school", text, Some(ACTIVITIES_FILE.to_owned()));
        }
        None => chain.because("the school", "nothing about it is written down yet"),
    }
    chain.because("to write it", "lm activity --kind leaflet");
}

/// Whether such an activity tells pupils, parents or staff what a mentor does.
fn makes_known(kind: ActivityKind) -> bool {
    matches!(
        kind,
        ActivityKind::Leaflet
            | ActivityKind::StaffBriefing
            | ActivityKind::ParentEvent
            | ActivityKind::Assembly
    )
}
