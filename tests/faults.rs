//! What is left when something goes wrong while `lm` writes: it is killed at every system call that
//! changes anything, and every such call fails once, in the real program under `strace`. Whatever
//! happens, the records are as before or as after, and the next command works.
//!
//! Without `strace`, or where it may not look into programs, nothing is tested, and this is said;
//! where it is needed (`CI`, or `LM_TEST_STRACE`, which `.ci/run` sets) the test fails then.

use crate::cli_ending::{a_case_before_its_review, review_with_a_new_plan};
use crate::support::{self, words};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

/// What changes something on the disk, or hands it over to it.
const CALLS: &str = "openat,write,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,unlink,unlinkat,rmdir,mkdir,mkdirat,chmod,fchmod,fchmodat,flock";

/// What a system says when it cannot.
const ERRORS: [&str; 5] = ["ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT"];

/// One day after the records of the tests.
const DAY: &str = "2026-04-24";

/// A place at which something goes wrong: the n-th call of this name.
#[derive(Clone, Debug)]
struct Point {
    call: String,
    number: usize,
    /// What is written goes to a person and not to a file.
    is_talk: bool,
}

/// A command, and the records in which it is given.
struct Tried {
    line: Vec<String>,
    records: TempDir,
    before: BTreeMap<String, String>,
    after: BTreeMap<String, String>,
    points: Vec<Point>,
}

pub(crate) fn strace_works() -> bool {
    let works = Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=write", "true"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !works {
        let is_needed = ["CI", "LM_TEST_STRACE"].iter().any(|name| {
            std::env::var(name).is_ok_and(|value| !matches!(&*value, "" | "0" | "false"))
        });
        assert!(
            !is_needed,
            "strace is not there or may not look into programs, and is needed here"
        );
        let _ = writeln!(
            std::io::stderr(),
            "\nNOT TESTED: strace is not there or may not look into programs; nobody knows what a \
             kill or a full disk leaves behind\n"
        );
    }
    works
}

/// `lm` under strace, with what is to happen.
fn traced(folder: &Path, line: &[String], log: &Path, inject: Option<&str>) -> Output {
    let calls = inject.map_or(CALLS, |inject| inject.split(':').next().unwrap_or_default());
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(log);
    command.args(["-e", &format!("trace={calls}")]);
    if let Some(inject) = inject {
        command.args(["-e", &format!("inject={inject}")]);
    }
    command.arg(env!("CARGO_BIN_EXE_lm")).args(line).current_dir(folder).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.stdin(Stdio::null()).output().expect("strace starts")
}

/// The calls of the main thread: those that change something, and what it opens while it writes.
fn points(log: &str) -> Vec<Point> {
    let main = log.split_whitespace().next().unwrap_or_default();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::new();
    let mut is_writing = false;
    for line in log.lines() {
        let Some((pid, rest)) = line.split_once(' ') else { continue };
        let Some((call, arguments)) = rest.trim_start().split_once('(') else { continue };
        if pid != main || !CALLS.split(',').any(|known| known == call) {
            continue;
        }
        is_writing |= call == "flock";
        let number = counts.entry(call).or_default();
        *number += 1;
        if call != "openat" || is_writing {
            let is_talk =
                call == "write" && ["1,", "2,"].iter().any(|fd| arguments.starts_with(fd));
            found.push(Point { call: call.to_owned(), number: *number, is_talk });
        }
    }
    found
}

/// Every record with its text. Ids are random: those that were not there before are all alike.
fn state(folder: &Path, known: Option<&BTreeMap<String, String>>) -> BTreeMap<String, String> {
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

/// Every file of the records; nothing of git's, and nothing that only `lm` looks at.
fn files(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || name != ".git" && !name.starts_with(".lm-")
        })
        .map(|entry| entry.expect("it can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

/// What stands beside the records and should not.
fn leftovers(folder: &Path) -> Vec<String> {
    let names = walkdir::WalkDir::new(folder).into_iter().flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".lm-") && name != ".lm-undo").collect()
}

fn copied(folder: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    support::copy(folder, copy.path());
    copy
}

impl Tried {
    /// Gives the command once without harm, to see what it does.
    fn of(records: TempDir, line: &str) -> Self {
        let mut line = words(line);
        line.extend(["--no-input", "--as-of", DAY].map(str::to_owned));
        let copy = copied(records.path());
        let log = copy.path().join(".lm-out-log");
        let before = state(records.path(), None);
        let output = traced(copy.path(), &line, &log, None);
        let talk = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{line:?}: {talk}");
        let points = points(&fs::read_to_string(&log).expect("a log"));
        let after = state(copy.path(), Some(&before));
        assert_ne!(before, after, "{line:?} changes something");
        assert!(points.len() > 10, "{line:?}: {points:?}");
        Self { line, records, before, after, points }
    }

    /// A copy in which the command was given while this happened.
    fn harmed(&self, inject: &str) -> Result<Option<(TempDir, Output)>, String> {
        let copy = copied(self.records.path());
        let log = tempfile::NamedTempFile::new().expect("a file");
        let output = traced(copy.path(), &self.line, log.path(), Some(inject));
        let log = fs::read_to_string(log.path()).expect("a log");
        let happened =
            ["(INJECTED)", "+++ killed by SIGKILL"].iter().any(|sign| log.contains(sign));
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
    fn kill(&self, point: &Point) -> Result<bool, String> {
        let inject = format!("{}:signal=SIGKILL:when={}", point.call, point.number);
        let Some((copy, _)) = self.harmed(&inject)? else { return Ok(false) };
        // The next command, of whatever kind, finishes or has nothing to finish.
        let next =
            ["activity", "--kind", "drop-in", "--what", "Lunch", "--present", "3", "--as-of", DAY];
        let seen = support::lm(copy.path(), &next);
        if !seen.ends_with("--- exit 0\n") {
            return Err(format!("the next command does not work: {seen}"));
        }
        let mut now = state(copy.path(), Some(&self.before));
        now.remove("activities.yaml");
        self.is_before_or_after(&now)?;
        nothing_left(copy.path()).map(|()| true)
    }

    /// Whether it came to that, and all was well.
    fn fail(&self, point: &Point, error: &str) -> Result<bool, String> {
        let inject = format!("{}:error={error}:when={}", point.call, point.number);
        let Some((copy, output)) = self.harmed(&inject)? else { return Ok(false) };
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        let now = state(copy.path(), Some(&self.before));
        match output.status.code() {
            Some(0) if now == self.after => {}
            Some(3) if now == self.before && talk.contains("error: ") => {}
            // What is opened at which number is chance, and it may be a record that is still read.
            Some(4) if point.call == "openat" && now == self.before && talk.contains("error") => {}
            // The change is made, and only what is said of it did not arrive.
            Some(0 | 3) if point.is_talk && now == self.after => {}
            status => {
                let what = self.is_before_or_after(&now);
                return Err(format!("status {status:?}, {what:?}: {talk}"));
            }
        }
        // What could not be removed is removed by the next one who writes.
        if point.call.starts_with("unlink") || point.call == "rmdir" {
            return Ok(true);
        }
        nothing_left(copy.path()).map(|()| true)
    }

    fn is_before_or_after(&self, now: &BTreeMap<String, String>) -> Result<(), String> {
        if *now == self.before || *now == self.after {
            return Ok(());
        }
        let differs = |from: &BTreeMap<String, String>| {
            let names: BTreeSet<&String> = from.keys().chain(now.keys()).collect();
            names
                .into_iter()
                .filter(|name| from.get(*name) != now.get(*name))
                .cloned()
                .collect::<Vec<_>>()
        };
        Err(format!(
            "it is between: not as before in {:?}, not as after in {:?}",
            differs(&self.before),
            differs(&self.after)
        ))
    }
}

fn nothing_left(folder: &Path) -> Result<(), String> {
    let left = leftovers(folder);
    if left.is_empty() { Ok(()) } else { Err(format!("{left:?} are left")) }
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

/// A case with a plan and sessions, and another one.
fn records() -> (TempDir, String) {
    let (folder, case) = a_case_before_its_review();
    let other = folder.path().join("mentees/c1aaa");
    fs::create_dir(&other).expect("a folder");
    let referral = "pupil:\n  name: Wren Canary\n  year: 5\n  date_of_birth: 2017-02-03\n";
    fs::write(other.join("referral.yaml"), referral).expect("a file");
    let contacts = "contacts:\n  - id: c0\n    date: 2026-02-02\n    type: letter\n";
    fs::write(other.join("contacts.yaml"), contacts).expect("a file");
    let _ = fs::remove_file(folder.path().join(".lm-undo"));
    (folder, case)
}

/// Commands of every way of writing.
fn tried() -> Vec<Tried> {
    let phone = "contact c1aaa --type phone --note \"Spoke about the week\"";
    let new = "new-referral --pupil \"Ben Ash\" --by-role class-teacher --by-name \"Mr Hall\"";
    let undone = || {
        let (folder, case) = records();
        let words = words(&review_with_a_new_plan(&case));
        let line: Vec<&str> = words.iter().map(String::as_str).collect();
        let seen = support::lm(folder.path(), &[&line[..], &["--as-of", DAY]].concat());
        assert!(seen.ends_with("--- exit 0\n"), "{seen}");
        folder
    };
    let (folder, case) = records();
    let (of_two, its_case) = records();
    vec![
        Tried::of(records().0, phone),
        Tried::of(folder, &review_with_a_new_plan(&case)),
        Tried::of(records().0, new),
        Tried::of(of_two, &format!("move-entry c0 c1aaa {its_case}")),
        Tried::of(records().0, "scaffold c1aaa sessions"),
        Tried::of(undone(), "undo --yes"),
    ]
}

#[test]
fn killed_or_out_of_room_at_any_moment_the_records_are_as_before_or_as_after() {
    if !strace_works() {
        return;
    }
    let tried = tried();
    let all: Vec<(&Tried, &Point, Option<&str>)> = tried
        .iter()
        .flat_map(|tried| tried.points.iter().map(move |point| (tried, point)))
        .enumerate()
        .flat_map(|(at, (tried, point))| {
            let error = ERRORS[at % ERRORS.len()];
            [(tried, point, None), (tried, point, Some(error))]
        })
        .collect();
    let (next, happened) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let wrong = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some((tried, point, error)) =
                    all.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    let came = match error {
                        None => tried.kill(point),
                        Some(error) => tried.fail(point, error),
                    };
                    match came {
                        Ok(true) => {
                            happened.fetch_add(1, Ordering::Relaxed);
                        }
                        Ok(false) => {}
                        Err(why) => {
                            let how = error.unwrap_or("KILL");
                            let what =
                                format!("{} at {point:?}, {how}: {why}", tried.line.join(" "));
                            wrong.lock().unwrap_or_else(PoisonError::into_inner).push(what);
                        }
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
    let happened = happened.into_inner();
    assert!(happened * 4 > all.len() * 3, "only {happened} of {} happened", all.len());
}
