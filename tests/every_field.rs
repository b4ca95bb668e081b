//! Every field of every record can be written by a command. `tests/recording/every-field.txt` says
//! on which day which command is typed, in a folder that is empty at first; the schemas say which
//! fields there are, so a new one without a command is found here.

use crate::support::{self, lm_with, words};
use lm::cli::world::Environment;
use lm::store::schemas::schema;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The kinds of records, and where files of each lie.
pub(crate) const KINDS: &[(&str, &str)] = &[
    ("referral", "mentees/*/referral.yaml"),
    ("ratings", "mentees/*/ratings.yaml"),
    ("plan", "mentees/*/plan.yaml"),
    ("sessions", "mentees/*/sessions.yaml"),
    ("contacts", "mentees/*/contacts.yaml"),
    ("reviews", "mentees/*/reviews.yaml"),
    ("tracking", "mentees/*/tracking.yaml"),
    ("group", "groups/*.yaml"),
    ("activities", "activities.yaml"),
    ("staff", "staff/*.yaml"),
];

/// A school in which every field of every record was written by a command.
pub(crate) fn school_with_every_field() -> TempDir {
    let folder = tempfile::tempdir().expect("an empty folder");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recording/every-field.txt");
    let text = fs::read_to_string(file).expect("lines of commands").replace("\\\n", " ");
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (day, command) = line.split_once(' ').expect("a day and a command");
        let mut typed = words(command);
        typed.extend(["--as-of", day, "--no-input"].map(str::to_owned));
        let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
        let environment = Environment { staff: Some("jb".to_owned()), ..Environment::default() };
        let seen = lm_with(folder.path(), &typed, "", &environment);
        assert!(seen.ends_with("--- exit 0\n"), "{line}\n{seen}");
    }
    folder
}

/// The fields that a schema has, and those of its parts; who somebody is counts as one.
fn fields_of_schema(part: &Json, whole: &Json, path: &str, found: &mut BTreeSet<String>) {
    let is_real = |part: &&Json| part["type"] != "null";
    let first = |of: &'_ str| part[of].as_array().and_then(|all| all.iter().find(is_real));
    if let Some(name) = part["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        if name != "Person" {
            fields_of_schema(&whole["definitions"][name], whole, path, found);
        }
        return;
    }
    if let Some(part) = first("allOf").or_else(|| first("anyOf")) {
        return fields_of_schema(part, whole, path, found);
    }
    for (key, field) in part["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        found.insert(path.clone());
        fields_of_schema(field, whole, &path, found);
    }
    if part["items"].is_object() {
        fields_of_schema(&part["items"], whole, path, found);
    }
}

/// The fields that a record has.
fn fields_of_record(value: &Json, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Json::Object(fields) => {
            for (key, value) in fields {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                found.insert(path.clone());
                fields_of_record(value, &path, found);
            }
        }
        Json::Array(items) => items.iter().for_each(|item| fields_of_record(item, path, found)),
        _ => {}
    }
}

/// The files of a kind in a school.
fn files(school: &Path, pattern: &str) -> Vec<Json> {
    let (folder, name) = pattern.rsplit_once('/').unwrap_or(("", pattern));
    let folders: Vec<_> = match folder.strip_suffix("/*") {
        Some(above) => {
            let cases = support::folders_in(school.join(above)).into_iter();
            cases.map(|case| school.join(above).join(case)).collect()
        }
        None => vec![school.join(folder)],
    };
    let ending = name.trim_start_matches('*');
    let files = folders.iter().flat_map(|folder| {
        let entries = fs::read_dir(folder).expect("a folder").flatten();
        entries.map(|entry| entry.path()).filter(|path| path.to_string_lossy().ends_with(ending))
    });
    files
        .map(|file| fs::read_to_string(file).expect("a record"))
        .map(|text| serde_yaml::from_str(&text).expect("a sound record"))
        .collect()
}

#[test]
fn every_field_of_every_record_can_be_written_by_a_command() {
    let school = school_with_every_field();
    let mut missing = Vec::new();
    for (kind, pattern) in KINDS {
        let whole = schema(kind).expect("a schema");
        let (mut known, mut written) = (BTreeSet::new(), BTreeSet::new());
        fields_of_schema(&whole, &whole, "", &mut known);
        for record in files(school.path(), pattern) {
            fields_of_record(&record, "", &mut written);
        }
        let unwritten = known.into_iter().filter(|field| !written.contains(field));
        missing.extend(unwritten.map(|field| format!("{kind}: {field}")));
    }
    assert!(missing.is_empty(), "no command in every-field.txt writes {}", missing.join(", "));
    let seen = support::lm(school.path(), &["check", "--strict"]);
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
}
