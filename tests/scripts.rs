//! The life of a case under each preset, as scripts that a teacher could read: on which day who
//! wrote what down with which command, and what `lm` says then. Every `tests/scripts/*.txt` is run
//! in a folder of its own, and nothing is written into it but by the commands of the script:
//!
//! ```text
//! == 2026-01-12 A day, and what happens on it
//! Monday: the class teacher's referral arrives.          a remark
//! $ lm new-referral --pupil "Amira Khan" \               run on that day, with --no-input
//!       --year 5                                         … the rest of it
//!     mentees/k7q2m/referral.yaml                        what a person sees, indented
//! $ lm session Amira … (refused: 4)                      it ends with that status, and not with 0
//! ```
//!
//! Every command that `lm` itself suggests on the way is tried out too, without writing anything:
//! it must exist and understand its words; only answers may be missing.
//!
//! `SNAPSHOTS=overwrite cargo test scripts` writes down what is seen: read the difference before
//! committing it.

use crate::support;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

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
    let stories: Vec<_> = scripts
        .iter()
        .cloned()
        .map(|script| thread::spawn(move || Story::of(&script).shown))
        .collect();
    for (script, shown) in scripts.iter().zip(stories) {
        let shown = shown.join().expect("the story can be told");
        support::shows(shown, snapbox::Data::read_from(script, None));
    }
}

/// A script that is run, and what is seen.
struct Story {
    folder: tempfile::TempDir,
    name: String,
    day: String,
    shown: String,
    /// The suggested commands that were tried out already.
    tried: BTreeSet<String>,
}

impl Story {
    fn of(script: &Path) -> Self {
        let text = fs::read_to_string(script).expect("a script");
        let mut story = Self {
            folder: tempfile::tempdir().expect("an empty folder"),
            name: script.file_stem().expect("a name").to_string_lossy().into_owned(),
            day: String::new(),
            shown: String::new(),
            tried: BTreeSet::new(),
        };
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            story.show(line);
            if let Some(date) = line.strip_prefix("== ") {
                date.get(..10).expect("a date").clone_into(&mut story.day);
            }
            let Some(mut command) = line.strip_prefix("$ lm").map(str::to_owned) else { continue };
            while let Some(start) = command.strip_suffix('\\') {
                let more = lines.next().expect("the rest of the command");
                story.show(more);
                command = format!("{start}{}", more.trim());
            }
            // What was seen last time; blank lines inside it belong to it, those behind it do not.
            let mut blank = 0;
            while let Some(next) = lines.next_if(|next| next.starts_with(INDENT) || next.is_empty())
            {
                blank = if next.is_empty() { blank + 1 } else { 0 };
            }
            story.run(&command);
            story.shown.push_str(&"\n".repeat(blank));
        }
        story
    }

    fn show(&mut self, line: &str) {
        self.shown.push_str(line);
        self.shown.push('\n');
    }

    fn run(&mut self, command: &str) {
        let (command, status) = match command.split_once(" (refused: ") {
            Some((command, status)) => (command, status.trim_end_matches(')')),
            None => (command, "0"),
        };
        let (seen, ended) = self.seen(command, &[]);
        for line in seen.lines() {
            let line = if line.is_empty() { String::new() } else { format!("{INDENT}{line}") };
            self.show(&line);
        }
        let name = &self.name;
        let is_query = ["exit-check", "check", "review-due --exit-code"]
            .iter()
            .any(|query| command.trim().starts_with(query));
        assert!(
            ended.to_string() == status || is_query,
            "{name}, {}: lm{command} ended with {ended}\n{seen}",
            self.day
        );
        for suggested in suggestions(&seen) {
            self.try_out(&suggested);
        }
    }

    /// Runs a command on the day; what is seen, and the status.
    fn seen(&self, command: &str, more: &[&str]) -> (String, u8) {
        let mut words = support::words(command);
        words.extend(["--as-of", &*self.day, "--no-input"].map(str::to_owned));
        words.extend(more.iter().map(|&word| word.to_owned()));
        let line: Vec<&str> = words.iter().map(String::as_str).collect();
        support::seen_at_a_terminal(self.folder.path(), &line)
    }

    /// A command that was suggested must be one that can be typed as it stands.
    fn try_out(&mut self, suggested: &str) {
        if !self.tried.insert(suggested.to_owned()) {
            return;
        }
        let (seen, ended) = self.seen(suggested, &["--dry-run"]);
        let only_asks = seen.lines().any(|line| line.starts_with("error: not given: "));
        let is_query =
            ["exit-check", "check"].iter().any(|query| suggested.trim().starts_with(query));
        assert!(
            ended == 0 || ended == 1 && is_query || ended == 2 && only_asks,
            "{}, {}: `lm{suggested}` was suggested and does not work:\n{seen}",
            self.name,
            self.day
        );
    }
}

/// The commands that stand in what is seen: behind a label, in a column of their own, or in a
/// sentence, up to its end.
fn suggestions(seen: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in seen.lines() {
        for (at, _) in line.match_indices("lm ") {
            let before = &line[..at];
            if !before.is_empty() && !before.ends_with([' ', '(']) {
                continue;
            }
            let rest = &line[at + 2..];
            let end = rest.find("   ").unwrap_or(rest.len());
            let rest = rest[..end].split([';', ',', '—', '(']).next().unwrap_or_default();
            let rest = rest.trim_end().trim_end_matches(['.', ')']);
            let is_command = rest
                .split_whitespace()
                .next()
                .is_some_and(|word| lm::cli::command_names().iter().any(|name| name == word));
            if is_command {
                found.push(rest.to_owned());
            }
        }
    }
    found
}
