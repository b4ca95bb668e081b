//! A case passes from one mentor to another by commands: for good, as cover, and not at all.

use crate::support::{copy, words};
use crate::whole_year::on;
use std::path::Path;
use tempfile::TempDir;

/// The primary example school, with Callum who is Mr Mbeki-Lund's.
fn school() -> TempDir {
    let folder = tempfile::tempdir().expect("an empty folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records/primary"), folder.path());
    folder
}

fn run(school: &TempDir, day: &str, line: &str) -> String {
    let mut line = words(line);
    line.push("--no-input".to_owned());
    on(school.path(), day, &line)
}

#[track_caller]
fn shows(school: &TempDir, day: &str, line: &str, said: &[&str], not: &[&str]) {
    let seen = run(school, day, line);
    for words in said {
        assert!(seen.contains(words), "{line} on {day} says {words}?\n{seen}");
    }
    for words in not {
        assert!(!seen.contains(words), "{line} on {day} does not say {words}?\n{seen}");
    }
}

const ASK: &str = "hand-over Callum --to rw --because \"Moves to Year 6\" --starts 2026-11-30";

#[test]
fn a_case_stays_where_it_is_until_the_new_mentor_takes_it_on() {
    let school = school();
    shows(&school, "2026-11-20", ASK, &["asked Ms R. Wainscott", "--- exit 0"], &[]);
    let waits = "hand-over: rw was";
    shows(&school, "2026-11-20", "today --mentor rw", &[waits, "Mon 30 Nov 2026"], &[]);
    shows(&school, "2026-12-02", "today --mentor tm", &[waits, "2 days late"], &[]);
    shows(&school, "2026-12-02", "show Callum", &["Mr T. Mbeki-Lund"], &["Wainscott"]);
    let next = "hand-over 3gk7s --pupil-told today, when";
    shows(&school, "2026-12-03", "hand-over Callum --accept", &[next, "--- exit 0"], &[]);
    let told = "wrote down that the pupil was told, Thu 3 December 2026";
    shows(&school, "2026-12-03", "hand-over Callum --pupil-told today", &[told], &[]);
    // Ms Wainscott is away on that day herself, and her own record says who covers.
    let covered = "Ms R. Wainscott; Mr T. Mbeki-Lund covers until 4 December 2026";
    shows(&school, "2026-12-03", "show Callum", &[covered], &[]);
    shows(&school, "2026-12-08", "show Callum", &["Ms R. Wainscott"], &["Mbeki-Lund"]);
    shows(&school, "2026-12-08", "today --mentor rw", &["Callum"], &[waits]);
    // Who had it before still had it then.
    shows(&school, "2026-12-02", "show Callum", &["Mr T. Mbeki-Lund"], &[]);
    shows(&school, "2026-12-03", "hand-over Callum --accept", &["nobody has been asked"], &[]);
    shows(&school, "2026-12-03", "check", &["no faults"], &[]);
}

#[test]
fn cover_lasts_until_its_last_day_and_counts_with_whoever_covers() {
    let school = school();
    let ask = "hand-over Callum --to rw --because \"On a course\" --starts 2026-11-24 --until 2026-11-27 --accept";
    shows(&school, "2026-11-20", ask, &["covers until Fri 27 November 2026"], &[]);
    shows(&school, "2026-11-23", "caseload", &["3        up to 10"], &["as cover"]);
    shows(&school, "2026-11-24", "caseload", &["4        up to 10", "1 of them as cover"], &[]);
    let covered = "Mr T. Mbeki-Lund; Ms R. Wainscott covers until 27 November 2026";
    shows(&school, "2026-11-27", "show Callum", &[covered], &[]);
    shows(&school, "2026-11-28", "show Callum", &["Mr T. Mbeki-Lund"], &["Wainscott"]);
}

#[test]
fn who_says_no_says_why_and_somebody_else_can_be_asked() {
    let school = school();
    run(&school, "2026-11-20", ASK);
    shows(&school, "2026-11-23", "hand-over Callum --decline", &["--because"], &["exit 0"]);
    let no = "hand-over Callum --decline --because \"Full until January\"";
    shows(&school, "2026-11-23", no, &["does not take the case on", "--- exit 0"], &[]);
    shows(&school, "2026-11-23", "today", &[], &["hand-over:"]);
    shows(&school, "2026-12-01", "show Callum", &["Mr T. Mbeki-Lund"], &[]);
    let same = "hand-over Callum --to tm --because x";
    shows(&school, "2026-11-23", same, &["tm has the case already", "--- exit 2"], &[]);
    let back = "hand-over Callum --to rw --because x --starts 2026-11-30 --until 2026-11-24";
    shows(&school, "2026-11-23", back, &["is before the first day", "--- exit 2"], &[]);
    shows(&school, "2026-11-23", "hand-over Omari --to rw --because x", &["no place"], &["exit 0"]);
}

#[test]
fn what_is_open_is_said_to_whoever_takes_the_case_on() {
    let school = school();
    let open = ["Mentor: Ms R. Wainscott", "Promised to the pupil", "Find a day for the review"];
    shows(&school, "2026-11-20", "hand-over Dilys --open", &open, &[]);
    let json = ["\"mentor\": \"rw\"", "\"promises\"", "\"waiting\": []"];
    shows(&school, "2026-11-20", "hand-over Dilys --open --json", &json, &[]);
}

#[test]
fn days_without_anybody_are_named_before_they_come() {
    let school = school();
    let file = school.path().join("staff/rw.yaml");
    let text = std::fs::read_to_string(&file).expect("a record of staff");
    let gone = text.replace(", cover: tm}", "}");
    assert_ne!(gone, text);
    std::fs::write(&file, gone).expect("it can be written");
    let needs = "rw is away from 2 December to 4 December, and nobody covers";
    shows(&school, "2026-11-20", "today --mentor rw", &[needs, "lm hand-over b8nus --to"], &[]);
    let wants = "needs cover from Wed 2 Dec 2026";
    shows(&school, "2026-11-20", "caseload", &["Nobody covers yet", wants], &[]);
    let ask = "hand-over b8nus --to tm --because \"On leave\" --starts 2026-12-02 --until 2026-12-04 --accept";
    shows(&school, "2026-11-20", ask, &["--- exit 0"], &[]);
    let seen = run(&school, "2026-11-20", "today --mentor rw");
    assert_eq!(seen.matches("nobody covers").count(), 2, "{seen}");
}
