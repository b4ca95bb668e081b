//! `lm show --ratings` and `lm suggest-targets`, on the example schools.

use crate::support::{folders_in, lm, shows};
use snapbox::Data;
use std::path::Path;

/// A name for the expectation, the example school, and what is typed.
const PAGES: &[(&str, &str, &[&str])] = &[
    ("before-and-after", "cluster", &["show", "Maisie", "--ratings"]),
    ("at-a-review", "cluster", &["show", "q8csc", "--ratings"]),
    ("item-by-item", "cluster", &["show", "t5nyv", "--ratings", "--items"]),
    ("several-teachers", "secondary", &["show", "m9ykk", "--ratings"]),
    (
        "between-two-days",
        "cluster",
        &["show", "Maisie", "--ratings", "--between", "2026-03-02", "2025-11-07"],
    ),
    ("json", "cluster", &["show", "q8csc", "--ratings", "--json"]),
    ("nothing-yet", "cluster", &["show", "m676z", "--ratings"]),
    ("suggested", "cluster", &["suggest-targets", "Oskar"]),
    ("suggested-own-form", "five-steps", &["suggest-targets", "6bpnk"]),
    ("suggested-uncovered", "cluster", &["suggest-targets", "Oskar", "--uncovered"]),
    ("suggested-json", "cluster", &["suggest-targets", "Oskar", "--json"]),
    ("suggested-nothing", "cluster", &["suggest-targets", "m676z"]),
];

#[test]
fn scores_and_suggestions_come_out_as_expected() {
    for (name, school, line) in PAGES {
        let seen = lm(format!("example-records/{school}"), line);
        let file = format!("{}/tests/scores/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        shows(seen, Data::read_from(Path::new(&file), None));
    }
}

#[test]
fn every_example_mentee_has_a_page_of_ratings_and_suggestions() {
    let mut shown = 0;
    for school in folders_in("example-records") {
        let root = format!("example-records/{school}");
        for mentee in folders_in(format!("{root}/mentees")) {
            for line in [
                &["show", &mentee, "--ratings", "--items"][..],
                &["show", &mentee, "--ratings", "--json"],
                &["suggest-targets", &mentee],
                &["suggest-targets", &mentee, "--json"],
            ] {
                let seen = lm(&root, line);
                assert!(seen.ends_with("--- exit 0\n"), "{school} {line:?}: {seen}");
                let is_none = |word: &str| ["NaN", "inf", "-inf", "-0"].contains(&word);
                let words = seen.split(|c: char| c.is_whitespace() || c == ',');
                assert!(!words.into_iter().any(is_none), "{school} {line:?}: {seen}");
            }
            shown += 1;
        }
    }
    assert!(shown > 50, "only {shown} mentees");
}

#[test]
fn two_completions_that_cannot_be_compared_are_refused_with_a_reason() {
    for (between, said) in [
        (["2020-01-01", "2026-03-02"], "no questionnaire of this case is `2020-01-01`"),
        (["2025-11-12", "2026-03-02"], "these two are not the same questionnaire"),
        (["a8gp", "a8gp"], "these two are not the same questionnaire"),
    ] {
        let line = ["show", "Maisie", "--ratings", "--between", between[0], between[1]];
        let seen = lm("example-records/cluster", &line);
        assert!(seen.contains(said) && seen.ends_with("--- exit 2\n"), "{between:?}: {seen}");
    }
}

#[test]
fn nothing_of_a_restricted_questionnaire_is_shown() {
    for line in [
        &["show", "Amira", "--ratings", "--items"][..],
        &["show", "Amira", "--ratings", "--json"],
        &["suggest-targets", "Amira"],
    ] {
        assert!(!lm("tests/reports/school", line).contains("SECRET"), "{line:?}");
    }
}
