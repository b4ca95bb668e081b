//! A command of every way of writing, and the records in which it is given. Most commands write as
//! `contact` does (an entry in one file) or as `review` does (in several).

use super::tried::{DAY, Leaves, NEW_RECORDS, Tried};
use crate::cli_ending::a_case_before_its_review;
pub(super) use crate::cli_ending::review_with_a_new_plan as review_of;
use crate::support::{self, words};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const PHONE: &str = "contact c1aaa --type phone --note \"Spoke about the week\"";
const NEW: &str = "new-referral --pupil \"Ben Ash\" --by-role class-teacher --by-name \"Mr Hall\"";

/// A case with a plan and sessions, and another one.
pub(super) fn records() -> (TempDir, String) {
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

/// Records in which a command was given last.
fn records_after(line: impl FnOnce(&str) -> String) -> TempDir {
    let (folder, case) = records();
    let words = words(&line(&case));
    let line: Vec<&str> = words.iter().map(String::as_str).collect();
    let seen = support::lm(folder.path(), &[&line[..], &["--as-of", DAY]].concat());
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
    folder
}

/// The commands at which every moment meets everything that a system can answer there: an entry in
/// one file, and in several.
pub(super) fn tried_with_everything() -> Vec<Tried> {
    let (folder, case) = records();
    vec![
        Tried::of(records().0, PHONE, Leaves::AllOrNothing),
        Tried::of(folder, &review_of(&case), Leaves::AllOrNothing),
    ]
}

/// The other ways of writing.
pub(super) fn tried() -> Vec<Tried> {
    let (of_two, its_case) = records();
    let (lettered, in_letter) = records();
    let all_or_nothing = [
        (records().0, NEW.to_owned()),
        (of_two, format!("move-entry c0 c1aaa {its_case}")),
        (records().0, "scaffold c1aaa sessions".to_owned()),
        (records().0, "edit c1aaa contacts".to_owned()),
        (lettered, format!("letter teacher-referred {in_letter} --save")),
        (records_after(review_of), "undo --yes".to_owned()),
        (records_after(|_| NEW.to_owned()), "undo --yes".to_owned()),
        (empty(), init()),
    ];
    let each_file_whole = [
        (records().0, "explain bad-date --output explained.txt"),
        (with_old_schemas(), "schema --write"),
        (in_git(), "git-setup --hook"),
    ];
    let put_together = (to_be_put_together(), "merge-driver base ours theirs");
    let all_or_nothing = all_or_nothing
        .into_iter()
        .map(|(records, line)| Tried::of(records, &line, Leaves::AllOrNothing));
    let each_file_whole = each_file_whole
        .into_iter()
        .map(|(records, line)| Tried::of(records, line, Leaves::EachFileWhole));
    let (texts, line) = put_together;
    let put_together = Tried::of(texts, line, Leaves::BothSides);
    all_or_nothing.chain(each_file_whole).chain([put_together]).collect()
}

/// An empty folder.
fn empty() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// A school's records are made in a new folder.
fn init() -> String {
    let flags = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/whole-year/cluster/flags.txt");
    let flags = fs::read_to_string(flags).expect("flags");
    let flags = flags.lines().filter_map(|line| line.split_once(' '));
    let flags = flags.map(|(flag, value)| format!(" {flag} \"{value}\""));
    format!("init {NEW_RECORDS}{}", flags.collect::<String>())
}

/// Records whose schemas are of an older `lm`.
fn with_old_schemas() -> TempDir {
    let folder = records().0;
    for name in ["plan", "referral", "sessions"] {
        let schema = folder.path().join(format!(".lm/schema/{name}.schema.json"));
        fs::write(schema, "{}\n").expect("a file");
    }
    folder
}

fn in_git() -> TempDir {
    let folder = records().0;
    for file in [".gitattributes", ".gitignore"] {
        fs::write(folder.path().join(file), "*.png binary\n").expect("a file");
    }
    let mut git = Command::new("git");
    git.current_dir(folder.path()).args(["init", "--quiet", "--template="]);
    assert!(git.status().expect("git is wanted where strace is").success());
    folder
}

/// The three texts that git hands over.
fn to_be_put_together() -> TempDir {
    let folder = records().0;
    let entry =
        |id: &str, day: u8| format!("  - id: {id}\n    date: 2026-02-{day:02}\n    type: letter\n");
    let base = format!("contacts:\n{}", entry("c0", 2));
    for (name, text) in [
        ("base", base.clone()),
        ("ours", format!("{base}{}", entry("mine", 9))),
        ("theirs", format!("{base}{}", entry("yours", 16))),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}
