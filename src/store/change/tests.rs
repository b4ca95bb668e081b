use super::*;
use crate::domain::record::sessions::Session;
use std::fs;

fn folder() -> (tempfile::TempDir, Folder) {
    let root = tempfile::tempdir().expect("a temporary folder");
    fs::write(root.path().join("lm.toml"), "").expect("a file");
    fs::create_dir_all(root.path().join("mentees/k7q2m")).expect("a folder");
    let folder = Folder::at(root.path()).expect("records");
    (root, folder)
}

const FILE: &str = "mentees/k7q2m/sessions.yaml";

fn session(id: &str, date: &str) -> Session {
    let json = serde_json::json!({"id": id, "date": date, "attendance": "attended"});
    serde_json::from_value(json).expect("a session")
}

fn adding(id: &str, date: &str) -> Change {
    let mut change = Change::default();
    change.record(FILE, FieldPath::from("sessions"), &session(id, date));
    change
}

fn text(root: &tempfile::TempDir) -> String {
    fs::read_to_string(root.path().join(FILE)).expect("it is there")
}

#[test]
fn a_file_appears_with_its_first_entry_and_is_then_added_to() {
    let (root, folder) = folder();
    for (id, date) in [("b", "2026-11-21"), ("c", "2026-11-28"), ("a", "2026-11-14")] {
        let change = adding(id, date);
        let proposal = folder.propose(&change).expect("it can be changed");
        folder.write(&change, &proposal, "a test").expect("it can be written");
    }
    let entries = "\
sessions:
  - id: a
    date: 2026-11-14
    attendance: attended
  - id: b
    date: 2026-11-21
    attendance: attended
  - id: c
    date: 2026-11-28
    attendance: attended
";
    let line = "# yaml-language-server: $schema=../../.lm/schema/sessions.schema.json\n";
    assert_eq!(text(&root), format!("{line}{entries}"));
}

#[test]
fn nothing_of_what_somebody_else_adds_meanwhile_is_lost() {
    let (root, folder) = folder();
    let (one, other) = (adding("a", "2026-11-14"), adding("b", "2026-11-21"));
    let proposals = [&one, &other].map(|change| folder.propose(change).expect("it is sound"));
    folder.write(&other, &proposals[1], "a test").expect("it can be written");
    folder.write(&one, &proposals[0], "a test").expect("it can be written");
    let text = text(&root);
    assert!(text.find("id: a") < text.find("id: b") && text.contains("id: a"), "{text}");
}

#[test]
fn a_value_is_not_changed_when_the_file_was_changed_meanwhile() {
    let (root, folder) = folder();
    let first = adding("a", "2026-11-14");
    let proposal = folder.propose(&first).expect("it is sound");
    folder.write(&first, &proposal, "a test").expect("it can be written");
    let mut change = Change::default();
    let place = FieldPath::from("sessions").item(0).key("place");
    change.set(FILE, place, Value::words("Library"));
    let proposal = folder.propose(&change).expect("it is sound");
    assert_eq!(
        proposal.diff(),
        "--- mentees/k7q2m/sessions.yaml\n+++ mentees/k7q2m/sessions.yaml\n@@ -2,4 +2,5 @@\n sessions:\n   - id: a\n     date: 2026-11-14\n+    place: Library\n     attendance: attended\n"
    );
    let other = adding("b", "2026-11-07");
    let proposal_of_other = folder.propose(&other).expect("sound");
    folder.write(&other, &proposal_of_other, "a test").expect("it can be written");
    let before = text(&root);
    let error =
        folder.write(&change, &proposal, "a test").expect_err("entry 0 is another one by now");
    assert!(error.is_refusal(), "{error}");
    assert_eq!(text(&root), before);
}

#[test]
fn of_two_files_both_are_changed_or_none() {
    let (root, folder) = folder();
    let mut change = adding("a", "2026-11-14");
    change.set("mentees/k7q2m/plan.yaml", FieldPath::from("plans"), Value::List(Vec::new()));
    let proposal = folder.propose(&change).expect("it is sound");
    fs::write(root.path().join("mentees/k7q2m/plan.yaml"), "plans: # other\n").expect("a file");
    folder.write(&change, &proposal, "a test").expect_err("the second file is another one by now");
    assert!(!root.path().join(FILE).exists(), "the first is put back");
    let names: Vec<_> =
        fs::read_dir(root.path().join("mentees/k7q2m")).expect("a folder").collect();
    assert_eq!(names.len(), 1, "nothing temporary stays");
}

#[test]
fn fifty_at_once_lose_nothing() {
    let (root, folder) = folder();
    std::thread::scope(|scope| {
        for number in 0..50 {
            let folder = &folder;
            scope.spawn(move || {
                let change = adding(&format!("s{number}"), "2026-11-21");
                let proposal = folder.propose(&change).expect("it is sound");
                folder.write(&change, &proposal, "a test").expect("it can be written");
            });
        }
    });
    let text = text(&root);
    for number in 0..50 {
        assert!(text.contains(&format!("id: s{number}\n")), "{number} is missing");
    }
}
