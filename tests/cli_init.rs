//! `lm init`: what it makes, what it asks, and when it makes nothing.

use crate::support::{self, lm, lm_asked};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const FIXTURES: &str = "tests/init";

fn fixture(preset: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURES).join(preset)
}

/// The flags of a fixture, one to a line: its name, a blank, its value.
fn flags(preset: &str) -> Vec<String> {
    let text = fs::read_to_string(fixture(preset).join("flags.txt")).expect("a fixture");
    text.lines()
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(flag, value)| [flag.to_owned(), value.to_owned()])
        .collect()
}

fn init(folder: &Path, preset: &str, more: &[&str]) -> String {
    let flags = flags(preset);
    let line: Vec<&str> = std::iter::once("init")
        .chain(flags.iter().map(String::as_str))
        .chain(more.iter().copied())
        .collect();
    lm(folder, &line)
}

/// The paths of everything below a folder, sorted.
fn all_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).expect("a folder").flatten() {
            let path = entry.path();
            let below = path.strip_prefix(folder).expect("it was found there");
            found.push(below.display().to_string().replace('\\', "/"));
            if path.is_dir() {
                waiting.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn each_programme_gives_a_records_folder_without_a_fault() {
    let mut names = support::folders_in(FIXTURES);
    names.sort();
    assert_eq!(names, lm::store::policies::preset_names(), "a fixture for each preset");
    for preset in names {
        let folder = tempfile::tempdir().expect("a folder");
        let mut seen = init(folder.path(), &preset, &[]);
        for file in all_below(folder.path()) {
            let path = folder.path().join(&file);
            if path.is_file() && !file.starts_with(".lm/") {
                let text = fs::read_to_string(path).expect("a text");
                let _ = write!(seen, "\n=== {file}\n{text}");
            }
        }
        let checked = lm(folder.path(), &["check", "--strict"]);
        assert!(checked.starts_with("--- stderr\nno faults"), "{preset}: {checked}");
        assert!(checked.ends_with("--- exit 0\n"), "{preset}: {checked}");
        let expected = snapbox::Data::read_from(&fixture(&preset).join("expected.txt"), None);
        support::shows(seen, expected);
    }
}

#[test]
fn the_schemas_for_editors_are_the_current_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    init(folder.path(), "cluster", &[]);
    let seen = lm(folder.path(), &["schema", "--write"]);
    assert_eq!(seen, "--- stderr\nthe schemas are up to date\n--- exit 0\n");
}

#[test]
fn a_missing_answer_names_its_flag_and_nothing_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    support::shows(
        lm(folder.path(), &["init", "--preset", "primary", "--school", "Elm Lane"]),
        snapbox::str![[r"
--- stderr
error: not given: --phase, --nation, --mentor, --safeguarding-lead, --answer briefing.deputy=… (weekly or monthly)
help: briefing.deputy asks: How often does the mentor meet the deputy headteacher about the mentees?
help: give these flags, or start lm init on a terminal and it will ask
--- exit 2

"]],
    );
    assert_eq!(all_below(folder.path()), Vec::<String>::new());
}

#[test]
fn a_wrong_answer_is_refused_in_plain_words() {
    for (flag, value, said) in [
        (
            "--preset",
            "primry",
            "--preset: ‘primry’ is not a programme that can be chosen here\nhelp: did you mean `primary`?",
        ),
        (
            "--nation",
            "france",
            "--nation: ‘france’ is not a nation that can be chosen here\nhelp: choose england, wales, scotland or northern-ireland",
        ),
        (
            "--mentor",
            "Ms J. Okafor",
            "--mentor: ‘Ms J. Okafor’ does not say both who it is and their short id\nhelp: write the short id, a colon and the name, for example jo:Ms J. Okafor",
        ),
        (
            "--mentor",
            "na:Somebody Else",
            "--mentor: ‘na’ is the short id of ‘Ms N. Adeyemi’ already\nhelp: give ‘Somebody Else’ another one, for example ‘na2’",
        ),
        (
            "--answer",
            "caseload.maximum=3",
            "--answer: this programme does not ask for ‘caseload.maximum’\nhelp: did you mean `caseload.max`?",
        ),
        (
            "--answer",
            "caseload.max",
            "--answer: ‘caseload.max’ has no =\nhelp: write the key, = and the answer, for example briefing.deputy=weekly",
        ),
        (
            "--term",
            "Autumn",
            "--term: ‘Autumn’ is not a name with two or four days\nhelp: write for example \"Autumn 2026:2026-09-02:2026-12-18:2026-10-26:2026-10-30\"",
        ),
        (
            "--term",
            "Autumn:2026-12-18:2026-09-02",
            "--term: ‘Autumn’ ends before it begins\nhelp: compare its two days",
        ),
        (
            "--phone",
            "1\u{1b}2",
            "--phone: there is a line break or an invisible character in this answer\nhelp: type it anew instead of pasting it",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let flags = flags("cluster");
        // A flag that may be given once only takes the place of the fixture's.
        let kept = flags.chunks(2).filter(|pair| pair[0] != flag || flag == "--mentor").flatten();
        let mut line = vec!["init"];
        line.extend(kept.map(String::as_str));
        line.extend([flag, value]);
        let seen = lm(folder.path(), &line);
        assert_eq!(seen, format!("--- stderr\nerror: {said}\n--- exit 2\n"), "{flag} {value}");
        assert_eq!(all_below(folder.path()), Vec::<String>::new());
    }
}

#[test]
fn an_answer_that_does_not_fit_its_rule_is_refused_as_the_policy_would() {
    let folder = tempfile::tempdir().expect("a folder");
    let seen = init(folder.path(), "cluster", &["--answer", "caseload.max=many"]);
    assert!(seen.starts_with("--- stderr\nerror: caseload.max would not be sound\n"), "{seen}");
    assert!(seen.ends_with("--- exit 2\n"), "{seen}");
    assert_eq!(all_below(folder.path()), Vec::<String>::new());
}

#[test]
fn a_records_folder_is_never_made_in_another() {
    let folder = tempfile::tempdir().expect("a folder");
    init(folder.path(), "cluster", &[]);
    let before = all_below(folder.path());
    let seen = init(folder.path(), "cluster", &[]);
    support::shows(
        &seen,
        snapbox::str![[r"
--- stderr
error: this is a records folder already: it has an lm.toml
help: choose another folder: lm init FOLDER
--- exit 4

"]],
    );
    let seen = init(folder.path(), "cluster", &["inner"]);
    assert!(seen.contains("error: this folder lies inside the records folder `"), "{seen}");
    assert!(seen.ends_with("--- exit 4\n"), "{seen}");
    assert_eq!(all_below(folder.path()), before);
}

#[test]
fn what_is_there_already_stays_and_nothing_half_made_does() {
    for (there, exit) in [("policy", 4), (".lm", 4), ("calendar.toml", 4)] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(there), "mine").expect("a file");
        let seen = init(folder.path(), "cluster", &[]);
        assert!(seen.ends_with(&format!("--- exit {exit}\n")), "{there}: {seen}");
        assert_eq!(all_below(folder.path()), [there]);
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(".gitignore"), "mine").expect("a file");
    let seen = init(folder.path(), "cluster", &[]);
    assert!(seen.contains(".gitignore was there and stays as it is\n"), "{seen}");
    let kept = fs::read_to_string(folder.path().join(".gitignore")).expect("a file");
    assert_eq!(kept, "mine");
}

#[test]
fn a_new_folder_that_cannot_be_finished_is_gone_again() {
    let folder = tempfile::tempdir().expect("a folder");
    // There is no `a` in which `b` could be made.
    let seen = init(folder.path(), "cluster", &["a/b"]);
    assert!(seen.contains("error: no records folder was made in"), "{seen}");
    assert!(seen.ends_with("--- exit 3\n"), "{seen}");
    assert_eq!(all_below(folder.path()), Vec::<String>::new());
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let seen = init(folder.path(), "cluster", &["--dry-run", "new"]);
    assert!(seen.contains("would write lm.toml\n"), "{seen}");
    assert_eq!(all_below(folder.path()), Vec::<String>::new());
}

#[test]
fn what_no_flag_says_is_asked_one_question_after_the_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let typed = [
        "prmary",   // a slip
        "primary",  // by name
        "<",        // no: another one
        "3",        // by number
        "2",        // monthly
        "?",        // why?
        "Elm Lane", //
        "",         // primary, as the programme has it
        "",         // England
        "",         // 9/3/2026 is 9 March
        "Mrs P. Whitcombe",
        "", // pw
        "Ms J. Okafor",
        "Jo",
        "jo", // no capitals
        "",   // no other mentor
        "zz:",
        "pw",         // the headteacher is the lead
        "",           // no other lead
        "Mr A. Hall", // as what?
        "Mr A. Hall, class teacher",
        "",
        "Elm Lane, Haddlebridge",
        "01632 960100",
        "<",
        "01632 960101",
        "", // no email
        "Autumn 2026",
        "2/9/2026",
        "18/12/2026",
        "26/10/2026",
        "30/10/2026",
        "", // no more terms
        "", // go on
    ];
    let seen = lm_asked(folder.path(), &["init", "records"], &typed);
    let seen = seen.replace(&folder.path().display().to_string(), "…");
    support::shows(seen, snapbox::Data::read_from(&fixture("dialogue.txt"), None));
    let seen = lm(folder.path().join("records"), &["check", "--strict"]);
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
}

#[test]
fn stopping_before_the_last_answer_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let seen = lm_asked(folder.path(), &["init"], &["primary", "weekly", "Elm Lane"]);
    assert!(seen.contains("error: the answers ended before the last question"), "{seen}");
    assert!(seen.ends_with("--- exit 2\n"), "{seen}");
    let flags = flags("cluster");
    let mut line: Vec<&str> =
        std::iter::once("init").chain(flags.iter().map(String::as_str)).collect();
    line.extend([
        "--date-order",
        "iso",
        "--headteacher",
        "na",
        "--address",
        "x",
        "--phone",
        "01632 960100",
    ]);
    line.extend(["--email", "a@b.example", "--term", "A:2026-09-02:2026-12-18"]);
    let seen = lm_asked(folder.path(), &line, &["", "no"]);
    assert!(seen.ends_with("error: nothing was written\n--- exit 4\n"), "{seen}");
    assert_eq!(all_below(folder.path()), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_what_is_made() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::Command;
    let folder = tempfile::tempdir().expect("a folder");
    let lm = env!("CARGO_BIN_EXE_lm");
    let done = Command::new("sh")
        .args(["-c", "umask 000 && exec \"$@\"", "sh", lm, "init", "records"])
        .args(flags("primary"))
        .current_dir(folder.path())
        .output()
        .expect("a shell");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let made = all_below(folder.path());
    assert!(made.len() > 20, "{made:?}");
    for path in made {
        let bits =
            fs::metadata(folder.path().join(&path)).expect("it was made").permissions().mode();
        assert_eq!(bits & 0o077, 0, "{path}: {bits:o}");
    }
}
