//! Many processes that write in the same record at the same time.

use super::school;
use crate::support::lm;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

#[test]
fn fifty_processes_at_once_lose_no_entry() {
    let folder = school("primary");
    for entry in fs::read_dir(folder.path().join("mentees")).expect("a folder").flatten() {
        if entry.file_name() != "e7a9m" {
            fs::remove_dir_all(entry.path()).expect("it goes");
        }
    }
    let file: PathBuf = folder.path().join("mentees/e7a9m/contacts.yaml");
    for round in 0..4 {
        let children: Vec<_> = (0..50)
            .map(|number| {
                let note = format!("note {round} {number}.");
                Command::new(env!("CARGO_BIN_EXE_lm"))
                    .current_dir(folder.path())
                    .args(["contact", "e7a9m", "--type", "phone", "--note", &note])
                    .env_clear()
                    .stdin(Stdio::null())
                    .stdout(Stdio::null())
                    .stderr(Stdio::piped())
                    .spawn()
                    .expect("it starts")
            })
            .collect();
        for child in children {
            let output = child.wait_with_output().expect("it ends");
            let talk = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{talk}");
        }
        let text = fs::read_to_string(&file).expect("a file");
        for number in 0..50 {
            assert!(text.contains(&format!("note {round} {number}.")), "{round} {number} is lost");
        }
    }
    let names = fs::read_dir(folder.path().join("mentees/e7a9m")).expect("a folder").flatten();
    let temporary = names.filter(|entry| entry.file_name().to_string_lossy().starts_with(".lm"));
    assert_eq!(temporary.count(), 0, "nothing temporary stays");
    let seen = lm(folder.path(), &["check", "e7a9m", "--level", "error"]);
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
}
