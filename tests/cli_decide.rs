//! What was decided about a referral, and when the referrer was told of it.

use crate::support::{copy, words};
use crate::whole_year::on;
use std::fs;
use std::path::Path;

/// What the program says and what the record holds then, in the primary example school.
#[track_caller]
fn after(line: &str) -> (String, String) {
    let folder = tempfile::tempdir().expect("an empty folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records/primary"), folder.path());
    let mut line = words(line);
    line.push("--no-input".to_owned());
    let said = on(folder.path(), "2026-11-20", &line);
    let record = fs::read_to_string(folder.path().join("mentees/e7a9m/referral.yaml"));
    (said, record.expect("the referral"))
}

#[test]
fn telling_the_referrer_is_written_at_the_last_decision() {
    let (said, record) = after("decide e7a9m --acknowledged yesterday --told senco --told senco");
    assert!(said.contains("the referrer knows"), "{said}");
    let decisions = &record[record.find("decisions:").expect("decisions")..];
    assert_eq!(decisions.matches("outcome:").count(), 1, "{decisions}");
    assert!(decisions.contains("acknowledged: 2026-11-19"), "{decisions}");
    assert!(decisions.contains("told: [senco]"), "{decisions}");
}

#[test]
fn nothing_said_of_a_decision_is_dropped_because_the_referrer_was_told() {
    for more in ["--reason \"Enough for now\"", "--by rw", "--on yesterday", "--agency CAMHS"] {
        let (said, record) = after(&format!("decide e7a9m --acknowledged today {more}"));
        assert!(said.contains("--outcome"), "{more}: what was decided is asked for\n{said}");
        assert!(said.contains("--- exit 2"), "{more}\n{said}");
        assert!(!record.contains("2026-11-20"), "{more}: nothing is written\n{record}");
    }
}
