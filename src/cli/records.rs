//! Finding the records folder that a command works on, and the mentee whom it names.

use super::ask::Refusal;
use super::call::Call;
use super::entry::About;
use super::outcome::CommandError;
use crate::diag::Severity;
use crate::domain::find_person::{Candidate, Found, find_person};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::store::{
    Folder, LoadedText, NoFolder, School, SchoolParts, codes, for_each_case, nearest, unit,
};
use serde_json::{Value as Json, json};

/// The records folder: `--records`, else `LM_RECORDS`, else the nearest folder above.
///
/// # Errors
///
/// When it is not there. A folder that was named and is missing is an error, never a reason to
/// take another.
pub fn folder(call: &Call<'_, '_>) -> Result<Folder, CommandError> {
    let named = call.globals.records.as_ref().or(call.world.environment.records.as_ref());
    let found = match named {
        Some(path) => Folder::at(&call.world.here.join(path)),
        None => Folder::nearest(&call.world.here),
    };
    found.map_err(|error| {
        let hint = match error {
            NoFolder::NotFound => {
                "go to your records folder, name it with --records, or make one with lm init"
            }
            NoFolder::Missing(_) | NoFolder::NotRecords(_) => {
                "check the name after --records or in LM_RECORDS"
            }
        };
        CommandError::cannot(error.to_string()).hint(hint)
    })
}

/// Finishes a change that was broken off, if there are records and one is there: every command sees
/// all of a change or nothing. Which command it is does not matter; see [`mod@unit`].
pub fn settle(call: &mut Call<'_, '_>) {
    let Ok(folder) = folder(call) else { return };
    if let Err(error) = unit::settle(folder.root()) {
        call.say(&format!("an earlier change was broken off and cannot be finished: {error}"));
        call.say("what follows may show only a part of it");
    }
}

/// The school, for a command that needs it whole.
///
/// # Errors
///
/// When `lm.toml`, the policy or the calendar has faults: whatever a command said then could be
/// wrong. A group or a staff record with a fault stops only a command that needs everything.
pub fn school(folder: &Folder, parts: SchoolParts) -> Result<School, CommandError> {
    school_and_texts(folder, parts).map(|(school, _)| school)
}

/// As [`school`], with what groups and staff records say of the cases. A file of these that cannot
/// be read is named, because what it says is missing then.
///
/// # Errors
///
/// As [`school`].
pub fn school_with_work(folder: &Folder, call: &mut Call<'_, '_>) -> Result<School, CommandError> {
    let school = school(folder, SchoolParts::WithWork)?;
    for file in &school.unread {
        call.say(&format!("{file} has a fault, so what it says is left out here: see lm check"));
    }
    Ok(school)
}

/// As [`school`], with the texts that were read.
///
/// # Errors
///
/// As [`school`].
pub fn school_and_texts(
    folder: &Folder,
    parts: SchoolParts,
) -> Result<(School, Vec<LoadedText>), CommandError> {
    let loaded = folder.load_school(parts);
    let broken = loaded.findings.iter().find(|finding| {
        // A policy that contradicts itself can still be read; `lm check` says what clashes.
        finding.severity == Severity::Error
            && finding.code != codes::POLICY_CONTRADICTION
            && !finding.place.file.starts_with("mentees")
            && (parts == SchoolParts::All || !loaded.school.unread.contains(&finding.place.file))
    });
    match broken {
        None => Ok((loaded.school, loaded.texts)),
        Some(finding) => Err(CommandError::cannot(format!("{} has a fault", finding.place.file))
            .because(finding.message.replace(['‹', '›'], ""))
            .hint("see where and what to do with: lm check")),
    }
}

/// Makes sure that there is a member of staff of this id.
///
/// # Errors
///
/// When there is none.
pub fn known_staff(school: &School, id: &str) -> Result<(), CommandError> {
    let ids = school.staff_ids();
    if ids.contains(&id) {
        return Ok(());
    }
    let error = CommandError::usage(format!("nobody in lm.toml has the short id `{id}`"));
    Err(match nearest::did_you_mean(id, &ids) {
        Some(hint) => error.hint(hint),
        None => error.hint("staff and their short ids stand in lm.toml under [[staff]]"),
    })
}

/// Whom somebody may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The case.
    pub id: Id,
    /// The pupil's full name.
    pub name: String,
}

/// Whom somebody meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// This case.
    One(Id),
    /// It could be any of these.
    Several(Vec<Named>),
    /// None; these are nearest.
    Nobody(Vec<Named>),
}

/// Every mentee whose name can be read.
pub fn everybody(folder: &Folder, school: &School) -> Vec<Named> {
    let names = for_each_case(&school.cases, |id| {
        let loaded = folder.load_case(id, &[RecordKind::Referral]);
        loaded.case.pupil().map(|pupil| Named { id: id.clone(), name: pupil.name.clone() })
    });
    names.into_iter().flatten().collect()
}

/// Whom somebody meant by an id or a name.
pub fn who(folder: &Folder, school: &School, query: &str) -> Who {
    if let Ok(id) = Id::new(query.trim())
        && school.has_case(&id)
    {
        return Who::One(id);
    }
    let names = everybody(folder, school);
    let candidates: Vec<Candidate<'_>> =
        names.iter().map(|named| Candidate { id: named.id.as_str(), name: &named.name }).collect();
    let with_ids = |people: Vec<Candidate<'_>>| -> Vec<Named> {
        let people = people.iter().filter_map(|person| {
            Some(Named { id: Id::new(person.id).ok()?, name: person.name.to_owned() })
        });
        people.collect()
    };
    match find_person(&candidates, query) {
        Found::One { person, .. } => {
            Id::new(person.id).map_or_else(|_| Who::Nobody(Vec::new()), Who::One)
        }
        Found::Several(people) => Who::Several(with_ids(people)),
        Found::Nobody { nearest } => Who::Nobody(with_ids(nearest)),
    }
}

/// A case id as an answer, from an id or a full or unmistakable name.
///
/// # Errors
///
/// When nobody or more than one mentee has that name.
pub fn case(folder: &Folder, typed: &str, about: &About<'_>) -> Result<Json, Refusal> {
    match who(folder, about.school, typed) {
        Who::One(id) => Ok(json!(id)),
        Who::Several(_) => Err(Refusal::new(
            format!("‹{typed}› could be several mentees"),
            "name the pupil in full, or by case id",
        )),
        Who::Nobody(_) => Err(Refusal::new(
            format!("no mentee is called ‹{typed}›"),
            "write a full name or case id from lm list; pupils who are no mentees are never named",
        )),
    }
}

/// The case of the mentee whom somebody named: by its id, or by the pupil's name.
///
/// # Errors
///
/// When nobody or more than one mentee has that name; a guess is never made.
pub fn mentee(folder: &Folder, school: &School, query: &str) -> Result<Id, CommandError> {
    let lines = |people: &[Named]| -> Vec<String> {
        people.iter().map(|person| format!("{} ({})", person.name, person.id)).collect()
    };
    match who(folder, school, query) {
        Who::One(id) => Ok(id),
        Who::Several(people) => {
            Err(CommandError::usage(format!("`{query}` could be several mentees"))
                .hint(format!("name one in full or by case: {}", lines(&people).join("; "))))
        }
        Who::Nobody(nearest) => {
            let error = CommandError::usage(format!("no mentee is called `{query}`"));
            Err(if nearest.is_empty() {
                error.hint("`lm list --all` shows everybody")
            } else {
                error.hint(format!("did you mean {}?", lines(&nearest).join(" or ")))
            })
        }
    }
}
