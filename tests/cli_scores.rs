//! `lm show --ratings` and `lm suggest-targets`, on the example schools.

use crate::support::{TODAY, folders_in, lm, shows};
use lm::domain::instrument::{Observed, Row, comparisons};
use lm::domain::policy::Combine;
use lm::domain::record::RecordKind;
use lm::domain::target_areas::target_areas;
use lm::store::{Folder, SchoolParts};
use snapbox::Data;
use std::path::Path;

/// A name for the expectation, the example school, and what is typed.
const PAGES: &[(&str, &str, &[&str])] = &[
    ("before-and-after", "cluster", &["show", "Maisie", "--ratings"]),
    ("ticks-and-words", "cluster", &["show", "Callum", "--ratings"]),
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
fn every_score_of_every_example_mentee_lies_between_nothing_and_a_hundred() {
    let today = TODAY.parse().expect("a date");
    let mut scores = 0;
    for name in folders_in("example-records") {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records").join(&name);
        let folder = Folder::at(&root).expect("a records folder");
        let school = folder.load_school(SchoolParts::WithInstruments).school;
        for id in &school.cases {
            let case = folder.load_case(id, &RecordKind::ALL).case;
            let ratings = &case.ratings.ratings;
            for one in comparisons(ratings, &school.instruments, Combine::Mean, today) {
                let rows = one.rows.iter().map(Row::percent);
                let seen = one.observed.iter().map(Observed::percent);
                for score in rows.chain(seen).flatten().flatten() {
                    assert!((0.0..=100.0).contains(&score), "{name} {id}: {score}");
                    scores += 1;
                }
            }
            for area in target_areas(&case, &school.instruments, today) {
                assert!(!area.evidence.is_empty() && area.lines() > 0, "{name} {id}");
            }
        }
    }
    assert!(scores > 300, "only {scores} scores");
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
