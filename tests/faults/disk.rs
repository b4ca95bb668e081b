//! A disk that is really full, one that may really only be read, and a file that may not grow: what
//! `lm` says then, that nothing is lost, and that it works again when there is room. The disks are
//! made of memory, in a place that only these tests see; where that is not allowed, this is said.

use super::commands::{records, review_of};
use super::for_each;
use super::git::{copies, done, lm, said};
use super::tried::{DAY, State, differing, state};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Where a command is given on a disk of its own.
struct Disk<'d> {
    /// What is on it.
    content: &'d Path,
    /// The folder on it in which commands are given.
    folder: &'d str,
    /// How it is mounted.
    options: String,
    /// What makes it full, or read-only.
    harm: String,
    /// What puts that right.
    relief: &'d str,
}

/// What came of it.
struct Came {
    status: i32,
    said: String,
    state: State,
    /// When there was room again.
    then: State,
    then_said: String,
}

/// Room for so many blocks of 4096 bytes.
fn full(content: &Path, blocks: usize) -> Disk<'_> {
    let mut harm = "head -c 99999999 /dev/zero >$disk/filler 2>/dev/null\n".to_owned();
    if blocks > 0 {
        let _ = writeln!(harm, "truncate -s -{} $disk/filler", blocks * 4096);
    }
    Disk { content, folder: ".", options: "size=8m".into(), harm, relief: "rm $disk/filler" }
}

/// Room for so many files and folders.
fn few_files(content: &Path, files: usize) -> Disk<'_> {
    let harm = format!(
        "free=$(df --output=iavail $disk | tail -n 1)\ni={files}\nmkdir $disk/filler\n\
         while [ $i -lt $((free - 1)) ]; do : >$disk/filler/$i; i=$((i + 1)); done"
    );
    let options = "size=8m,nr_inodes=300".into();
    Disk { content, folder: ".", options, harm, relief: "rm -r $disk/filler" }
}

fn read_only(content: &Path) -> Disk<'_> {
    let harm = "mount -o remount,ro $disk".to_owned();
    let relief = "mount -o remount,rw $disk";
    Disk { content, folder: ".", options: "size=8m".into(), harm, relief }
}

/// A program that sees mounts which nobody else sees.
fn apart() -> Option<Vec<&'static str>> {
    let ways: [&[&str]; 2] = [
        &["unshare", "--mount", "--propagation", "private"],
        &["unshare", "--user", "--map-root-user", "--mount"],
    ];
    let place = tempfile::tempdir().expect("a folder");
    let found = ways.into_iter().find(|way| {
        let mut command = Command::new(way[0]);
        command.args(&way[1..]).args(["mount", "-t", "tmpfs", "none"]).arg(place.path());
        command.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    });
    if found.is_none() {
        let _ = writeln!(
            std::io::stderr(),
            "\nNOT TESTED: no disk can be mounted here; what lm says when one is full or read-only \
             is not known\n"
        );
    }
    found.map(<[_]>::to_vec)
}

impl Disk<'_> {
    /// Gives a command on it, puts it right, and gives what is told to be given then.
    fn given(&self, way: &[&str], line: &str, then: &[&str]) -> Came {
        let top = tempfile::tempdir().expect("a folder");
        fs::create_dir(top.path().join("disk")).expect("a folder");
        let lm = env!("CARGO_BIN_EXE_lm");
        let mut next = String::new();
        for line in then {
            let _ = writeln!(next, "{lm} {line} >>$top/said-then 2>&1");
        }
        let script = format!(
            "set -u\ntop=$1\ndisk=$top/disk\nmount -t tmpfs -o {} none $disk || exit 77\n\
             cp -R $2/. $disk || exit 78\n{}\ncd $disk/{}\n{lm} {line} >$top/said 2>&1\necho $? >$top/status\n\
             cp -R $disk/{} $top/after\n{}\n{}cp -R $disk/{} $top/then\n",
            self.options, self.harm, self.folder, self.folder, self.relief, next, self.folder,
        );
        let mut command = Command::new(way[0]);
        command.args(&way[1..]).args(["sh", "-c", &script, "sh"]).arg(top.path());
        command.arg(self.content).env_clear().stdin(Stdio::null());
        let lm = Path::new(lm).parent().expect("it lies in a folder");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(lm.to_owned()).chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(folders).expect("folders without colons"));
        command.env("HOME", top.path()).env("GIT_CONFIG_NOSYSTEM", "1");
        let output = command.output().expect("it starts");
        assert!(output.status.success(), "{script}\n{output:?}");
        let read = |name: &str| fs::read_to_string(top.path().join(name)).expect("it was written");
        let without_filler = |name: &str| {
            let mut state = state(&top.path().join(name), None);
            state.retain(|name, _| !name.starts_with("filler"));
            state
        };
        Came {
            status: read("status").trim().parse().expect("a number"),
            said: read("said"),
            state: without_filler("after"),
            then: without_filler("then"),
            then_said: read("said-then"),
        }
    }
}

/// Either nothing is written, and this is said in plain words, or all is.
fn is_all_or_nothing(came: &Came, before: &State, words: &str) -> Result<bool, String> {
    let Came { status, said, state, then, then_said } = came;
    let changed = differing(before, state);
    match status {
        0 if !changed.is_empty() => {}
        3 if changed.is_empty() && said.contains(words) && !said.contains("os error") => {}
        _ => return Err(format!("status {status}, {changed:?} changed: {said}")),
    }
    if differing(before, then).is_empty() {
        return Err(format!("when there was room, it was not written either: {then_said}"));
    }
    Ok(*status == 3)
}

const FULL: &str = "there is no room left on the disk";

#[test]
fn a_full_disk_is_named_as_one_and_nothing_is_lost() {
    let Some(way) = apart() else { return };
    let (folder, case) = records();
    let before = state(folder.path(), None);
    let phone = format!("contact c1aaa --type phone --no-input --as-of {DAY}");
    let review = format!("{} --no-input --as-of {DAY}", review_of(&case));
    let new = format!("new-referral --pupil \"Ben Ash\" --by-role parent --as-of {DAY} --no-input");
    let mut all: Vec<(String, Disk<'_>)> = Vec::new();
    for (line, most) in [(&phone, 2), (&review, 11), (&new, 4)] {
        all.extend((0..=most).map(|blocks| (line.clone(), full(folder.path(), blocks))));
        all.extend((0..=3).map(|files| (line.clone(), few_files(folder.path(), files))));
    }
    let happened = for_each(&all, |(line, disk)| {
        let seen = disk.given(&way, line, &[line]);
        is_all_or_nothing(&seen, &before, FULL)
            .map_err(|why| format!("{line}, {}: {why}", disk.harm))
    });
    assert!(happened > 8 && happened < all.len(), "{happened} of {} were too full", all.len());
}

#[test]
fn on_a_disk_that_may_only_be_read_everything_is_shown_and_nothing_lost() {
    let Some(way) = apart() else { return };
    let (folder, case) = records();
    let before = state(folder.path(), None);
    let disk = read_only(folder.path());
    for line in [
        "contact c1aaa --type phone --no-input",
        &format!("{} --no-input", review_of(&case)),
        "new-referral --pupil \"Ben Ash\" --by-role parent --no-input",
        "scaffold c1aaa sessions",
    ] {
        let line = format!("{line} --as-of {DAY}");
        let seen = disk.given(&way, &line, &[&line]);
        let was_refused = is_all_or_nothing(&seen, &before, "you may not write");
        assert_eq!(was_refused, Ok(true), "{line}");
    }
    for line in ["list --all", "show c1aaa", "check", "review-due"] {
        let line = format!("{line} --as-of {DAY}");
        let seen = disk.given(&way, &line, &[&line]);
        assert_eq!(seen.status, 0, "{line}: {}", seen.said);
        assert_eq!(seen.said, seen.then_said, "{line}");
    }
}

#[test]
fn a_file_that_may_not_grow_is_no_file_cut_short() {
    let (folder, case) = records();
    let before = state(folder.path(), None);
    let lines = [
        ("contact c1aaa --type phone --note \"Spoke about the week\"".to_owned(), 2),
        (review_of(&case), 8),
    ];
    let all: Vec<(&str, usize)> =
        lines.iter().flat_map(|(line, most)| (0..*most).map(|blocks| (&**line, blocks))).collect();
    let happened = for_each(&all, |(line, blocks)| {
        let copy = super::tried::copied(folder.path());
        // The system takes so many times 512 bytes of each file and no more; without a word of the
        // shell's it would end the program instead.
        let script = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec {} {line} --no-input --as-of {DAY}",
            env!("CARGO_BIN_EXE_lm")
        );
        let output = Command::new("sh").args(["-c", &script]).current_dir(copy.path()).output();
        let output = output.expect("there is a shell");
        let now = differing(&before, &state(copy.path(), None));
        match output.status.code() {
            Some(0) if !now.is_empty() => Ok(false),
            Some(3) if now.is_empty() && said(&output).contains("error: ") => Ok(true),
            status => Err(format!("{line}, {blocks}: {status:?}, {now:?}: {}", said(&output))),
        }
    });
    assert!(happened > 3 && happened < all.len(), "{happened} of {} were too long", all.len());
}

#[test]
fn a_disk_that_is_full_when_records_are_saved_or_put_together_loses_nothing() {
    let Some(way) = apart() else { return };
    let top = copies();
    let (one, other) = (top.path().join("one"), top.path().join("other"));
    done(&lm(&other, None, &format!("contact c1aaa --type phone --as-of {DAY}")));
    done(&lm(&other, None, "save"));
    done(&lm(&other, None, "sync"));
    done(&lm(&one, None, &format!("contact c1aaa --type visit --as-of {DAY}")));
    let unsaved = state(&one, None);
    let at = |content| Disk { folder: "one", ..content };
    let saving: Vec<Disk<'_>> = [0, 1, 3].map(|blocks| at(full(top.path(), blocks))).into();
    for_each(&saving, |disk| {
        let seen = disk.given(&way, "save", &["save", "sync"]);
        let is_clear = seen.status == 0 || seen.said.contains("there is no room left on the disk");
        let is_kept = differing(&unsaved, &seen.state).is_empty();
        let is_done = seen.then_said.contains("both copies are the same now");
        if is_clear && is_kept && is_done { Ok(true) } else { Err(seen.told(disk)) }
    });
    done(&lm(&one, None, "save"));
    let syncing: Vec<Disk<'_>> =
        [0, 1, 2, 3, 5, 8, 12, 20].map(|blocks| at(full(top.path(), blocks))).into();
    for_each(&syncing, |disk| {
        let seen = disk.given(&way, "sync", &["sync"]);
        let contacts = &seen.then["mentees/c1aaa/contacts.yaml"];
        let are_both_there =
            ["type: phone", "type: visit"].iter().all(|part| contacts.contains(part));
        let is_done = seen.then_said.contains("both copies are the same");
        if is_done && are_both_there { Ok(true) } else { Err(seen.told(disk)) }
    });
}

impl Came {
    fn told(&self, disk: &Disk<'_>) -> String {
        let Self { status, said, then_said, .. } = self;
        format!("{}: status {status}: {said}\nthen: {then_said}", disk.harm)
    }
}
