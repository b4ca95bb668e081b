//! What is asked at a terminal, mark by mark and row by row.

use super::{bytes, school};
use crate::support::{self, lm_asked};
use std::fs;

#[test]
fn at_a_terminal_it_asks_item_by_item() {
    let folder = school("primary");
    let typed = [
        "2026-11-20", // the day
        "2",          // the phase: at a review
        "3",
        "6",
        "5",
        "<",
        "4",
        "?",
        "2",
        "",
        "5",
        "great",
        "3", // the items
        "Reading",
        "",    // in words
        "",    // a comment
        "yes", // it is really that empty
        "yes",
    ];
    let seen = lm_asked(folder.path(), &["rate", "b8nus", "child-evaluation"], &typed);
    support::shows(seen, snapbox::file!["asked.txt"]);
    let text =
        fs::read_to_string(folder.path().join("mentees/b8nus/ratings.yaml")).expect("ratings");
    support::shows(text.rsplit("  - ").next().unwrap_or_default(), snapbox::file!["asked.yaml"]);
}

#[test]
fn at_a_terminal_an_observation_is_asked_row_by_row() {
    let folder = school("primary");
    let typed = [
        "2026-11-20",
        "1",
        "2",
        "9:50",
        "Maths", // the day, who, the phase, the time, the lesson
        "11102000000",
        "0111300001",
        "01113000010",
        "<",
        "01113000011",
        "1 1 1 1 1 0 0 0 0 0 0",
        "10104110000",
        "11102000000",
        "1110 100000 0", // the rows
        "",
        "yes",
    ];
    let seen = lm_asked(folder.path(), &["observe", "b8nus"], &typed);
    support::shows(seen, snapbox::file!["observed.txt"]);
}

#[test]
fn stopping_early_writes_nothing() {
    let folder = school("primary");
    let before = bytes(folder.path());
    let seen =
        lm_asked(folder.path(), &["rate", "b8nus", "child-evaluation"], &["today", "2", "3"]);
    assert!(seen.contains("the answers ended before the last question"), "{seen}");
    let typed = ["today", "2", "3", "3", "3", "3", "3", "3", "3", "", "", "", "no"];
    let seen = lm_asked(folder.path(), &["rate", "b8nus", "child-evaluation"], &typed);
    assert!(seen.ends_with("error: nothing was written\n--- exit 4\n"), "{seen}");
    assert_eq!(bytes(folder.path()), before);
}
