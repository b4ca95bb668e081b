//! `lm save` and `lm sync` when git does not come to its end: it is killed at moments of all that it
//! does. No record is lost or cut short then, and the next `lm save` or `lm sync` says what to do, or
//! puts right what was left, and goes on.

use super::commands::records;
use super::tried::{DAY, State, copied, differing, state};
use super::{for_each, strace_works};
use crate::support::{self, words};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// What git does that changes something.
const CALLS: &str = "openat,write,rename,link,linkat,unlink,mkdir,fsync,fdatasync";

/// A moment: what git was called for, and which of its calls is its last.
#[derive(Clone, Debug)]
struct Moment {
    word: &'static str,
    call: String,
    number: usize,
}

/// Two people's copies of the same records, below one folder, and the place over which they sync.
pub(super) fn copies() -> TempDir {
    let top = tempfile::tempdir().expect("a folder");
    let one = top.path().join("one");
    support::copy(records().0.path(), &one);
    for line in [
        "init --quiet --template= --initial-branch main",
        "add --all",
        "-c user.name=M -c user.email=m@school.example commit --quiet --message begin",
        "clone --quiet --bare --template= . ../hub",
        "clone --quiet --template= ../hub ../other",
        "remote add origin ../hub",
        "fetch --quiet origin",
    ] {
        git(&one, line);
    }
    for name in ["one", "other"] {
        let copy = top.path().join(name);
        // What stands in these folders is copied, time and again, and no time is to be lost.
        for line in [
            "config user.name M",
            "config user.email m@school.example",
            "config gc.auto 0",
            "remote set-url origin ../hub",
        ] {
            git(&copy, line);
        }
        done(&lm(&copy, None, "git-setup"));
        if name == "one" {
            done(&lm(&copy, None, "save"));
            done(&lm(&copy, None, "sync"));
        } else {
            git(&copy, "pull --quiet");
            git(&copy, "checkout --quiet .");
        }
    }
    top
}

/// Runs a program in a copy as it is at school: `lm` is found, and nobody's own settings are.
fn run(folder: &Path, git: Option<&Path>, program: &str, line: &str) -> Output {
    let lm = Path::new(env!("CARGO_BIN_EXE_lm")).parent().expect("it lies in a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let first = git.into_iter().chain([lm]).map(Path::to_owned);
    let folders = first.chain(std::env::split_paths(&path));
    let mut command = Command::new(program);
    command.current_dir(folder).args(words(line)).env_clear().stdin(Stdio::null());
    command.env("PATH", std::env::join_paths(folders).expect("folders without colons"));
    command.env("HOME", folder).env("GIT_CONFIG_NOSYSTEM", "1");
    command.output().expect("it starts")
}

fn git(folder: &Path, line: &str) -> String {
    let output = run(folder, None, "git", line);
    assert!(output.status.success(), "git {line}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// `lm`, with the git that lies in a folder.
pub(super) fn lm(folder: &Path, git: Option<&Path>, line: &str) -> Output {
    run(folder, git, env!("CARGO_BIN_EXE_lm"), line)
}

#[track_caller]
pub(super) fn done(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", said(output));
}

pub(super) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A git that is looked at by strace when it is called for this word.
fn watched(word: &str, strace: &str) -> TempDir {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut real = std::env::split_paths(&path).map(|folder| folder.join("git"));
    let real = real.find(|git| git.exists()).expect("git is wanted where strace is");
    let program = folder.path().join("git");
    let real = real.display();
    let script = format!(
        "#!/bin/sh\nfor word in \"$@\"; do\n\
         [ \"$word\" = {word} ] && exec strace -f -qq {strace} {real} \"$@\"\n\
         done\nexec {real} \"$@\"\n"
    );
    fs::write(&program, script).expect("a file");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it is ours");
    folder
}

/// The moments of git at one word of a command: so many of them, from the first to the last.
fn moments(copies: &Path, line: &str, word: &'static str, most: usize) -> Vec<Moment> {
    let copy = copied(copies);
    let log = tempfile::NamedTempFile::new().expect("a file");
    let strace = format!("-e trace={CALLS} -e signal=none -o {}", log.path().display());
    let git = watched(word, &strace);
    done(&lm(&copy.path().join("one"), Some(git.path()), line));
    // A process has its own numbers; the highest of any is the most that can be asked for.
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut found: BTreeSet<(String, usize)> = BTreeSet::new();
    for line in fs::read_to_string(log.path()).expect("a log").lines() {
        let Some((process, rest)) = line.split_once(' ') else { continue };
        let Some((call, arguments)) = rest.trim_start().split_once('(') else { continue };
        let number = counts.entry((process.to_owned(), call.to_owned())).or_default();
        *number += 1;
        let changes = call != "openat" || arguments.contains("O_CREAT");
        if changes {
            found.insert((call.to_owned(), *number));
        }
    }
    assert!(found.len() > 3, "git {word}: {found:?}");
    let step = found.len().div_ceil(most);
    let every = found.into_iter().step_by(step);
    every.map(|(call, number)| Moment { word, call, number }).collect()
}

/// Gives a command while git is killed at a moment; `None` when it did not come to that.
fn killed(copies: &Path, line: &str, moment: &Moment) -> Option<(TempDir, PathBuf)> {
    let copy = copied(copies);
    let one = copy.path().join("one");
    let Moment { word, call, number } = moment;
    let log = tempfile::NamedTempFile::new().expect("a file");
    let git = watched(
        word,
        &format!(
            "-e trace={call} -e inject={call}:signal=SIGKILL:when={number} -o {}",
            log.path().display()
        ),
    );
    let _ = lm(&one, Some(git.path()), line);
    let log = fs::read_to_string(log.path()).expect("a log");
    log.contains("+++ killed by SIGKILL").then_some((copy, one))
}

/// Gives a command until it is done, and does what it says each time.
fn carries_on(folder: &Path, line: &str) -> Result<String, String> {
    let mut told = String::new();
    for _ in 0..12 {
        let output = lm(folder, None, line);
        let _ = write!(told, "{}", said(&output));
        if output.status.success() {
            return Ok(told);
        }
        let delete = told.lines().rev().find_map(|line| line.split_once("delete ")?.1.into());
        match said(&output) {
            said if said.contains("delete ") => {
                let lock: &str = delete.expect("it is said which file");
                assert!(lock.contains("/.git/") && lock.contains(".lock"), "{said}");
                let _ = fs::remove_file(lock);
            }
            said if said.contains("lm save") => {
                carries_on(folder, "save")?;
            }
            said if said.contains("same command again") => {}
            said => return Err(format!("{said}\nbefore: {told}")),
        }
    }
    Err(format!("it is never done: {told}"))
}

#[test]
fn a_git_that_is_killed_while_it_saves_loses_nothing_and_the_next_save_says_what_to_do() {
    if !strace_works() {
        return;
    }
    let top = copies();
    let one = top.path().join("one");
    done(&lm(&one, None, "contact c1aaa --type phone --as-of 2026-04-24"));
    let before = state(&one, None);
    let all: Vec<Moment> = ["add", "commit"]
        .into_iter()
        .flat_map(|word| moments(top.path(), "save", word, 12))
        .collect();
    let happened = for_each(&all, |moment| {
        let Some((_top, one)) = killed(top.path(), "save", moment) else { return Ok(false) };
        let saved = || {
            is_same(&before, &state(&one, None))?;
            carries_on(&one, "save")?;
            is_same(&before, &state(&one, None))?;
            let left = git(&one, "status --porcelain");
            if left.is_empty() { Ok(true) } else { Err(left) }
        };
        saved().map_err(|why| format!("{moment:?}: {why}"))
    });
    // How many calls git makes depends on what it remembers of the files.
    assert!(happened * 4 > all.len(), "only {happened} of {} happened", all.len());
}

#[test]
fn a_git_that_is_killed_while_it_syncs_loses_nothing_and_the_next_sync_goes_on() {
    if !strace_works() {
        return;
    }
    let top = copies();
    let (one, other) = (top.path().join("one"), top.path().join("other"));
    // Both write in the same file, and the other copy begins some files.
    done(&lm(&other, None, "contact c1aaa --type phone --as-of 2026-04-23"));
    done(&lm(&other, None, "activity --kind drop-in --what Lunch --present 3 --as-of 2026-04-23"));
    done(&lm(&other, None, "scaffold c1aaa sessions --as-of 2026-04-23"));
    for line in ["save", "sync"] {
        done(&lm(&other, None, line));
    }
    done(&lm(&one, None, "contact c1aaa --type visit --as-of 2026-04-24"));
    done(&lm(&one, None, "save"));
    let before = state(&one, None);
    let after = {
        let copy = copied(top.path());
        done(&lm(&copy.path().join("one"), None, "sync"));
        state(&copy.path().join("one"), None)
    };
    let contacts = &after["mentees/c1aaa/contacts.yaml"];
    assert!(contacts.contains("type: phone") && contacts.contains("type: visit"), "{contacts}");
    let all: Vec<Moment> = [("merge", 40), ("fetch", 6), ("push", 6)]
        .into_iter()
        .flat_map(|(word, most)| moments(top.path(), "sync", word, most))
        .collect();
    let happened = for_each(&all, |moment| {
        let Some((copies, one)) = killed(top.path(), "sync", moment) else { return Ok(false) };
        let synced = || {
            let now = state(&one, None);
            if now != before && now != after {
                // What git left half done is not taken for what somebody meant.
                let output = lm(&one, None, "save");
                is_same(&before, &state(&one, None))
                    .map_err(|why| format!("{why}: {}", said(&output)))
                    .or_else(
                        |why| if said(&output).contains("delete ") { Ok(()) } else { Err(why) },
                    )?;
            }
            let told = carries_on(&one, "sync")?;
            is_same(&after, &state(&one, None)).map_err(|why| format!("{why}: {told}"))?;
            let other = copies.path().join("other");
            carries_on(&other, "sync")?;
            is_same(&after, &state(&other, None))?;
            let left = git(&one, "status --porcelain");
            if left.is_empty() { Ok(true) } else { Err(left) }
        };
        synced().map_err(|why| format!("{moment:?}: {why}"))
    });
    // How many calls git makes depends on what it remembers of the files.
    assert!(happened * 4 > all.len(), "only {happened} of {} happened", all.len());
}

fn is_same(wanted: &State, now: &State) -> Result<(), String> {
    let differ = differing(wanted, now);
    if differ.is_empty() { Ok(()) } else { Err(format!("{differ:?} are not as they should be")) }
}
/// What git does when it is killed is git's; here it is `lm` alone that stops.
#[test]
fn a_save_that_is_killed_saves_all_or_nothing_and_harms_no_record() {
    if !strace_works() {
        return;
    }
    let (folder, _) = records();
    let git = |folder: &Path, line: &str| {
        let mut command = Command::new("git");
        command.current_dir(folder).args(words(line)).env("GIT_CONFIG_NOSYSTEM", "1");
        let output = command.output().expect("git is wanted where strace is");
        assert!(output.status.success(), "{line}: {output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    for line in ["init --quiet", "config user.name Mentor", "config user.email m@school.example"] {
        git(folder.path(), line);
    }
    let call = ["contact", "c1aaa", "--type", "phone", "--as-of", DAY];
    assert!(support::lm(folder.path(), &call).ends_with("--- exit 0\n"));
    let before = state(folder.path(), None);
    let mut killed = 0;
    for (call, number) in ["unlink", "write", "pipe2", "openat", "poll", "wait4", "clone3", "vfork"]
        .into_iter()
        .flat_map(|call| [1, 2, 3, 5, 8, 13].map(|number| (call, number)))
    {
        let copy = copied(folder.path());
        let output = Command::new("strace")
            .args(["-qq", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e"])
            .arg(format!("inject={call}:signal=SIGKILL:when={number}"))
            .args([env!("CARGO_BIN_EXE_lm"), "save"])
            .current_dir(copy.path())
            .stdin(Stdio::null())
            .output()
            .expect("strace starts");
        killed += usize::from(output.status.code().is_none());
        assert_eq!(state(copy.path(), None), before, "{call} {number}");
        // A git that was started and lives on may be at work still: then whoever saves tries again.
        let mut tries = (0..20).map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            let mut lm = Command::new(env!("CARGO_BIN_EXE_lm"));
            lm.arg("save").current_dir(copy.path()).output().expect("it starts")
        });
        let is_saved = tries.any(|output| output.status.success());
        assert!(is_saved, "{call} {number}");
        assert_eq!(git(copy.path(), "status --porcelain"), "", "{call} {number}");
        assert_eq!(git(copy.path(), "rev-list --count HEAD"), "1\n", "{call} {number}");
    }
    assert!(killed > 10, "only {killed} were killed");
}
