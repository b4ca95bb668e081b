//! Slips that people make, and what `lm` says so that they can go on: the same thing twice, a plan
//! left behind, a word that is not known, more written down than belongs here.

use crate::support::{self, lm};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A copy of the primary school's example records.
fn primary() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records/primary");
    support::copy(&from, folder.path());
    folder
}

/// Runs the line; it must end with this status and say all of this.
fn says(folder: &TempDir, line: &[&str], status: u8, said: &[&str]) -> String {
    let seen = lm(folder.path(), line);
    for words in said {
        assert!(seen.contains(words), "{line:?} does not say {words:?}:\n{seen}");
    }
    assert!(seen.ends_with(&format!("--- exit {status}\n")), "{line:?}: {seen}");
    seen
}

#[test]
fn the_same_thing_is_not_written_down_twice_unawares() {
    let folder = primary();
    let session = ["session", "3gk7s", "--attendance", "missed", "--reason", "illness"];
    says(&folder, &session, 0, &[]);
    let twice = ["a session of Sat 21 November 2026 is written down already: missed", "--yes"];
    says(&folder, &session, 4, &twice);
    says(&folder, &[&session[..], &["--yes"]].concat(), 0, &[]);
    // At another time of the day it is another one.
    says(&folder, &["session", "b8nus", "--attendance", "attended", "--at", "9:00"], 0, &[]);
    says(&folder, &["session", "b8nus", "--attendance", "attended", "--at", "13:00"], 0, &[]);

    let line = ["new-referral", "--pupil", "Ben Ashe", "--by-role", "class-teacher"];
    let seen = lm(folder.path(), &line);
    let case = seen.split('/').nth(1).expect("the path of the new file");
    let decide = ["decide", case, "--outcome", "waiting-list"];
    says(&folder, &decide, 0, &[]);
    says(&folder, &decide, 4, &["is written down already: waiting list", "--yes"]);
}

#[test]
fn a_reason_is_asked_for_where_the_figures_or_the_family_need_one() {
    let folder = primary();
    let hint = "hint: without --reason nobody can tell later whose doing it was";
    says(&folder, &["session", "3gk7s", "--attendance", "cancelled"], 0, &[hint]);
    let line = ["new-referral", "--pupil", "Ben Ashe", "--by-role", "class-teacher"];
    let seen = lm(folder.path(), &line);
    let case = seen.split('/').nth(1).expect("the path of the new file");
    let refused = ["decide", case, "--outcome", "not-accepted"];
    says(&folder, &refused, 2, &["error: not given: --reason\n"]);
}

#[test]
fn a_new_plan_does_not_leave_open_targets_behind_unawares() {
    let folder = primary();
    says(&folder, &["show", "3gk7s"], 0, &["Open targets\n  t2  “"]);
    let left = ["has open targets (t2)", "lm review takes them along", "--yes"];
    says(&folder, &["plan", "new", "3gk7s"], 4, &left);
    let called = ["the plan has no target ‘nine’", "its targets are called t2"];
    let progress = ["--progress", "nine=met"];
    let review = ["review", "3gk7s", "--decision", "continue-same-targets"];
    says(&folder, &[&review[..], &progress].concat(), 2, &called);
}

#[test]
fn a_concern_is_a_pointer_and_never_the_detail() {
    let folder = primary();
    let file = folder.path().join("mentees/3gk7s/contacts.yaml");
    let before = fs::read_to_string(&file).expect("the contacts");
    let lead = ["concern", "3gk7s", "--lead", "go", "--reference"];
    for reference in [
        "CPOMS 12: mother hits her",
        "talk of self-harm",
        "told me at lunch about the weekend at home",
        "CP-1/2026/autumn/from-the-form-of-the-lead-of-all",
    ] {
        let refused = ["says more than a reference", "goes into the safeguarding system"];
        says(&folder, &[&lead[..], &[reference]].concat(), 4, &refused);
    }
    assert_eq!(fs::read_to_string(&file).expect("the contacts"), before);
    says(&folder, &[&lead[..], &["CPOMS file 4417"]].concat(), 0, &[]);
}

#[test]
fn a_letter_that_was_sent_is_one_that_there_is() {
    let folder = primary();
    let line = |letter| ["contact", "3gk7s", "--letter", letter];
    says(&folder, &line("invitaton"), 2, &["no letter ‘invitaton’", "did you mean `invitation`?"]);
    says(&folder, &line("sunshine"), 2, &["lm letter shows them all"]);
    fs::create_dir_all(folder.path().join("templates/letters")).expect("a folder");
    fs::write(folder.path().join("templates/letters/sunshine.md"), "Dear all,\n").expect("a file");
    says(&folder, &line("sunshine"), 0, &[]);
}

#[test]
fn a_wrong_flag_of_an_ending_is_said_without_the_page_before_it() {
    let folder = primary();
    let line = ["exit", "3gk7s", "--criterion", "all-targets-met", "--circumstances", "Met"];
    let who = ["--decided-by", "rw", "--consulted", "rw: agrees"];
    let seen = says(&folder, &[&line[..], &who].concat(), 2, &["write \"rw=agrees\""]);
    assert!(!seen.contains("could the programme end?"), "{seen}");
}

#[test]
fn only_what_is_new_is_said_of_two_that_are_alike() {
    let folder = primary();
    let day = |day| ["session", "3gk7s", "--attendance", "attended", "--on", day];
    // A Sunday, and then the Saturday before it.
    says(&folder, &day("2026-11-15"), 0, &["it is a Sunday"]);
    let seen = says(&folder, &day("2026-11-14"), 0, &["it is a Saturday"]);
    assert!(!seen.contains("it is a Sunday"), "{seen}");
}

#[test]
fn why_takes_a_step_as_lm_shows_it() {
    let folder = primary();
    for step in ["plan", "action plan", "Action Plan", "first meeting"] {
        says(&folder, &["why", "3gk7s", step], 0, &[]);
    }
    says(&folder, &["why", "3gk7s", "revew"], 2, &["did you mean `review`?"]);
    let seen = says(&folder, &["why", "3gk7s", "xyzzy"], 2, &["as lm show has it"]);
    assert!(!seen.contains("lesson-alert"), "{seen}");
}

#[test]
fn a_large_school_gets_a_page_that_can_be_read() {
    let folder = primary();
    for number in 0..20 {
        let name = format!("Pupil{number} Surname{number}");
        let line = ["new-referral", "--pupil", &name, "--by-role", "class-teacher"];
        says(&folder, &line, 0, &[]);
    }
    let cut = says(&folder, &["today"], 0, &["more: ", " without a mentor", "--all\n"]);
    let all = says(&folder, &["today", "--all"], 0, &["Pupil19 Surname19"]);
    assert!(cut.lines().count() + 4 < all.lines().count(), "{cut}");
    assert!(!all.contains(" more: "), "{all}");
    let checked = says(&folder, &["check", "--level", "advice"], 1, &["by kind: "]);
    assert!(checked.contains("a line each: --format concise"), "{checked}");
}

#[test]
fn an_empty_folder_says_how_to_begin() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    says(&folder, &[], 2, &["There are no records here. To make a records folder: lm init\n"]);
    let line = [
        "init",
        "--preset",
        "primary",
        "--school",
        "A school",
        "--phase",
        "primary",
        "--nation",
        "england",
        "--mentor",
        "ab:Ms A. Bell",
        "--safeguarding-lead",
        "cd:Mr C. Dee",
        "--no-input",
    ];
    says(
        &folder,
        &line,
        2,
        &[
            "briefing.deputy=…",
            "help: briefing.deputy asks: How often does the mentor meet the deputy",
        ],
    );
    says(&folder, &[&line[..], &["--answer", "briefing.deputy=weekly"]].concat(), 0, &[]);
    says(&folder, &["today"], 0, &["No mentee is written down here yet.", "next: lm new-referral"]);
    says(&folder, &["list"], 0, &["no mentees yet", "next: lm new-referral"]);
}
