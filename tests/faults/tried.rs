//! A command that is given again and again, each time in a fresh copy of the same records, while
//! something goes wrong.

use super::point::{Point, lm_traced, points};
use crate::support::{self, words};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

/// One day after the records of the tests.
pub(super) const DAY: &str = "2026-04-24";

/// The folder that `lm init` makes in the tests.
pub(super) const NEW_RECORDS: &str = "new";

/// Each file by its path, with its text.
pub(super) type State = BTreeMap<String, String>;

/// What a command leaves when it does not come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    /// All as before or all as after: records.
    AllOrNothing,
    /// Each file as before or as after, and the command can be given again: what is made from
    /// `lm` itself and no record.
    EachFileWhole,
    /// As that, or what git handed over is marked as a conflict, with what both sides wrote.
    BothSides,
}

/// A command, and the records in which it is given.
pub(super) struct Tried {
    pub(super) line: Vec<String>,
    records: TempDir,
    leaves: Leaves,
    before: State,
    after: State,
    pub(super) points: Vec<Point>,
}

impl Tried {
    /// Gives the command once without harm, to see what it does.
    pub(super) fn of(records: TempDir, line: &str, leaves: Leaves) -> Self {
        let mut line = words(line);
        line.extend(["--no-input", "--as-of", DAY].map(str::to_owned));
        let copy = copied(records.path());
        let log = tempfile::NamedTempFile::new().expect("a file");
        let before = state(records.path(), None);
        let output = lm_traced(copy.path(), &line, log.path(), None);
        let talk = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{line:?}: {talk}");
        let points = points(&fs::read_to_string(log.path()).expect("a log"));
        let after = state(copy.path(), Some(&before));
        assert_ne!(before, after, "{line:?} changes something");
        assert!(points.len() > 5, "{line:?}: {points:?}");
        Self { line, records, leaves, before, after, points }
    }

    /// A copy in which the command was given while this happened.
    fn harmed(&self, inject: &str) -> Result<Option<(TempDir, Output)>, String> {
        let copy = copied(self.records.path());
        let log = tempfile::NamedTempFile::new().expect("a file");
        let output = lm_traced(copy.path(), &self.line, log.path(), Some(inject));
        let log = fs::read_to_string(log.path()).expect("a log");
        // Whom strace sees killed, it follows.
        let happened = log.contains("(INJECTED)") || output.status.code().is_none();
        // Records are read by several threads, and which of them opens which is chance.
        let may_not_happen = inject.starts_with("openat:");
        if happened {
            Ok(Some((copy, output)))
        } else if may_not_happen {
            Ok(None)
        } else {
            Err("it did not happen".into())
        }
    }

    /// Whether it came to that, and all was well.
    pub(super) fn kill(&self, point: &Point) -> Result<bool, String> {
        let inject = format!("{}:signal=SIGKILL:when={}", point.call, point.number);
        let Some((copy, _)) = self.harmed(&inject)? else { return Ok(false) };
        self.next(copy.path())?;
        let mut now = state(copy.path(), Some(&self.before));
        now.retain(|name, _| !name.ends_with("activities.yaml"));
        self.is_before_or_after(&now)?;
        self.nothing_left(copy.path()).map(|()| true)
    }

    /// Gives the next command, of whatever kind: it finishes what was left, or has nothing to finish.
    fn next(&self, copy: &Path) -> Result<(), String> {
        let next =
            ["activity", "--kind", "drop-in", "--what", "Lunch", "--present", "3", "--as-of", DAY];
        let new = copy.join(NEW_RECORDS);
        let is_made = ["lm.toml", ".lm-change"].iter().any(|name| new.join(name).exists());
        let seen = if is_made {
            support::lm(&new, &next)
        } else if self.before.is_empty() {
            let seen = support::lm(copy, &self.line.iter().map(String::as_str).collect::<Vec<_>>());
            // It finishes what was broken off first.
            let is_made = seen.contains("this is a records folder already");
            if is_made { support::lm(&new, &next) } else { seen }
        } else {
            support::lm(copy, &next)
        };
        if seen.ends_with("--- exit 0\n") {
            Ok(())
        } else {
            Err(format!("the next command does not work: {seen}"))
        }
    }

    /// Whether it came to that, and all was well.
    pub(super) fn fail(&self, point: &Point, error: &str) -> Result<bool, String> {
        let inject = format!("{}:error={error}:when={}", point.call, point.number);
        let Some((copy, output)) = self.harmed(&inject)? else { return Ok(false) };
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        let now = state(copy.path(), Some(&self.before));
        let is_said = talk.contains("error: ");
        match output.status.code() {
            Some(0) if now == self.after => {}
            Some(3) if now == self.before && is_said => {}
            // What is opened at which number is chance, and it may be a record that is still read.
            Some(4) if point.call == "openat" && now == self.before && talk.contains("error") => {}
            // The change is made, and only what is said of it did not arrive.
            Some(0 | 3) if point.is_talk && now == self.after => {}
            Some(3) if self.leaves != Leaves::AllOrNothing && is_said => {
                self.is_before_or_after(&now)?;
            }
            status => {
                let what = self.is_before_or_after(&now);
                return Err(format!("status {status:?}, {what:?}: {talk}"));
            }
        }
        if self.nothing_left(copy.path()).is_err() {
            // What could not be removed is removed by the next one who writes.
            self.next(copy.path())?;
            self.nothing_left(copy.path())?;
        }
        Ok(true)
    }

    /// What stands beside the records and should not. A result that somebody wanted elsewhere is not
    /// taken away from under them: what is left of one goes after an hour. What somebody typed in an
    /// editor is kept.
    fn nothing_left(&self, folder: &Path) -> Result<(), String> {
        let names = walkdir::WalkDir::new(folder).into_iter().flatten();
        let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let is_edit = self.line[0] == "edit";
        let left: Vec<String> = names
            .filter(|name| name.starts_with(".lm-") && name != ".lm-undo")
            .filter(|name| !name.starts_with(".lm-out-"))
            .filter(|name| !(is_edit && name.ends_with("-contacts.yaml")))
            .collect();
        if left.is_empty() { Ok(()) } else { Err(format!("{left:?} are left")) }
    }

    fn is_before_or_after(&self, now: &State) -> Result<(), String> {
        let each_is_whole = || {
            let names: BTreeSet<&String> = now.keys().chain(self.before.keys()).collect();
            names.into_iter().all(|name| {
                let text = now.get(name);
                let is_marked = |text: &String| {
                    ["<<<<<<<", "- id: mine", "- id: yours"].iter().all(|part| text.contains(part))
                };
                text == self.before.get(name)
                    || text == self.after.get(name)
                    || self.leaves == Leaves::BothSides && text.is_some_and(is_marked)
            })
        };
        let may_be_between = self.leaves != Leaves::AllOrNothing;
        if *now == self.before || *now == self.after || may_be_between && each_is_whole() {
            return Ok(());
        }
        Err(format!(
            "it is between: not as before in {:?}, not as after in {:?}",
            differing(&self.before, now),
            differing(&self.after, now)
        ))
    }
}

/// The files that are not the same in both.
pub(super) fn differing(one: &State, other: &State) -> Vec<String> {
    let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    names.into_iter().filter(|name| one.get(*name) != other.get(*name)).cloned().collect()
}

/// Every file of the records with its text. Ids are random: those that were not there before are
/// all alike.
pub(super) fn state(folder: &Path, known: Option<&State>) -> State {
    let old: BTreeSet<&str> =
        known.iter().flat_map(|known| known.values()).flat_map(|text| text.lines()).collect();
    let is_known = |path: &str| {
        known.is_none_or(|known| {
            known.keys().any(|other| other.split('/').nth(1) == path.split('/').nth(1))
        })
    };
    let mut state = BTreeMap::new();
    for path in files(folder) {
        let name = path.strip_prefix(folder).expect("below").to_str().expect("our names are text");
        let name = if name.starts_with("mentees/") && !is_known(name) {
            format!("mentees/NEW/{}", name.rsplit('/').next().unwrap_or_default())
        } else {
            name.to_owned()
        };
        let mut text = String::new();
        for line in String::from_utf8_lossy(&fs::read(&path).expect("a file")).lines() {
            let is_new_id =
                line.trim_start().starts_with("- id: ") && !old.contains(line) && known.is_some();
            let _ = writeln!(text, "{}", if is_new_id { "- id: NEW" } else { line });
        }
        state.insert(name, text);
    }
    state
}

/// Every file of the records and every hook; nothing else of git's, and nothing that only `lm`
/// looks at.
fn files(folder: &Path) -> Vec<PathBuf> {
    let walk = |folder: &Path| {
        walkdir::WalkDir::new(folder).into_iter().filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || name != ".git" && !name.starts_with(".lm-")
        })
    };
    let hooks = folder.join(".git/hooks");
    let hooks = hooks.exists().then(|| walk(&hooks)).into_iter().flatten();
    walk(folder)
        .chain(hooks)
        .map(|entry| entry.expect("it can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

pub(super) fn copied(folder: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    support::copy(folder, copy.path());
    copy
}
