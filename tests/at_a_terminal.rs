//! What a person sees and types at a terminal. Every `tests/at_a_terminal/*.txt` is what was seen,
//! and what was typed stands between « and »: the typist waits for what stands before it on its
//! line, and types it.
//!
//! ```text
//! == 2026-10-08 A day, and what happens on it
//! $ lm session Amira
//! Day of the session [today]: «yesterday»
//!   Wed 7 October 2026 (yesterday)
//! ```
//!
//! A line `width 40` makes the terminal so wide from there on. `SNAPSHOTS=overwrite cargo test
//! at_a_terminal` writes down what is seen; read the difference before committing it.

mod typist;

use crate::support;
use lm::store::policies::preset_names;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use typist::Typist;

/// What happens at a terminal, from a file.
fn dialogue(name: &str) -> (String, tempfile::TempDir) {
    let text = fs::read_to_string(file(name)).expect("a dialogue");
    let folder = tempfile::tempdir().expect("an empty folder");
    let (mut day, mut columns, mut told) = (String::new(), 80, String::new());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        told.push_str(line);
        told.push('\n');
        if let Some(date) = line.strip_prefix("== ") {
            date.get(..10).expect("a day").clone_into(&mut day);
        } else if let Some(width) = line.strip_prefix("width ") {
            columns = width.parse().expect("a number of columns");
        }
        let Some(command) = line.strip_prefix("$ lm") else { continue };
        let mut typist = Typist::start(folder.path(), &support::words(command), &day, columns);
        while let Some(next) = lines.next_if(|next| {
            !next.starts_with("$ ") && !next.starts_with("== ") && !next.starts_with("width ")
        }) {
            if let Some((question, typed)) = next.split_once('«') {
                typist.answers(
                    &with_real_names(question, folder.path()),
                    typed.trim_end_matches('»'),
                );
            }
        }
        let (seen, status) = typist.ends();
        told.push_str(seen.trim_end());
        told.push('\n');
        let exit = match (status.code(), status.signal()) {
            // A shell says 128 and the number of the signal.
            (None, Some(signal)) => 128 + signal,
            (code, _) => code.unwrap_or_default(),
        };
        if exit != 0 {
            let _ = writeln!(told, "--- exit {exit}");
        }
        told.push('\n');
    }
    (with_known_ids(&told, folder.path()), folder)
}

fn file(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/at_a_terminal");
    folder.join(format!("{name}.txt"))
}

/// The case, where there is one.
fn case(folder: &Path) -> Option<String> {
    support::folders_in(folder.join("mentees")).pop()
}

/// Ids are given by chance, and the folder has a new name each time: they are shown as `CASE`, `ID`
/// and `FOLDER`.
fn with_known_ids(told: &str, folder: &Path) -> String {
    let mut told = told.replace(&folder.display().to_string(), "FOLDER");
    if let Some(case) = case(folder) {
        told = told.replace(&case, "CASE");
    }
    let lines = told.lines().map(|line| match line.split_once("id: ") {
        Some((before, id)) if before.trim_matches([' ', '-']).is_empty() && id.len() == 4 => {
            format!("{before}id: ID\n")
        }
        _ => format!("{line}\n"),
    });
    lines.collect()
}

/// The other way round, for a question that is waited for.
fn with_real_names(question: &str, folder: &Path) -> String {
    let question = question.replace("FOLDER", &folder.display().to_string());
    case(folder).map_or_else(|| question.clone(), |case| question.replace("CASE", &case))
}

#[track_caller]
fn shows(name: &str) -> tempfile::TempDir {
    let (told, folder) = dialogue(name);
    let told = format!("{}\n", told.trim_end());
    support::shows(told, snapbox::Data::read_from(&file(name), None));
    folder
}

#[track_caller]
fn is_clean(folder: &tempfile::TempDir) {
    let seen = support::lm(folder.path(), &["check", "--strict"]);
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
}

#[test]
fn a_whole_case_of_every_programme_can_be_written_down_by_questions() {
    thread::scope(|scope| {
        for preset in preset_names() {
            scope.spawn(move || is_clean(&shows(preset)));
        }
    });
}

#[test]
fn what_else_there_is_to_write_down_around_a_case_is_asked_for() {
    is_clean(&shows("around"));
}

#[test]
fn a_slip_is_asked_anew_and_nothing_is_written_before_the_last_word() {
    let folder = shows("slips");
    let mentees = folder.path().join("mentees");
    let cases = support::folders_in(&mentees);
    assert_eq!(cases.len(), 1, "only the referral that was confirmed is there");
    assert!(!mentees.join(&cases[0]).join("sessions.yaml").exists(), "no session was confirmed");
}
