//! What there is to see to in every case: loading, in parallel, of only the files that bear on it.

use crate::domain::case::{Matter, Standing, case_stage, is_recent, matters, only_group, standing};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::{Case, RecordKind};
use crate::domain::year_group::YearGroup;
use crate::store::{Folder, School, for_each_case};

/// What there is to see to in a case.
#[derive(Clone, Debug)]
pub struct CaseMatters {
    /// The case.
    pub id: Id,
    /// The pupil's full name; the id when the referral cannot be read.
    pub name: String,
    /// Year group on the day, in words; may be empty.
    pub year: String,
    /// The mentor's id; may be empty.
    pub mentor: String,
    /// Who was asked to take the case on and has not answered, by their ids.
    pub asked: Vec<Id>,
    /// The group, for a pupil who works in one alone.
    pub group: Option<Id>,
    /// Where the case stands.
    pub standing: Standing,
    /// What there is; nothing while the case has faults.
    pub matters: Vec<Matter>,
    /// How many faults of reading the files have. What is due cannot be told then.
    pub faults: usize,
}

/// What there is to see to on a day, in the order of the ids.
pub fn all_matters(folder: &Folder, school: &School, today: Date) -> Vec<CaseMatters> {
    let as_of = school.as_of(today);
    for_each_case(&school.cases, |id| {
        let (case, faults) = load(folder, school, id, today);
        let stage = case_stage(&case, &as_of);
        CaseMatters {
            id: id.clone(),
            name: case.name().to_owned(),
            year: case.year_on(today, school.nation()).map_or_else(String::new, YearGroup::label),
            mentor: case.mentor(today).map_or_else(String::new, ToString::to_string),
            asked: case.open_hand_overs(today).map(|(_, one)| one.to.clone()).collect(),
            group: only_group(&case, today).cloned(),
            standing: stage.standing,
            matters: if faults == 0 { matters(&case, &stage, &as_of) } else { Vec::new() },
            faults,
        }
    })
}

/// A case with the files that bear on what is to be seen to. Of a case that is closed for long,
/// only those that say so.
fn load(folder: &Folder, school: &School, id: &Id, today: Date) -> (Case, usize) {
    const FIRST: [RecordKind; 2] = [RecordKind::Referral, RecordKind::Reviews];
    const THEN: [RecordKind; 4] =
        [RecordKind::Ratings, RecordKind::Plan, RecordKind::Sessions, RecordKind::Contacts];
    let mut reader = school.read_case(folder, id);
    reader.read(&FIRST);
    let stands = standing(reader.case(), &school.policies, today);
    if is_recent(reader.case(), stands, today) {
        reader.read(&THEN);
    }
    reader.done()
}
