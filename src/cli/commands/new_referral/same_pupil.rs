//! Whether the pupil of a new referral is a mentee already.

use crate::domain::id::Id;
use crate::domain::person::folded;
use crate::domain::record::RecordKind;
use crate::domain::record::referral::Pupil;
use crate::store::{Folder, School, for_each_case};

/// What comparing with every case gave.
pub(super) struct Compared {
    /// The case of a pupil who seems to be the same, and that pupil.
    pub(super) same: Option<(Id, Pupil)>,
    /// How many cases could not be compared because their referral cannot be read.
    pub(super) unread: usize,
}

/// Compares with every case.
pub(super) fn find(folder: &Folder, school: &School, pupil: &Pupil) -> Compared {
    let others = for_each_case(&school.cases, |id| {
        let loaded = folder.load_case(id, &[RecordKind::Referral]);
        loaded.case.referral.map(|referral| (id.clone(), referral.pupil))
    });
    let unread = others.iter().filter(|other| other.is_none()).count();
    let same = others.into_iter().flatten().find(|(_, other)| seem_the_same(pupil, other));
    Compared { same, unread }
}

/// The same name, and no two dates of birth that tell them apart.
fn seem_the_same(one: &Pupil, other: &Pupil) -> bool {
    let alike = folded(&one.name) == folded(&other.name)
        // A name of signs only folds to nothing.
        && (!folded(&one.name).is_empty() || one.name == other.name);
    alike && one.date_of_birth.zip(other.date_of_birth).is_none_or(|(one, other)| one == other)
}
