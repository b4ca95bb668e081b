//! Every console block of the README is run, and shows what the README says.
//!
//! A line `$ lm …` is a command; what stands below it is what a person sees (the talk and the
//! result, in the order in which they come). Blocks marked `console` run in the folder of the
//! example school; blocks marked `console new` run one after the other in a folder that is empty at
//! first. `SNAPSHOTS=overwrite cargo test readme` writes what is seen into the README: read the
//! difference before committing it.

use crate::support;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_console_block_shows_what_a_person_sees() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&file).expect("there is a README");
    let fresh = tempfile::tempdir().expect("a temporary folder");
    let mut shown = String::new();
    let mut folder: Option<PathBuf> = None;
    let mut commands = 0;
    for line in readme.lines() {
        match (line, &folder) {
            ("```console", _) => folder = Some("example-records/cluster".into()),
            ("```console new", _) => folder = Some(fresh.path().to_owned()),
            ("```", Some(_)) => folder = None,
            (line, Some(place)) => {
                // What stood below the command is left out: it is written anew from what is seen.
                if let Some(command) = line.strip_prefix("$ ") {
                    shown.push_str(line);
                    shown.push('\n');
                    shown.push_str(&seen(place, command));
                    commands += 1;
                }
                continue;
            }
            _ => {}
        }
        shown.push_str(line);
        shown.push('\n');
    }
    assert!(commands > 5, "the README shows only {commands} commands");
    support::shows(shown, snapbox::Data::read_from(&file, None));
}

fn seen(folder: &Path, command: &str) -> String {
    let words = support::words(command);
    let line: Vec<&str> = words.iter().map(String::as_str).collect();
    match line.split_first() {
        Some((&"lm", line)) => support::seen_at_a_terminal(folder, line),
        _ => panic!("the README shows `{command}`, which is not lm"),
    }
}

#[test]
fn every_command_is_in_the_readme() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))
        .expect("there is a README");
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
