//! The walls between the rooms: which room may use which, and which library belongs to which room.

use std::fs;
use std::path::{Path, PathBuf};

/// For each room, the rooms it may use. `embedded` is data and open to all.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("text", &[]),
    ("diag", &["text"]),
    ("store", &["domain", "text", "diag"]),
    ("check", &["domain", "text", "diag", "store"]),
    ("document", &["domain"]),
    ("cli", &["domain", "text", "diag", "store", "check", "document"]),
];

/// For each word that opens a door to the outside, the rooms that may say it.
const DOORS: &[(&str, &[&str])] = &[
    ("std::fs", &["store"]),
    ("std::env", &["cli"]),
    ("std::process", &["cli"]),
    ("std::net", &[]),
    ("granit_parser", &["store"]),
    ("serde_yaml", &["store"]),
    ("toml::", &["store"]),
    ("walkdir", &["store"]),
    ("similar::", &["store"]),
    ("tempfile", &["store"]),
    ("csv::", &["store", "cli"]),
    ("tera::", &["document"]),
    ("pulldown_cmark", &["document"]),
    ("clap", &["cli"]),
    ("comfy_table", &["cli"]),
    ("annotate_snippets", &["cli"]),
    ("quick_junit", &["cli"]),
    ("getrandom", &["cli"]),
    ("Local::now", &["cli"]),
    ("SystemTime", &["store"]),
    ("stdout()", &["cli"]),
    ("stdin()", &["cli"]),
];

/// The one file that reads the clock, the environment and the terminal.
const OUTSIDE: &str = "src/cli/main_world.rs";

/// Words that only that file may say, even inside its room.
const OUTSIDE_ONLY: &[&str] =
    &["std::env", "env::", "Local::now", "stdout()", "stdin()", "stderr()", "getrandom"];

#[test]
fn every_room_uses_only_the_rooms_below_it() {
    let mut broken = Vec::new();
    for (room, allowed) in MAY_USE {
        for (file, number, line) in lines_of(room) {
            for (other, _) in MAY_USE {
                let uses = line.contains(&format!("crate::{other}::"))
                    || line.contains(&format!("crate::{{{other}"))
                    || line.trim() == format!("use crate::{other};");
                if uses && other != room && !allowed.contains(other) {
                    broken.push(format!("{file}:{number}: `{room}` may not use `{other}`"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "walls are broken:\n{}", broken.join("\n"));
}

#[test]
fn every_library_stays_in_its_room() {
    let mut broken = Vec::new();
    for (room, _) in MAY_USE {
        for (file, number, line) in lines_of(room) {
            for (word, rooms) in DOORS {
                if says(&line, word) && !rooms.contains(room) {
                    broken.push(format!("{file}:{number}: `{word}` does not belong in `{room}`"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "walls are broken:\n{}", broken.join("\n"));
}

#[test]
fn only_one_file_reads_the_clock_the_environment_and_the_terminal() {
    let mut broken = Vec::new();
    for (file, number, line) in lines_of("cli").into_iter().filter(|(file, ..)| file != OUTSIDE) {
        for word in OUTSIDE_ONLY {
            if says(&line, word) {
                broken.push(format!("{file}:{number}: `{word}` belongs in {OUTSIDE}"));
            }
        }
    }
    assert!(broken.is_empty(), "walls are broken:\n{}", broken.join("\n"));
}

#[test]
fn no_module_has_a_name_that_says_nothing() {
    const EMPTY_NAMES: &[&str] =
        &["utils", "util", "helpers", "helper", "common", "manager", "misc"];
    for file in rust_files(Path::new("src")) {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).expect("our names are text");
        assert!(
            !EMPTY_NAMES.contains(&stem),
            "{} says nothing about what is in it",
            file.display()
        );
    }
}

/// Whether a line says a word, and not only as the end of a longer one.
fn says(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            && (word.ends_with(':')
                || word.ends_with(')')
                || !line[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    })
}

/// The lines of a room's code: file, number, text. Comments and unit tests are left out.
fn lines_of(room: &str) -> Vec<(String, usize, String)> {
    let mut lines = Vec::new();
    for file in rust_files(&Path::new("src").join(room)) {
        let is_tests = file.components().any(|part| part.as_os_str() == "tests")
            || file.file_stem().is_some_and(|stem| stem == "tests");
        if is_tests {
            continue;
        }
        let text = fs::read_to_string(root().join(&file)).expect("a source file can be read");
        let name = file.to_str().expect("our names are text").replace('\\', "/");
        for (number, line) in text.lines().enumerate() {
            if line.trim() == "#[cfg(test)]" {
                break;
            }
            if !line.trim_start().starts_with("//") {
                lines.push((name.clone(), number + 1, line.to_owned()));
            }
        }
    }
    lines
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("a source folder").flatten() {
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
