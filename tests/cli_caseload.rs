//! `lm caseload` and `lm policy try`, on the example schools.

use crate::support::{lm, shows};
use snapbox::Data;
use std::path::Path;

/// A name for the expectation, the example school, and what is typed.
const PAGES: &[(&str, &str, &[&str])] = &[
    ("cluster", "cluster", &["caseload"]),
    ("five-steps", "five-steps", &["caseload"]),
    ("primary", "primary", &["caseload"]),
    ("secondary", "secondary", &["caseload", "--as-of", "2026-11-10"]),
    ("rafie", "rafie", &["caseload"]),
    ("one-mentor", "primary", &["caseload", "--mentor", "rw"]),
    ("csv", "cluster", &["caseload", "--format", "csv"]),
    ("json", "primary", &["caseload", "--json"]),
    ("try-a-preset", "cluster", &["policy", "try", "five-steps"]),
    ("try-the-same", "cluster", &["policy", "try", "policy/2026-09-01.toml"]),
    ("try-a-file", "cluster", &["policy", "try", "../../tests/caseload/shorter.toml"]),
    ("try-json", "cluster", &["policy", "try", "../../tests/caseload/shorter.toml", "--json"]),
];

#[test]
fn caseloads_and_trials_come_out_as_expected() {
    for (name, school, line) in PAGES {
        let seen = lm(format!("example-records/{school}"), line);
        let file = format!("{}/tests/caseload/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        shows(seen, Data::read_from(Path::new(&file), None));
    }
}

#[test]
fn the_exit_status_tells_when_nobody_has_room() {
    let seen = lm("example-records/cluster", &["caseload", "--exit-code"]);
    let waits = seen.contains("nobody");
    assert_eq!(seen.ends_with("--- exit 1\n"), waits, "{seen}");
}

#[test]
fn an_unknown_mentor_or_policy_is_refused() {
    for line in [&["caseload", "--mentor", "nobody"][..], &["policy", "try", "primery"]] {
        assert!(lm("example-records/cluster", line).ends_with("--- exit 2\n"), "{line:?}");
    }
}
