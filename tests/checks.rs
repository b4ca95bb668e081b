//! The checks from outside: every one has its file, its explanation and its fixture, and every
//! fixture shows what it should. Fixtures are found by looking, never listed.

use crate::{prepare, support};
use lm::check;
use std::fs;
use std::path::Path;

const FIXTURES: &str = "tests/checks";

#[test]
fn every_fixture_is_reported_as_expected() {
    for folder in support::folders_in(FIXTURES) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURES).join(&folder);
        let shown = if prepare::is_wanted(&root) {
            let Some(prepared) = prepare::prepared(&root) else { continue };
            let line = ["check", "--level", "advice"];
            let Some(shown) = support::lm_kept_out(prepared.path(), &line) else { continue };
            shown
        } else {
            support::lm(&root, &["check", "--level", "advice"])
        };
        let expected = snapbox::Data::read_from(&root.join("expected.txt"), None);
        support::shows(shown, expected);
    }
}

#[test]
fn every_check_has_a_fixture_that_shows_it() {
    let folders = support::folders_in(FIXTURES);
    for check in check::ALL {
        let code = check.code.0;
        assert!(folders.iter().any(|folder| folder == code), "no fixture tests/checks/{code}");
        let expected =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURES).join(code).join("expected.txt");
        let expected = fs::read_to_string(expected).expect("a fixture says what is expected");
        assert!(expected.contains(&format!("[{code}]")), "the fixture of {code} does not show it");
    }
}

#[test]
fn every_fixture_belongs_to_a_check() {
    for folder in support::folders_in(FIXTURES) {
        // A second fixture of a check says behind two dashes what it shows.
        let code = folder.split("--").next().unwrap_or(&folder);
        assert!(check::by_code(code).is_some(), "tests/checks/{folder} belongs to no check");
    }
}

#[test]
fn every_check_file_is_in_the_list_and_named_like_its_code() {
    const NOT_CHECKS: &[&str] = &["mod", "allow", "case_view", "digest", "list", "runner"];
    let mut on_disk = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
    for entry in fs::read_dir(folder).expect("the room of the checks").flatten() {
        let path = entry.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("our names are text");
        if path.extension().is_some_and(|ending| ending == "rs") && !NOT_CHECKS.contains(&stem) {
            let text = fs::read_to_string(&path).expect("a source file");
            if text.contains("pub const CHECK: Check") {
                on_disk.push(stem.replace('_', "-"));
            }
        }
    }
    on_disk.sort();
    let listed: Vec<_> = check::ALL.iter().map(|check| check.code.0.to_owned()).collect();
    assert_eq!(listed, on_disk, "src/check/list.rs is not the sorted list of the files beside it");
}

#[test]
fn every_explanation_says_what_why_and_what_to_do() {
    for check in check::ALL {
        for heading in ["## What it finds\n", "## Why it matters\n", "## What to do\n"] {
            assert!(check.explanation.contains(heading), "{}: no `{}`", check.code, heading.trim());
        }
    }
}

#[test]
fn every_fault_that_reading_finds_is_explained() {
    for code in lm::store::codes::ALL {
        assert!(check::by_code(code.0).is_some(), "`lm explain {code}` would find nothing");
    }
}
