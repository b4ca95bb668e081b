//! The schemas under `schema/` are those that the types make, and the two agree on what is a
//! record: what the example schools hold is valid by both.

use crate::support;
use lm::store::schemas;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_schemas_on_disk_are_those_that_the_types_make() {
    for name in schemas::schema_names() {
        let schema = schemas::schema(name).expect("the name comes from the list");
        let file = root().join("schema").join(schemas::schema_file(name));
        support::shows(schemas::schema_text(&schema), snapbox::Data::read_from(&file, None));
    }
}

#[test]
fn no_schema_on_disk_is_left_over() {
    let known: Vec<String> = schemas::schema_names().map(schemas::schema_file).collect();
    for entry in fs::read_dir(root().join("schema")).expect("the schema folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(entry.path().is_dir() || known.contains(&name), "schema/{name} is nobody's");
    }
}

#[test]
fn every_schema_is_draft_07_and_refuses_unknown_keys() {
    for name in schemas::schema_names() {
        let schema = schemas::schema(name).expect("the name comes from the list");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{name}");
        assert_eq!(schema["additionalProperties"], Value::Bool(false), "{name}");
        jsonschema::draft7::new(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// Which schema a file of a records folder must satisfy.
fn schema_of(file: &Path) -> Option<&'static str> {
    let name = file.file_name()?.to_str()?;
    let folder = file.parent()?.file_name()?.to_str()?;
    let known = [
        "referral",
        "ratings",
        "plan",
        "sessions",
        "contacts",
        "reviews",
        "tracking",
        "activities",
    ];
    match folder {
        "groups" => Some("group"),
        "staff" => Some("staff"),
        _ => known.into_iter().find(|kind| name == format!("{kind}.yaml")),
    }
}

#[test]
fn what_the_example_schools_hold_is_valid_by_the_schemas_too() {
    let mut seen = 0;
    for file in files_below(&root().join("example-records")) {
        let Some(name) = schema_of(&file).filter(|_| file.extension().is_some_and(|e| e == "yaml"))
        else {
            continue;
        };
        let schema = schemas::schema(name).expect("the name comes from the list");
        let text = fs::read_to_string(&file).expect("an example can be read");
        let record: Value = serde_saphyr::from_str(&text).expect("an example is sound");
        let validator = jsonschema::draft7::new(&schema).expect("a sound schema");
        let faults: Vec<String> = validator
            .iter_errors(&record)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{}: {}", file.display(), faults.join("; "));
        seen += 1;
    }
    assert!(seen > 40 || !root().join("example-records/cluster").exists(), "only {seen} examples");
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { waiting.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// A name that is none would be passed over in vain, and never again when it is one.
#[test]
fn what_the_rules_do_not_look_at_are_fields_of_the_records() {
    let schemas: Vec<Value> = schemas::schema_names().filter_map(schemas::schema).collect();
    let fields_of = |name: &str| {
        let file = name.strip_suffix("File").map(str::to_lowercase);
        let of_file = file.and_then(|file| schemas::schema(&file));
        of_file.or_else(|| schemas.iter().find_map(|one| one["definitions"].get(name).cloned()))
    };
    for (name, fields) in lm::domain::case::UNREAD.0 {
        let known = fields_of(name).unwrap_or_else(|| panic!("{name} is no type of the records"));
        let required = known["required"].as_array().cloned().unwrap_or_default();
        for field in *fields {
            assert!(known["properties"].get(field.name).is_some(), "{name}.{}", field.name);
            assert!(!required.contains(&field.name.into()), "{name}.{} must be there", field.name);
        }
    }
}
