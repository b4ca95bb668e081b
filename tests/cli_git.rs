//! Records kept in git by two people: `lm git-setup`, `lm save`, `lm sync`, `lm check --changed`, and
//! git calling `lm` to put copies together. With the real git, in folders of their own; without git
//! on the computer these tests say so and do nothing.

mod broken_off;
mod fewer;
mod kinds;
mod pairs;
mod staged;

use crate::support::{self, lm_with};
use lm::cli::world::Environment;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Two people's copies of a school's records, and the place over which they sync.
struct Copies {
    place: TempDir,
}

/// The variables that git has in these tests: `lm` is found, and nobody's own settings are.
fn variables(home: &Path) -> Vec<(OsString, OsString)> {
    let lm = Path::new(env!("CARGO_BIN_EXE_lm")).parent().expect("it lies in a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(lm.to_owned()).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(folders).expect("folders without colons");
    [
        ("PATH", path),
        ("HOME", home.into()),
        ("GIT_CONFIG_NOSYSTEM", "1".into()),
        ("GIT_AUTHOR_DATE", "2026-11-21T12:00:00Z".into()),
        ("GIT_COMMITTER_DATE", "2026-11-21T12:00:00Z".into()),
    ]
    .map(|(name, value)| (name.into(), value))
    .to_vec()
}

fn git_command(folder: &Path, words: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder).args(words).env_clear().envs(variables(folder));
    git
}

/// What git prints; it must not fail.
fn git(folder: &Path, words: &[&str]) -> String {
    let output = git_command(folder, words).output().expect("git starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {words:?}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn git_is_here() -> bool {
    let found = Command::new("git").arg("--version").output().is_ok();
    if !found {
        let _ = writeln!(std::io::stderr(), "there is no git here: what needs it is not tested");
    }
    found
}

/// `lm` in a folder, where git is found.
fn lm(folder: &Path, line: &[&str]) -> String {
    let environment = Environment { for_git: variables(folder), ..Environment::default() };
    lm_with(folder, line, "", &environment)
}

#[track_caller]
fn ends(seen: &str, status: u8) {
    assert!(seen.ends_with(&format!("--- exit {status}\n")), "{seen}");
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records").join(name)
}

fn begin(folder: &Path) {
    git(folder, &["init", "--quiet", "--initial-branch", "main"]);
    introduce(folder);
}

fn introduce(folder: &Path) {
    git(folder, &["config", "user.name", "A Mentor"]);
    git(folder, &["config", "user.email", "mentor@school.example"]);
}

impl Copies {
    /// Copies of an example school, after something was done to it.
    fn of(school: &str, prepare: impl FnOnce(&Path)) -> Self {
        let copies = Self { place: tempfile::tempdir().expect("a folder") };
        let one = copies.one();
        support::copy(&example(school), &one);
        prepare(&one);
        begin(&one);
        ends(&lm(&one, &["git-setup"]), 0);
        git(&one, &["add", "--all"]);
        git(&one, &["commit", "--quiet", "--message", "begin"]);
        git(copies.place.path(), &["init", "--quiet", "--bare", "--initial-branch", "main", "hub"]);
        git(&one, &["remote", "add", "origin", "../hub"]);
        git(&one, &["push", "--quiet", "--set-upstream", "origin", "main"]);
        git(copies.place.path(), &["clone", "--quiet", "hub", "other"]);
        introduce(&copies.other());
        ends(&lm(&copies.other(), &["git-setup"]), 0);
        copies
    }

    fn one(&self) -> PathBuf {
        self.place.path().join("one")
    }

    fn other(&self) -> PathBuf {
        self.place.path().join("other")
    }
}

/// Puts words in the place of others in a record.
fn change(folder: &Path, file: &str, old: &str, new: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).expect("a record");
    assert!(text.contains(old), "{old} in {file}");
    fs::write(path, text.replacen(old, new, 1)).expect("it can be written");
}

/// A contact that is written down at the end of a case's contacts.
fn call_home(folder: &Path, id: &str, day: &str) {
    let path = folder.join(CONTACTS);
    let text = fs::read_to_string(&path).expect("a record");
    let entry = format!(
        "  - id: {id}\n    date: {day}\n    type: phone\n    with: [{{ role: parent }}]\n    note: Spoke about the week\n"
    );
    fs::write(path, text + &entry).expect("it can be written");
}

const CONTACTS: &str = "mentees/c1aaa/contacts.yaml";

/// A case of one's own in a copy, so that the examples may change.
fn small_case(folder: &Path) {
    let case = folder.join("mentees/c1aaa");
    fs::create_dir_all(&case).expect("a folder");
    fs::write(
        case.join("referral.yaml"),
        "pupil:\n  name: Wren Canary\n  year: 5\n  date_of_birth: 2017-02-03\n",
    )
    .expect("it can be written");
    fs::write(
        case.join("contacts.yaml"),
        "contacts:\n  - id: c0\n    date: 2026-10-05\n    type: letter\n    minutes: 5\n",
    )
    .expect("it can be written");
}

#[test]
fn two_people_add_to_the_same_list_and_neither_has_to_do_anything() {
    if !git_is_here() {
        return;
    }
    let copies = Copies::of("cluster", small_case);
    let (one, other) = (copies.one(), copies.other());
    call_home(&one, "c2", "2026-10-20");
    call_home(&other, "c1", "2026-10-12");
    for copy in [&one, &other] {
        let seen = lm(copy, &["save"]);
        ends(&seen, 0);
        assert!(seen.contains("saved: 1 record changed: c1aaa\n"), "{seen}");
    }
    ends(&lm(&one, &["sync"]), 0);
    let seen = lm(&other, &["sync"]);
    ends(&seen, 0);
    assert!(seen.contains("got 1 change, sent 1 change"), "{seen}");
    let merged = fs::read_to_string(other.join(CONTACTS)).expect("a record");
    let at = |id: &str| merged.find(&format!("id: {id}\n")).expect("it is there");
    assert!(at("c0") < at("c1") && at("c1") < at("c2"), "{merged}");
    ends(&lm(&one, &["sync"]), 0);
    assert_eq!(fs::read_to_string(one.join(CONTACTS)).expect("a record"), merged);
    ends(&lm(&one, &["check"]), 0);
    let seen = lm(&one, &["sync"]);
    assert!(seen.contains("both copies are the same already"), "{seen}");
    let log = git(&one, &["log", "--format=%s%n%b"]);
    assert!(!log.contains("Wren") && !log.contains("Canary"), "{log}");
}

#[test]
fn what_both_changed_is_explained_and_can_be_finished() {
    if !git_is_here() {
        return;
    }
    let copies = Copies::of("cluster", small_case);
    let (one, other) = (copies.one(), copies.other());
    change(&one, CONTACTS, "minutes: 5", "minutes: 10");
    change(&other, CONTACTS, "minutes: 5", "minutes: 15");
    for copy in [&one, &other] {
        ends(&lm(copy, &["save"]), 0);
    }
    ends(&lm(&one, &["sync"]), 0);
    let seen = lm(&other, &["sync"]);
    ends(&seen, 1);
    assert!(seen.contains("two people changed the same thing in 1 file"), "{seen}");
    assert!(seen.contains(CONTACTS) && seen.contains("git merge --abort"), "{seen}");
    let text = fs::read_to_string(other.join(CONTACTS)).expect("a record");
    assert!(
        text.contains("<<<<<<< here\n    minutes: 15\n=======\n    minutes: 10\n>>>>>>> there\n"),
        "{text}"
    );
    let seen = lm(&other, &["check"]);
    ends(&seen, 1);
    assert!(seen.contains("error[conflict-marker]"), "{seen}");
    ends(&lm(&other, &["save"]), 4);
    let seen = lm(&other, &["sync"]);
    ends(&seen, 4);
    assert!(seen.contains("not finished yet"), "{seen}");
    let conflict = "<<<<<<< here\n    minutes: 15\n=======\n    minutes: 10\n>>>>>>> there\n";
    change(&other, CONTACTS, conflict, "    minutes: 15\n");
    ends(&lm(&other, &["save"]), 0);
    ends(&lm(&other, &["sync"]), 0);
    ends(&lm(&one, &["sync"]), 0);
    let text = fs::read_to_string(one.join(CONTACTS)).expect("a record");
    assert!(text.contains("minutes: 15"), "{text}");
}

#[test]
fn a_file_that_both_begin_holds_the_entries_of_both() {
    if !git_is_here() {
        return;
    }
    let copies = Copies::of("cluster", |folder| {
        small_case(folder);
        fs::remove_file(folder.join(CONTACTS)).expect("it was there");
    });
    for (copy, id, day) in
        [(copies.one(), "x1", "2026-10-20"), (copies.other(), "x2", "2026-10-21")]
    {
        let text = format!("contacts:\n  - id: {id}\n    date: {day}\n    type: letter\n");
        fs::write(copy.join(CONTACTS), text).expect("it can be written");
        ends(&lm(&copy, &["save"]), 0);
        ends(&lm(&copy, &["sync"]), 0);
    }
    let text = fs::read_to_string(copies.other().join(CONTACTS)).expect("a record");
    assert!(text.contains("x1") && text.contains("x2") && !text.contains("<<<<"), "{text}");
}

#[test]
fn faulty_records_are_neither_saved_nor_sent() {
    if !git_is_here() {
        return;
    }
    let copies = Copies::of("cluster", small_case);
    let one = copies.one();
    change(&one, CONTACTS, "type: letter", "type: pigeon");
    let seen = lm(&one, &["save"]);
    ends(&seen, 4);
    assert!(seen.contains("nothing was saved") && seen.contains("1 error in"), "{seen}");
    let seen = lm(&one, &["sync"]);
    ends(&seen, 4);
    assert!(seen.contains("not saved yet"), "{seen}");
    assert_eq!(git(&one, &["diff", "--cached", "--name-only"]), "");
    change(&one, CONTACTS, "type: pigeon", "type: letter");
    let seen = lm(&one, &["save"]);
    ends(&seen, 0);
    assert!(seen.contains("nothing has changed"), "{seen}");
}

#[test]
fn without_git_it_is_said_how_to_begin() {
    if !git_is_here() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    support::copy(&example("cluster"), folder.path());
    for line in [&["save"][..], &["sync"], &["git-setup"], &["check", "--changed"]] {
        let seen = lm(folder.path(), line);
        ends(&seen, 3);
        assert!(seen.contains("not kept in git yet") && seen.contains("git init"), "{seen}");
    }
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    git(folder.path(), &["config", "user.useConfigOnly", "true"]);
    let seen = lm(folder.path(), &["save"]);
    ends(&seen, 3);
    assert!(seen.contains("who you are") && seen.contains("git config user.name"), "{seen}");
    introduce(folder.path());
    let seen = lm(folder.path(), &["save", "--dry-run"]);
    assert!(seen.contains("would save lm.toml"), "{seen}");
    ends(&lm(folder.path(), &["save"]), 0);
    let seen = lm(folder.path(), &["sync"]);
    ends(&seen, 3);
    assert!(seen.contains("no other copy") && seen.contains("git remote add"), "{seen}");
}

#[test]
fn records_do_not_go_where_others_can_read_them() {
    if !git_is_here() {
        return;
    }
    let copies = Copies::of("cluster", small_case);
    let one = copies.one();
    for (address, status, words) in [
        ("http://git.school.example/records", 4, "https://"),
        ("https://me:secret@github.com/school/records", 4, "lm sync --private"),
        ("https://git.school.example/records", 0, "would get"),
    ] {
        git(&one, &["remote", "set-url", "origin", address]);
        let seen = lm(&one, &["sync", "--dry-run"]);
        ends(&seen, status);
        assert!(seen.contains(words) && !seen.contains("secret"), "{seen}");
    }
    git(&one, &["remote", "set-url", "origin", "https://github.com/school/records"]);
    ends(&lm(&one, &["sync", "--dry-run", "--private"]), 0);
    ends(&lm(&one, &["sync", "--dry-run"]), 4);
    git(&one, &["config", "lm.privateRemote", "https://github.com/school/records"]);
    ends(&lm(&one, &["sync", "--dry-run"]), 0);
    git(&one, &["remote", "set-url", "origin", "../nowhere"]);
    let seen = lm(&one, &["sync"]);
    ends(&seen, 3);
    assert!(seen.contains("could not be reached") && seen.contains("git says:"), "{seen}");
}

#[test]
fn git_is_set_up_once_and_the_rest_of_its_files_stays() {
    if !git_is_here() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    support::copy(&example("cluster"), folder.path());
    begin(folder.path());
    fs::write(folder.path().join(".gitattributes"), "*.png binary").expect("a file");
    ends(&lm(folder.path(), &["git-setup"]), 0);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
    assert_eq!(read(".gitattributes"), "*.png binary\n*.yaml merge=lm\n");
    assert!(read(".gitignore").contains("\n.lm-*\n"));
    let before = (read(".gitattributes"), read(".gitignore"), read(".git/config"));
    let seen = lm(folder.path(), &["git-setup"]);
    assert!(seen.contains("everything is set up already"), "{seen}");
    assert_eq!(before, (read(".gitattributes"), read(".gitignore"), read(".git/config")));
}

#[test]
fn only_changed_records_are_looked_at_when_asked() {
    if !git_is_here() {
        return;
    }
    let copies = Copies::of("cluster", small_case);
    let one = copies.one();
    let seen = lm(&one, &["check", "--changed"]);
    ends(&seen, 0);
    assert!(seen.contains("0 files"), "{seen}");
    change(&one, CONTACTS, "type: letter", "type: pigeon");
    fs::write(one.join("mentees/c1aaa/plan.yaml"), "plans: [").expect("it can be written");
    let seen = lm(&one, &["check", "--changed", "--format", "concise"]);
    ends(&seen, 1);
    let faults: Vec<&str> = seen.lines().filter(|line| line.contains(": error")).collect();
    assert!(faults.iter().all(|line| line.contains("mentees/c1aaa/")), "{seen}");
    assert!(faults.len() >= 2 && seen.contains("2 files"), "{seen}");
}

#[test]
fn where_lm_is_not_found_git_stops_and_nothing_gets_lost() {
    if !git_is_here() {
        return;
    }
    let copies = Copies::of("cluster", small_case);
    let one = copies.one();
    git(&one, &["switch", "--quiet", "--create", "side"]);
    call_home(&one, "c1", "2026-10-12");
    git(&one, &["commit", "--quiet", "--all", "--message", "one"]);
    git(&one, &["switch", "--quiet", "main"]);
    call_home(&one, "c2", "2026-10-20");
    git(&one, &["commit", "--quiet", "--all", "--message", "two"]);
    let before = fs::read_to_string(one.join(CONTACTS)).expect("a record");
    git(
        &one,
        &["config", "merge.lm.driver", &lm::cli::git::DRIVER.replace("lm merge", "lm-gone merge")],
    );
    let merge = git_command(&one, &["merge", "--no-edit", "side"]).output().expect("git starts");
    assert!(!merge.status.success());
    let after = fs::read_to_string(one.join(CONTACTS)).expect("a record");
    let is_finished = git(&one, &["ls-files", "--unmerged"]).is_empty();
    assert!(is_finished && after == before || after.contains("<<<<<<<"), "{after}");
}
