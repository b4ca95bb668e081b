//! What has to hold before records are saved or sent, and how a saved change is called.

use super::git::Repository;
use super::outcome::CommandError;
use crate::check::{self, SavedPlans, Selection};
use crate::diag::Severity;
use crate::store::Folder;
use std::collections::BTreeSet;

/// So many case ids are named in a note; of more only their number is.
const MOST_NAMED: usize = 6;

/// The plans among these files as they were saved last; none where nothing was saved yet.
///
/// # Errors
///
/// When git cannot be run.
pub fn plans_before(repository: &Repository, files: &[String]) -> Result<SavedPlans, CommandError> {
    let mut plans = SavedPlans::default();
    for file in files.iter().filter(|file| file.ends_with("/plan.yaml")) {
        if let Some(text) = repository.as_saved(file)? {
            plans.add(file, &text);
        }
    }
    Ok(plans)
}

/// Looks for mistakes in all records, and for what fell without a word since they were saved.
///
/// # Errors
///
/// When there are errors; `what` is what was not done for that.
pub fn refuse_faults(folder: &Folder, saved: &SavedPlans, what: &str) -> Result<(), CommandError> {
    let report = check::run_against(folder, &Selection::all(), saved);
    let errors = || report.diagnostics.iter().filter(|fault| fault.severity == Severity::Error);
    let files: BTreeSet<&str> = errors().map(|fault| &*fault.primary.file).collect();
    let Some(first) = files.first() else { return Ok(()) };
    let count = counted(errors().count(), "error", "errors");
    let place = match files.len() {
        1 => (*first).to_owned(),
        several => format!("{several} files"),
    };
    // Some mistakes only show against what was saved.
    let only_then = errors().all(|fault| fault.code.0 == "planned-sessions-cut");
    let look = if only_then { "lm check --changed" } else { "lm check" };
    Err(CommandError::refused(what)
        .because(format!("there are mistakes in the records: {count} in {place}"))
        .hint(format!("see what and where with: {look}")))
}

/// The note that git keeps with a change: how many records, and of which cases, by their ids; never
/// a name. Ids of staff and groups may say who they are, so they are only counted. Hidden files are
/// none of the records: what editors and git want to know.
pub fn message(files: &[String]) -> String {
    let cases: BTreeSet<&str> = files
        .iter()
        .filter_map(|file| file.strip_prefix("mentees/").or_else(|| file.strip_prefix("letters/")))
        .filter_map(|below| below.split_once('/').map(|(case, _)| case))
        .filter(|case| crate::domain::id::Id::new(case).is_ok())
        .collect();
    let is_record = |file: &&String| !file.split('/').any(|step| step.starts_with('.'));
    let records = files.iter().filter(is_record).count();
    if records == 0 && !files.is_empty() {
        return "only files for editors and git changed".to_owned();
    }
    let changed = format!("{} changed", counted(records, "record", "records"));
    match cases.len() {
        0 => changed,
        1..=MOST_NAMED => {
            let cases: Vec<&str> = cases.into_iter().collect();
            format!("{changed}: {}", cases.join(", "))
        }
        many => format!("{changed}, of {many} mentees"),
    }
}

/// `1 record`, `3 records`.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_names_cases_by_their_ids_and_nobody_by_name() {
        let note = |files: &[&str]| {
            message(&files.iter().map(|file| (*file).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(note(&["lm.toml"]), "1 record changed");
        assert_eq!(
            note(&[".gitignore", ".lm/schema/plan.schema.json", "lm.toml"]),
            "1 record changed"
        );
        assert_eq!(note(&[".gitattributes"]), "only files for editors and git changed");
        assert_eq!(
            note(&[
                "mentees/k7q2m/plan.yaml",
                "mentees/k7q2m/sessions.yaml",
                "letters/p4x9z/exit.md",
                "mentees/Amira Khan/plan.yaml",
                "staff/jb.yaml",
            ]),
            "5 records changed: k7q2m, p4x9z"
        );
        let many: Vec<String> = (0..7).map(|at| format!("mentees/a{at}/plan.yaml")).collect();
        assert_eq!(message(&many), "7 records changed, of 7 mentees");
    }
}
