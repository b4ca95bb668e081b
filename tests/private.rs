//! Where `lm` writes and who may read it: every command that writes is run as a program of its own
//! under `umask 000`, in records that only their owner may read. All of them stay so, and nothing is
//! written anywhere else, whatever ids, names and links say.

use crate::cli_ending::an_ending_by_commands;
use crate::support::{self, words};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Commands that write nothing, in the records or elsewhere; with `--output` they write what they
/// show where somebody wants it.
const READING: &[&str] = &[
    "caseload",
    "check",
    "exit-check",
    "explain",
    "guide",
    "list",
    "policy",
    "report",
    "review-due",
    "show",
    "suggest-targets",
    "today",
    "why",
];

/// Records, and all that lies beside them.
struct Place {
    top: TempDir,
}

/// What came of a command.
struct Seen {
    status: Option<i32>,
    said: String,
}

impl Place {
    /// A copy of a folder, for its owner alone, in git.
    fn of(records: &Path) -> Self {
        let place = Self { top: tempfile::tempdir().expect("a folder") };
        support::copy(records, &place.records());
        for name in ["elsewhere", "home", "tmp"] {
            fs::create_dir(place.top.path().join(name)).expect("a folder");
        }
        fs::write(place.elsewhere().join("contacts.yaml"), "contacts: []\n").expect("a file");
        for path in below(place.top.path()) {
            let mode = path.symlink_metadata().expect("it is there").permissions().mode();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode & 0o700)).expect("ours");
        }
        place
    }

    fn records(&self) -> PathBuf {
        self.top.path().join("records")
    }

    fn elsewhere(&self) -> PathBuf {
        self.top.path().join("elsewhere")
    }

    /// A program in the records, which would let everybody read what it makes.
    fn run(&self, program: &str, line: &[String]) -> Seen {
        let mut command = Command::new("sh");
        command.args(["-c", "umask 000; exec \"$@\"", "sh", program]).args(line);
        command.current_dir(self.records()).env_clear().stdin(Stdio::null());
        let lm = Path::new(env!("CARGO_BIN_EXE_lm")).parent().expect("it lies in a folder");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(lm.to_owned()).chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(folders).expect("folders without colons"));
        command.env("HOME", self.top.path().join("home"));
        command.env("TMPDIR", self.top.path().join("tmp"));
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("LM_STAFF", "");
        command.env("EDITOR", "sed -i s/Two/Three/");
        let output = command.output().expect("there is a shell");
        let said = [output.stdout, output.stderr].concat();
        Seen { status: output.status.code(), said: String::from_utf8_lossy(&said).into_owned() }
    }

    fn lm(&self, day: &str, line: &str) -> Seen {
        let mut line = words(line);
        line.extend(["--no-input", "--as-of", day].map(str::to_owned));
        let seen = self.run(env!("CARGO_BIN_EXE_lm"), &line);
        self.nobody_else_may_read(&line);
        seen
    }

    #[track_caller]
    fn done(&self, day: &str, line: &str) {
        let seen = self.lm(day, line);
        assert_eq!(seen.status, Some(0), "{line}: {}", seen.said);
    }

    #[track_caller]
    fn git(&self, line: &str) {
        let seen = self.run("git", &words(line));
        assert_eq!(seen.status, Some(0), "git {line}: {}", seen.said);
        for path in below(&self.records().join(".git")) {
            let mode = path.symlink_metadata().expect("it is there").permissions().mode();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode & 0o700)).expect("ours");
        }
    }

    #[track_caller]
    fn nobody_else_may_read(&self, line: &[String]) {
        for path in below(&self.records()) {
            let found = path.symlink_metadata().expect("it is there");
            let mode = found.permissions().mode();
            let is_ours = mode & 0o777 == mode & 0o700 || found.is_symlink();
            assert!(is_ours, "{line:?}: {} has mode {mode:o}", path.display());
        }
    }

    /// All that lies beside the records, and what is in it.
    fn beside(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let records = self.records();
        let beside = below(self.top.path()).into_iter().filter(|path| !path.starts_with(&records));
        beside.map(|path| (path.clone(), fs::read(&path).unwrap_or_default())).collect()
    }
}

/// Every path below a folder, and the folder itself. No link is followed.
fn below(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).into_iter();
    walk.map(|entry| entry.expect("it can be read").into_path()).collect()
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records").join(name)
}

/// Every command that writes, in an order in which each has something to write.
fn everyday_lines() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recording");
    let mut lines = vec!["git-setup --hook".to_owned(), "schema --write".to_owned()];
    for name in ["whole-case.txt", "around-a-case.txt"] {
        let text = fs::read_to_string(folder.join(name)).expect("lines");
        lines.extend(text.lines().map(|line| format!("{line} --recorded-by tm")));
    }
    let more = [
        "scaffold c4f8y tracking",
        "baseline q6rt9 --attendance 93",
        "profile q6rt9 --strength Kind",
        "details parent q6rt9 \"Mr Piotr Kowalski\" --phone \"01632 960188\"",
        "group new anchors --called Anchors --member q6rt9",
        "group join anchors 3gk7s",
        "session 3gk7s --on 2026-11-21 --attendance attended",
        "accept 3gk7s not-a-school-day --because \"A Saturday in the museum\"",
        "edit e7a9m sessions",
        "staff away rw --first-day 2026-12-14 --last-day 2026-12-15 --cover tm --reason leave",
        "rate b8nus staff-rating --by class-teacher --phase review --marks \"33232 411223 113 222333 4411 2323 1123\"",
        "observe b8nus --by rw --phase review --row 11102000000 --row 11102000000 --row 11102000000 --row 11102000000 --row 11102000000 --row 11102000000",
        "instrument new our-rating --like staff-rating --title Ours",
        "hand-over b8nus --to tm --because \"Shares her lunchtime club\"",
        "letter teacher-referred 3gk7s --save",
        "move-entry svkb 3gk7s b8nus",
        "prioritise x2wvh --with sl --urgency within-two-weeks",
        "transfer 7tqe8 --received 2026-03-25",
        "new-referral --pupil \"Ben Ash\" --by-role parent",
        // A referral with so little in it is not to be saved.
        "undo --yes",
        "save",
        "sync",
        "merge-driver .merge-a .merge-b .merge-c",
    ];
    lines.extend(more.map(str::to_owned));
    lines
}

#[test]
fn every_command_that_writes_writes_for_its_owner_alone_and_only_in_the_records() {
    let place = Place::of(&example("primary"));
    let hub = place.top.path().join("hub");
    if Command::new("git").args(["init", "--quiet", "--bare"]).arg(&hub).status().is_err() {
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), "there is no git here: this is not tested");
        return;
    }
    place.git("init --quiet --initial-branch main");
    place.git("config user.name Mentor");
    place.git("config user.email mentor@school.example");
    place.git("remote add origin ../hub");
    let private = |name: &str| {
        let path = place.records().join(name);
        fs::write(&path, "a: 1\n").expect("a file");
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).expect("it is ours");
    };
    [".merge-a", ".merge-b", ".merge-c"].into_iter().for_each(private);
    fs::write(place.records().join(".git/info/exclude"), ".merge-*\n").expect("a file");
    let mut beside = place.beside();
    let mut written: Vec<String> = Vec::new();
    for line in everyday_lines() {
        place.done("2026-11-24", &line);
        written.extend(words(&line).into_iter().next());
        let mut now = place.beside();
        // What is sent goes where it is sent to.
        now.retain(|path, _| !path.starts_with(&hub));
        beside.retain(|path, _| !path.starts_with(&hub));
        assert_eq!(now, beside, "{line}");
    }
    let (school, lines) = an_ending_by_commands();
    let ending = Place::of(school.path());
    let beside = ending.beside();
    for (day, line) in lines {
        ending.done(day, &line);
        written.extend(words(&line).into_iter().next());
        assert_eq!(ending.beside(), beside, "{line}");
    }
    let fresh = Place::of(&example("primary").join("staff"));
    let flags = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/whole-year/cluster/flags.txt");
    let flags = fs::read_to_string(flags).expect("flags");
    let mut line: Vec<String> =
        ["init", "new", "--no-input", "--as-of", "2026-01-05"].map(str::to_owned).to_vec();
    line.extend(flags.lines().flat_map(|line| line.splitn(2, ' ')).map(str::to_owned));
    let seen = fresh.run(env!("CARGO_BIN_EXE_lm"), &line);
    assert_eq!(seen.status, Some(0), "{}", seen.said);
    fresh.nobody_else_may_read(&line);
    written.push("init".to_owned());
    // A result goes where somebody wants it, for them alone.
    place.done("2026-11-24", "report register --output report.md");
    place.done("2026-11-24", "list --json --output list.json");
    for command in lm::cli::command_names() {
        let is_known = written.contains(&command) || READING.contains(&&*command);
        assert!(is_known, "`lm {command}` is not tried here, nor said to write nothing");
    }
}

#[test]
fn no_link_and_no_name_leads_a_command_out_of_the_records() {
    let place = Place::of(&example("primary"));
    let records = place.records();
    let out = |way: &str| {
        let path = records.join(way);
        let _ = fs::remove_dir_all(&path);
        let _ = fs::remove_file(&path);
        path
    };
    // A case's folder, a file of a case, a folder of letters, and the names that lm itself uses.
    symlink(place.elsewhere(), out("mentees/q6rt9")).expect("a link");
    for file in ["mentees/e7a9m/contacts.yaml", ".lm-undo", ".lm-1", "activities.yaml"] {
        symlink(place.elsewhere().join("contacts.yaml"), out(file)).expect("a link");
    }
    for folder in ["letters", "instruments", ".lm", "groups"] {
        symlink(place.elsewhere(), out(folder)).expect("a link");
    }
    let beside = place.beside();
    for line in [
        "contact q6rt9 --type phone",
        "contact e7a9m --type phone",
        "move-entry svkb 3gk7s e7a9m",
        "scaffold q6rt9 plan",
        "scaffold e7a9m contacts",
        "activity --kind drop-in --what Lunch --present 3",
        "hand-over b8nus --to tm --because \"Shares her lunchtime club\"",
        "letter teacher-referred 3gk7s --save",
        "instrument new our-rating --like staff-rating --title Ours",
        "instrument new ../our-rating --like staff-rating --title Ours",
        "group-session sunflowers --at 12:30",
        "group-session ../sunflowers --at 12:30",
        "group new ../anchors --called Anchors",
        "group new anchors --called Anchors",
        "schema --write",
        "undo --yes",
        "scaffold ../../elsewhere plan",
        "edit ../../elsewhere",
        "letter ../../elsewhere 3gk7s --save",
    ] {
        let seen = place.lm("2026-11-24", line);
        assert!(matches!(seen.status, Some(1..=4)), "{line}: {:?} {}", seen.status, seen.said);
        assert_eq!(place.beside(), beside, "{line}");
    }
    for link in ["instruments", "groups", "letters", "activities.yaml"] {
        fs::remove_file(records.join(link)).expect("it is a link");
    }
    // A name is only a name, and a link in lm's own place is nobody's.
    let name = "new-referral --pupil \"../../elsewhere/x\" --by-role parent --another-person";
    place.done("2026-11-24", name);
    place.done("2026-11-24", "session 3gk7s --attendance attended");
    place.done("2026-11-24", "undo --yes");
    assert_eq!(place.beside(), beside);
}

#[test]
fn what_cannot_be_written_whole_is_not_written_and_that_is_said() {
    let place = Place::of(&example("primary"));
    let file = place.records().join("mentees/3gk7s/contacts.yaml");
    let before = fs::read(&file).expect("a record");
    // The system takes 512 bytes of each file and no more; without a word of the shell's it would
    // end the program instead.
    let limited = "trap '' XFSZ; ulimit -f 1; exec \"$@\"";
    let line =
        ["-c", limited, "sh", env!("CARGO_BIN_EXE_lm"), "contact", "3gk7s", "--type", "phone"];
    let seen = place.run("sh", &line.map(str::to_owned));
    assert_eq!(seen.status, Some(3), "{}", seen.said);
    assert!(seen.said.contains("error: nothing was written"), "{}", seen.said);
    assert_eq!(fs::read(&file).expect("a record"), before);
    let hidden = fs::read_dir(place.records()).expect("a folder").flatten();
    let hidden = hidden.filter(|entry| entry.file_name().to_string_lossy().starts_with(".lm-"));
    assert_eq!(hidden.count(), 0, "nothing is left behind");
    if Path::new("/dev/full").exists() {
        let seen = place.lm("2026-11-24", "list --output /dev/full");
        assert_eq!(seen.status, Some(3), "{}", seen.said);
        let line = ["-c", "exec \"$@\" >/dev/full", "sh", env!("CARGO_BIN_EXE_lm"), "list"];
        let seen = place.run("sh", &line.map(str::to_owned));
        assert_eq!(seen.status, Some(3), "{}", seen.said);
    }
    place.done("2026-11-24", "contact 3gk7s --type phone");
}
