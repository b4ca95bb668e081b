//! `lm group` and `lm group show`, on the example schools.

use crate::support::{lm, shows};
use snapbox::Data;
use std::path::Path;

/// A name for the expectation, the example school, and what is typed.
const PAGES: &[(&str, &str, &[&str])] = &[
    ("list", "primary", &["group"]),
    ("list-json", "primary", &["group", "--json"]),
    ("nobody", "secondary", &["group"]),
    ("shown", "primary", &["group", "show", "sunflowers"]),
    ("by-name", "primary", &["group", "show", "Sunflowers", "--as-of", "2026-10-06"]),
    ("shown-json", "primary", &["group", "show", "sunflowers", "--as-of", "2026-10-06", "--json"]),
];

#[test]
fn groups_are_listed_and_shown_as_they_were_on_a_day() {
    for (name, school, line) in PAGES {
        let seen = lm(format!("example-records/{school}"), line);
        let file = format!("{}/tests/group/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        shows(seen, Data::read_from(Path::new(&file), None));
    }
}

#[test]
fn an_unknown_group_is_refused_with_the_nearest() {
    let seen = lm("example-records/primary", &["group", "show", "sunflower"]);
    assert!(seen.contains("sunflowers") && seen.ends_with("--- exit 2\n"), "{seen}");
}
