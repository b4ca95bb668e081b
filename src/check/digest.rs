//! The little of a case that is kept to compare it with the others.

use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::person::folded;
use crate::domain::record::Case;

/// What is kept of a case while the others are read.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseDigest {
    /// The case.
    pub id: Id,
    /// The pupil's name without regard to capitals, accents and spaces.
    pub name: String,
    /// The date of birth.
    pub born: Option<Date>,
    /// Brothers and sisters named in the referral.
    pub siblings: Vec<Id>,
}

impl CaseDigest {
    /// The digest of a case; `None` when its referral cannot be read.
    pub fn of(case: &Case) -> Option<Self> {
        let pupil = case.pupil()?;
        Some(Self {
            id: case.id.clone(),
            name: folded(&pupil.name),
            born: pupil.date_of_birth,
            siblings: pupil.siblings.clone(),
        })
    }
}
