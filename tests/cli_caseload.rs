//! `lm caseload` and `lm policy try`, on the example schools.

use crate::support::{self, lm, shows};
use snapbox::Data;
use std::fs;
use std::path::Path;

/// A name for the expectation, the example school, and what is typed.
const PAGES: &[(&str, &str, &[&str])] = &[
    ("cluster", "cluster", &["caseload"]),
    ("five-steps", "five-steps", &["caseload"]),
    ("primary", "primary", &["caseload"]),
    ("secondary", "secondary", &["caseload", "--as-of", "2026-11-10"]),
    ("rafie", "rafie", &["caseload"]),
    ("one-mentor", "primary", &["caseload", "--mentor", "rw"]),
    ("away", "primary", &["caseload", "--as-of", "2026-12-03"]),
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
fn where_nobody_has_room_it_says_for_each_when_a_place_may_come_free() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    support::copy(&root.join("example-records/primary"), folder.path());
    let policy = folder.path().join("policy/2026-09-01.toml");
    let text = fs::read_to_string(&policy).expect("a policy");
    fs::write(&policy, text.replace("max = 10\n", "max = 3\n")).expect("it is written");
    let file = root.join("tests/caseload/full.txt");
    shows(lm(folder.path(), &["caseload"]), Data::read_from(&file, None));
    let seen = lm(folder.path(), &["caseload", "--json"]);
    let json = seen.split("--- ").next().expect("a result");
    let told: serde_json::Value = serde_json::from_str(json).expect("a caseload");
    for waiting in told["waiting"].as_array().expect("those who wait") {
        assert!(waiting["room_with"].is_null(), "{waiting}");
        assert!(waiting["next_place"]["day"].is_string(), "{waiting}");
    }
    let status = lm(folder.path(), &["caseload", "--exit-code"]);
    assert!(status.ends_with("--- exit 1\n"), "{status}");
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
