//! What there is to see to in every case: loading, in parallel, of only the files that bear on it.

use crate::domain::case::{
    Matter, Standing, UNREAD, case_stage, is_recent, matters, only_group, standing,
};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::{Case, RecordKind, Unread};
use crate::domain::year_group::YearGroup;
use crate::store::{CaseReader, Desk, Folder, School, for_each_batch};

/// What there is to see to in a case.
#[derive(Clone, Debug, PartialEq)]
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
    all_matters_without(&UNREAD, folder, school, today)
}

fn all_matters_without(
    unread: &'static Unread,
    folder: &Folder,
    school: &School,
    today: Date,
) -> Vec<CaseMatters> {
    let desk = || Desk::new(unread);
    for_each_batch(&school.cases, desk, |desk, batch| {
        let cases = load(folder, school, batch, today, desk);
        cases.into_iter().map(|(case, faults)| of_case(&case, faults, school, today)).collect()
    })
}

fn of_case(case: &Case, faults: usize, school: &School, today: Date) -> CaseMatters {
    let as_of = school.as_of(today);
    let stage = case_stage(case, &as_of);
    CaseMatters {
        id: case.id.clone(),
        name: case.name().to_owned(),
        year: case.year_on(today, school.nation()).map_or_else(String::new, YearGroup::label),
        mentor: case.mentor(today).map_or_else(String::new, ToString::to_string),
        asked: case.open_hand_overs(today).map(|(_, one)| one.to.clone()).collect(),
        group: only_group(case, today).cloned(),
        standing: stage.standing,
        matters: if faults == 0 { matters(case, &stage, &as_of) } else { Vec::new() },
        faults,
    }
}

/// Cases with the files that bear on what is to be seen to. Of a case that is closed for long, only
/// those that say so. The same file of all of them, then the next: what is alike is read in a row,
/// while the program for it is at hand to the processor.
fn load(
    folder: &Folder,
    school: &School,
    ids: &[Id],
    today: Date,
    desk: &mut Desk,
) -> Vec<(Case, usize)> {
    const FIRST: [RecordKind; 2] = [RecordKind::Referral, RecordKind::Reviews];
    const THEN: [RecordKind; 4] =
        [RecordKind::Ratings, RecordKind::Plan, RecordKind::Sessions, RecordKind::Contacts];
    let mut all: Vec<CaseReader<'_>> = ids.iter().map(|id| school.read_case(folder, id)).collect();
    for kind in FIRST {
        for reader in &mut all {
            reader.read(kind, desk);
        }
    }
    let bears = |reader: &CaseReader<'_>| {
        let stands = standing(reader.case(), &school.policies, today);
        is_recent(reader.case(), stands, today)
    };
    let recent: Vec<bool> = all.iter().map(bears).collect();
    for kind in THEN {
        for (reader, _) in all.iter_mut().zip(&recent).filter(|(_, is_recent)| **is_recent) {
            reader.read(kind, desk);
        }
    }
    all.into_iter().map(CaseReader::done).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::policy::{PolicyShelf, PolicyVersion};
    use crate::store::SchoolParts;
    use crate::store::policies::{preset, preset_names};
    use std::path::Path;

    /// Every example school.
    pub(in crate::cli) fn example_schools() -> Vec<(Folder, School)> {
        let schools = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records");
        let entries = std::fs::read_dir(schools).expect("the examples").flatten();
        let folders = entries.filter_map(|entry| Folder::at(&entry.path()).ok());
        folders
            .map(|folder| (folder.clone(), folder.load_school(SchoolParts::WithWork).school))
            .collect()
    }

    /// A day of every twentieth week of three years.
    pub(in crate::cli) fn days() -> impl Iterator<Item = Date> {
        let first: Date = "2024-01-15".parse().expect("a date");
        (0..160).step_by(20).map(move |week| first.add_weeks(week))
    }

    /// Under the school's own policy and under each preset.
    #[test]
    fn what_is_not_read_changes_nothing_that_there_is_to_see_to() {
        let mut compared = 0;
        for (folder, mut school) in example_schools() {
            let own = std::mem::take(&mut school.policies);
            let presets = preset_names().into_iter().map(|name| {
                let policy = preset(name).expect("it is one of them");
                PolicyShelf::new(vec![PolicyVersion { from: Date::FIRST, policy }])
            });
            for policies in presets.chain([own]) {
                school.policies = policies;
                for day in days() {
                    let whole = all_matters_without(&Unread::NOTHING, &folder, &school, day);
                    assert_eq!(all_matters(&folder, &school, day), whole, "{day}");
                    compared += whole.iter().map(|one| one.matters.len()).sum::<usize>();
                }
            }
        }
        assert!(compared > 500, "the examples have something to see to: {compared}");
    }
}
