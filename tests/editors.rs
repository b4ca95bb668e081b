//! `lm edit` with editors that do not behave, and with somebody else who writes meanwhile: the record
//! is never harmed, and what somebody typed is kept.

use crate::support;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const SESSIONS: &str = "mentees/3gk7s/sessions.yaml";

/// A copy of an example school, and beside it an editor that is a script.
struct Desk {
    top: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { top: tempfile::tempdir().expect("a folder") };
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records/primary");
        support::copy(&from, &desk.records());
        desk
    }

    fn records(&self) -> PathBuf {
        self.top.path().join("records")
    }

    fn sessions(&self) -> String {
        fs::read_to_string(self.records().join(SESSIONS)).expect("a record")
    }

    /// The status, and what is said.
    fn edit(&self, script: &str) -> (Option<i32>, String) {
        let editor = self.top.path().join("editor");
        fs::write(&editor, format!("#!/bin/sh\n{script}\n")).expect("a script");
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).expect("it is ours");
        let output = Command::new(env!("CARGO_BIN_EXE_lm"))
            .current_dir(self.records())
            .args(["edit", "3gk7s", "sessions"])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("EDITOR", &editor)
            .env("LM", env!("CARGO_BIN_EXE_lm"))
            .stdin(Stdio::null())
            .output()
            .expect("it starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// The copies that are kept.
    fn copies(&self) -> Vec<String> {
        let entries = fs::read_dir(self.records().join("mentees/3gk7s")).expect("a folder");
        let names = entries.flatten().map(|entry| entry.path());
        let copies = names.filter(|path| path.to_string_lossy().contains("/.lm-"));
        copies
            .map(|path| fs::read(path).unwrap_or_default())
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .collect()
    }
}

#[test]
fn an_editor_that_breaks_harms_no_record() {
    for (script, said, copies) in [
        ("kill -9 $$", "the editor ended with an error", 1),
        ("echo half > \"$1\"; exit 1", "the editor ended with an error", 1),
        (": > \"$1\"", "there is nothing left in the copy", 1),
        ("printf '\\377\\000' > \"$1\"", "no longer written in UTF-8", 1),
        ("rm \"$1\"", "the editor took the copy away", 0),
        ("rm \"$1\"; ln -s /etc/hosts \"$1\"", "the copy cannot be read", 1),
        ("rm \"$1\"; mkdir \"$1\"", "the copy cannot be read", 1),
        ("echo 'sessions: [' > \"$1\"", "the record would have a fault", 1),
        ("head -c 30000000 /dev/zero > \"$1\"", "the copy cannot be read", 1),
    ] {
        let desk = Desk::new();
        let before = desk.sessions();
        let (status, talk) = desk.edit(script);
        assert_eq!(status, Some(4), "{script}: {talk}");
        assert!(talk.contains(said), "{script}: {talk}");
        assert_eq!(desk.sessions(), before, "{script}");
        assert_eq!(desk.copies().len(), copies, "{script}");
        assert_eq!(talk.contains("what you wrote is kept in mentees/"), copies == 1, "{talk}");
    }
}

#[test]
fn what_somebody_else_writes_during_an_edit_stays_and_so_does_the_edit() {
    let desk = Desk::new();
    let script = "\"$LM\" session 3gk7s --attendance attended --progress 'Written meanwhile' --no-input >/dev/null 2>&1 \
                  && sed -i s/Lighthouse/Harbour/ \"$1\"";
    let (status, talk) = desk.edit(script);
    assert_eq!(status, Some(4), "{talk}");
    assert!(talk.contains("was changed by somebody else in the meantime"), "{talk}");
    let text = desk.sessions();
    assert!(text.contains("Written meanwhile") && text.contains("Lighthouse"), "{text}");
    let copies = desk.copies();
    assert!(copies.len() == 1 && copies[0].contains("Harbour"), "{copies:?}");
    // The next change tidies up after writers, and leaves what a person typed.
    let seen = support::lm(desk.records(), &["contact", "3gk7s", "--type", "phone"]);
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
    assert_eq!(desk.copies().len(), 1);
}
