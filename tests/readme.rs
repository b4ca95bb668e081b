//! Every console block of the README and of the guide is run, and shows what the page says.
//!
//! A line `$ lm …` is a command; what stands below it is what a person sees (the talk and the
//! result, in the order in which they come). Blocks marked `console` run in the folder of the
//! example school and only read; blocks marked `console new` run one after the other in a folder
//! that is empty at first, and blocks marked `console primary` (or another school of
//! `example-records/`) in a copy of that school. A block of another kind with a name behind it
//! (`text form.txt`) is a file that lies there. `SNAPSHOTS=overwrite cargo test readme` writes what
//! is seen into the page: read the difference before committing it.

use crate::support;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The README and the pages of the guide.
fn pages() -> Vec<PathBuf> {
    let guide = fs::read_dir(root().join("src/guide")).expect("there is a guide");
    let mut pages: Vec<PathBuf> = guide
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    pages.sort();
    pages.insert(0, root().join("README.md"));
    pages
}

#[test]
fn every_console_block_shows_what_a_person_sees() {
    let mut commands = 0;
    for file in pages() {
        let text = fs::read_to_string(&file).expect("a page");
        let mut page = Page { folders: BTreeMap::new(), commands: 0 };
        let shown = page.shown(&text);
        commands += page.commands;
        support::shows(shown, snapbox::Data::read_from(&file, None));
    }
    assert!(commands > 15, "README and guide show only {commands} commands");
}

struct Page {
    /// The folders in which its blocks run, by what stands behind `console`.
    folders: BTreeMap<String, TempDir>,
    commands: usize,
}

/// What a line of a page belongs to.
enum Within {
    Prose,
    Console(PathBuf),
    File(PathBuf, String),
    Other,
}

impl Page {
    /// The page with what is seen below each command.
    fn shown(&mut self, text: &str) -> String {
        let mut shown = String::new();
        let mut within = Within::Prose;
        let mut place = root();
        for line in text.lines() {
            match (&mut within, line.strip_prefix("```")) {
                (Within::Prose, Some(info)) => {
                    within = self.block(info, &place);
                    if let Within::Console(folder) = &within {
                        place.clone_from(folder);
                    }
                }
                (Within::Prose | Within::Other, None) => {}
                (Within::File(_, text), None) => with_line(text, line),
                (Within::Console(folder), None) => {
                    // What stood below the command is left out: it is written anew.
                    if let Some(command) = line.strip_prefix("$ ") {
                        with_line(&mut shown, line);
                        shown.push_str(&seen(folder, command));
                        self.commands += 1;
                    }
                    continue;
                }
                (ended, Some(_)) => {
                    if let Within::File(file, text) = ended {
                        fs::write(file, text).expect("the file of a page");
                    }
                    within = Within::Prose;
                }
            }
            with_line(&mut shown, line);
        }
        shown
    }

    fn block(&mut self, info: &str, place: &Path) -> Within {
        match info.split_once(' ').unwrap_or((info, "")) {
            ("console", "") => Within::Console(root().join("example-records/cluster")),
            ("console", which) => {
                let folder = self.folders.entry(which.to_owned()).or_insert_with(|| folder(which));
                Within::Console(folder.path().to_owned())
            }
            (_, "") => Within::Other,
            (_, name) => {
                assert_ne!(place, root(), "{name} has no folder to lie in yet");
                Within::File(place.join(name), String::new())
            }
        }
    }
}

fn with_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// An empty folder, or a copy of an example school.
fn folder(which: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    if which != "new" {
        support::copy(&root().join("example-records").join(which), folder.path());
    }
    folder
}

fn seen(folder: &Path, command: &str) -> String {
    let words = support::words(command);
    let line: Vec<&str> = words.iter().map(String::as_str).collect();
    match line.split_first() {
        Some((&"lm", line)) => support::seen_at_a_terminal(folder, line).0,
        _ => panic!("a page shows `{command}`, which is not lm"),
    }
}

#[test]
fn every_command_is_in_the_readme() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let help = support::lm(".", &["--help"]);
    let commands = lm::cli::command_names();
    assert!(!commands.is_empty() && help.contains(&commands[0]));
    for command in commands {
        assert!(
            readme.contains(&format!("lm {command}")),
            "the README does not name `lm {command}`"
        );
    }
}

#[test]
fn every_page_of_the_guide_is_listed_and_printed() {
    let listed = support::lm(".", &["guide"]);
    let help = support::lm(".", &["--help"]);
    for page in pages().iter().skip(1) {
        let topic = page.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(listed.contains(&format!("{topic} ")) && help.contains(&topic), "{topic}");
        let printed = support::lm(".", &["guide", &topic]);
        assert!(printed.ends_with("--- exit 0\n") && !printed.contains("```"), "{topic}");
    }
}
