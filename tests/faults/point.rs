//! The moments of a command: every system call that changes something, what a system can answer
//! there, and `strace`, which makes it happen.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What changes something on the disk, or hands it over to it, and for each what a system answers
/// when it cannot: no room, a broken disk, nothing left of what the user may take, a disk that may
/// only be read, a folder of somebody else's, too many files open, no locks.
const CALLS: [(&str, &[&str]); 16] = [
    ("openat", &["EACCES", "EMFILE", "ENOSPC", "EROFS", "EIO", "EDQUOT"]),
    ("write", &["ENOSPC", "EIO", "EDQUOT", "EFBIG", "EINTR"]),
    ("fsync", &["EIO", "ENOSPC", "EDQUOT", "EINTR"]),
    ("fdatasync", &["EIO", "ENOSPC"]),
    ("ftruncate", &["EIO", "EINTR"]),
    ("rename", &["ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT"]),
    ("renameat", &["ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "EPERM"]),
    ("renameat2", &["EIO", "EINVAL", "ENOSPC", "EROFS", "EACCES"]),
    ("linkat", &["EPERM", "ENOSPC", "EIO", "EROFS", "EACCES"]),
    ("unlink", &["EIO", "EROFS", "EACCES", "EPERM"]),
    ("unlinkat", &["EIO", "EROFS", "EACCES", "EPERM"]),
    ("rmdir", &["EIO", "EROFS", "EACCES"]),
    ("mkdir", &["ENOSPC", "EROFS", "EACCES", "EDQUOT", "EIO"]),
    ("fchmod", &["EPERM", "EROFS", "EIO"]),
    ("chmod", &["EPERM", "EROFS", "EIO"]),
    ("flock", &["EINTR", "ENOLCK", "EIO"]),
];

/// A place at which something goes wrong: the n-th call of this name.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) call: &'static str,
    pub(super) number: usize,
    /// What is written goes to a person and not to a file.
    pub(super) is_talk: bool,
    /// What is opened is only read: a kill there leaves what a kill at the next call leaves.
    pub(super) is_reading: bool,
}

impl Point {
    /// What a system can answer there.
    pub(super) fn errors(&self) -> &'static [&'static str] {
        CALLS.iter().find(|(call, _)| *call == self.call).map_or(&[], |(_, errors)| errors)
    }
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

/// A command under strace, which looks at the first thread of it alone: the others only read.
pub(super) fn traced(log: &Path, inject: Option<&str>) -> Command {
    let every = CALLS.map(|(call, _)| call).join(",");
    let calls = inject.map_or(&*every, |inject| inject.split(':').next().unwrap_or_default());
    let mut command = Command::new("strace");
    command.args(["-qq", "-e", "signal=none", "-e", &format!("trace={calls}"), "-o"]).arg(log);
    if let Some(inject) = inject {
        command.args(["-e", &format!("inject={inject}")]);
    }
    command
}

/// `lm` under strace, with what is to happen.
pub(super) fn lm_traced(
    folder: &Path,
    line: &[String],
    log: &Path,
    inject: Option<&str>,
) -> Output {
    let mut command = traced(log, inject);
    command.arg(env!("CARGO_BIN_EXE_lm")).args(line);
    in_records(&mut command, folder).output().expect("strace starts")
}

/// Runs in the records, with an editor that turns letters into visits, and little else.
pub(super) fn in_records<'c>(command: &'c mut Command, folder: &Path) -> &'c mut Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.current_dir(folder).env_clear().env("PATH", path).stdin(Stdio::null());
    command.env("EDITOR", OsStr::new("sed -i s/letter/visit/"))
}

/// The calls that change something, and what is opened while it is written; of all that is said to
/// a person, the first word and the last.
pub(super) fn points(log: &str) -> Vec<Point> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::new();
    let mut is_writing = false;
    for line in log.lines() {
        let Some((name, arguments)) = line.split_once('(') else { continue };
        let Some((call, _)) = CALLS.iter().find(|(call, _)| *call == name) else { continue };
        is_writing |= name == "flock" || arguments.contains("O_CREAT");
        let number = counts.entry(call).or_default();
        *number += 1;
        if name != "openat" || is_writing {
            let is_talk =
                name == "write" && ["1,", "2,"].iter().any(|fd| arguments.starts_with(fd));
            let is_reading = name == "openat" && !arguments.contains("O_CREAT");
            found.push(Point { call, number: *number, is_talk, is_reading });
        }
    }
    let said = found.iter().filter(|point| point.is_talk).map(|point| point.number);
    let ends = [said.clone().min(), said.max()];
    found.retain(|point| !point.is_talk || ends.contains(&Some(point.number)));
    found
}
