//! What `lm` does besides what it shows, seen through `strace`: no other program is started but git
//! and the editor, and nothing behind a link is opened.

use crate::faults::strace_works;
use crate::support::{self, words};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

fn school() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records/primary");
    support::copy(&from, folder.path());
    folder
}

/// The calls of these names that a command makes.
fn calls(folder: &Path, line: &str, names: &str) -> Vec<String> {
    let log = tempfile::NamedTempFile::new().expect("a file");
    let output = Command::new("strace")
        .args(["-f", "-qq", "-y", "-e", &format!("trace={names}"), "-o"])
        .arg(log.path())
        .arg(env!("CARGO_BIN_EXE_lm"))
        .args(words(line))
        .args(["--no-input", "--as-of", "2026-11-24"])
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("EDITOR", "true")
        .stdin(Stdio::null())
        .output()
        .expect("strace starts");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{line}: {output:?}");
    let log = fs::read_to_string(log.path()).expect("a log");
    log.lines().map(str::to_owned).collect()
}

#[test]
fn no_program_is_started_but_git_and_the_editor() {
    if !strace_works() {
        return;
    }
    let folder = school();
    // Words that a careless program would hand over to a shell.
    let note = "contact 3gk7s --type phone --note \"$(touch hacked) `touch hacked`; touch hacked\"";
    for (line, started) in [
        ("check", &[][..]),
        (note, &[]),
        ("today", &[]),
        ("show 3gk7s", &[]),
        ("letter teacher-referred 3gk7s --save", &[]),
        ("report register", &[]),
        ("undo --yes", &[]),
        ("list --json", &[]),
        ("edit 3gk7s sessions", &["true"]),
        ("check --changed", &["git"]),
    ] {
        // Where there is no git folder, `check --changed` ends with what git says of it.
        if line == "check --changed" {
            let made = Command::new("git").args(["init", "--quiet"]).arg(folder.path()).status();
            if !made.is_ok_and(|status| status.success()) {
                continue;
            }
        }
        let mut programs: Vec<String> = calls(folder.path(), line, "execve")
            .iter()
            .filter(|call| call.ends_with(" = 0"))
            .filter_map(|call| call.split('"').nth(1))
            .filter_map(|path| path.rsplit('/').next())
            .map(str::to_owned)
            .collect();
        programs.dedup();
        assert_eq!(programs.first().map(String::as_str), Some("lm"), "{line}");
        assert_eq!(&programs[1..], started, "{line}");
    }
    assert!(!folder.path().join("hacked").exists());
}

#[test]
fn nothing_behind_a_link_is_opened() {
    if !strace_works() {
        return;
    }
    let (folder, elsewhere) = (school(), tempfile::tempdir().expect("a folder"));
    fs::write(elsewhere.path().join("referral.yaml"), "pupil: {}\n").expect("a file");
    let link = |way: &str, target: &Path| {
        let path = folder.path().join(way);
        let _ = fs::remove_file(&path);
        let _ = fs::remove_dir_all(&path);
        symlink(target, path).expect("a link");
    };
    link("mentees/q6rt9", elsewhere.path());
    link("mentees/e7a9m/contacts.yaml", &elsewhere.path().join("referral.yaml"));
    link("activities.yaml", &elsewhere.path().join("referral.yaml"));
    link("letters", elsewhere.path());
    link(".lm-change", &elsewhere.path().join("referral.yaml"));
    let secret = elsewhere.path().to_str().expect("our names are text");
    for line in ["check", "check --format json"] {
        let opened = calls(folder.path(), line, "open,openat,openat2");
        let behind: Vec<_> = opened
            .iter()
            .filter(|call| call.rsplit(" = ").next().is_some_and(|came| came.contains(secret)))
            .collect();
        assert!(opened.len() > 20 && behind.is_empty(), "{line}: {behind:#?}");
    }
}
