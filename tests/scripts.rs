//! The life of a case under each preset, as scripts that a teacher could read: on which day who
//! wrote what, and what `lm` says then. Every `tests/scripts/*.txt` is run in a folder of its own:
//!
//! ```text
//! == 2026-01-12 A day, and what happens on it
//! write mentees/k7q2m/plan.yaml        the text of a file …
//!     plans:
//! add mentees/k7q2m/sessions.yaml      … or what is put at its end, indented by four spaces
//!     - date: 2026-01-12
//! $ lm today                           run on that day; what a person sees stands below, indented
//! ```
//!
//! Other lines at the margin are remarks. `SNAPSHOTS=overwrite cargo test scripts` writes down what
//! is seen: read the difference before committing it.

use crate::support;
use std::fs;
use std::path::{Path, PathBuf};

const INDENT: &str = "    ";

#[test]
fn a_case_is_led_from_the_referral_to_the_follow_up_under_every_preset() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let mut scripts: Vec<PathBuf> =
        fs::read_dir(&root).expect("scripts").flatten().map(|entry| entry.path()).collect();
    scripts.sort();
    let names: Vec<String> = scripts
        .iter()
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, lm::store::policies::preset_names());
    for script in scripts {
        let text = fs::read_to_string(&script).expect("a script");
        support::shows(run(&text), snapbox::Data::read_from(&script, None));
    }
}

/// Runs a script and gives it back with what is seen.
fn run(script: &str) -> String {
    let folder = tempfile::tempdir().expect("an empty folder");
    let mut shown = String::new();
    let mut day = String::new();
    let mut lines = script.lines().peekable();
    while let Some(line) = lines.next() {
        shown.push_str(line);
        shown.push('\n');
        let mut below = Vec::new();
        // The block that belongs to the line; blank lines inside it do, those behind it do not.
        while let Some(next) = lines.next_if(|next| next.starts_with(INDENT) || next.is_empty()) {
            below.push(next);
        }
        let blank = below.iter().rev().take_while(|line| line.is_empty()).count();
        let block = &below[..below.len() - blank];
        let mut text = String::new();
        for line in block {
            text.push_str(line.strip_prefix(INDENT).unwrap_or(line));
            text.push('\n');
        }
        if let Some(command) = line.strip_prefix("$ lm") {
            let seen = on_day(folder.path(), command, &day);
            for line in seen.lines() {
                if !line.is_empty() {
                    shown.push_str(INDENT);
                }
                shown.push_str(line);
                shown.push('\n');
            }
        } else {
            for line in block {
                shown.push_str(line);
                shown.push('\n');
            }
            if let Some(date) = line.strip_prefix("== ") {
                date.get(..10).expect("a date").clone_into(&mut day);
            } else if let Some(file) = line.strip_prefix("write ") {
                write(folder.path(), file, &text, false);
            } else if let Some(file) = line.strip_prefix("add ") {
                write(folder.path(), file, &text, true);
            }
        }
        shown.push_str(&"\n".repeat(blank));
    }
    shown
}

fn on_day(folder: &Path, command: &str, day: &str) -> String {
    let mut words = support::words(command);
    words.extend(["--as-of".to_owned(), day.to_owned()]);
    let line: Vec<&str> = words.iter().map(String::as_str).collect();
    support::seen_at_a_terminal(folder, &line)
}

fn write(folder: &Path, file: &str, text: &str, at_the_end: bool) {
    let path = folder.join(file);
    let before =
        if at_the_end { fs::read_to_string(&path).expect("it is there") } else { String::new() };
    fs::write(path, before + text).expect("it can be written");
}
