//! `lm undo`: what it takes back, whom it names, and when it refuses.

use crate::support::{self, lm, lm_asked};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const SESSIONS: &str = "mentees/3gk7s/sessions.yaml";
const CALLUM: &str = "Callum Whitgift, Year 5, case 3gk7s";

/// A copy of an example school, in which a session was written down.
fn after_a_session() -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records/primary");
    support::copy(&from, folder.path());
    let before = text(&folder, SESSIONS);
    done(&lm(folder.path(), &["session", "3gk7s", "--attendance", "attended"]));
    assert_ne!(text(&folder, SESSIONS), before);
    (folder, before)
}

fn text(folder: &TempDir, file: &str) -> String {
    fs::read_to_string(folder.path().join(file)).expect("a file")
}

#[track_caller]
fn done(seen: &str) {
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
}

#[track_caller]
fn refused(seen: &str, status: u8, said: &str) {
    assert!(seen.contains(said) && seen.ends_with(&format!("--- exit {status}\n")), "{seen}");
}

#[test]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them so")]
fn the_last_change_is_shown_asked_about_and_taken_back() {
    let (folder, before) = after_a_session();
    let changed = text(&folder, SESSIONS);
    let shown = lm(folder.path(), &["undo", "--dry-run"]);
    assert!(shown.contains("-    attendance: attended") && shown.contains(CALLUM), "{shown}");
    refused(&lm_asked(folder.path(), &["undo"], &[""]), 4, "nothing was taken back");
    refused(&lm(folder.path(), &["undo"]), 2, "lm undo --yes");
    assert_eq!(text(&folder, SESSIONS), changed);
    let seen = lm_asked(folder.path(), &["undo"], &["y"]);
    support::shows(
        seen,
        snapbox::str![[r#"
the last change: wrote down the session of Sat 21 November 2026, attended: Callum Whitgift, Year 5, case 3gk7s
--- mentees/3gk7s/sessions.yaml
+++ mentees/3gk7s/sessions.yaml
@@ -142,7 +142,3 @@
     targets: [t2]
     progress: He wanted to stay for science. A good reason; said so to him
     recorded_by: tm
-  - id: g7x7
-    date: 2026-11-21
-    mentor: tm
-    attendance: attended
Take this change back? [no]: y
mentees/3gk7s/sessions.yaml
took back: wrote down the session of Sat 21 November 2026, attended: Callum Whitgift, Year 5, case 3gk7s
--- exit 0

"#]],
    );
    assert_eq!(text(&folder, SESSIONS), before);
    refused(&lm(folder.path(), &["undo", "--yes"]), 1, "there is no change to take back");
}

#[test]
fn a_new_case_goes_as_it_came() {
    let (folder, _) = after_a_session();
    let cases = || fs::read_dir(folder.path().join("mentees")).expect("a folder").count();
    let before = cases();
    let line = ["new-referral", "--pupil", "Ben Ash", "--by-role", "parent", "--no-input"];
    done(&lm(folder.path(), &line));
    assert_eq!(cases(), before + 1);
    let seen = lm(folder.path(), &["undo", "--yes", "--json"]);
    assert!(seen.contains("wrote down the referral of Ben Ash: case "), "{seen}");
    done(&seen);
    assert_eq!(cases(), before);
}

#[test]
fn of_an_entry_that_was_moved_both_records_are_as_before() {
    let (folder, _) = after_a_session();
    done(&lm(folder.path(), &["contact", "3gk7s", "--type", "phone"]));
    let files = ["mentees/3gk7s/contacts.yaml", "mentees/b8nus/contacts.yaml"];
    let before = files.map(|file| text(&folder, file));
    done(&lm(folder.path(), &["move-entry", "b5pc", "3gk7s", "b8nus"]));
    assert_ne!(files.map(|file| text(&folder, file)), before);
    let seen = lm(folder.path(), &["undo", "--yes"]);
    assert!(seen.contains(CALLUM) && seen.contains("Fern Tattersall"), "{seen}");
    assert_eq!(files.map(|file| text(&folder, file)), before);
}

#[test]
fn what_somebody_built_upon_is_not_taken_back() {
    let (folder, _) = after_a_session();
    let by_hand = text(&folder, SESSIONS) + "# by hand\n";
    fs::write(folder.path().join(SESSIONS), &by_hand).expect("a file");
    for line in [&["undo", "--dry-run"][..], &["undo", "--yes"]] {
        let seen = lm(folder.path(), line);
        refused(&seen, 4, "mentees/3gk7s/sessions.yaml is no longer as lm left it");
    }
    assert_eq!(text(&folder, SESSIONS), by_hand);
}

#[test]
fn what_was_before_can_be_forgotten() {
    let (folder, _) = after_a_session();
    assert!(folder.path().join(".lm-undo").exists());
    done(&lm(folder.path(), &["undo", "--forget", "--dry-run"]));
    assert!(folder.path().join(".lm-undo").exists());
    done(&lm(folder.path(), &["undo", "--forget"]));
    assert!(!folder.path().join(".lm-undo").exists());
    refused(&lm(folder.path(), &["undo", "--dry-run"]), 1, "no change to take back");
}

#[test]
fn where_an_unfinished_change_cannot_be_followed_reading_says_so_and_writing_stops() {
    let (folder, _) = after_a_session();
    let sessions = text(&folder, SESSIONS);
    fs::write(folder.path().join(".lm-change"), "nonsense").expect("a file");
    let seen = lm(folder.path(), &["list"]);
    assert!(seen.contains("was broken off and cannot be finished: "), "{seen}");
    done(&seen);
    let line = ["session", "3gk7s", "--attendance", "attended"];
    refused(&lm(folder.path(), &line), 4, ".lm-change says nothing that can be followed");
    assert_eq!(text(&folder, SESSIONS), sessions);
}
