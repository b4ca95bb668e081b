//! `lm new-referral`: what it writes, what it asks, and when it writes nothing.

mod files;

use crate::support::{self, lm, lm_asked, lm_with};
use lm::cli::world::Environment;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const FIXTURES: &str = "tests/new-referral";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The flags of a fixture, one to a line: its name, a blank, its value.
fn flags(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).expect("a fixture");
    let here = file.parent().expect("a folder").display().to_string();
    text.lines()
        .flat_map(|line| match line.split_once(' ') {
            Some((flag, value)) => vec![flag.to_owned(), value.replace("FIXTURE", &here)],
            None => vec![line.to_owned()],
        })
        .collect()
}

fn call(folder: &Path, command: &str, flags: &[String], more: &[&str]) -> String {
    let mut line = vec![command];
    line.extend(flags.iter().map(String::as_str));
    line.extend(more);
    lm(folder, &line)
}

/// A records folder without mentees.
fn records(preset: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let flags = flags(&root().join("tests/init").join(preset).join("flags.txt"));
    let seen = call(folder.path(), "init", &flags, &[]);
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
    folder
}

/// The names in `mentees/`, hidden ones too.
fn cases(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("mentees")).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn only_referral(folder: &Path) -> String {
    let [case] = &cases(folder)[..] else { panic!("{:?}", cases(folder)) };
    fs::read_to_string(folder.join("mentees").join(case).join("referral.yaml")).expect("a referral")
}

#[test]
fn under_each_programme_a_referral_is_written_down_without_a_fault() {
    for preset in support::folders_in(FIXTURES) {
        let folder = records(&preset);
        let fixture = root().join(FIXTURES).join(&preset);
        let mut seen = call(folder.path(), "new-referral", &flags(&fixture.join("flags.txt")), &[]);
        let _ = write!(seen, "\n=== referral.yaml\n{}", only_referral(folder.path()));
        support::shows(seen, snapbox::Data::read_from(&fixture.join("expected.txt"), None));
        let checked = lm(folder.path(), &["check", "--strict"]);
        assert!(checked.ends_with("--- exit 0\n"), "{preset}: {checked}");
    }
}

#[test]
fn a_referral_is_asked_for_in_the_order_of_the_form() {
    let folder = records("cluster");
    let typed = [
        "tomorrow",
        "", // the day: not one to come; today
        "?",
        "Amira Khan", //
        "<",
        "Amira Kahn-Lee", // a slip
        "",               // called by her first name
        "4/3/2016",
        "4 March 1916",
        "2016-03-04", // no such order; too old
        "",           // the year group that is usual
        "6B",         //
        "y",          // there is more to say of her
        "English, Urdu",
        "",
        "sen support",
        "",
        "yes",
        "",
        "", // the rest is not known
        "Mrs Nasreen Khan",
        "mother",
        "07700 900118",
        "", // no telephone at work
        "3 Mill Lane, Ashby AS1 4BD",
        "", // no more parents
        "clas teacher",
        "class teacher", // a slip, then the words
        "na",            // somebody in lm.toml
        "",              // on the form, as the policy has it
        "",              // at least one reason is needed
        "2, 12",         //
        "wants to move", // the other reason
        "",              // no criteria
        "3",
        "<",
        "2", // how soon
        "Sings",
        "",
        "", //
        "Riverside;Ms D",
        "", // no more agencies
        "maybe",
        "no", // gifted
        "yes",
        "english 3b",
        "english=3b",
        "incident book",
        "",
        "", // the previous school
        "", // go on
    ];
    let seen = lm_asked(folder.path(), &["new-referral"], &typed);
    let seen = format!("{seen}\n=== referral.yaml\n{}", written(&only_referral(folder.path())));
    let expected = root().join(FIXTURES).join("dialogue.txt");
    support::shows(seen, snapbox::Data::read_from(&expected, None));
}

/// The lines that count.
fn written(text: &str) -> String {
    let counts = |line: &&str| !line.trim_start().starts_with('#') && !line.trim().is_empty();
    text.lines().filter(counts).fold(String::new(), |text, line| text + line + "\n")
}

#[test]
fn a_missing_answer_names_its_flag() {
    let folder = records("five-steps");
    for (line, missing) in [
        (vec![], "--pupil, --by-role"),
        (vec!["--pupil", "Ben Ash"], "--by-role"),
        (vec!["--pupil", "Ben Ash", "--by-role", "parent", "--channel", "verbal"], "--written-by"),
    ] {
        let line: Vec<&str> = std::iter::once("new-referral").chain(line).collect();
        let seen = lm(folder.path(), &line);
        let help = "give these flags, or start lm new-referral on a terminal and it will ask";
        assert_eq!(
            seen,
            format!("--- stderr\nerror: not given: {missing}\nhelp: {help}\n--- exit 2\n")
        );
    }
    assert_eq!(cases(folder.path()), Vec::<String>::new());
}

#[test]
fn a_wrong_answer_is_refused_in_plain_words() {
    let folder = records("primary");
    for (flag, value, said) in [
        (
            "--by-role",
            "clas-teacher",
            "--by-role: ‘clas-teacher’ is not a role that can be chosen here\nhelp: did you mean `class-teacher`?",
        ),
        (
            "--by-role",
            "police",
            "--by-role: ‘police’ is not a role that can be chosen here\nhelp: who may refer stands in the policy: lm policy explain referral.sources",
        ),
        (
            "--by-staff",
            "zz",
            "nobody in lm.toml has the short id `zz`\nhelp: staff and their short ids stand in lm.toml under [[staff]]",
        ),
        (
            "--channel",
            "verbal",
            "--channel: ‘verbal’ is not a way of referring that can be chosen here\nhelp: how a referral may be made stands in the policy: lm policy explain referral.channels",
        ),
        (
            "--criterion",
            "friendship",
            "--criterion: ‘friendship’ is not a criterion that can be chosen here\nhelp: did you mean `friendship-problems`?",
        ),
        (
            "--date",
            "tomorrow",
            "--date: Sun 22 November 2026 is still to come\nhelp: write the day on which the referral was made",
        ),
        (
            "--date",
            "last monday",
            "--date: ‘last monday’ could mean two days\nhelp: write 2026-11-16 for Mon 16 November 2026 or 2026-11-09 for Mon 9 November 2026",
        ),
        (
            "--born",
            "2027-01-01",
            "--born: 1 January 2027 is after the day of the referral\nhelp: compare the date of birth with the register",
        ),
        (
            "--born",
            "1916-03-04",
            "--born: a pupil born on 4 March 1916 would be 110 on the day of the referral\nhelp: compare the date of birth with the register",
        ),
        (
            "--year",
            "P4",
            "--year: there is no P4 in England\nhelp: write nursery, reception or a number up to 13",
        ),
        ("--parent", ";mother", "--parent: there is nothing written here\nhelp: write some words"),
        (
            "--pupil",
            "A\u{202e}B",
            "--pupil: there is a line break or an invisible character in this answer\nhelp: type it anew instead of pasting it",
        ),
        ("--pupil", " ", "--pupil: there is nothing written here\nhelp: write some words"),
    ] {
        let mut line = vec!["new-referral", flag, value];
        if flag != "--pupil" {
            line.extend(["--pupil", "Ben Ash"]);
        }
        if flag != "--by-role" {
            line.extend(["--by-role", "parent"]);
        }
        let seen = lm(folder.path(), &line);
        assert_eq!(seen, format!("--- stderr\nerror: {said}\n--- exit 2\n"), "{flag} {value}");
    }
    assert_eq!(cases(folder.path()), Vec::<String>::new());
}

#[test]
fn one_pupil_has_one_case() {
    let folder = records("cluster");
    let refer = |more: &[&str]| {
        let mut line = vec!["new-referral", "--by-role", "class-teacher"];
        line.extend(more);
        lm(folder.path(), &line)
    };
    let first = refer(&["--pupil", "Zoë O’Brien", "--born", "2016-03-04", "--year", "5"]);
    let [id] = &cases(folder.path())[..] else { panic!("{first}") };
    let id = id.clone();
    let refused = format!(
        "--- stderr\nerror: Zoë O’Brien, Year 5, born Fri 4 March 2016, is a mentee already: case {id}\n\
         help: a pupil who comes back keeps their folder: lm reopen {id}\n\
         help: if this is somebody else of the same name, add --another-person\n--- exit 4\n"
    );
    for same in
        [vec!["--pupil", "zoe OBrien"], vec!["--pupil", "ZOË O'BRIEN", "--born", "4 March 2016"]]
    {
        assert_eq!(refer(&same), refused, "{same:?}");
        assert_eq!(refer(&[&same[..], &["--yes"]].concat()), refused, "yes is no answer to this");
    }
    assert!(refer(&["--pupil", "Zoe O'Brien", "--born", "2016-03-05"]).ends_with("--- exit 0\n"));
    assert!(refer(&["--pupil", "Zoe O'Brien", "--another-person"]).ends_with("--- exit 0\n"));
    assert_eq!(cases(folder.path()).len(), 3);
}

#[test]
fn at_a_terminal_it_is_asked_whether_this_is_somebody_else() {
    let folder = records("cluster");
    let line = |name: &'static str| {
        vec!["new-referral", "--from", "-", "--pupil", name, "--by-role", "class-teacher"]
    };
    lm_with(folder.path(), &line("Ben Ash"), "pupil:\n  name: x\n", &Environment::default());
    let file = folder.path().join("from.yaml");
    fs::write(
        &file,
        "pupil:\n  name: ben ash\nreferral:\n  date: 2026-11-20\n  by: { role: senco }\n",
    )
    .expect("a file");
    let asked = ["new-referral", "--from", "from.yaml"];
    let seen = lm_asked(folder.path(), &asked, &["no"]);
    assert!(seen.contains("Ben Ash, is a mentee already: case "), "{seen}");
    assert!(seen.ends_with("--- exit 4\n"), "{seen}");
    let seen = lm_asked(folder.path(), &asked, &["yes", "no"]);
    assert!(seen.ends_with("error: nothing was written\n--- exit 4\n"), "{seen}");
    assert_eq!(cases(folder.path()).len(), 1);
    let seen = lm_asked(folder.path(), &asked, &["yes", "yes"]);
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
    assert_eq!(cases(folder.path()).len(), 2);
}

#[test]
fn the_faults_of_a_file_are_shown_where_they_are() {
    let folder = records("cluster");
    let text = "pupil:\n  nam: Amira\n  year: Year 5\nreferral:\n  date: 21/11/2026\n  by: { role: teacher }\n";
    let seen =
        lm_with(folder.path(), &["new-referral", "--from", "-"], text, &Environment::default());
    let expected = root().join(FIXTURES).join("faults.txt");
    support::shows(seen, snapbox::Data::read_from(&expected, None));
    let hidden = Environment { ci: true, ..Environment::default() };
    let seen = lm_with(folder.path(), &["new-referral", "--from", "-"], text, &hidden);
    assert!(!seen.contains("Year 5"), "{seen}");
    let seen = lm(folder.path(), &["new-referral", "--from", "nowhere.yaml"]);
    assert!(seen.contains("error: nowhere.yaml cannot be read\n"), "{seen}");
    assert!(seen.ends_with("--- exit 3\n"), "{seen}");
    assert_eq!(cases(folder.path()), Vec::<String>::new());
}

#[test]
fn what_a_file_says_must_be_allowed_by_the_policy_too() {
    let folder = records("cluster");
    for (by, more, said) in [
        ("role: police", "", "--by-role: ‘police’"),
        ("role: senco", "channel: verbal", "not given: --written-by"),
        ("role: senco", "channel: data", "--channel: ‘data’"),
        ("role: senco", "criteria: [made-up]", "--criterion: ‘made-up’"),
        ("role: senco, staff: zz", "", "nobody in lm.toml has the short id `zz`"),
    ] {
        let text = format!(
            "pupil:\n  name: B\nreferral:\n  date: 2026-11-20\n  by: {{ {by} }}\n  {more}\n"
        );
        let seen = lm_with(
            folder.path(),
            &["new-referral", "--from", "-"],
            &text,
            &Environment::default(),
        );
        assert!(seen.contains(&format!("error: {said}")), "{by} {more}: {seen}");
        assert!(seen.ends_with("--- exit 2\n"), "{seen}");
    }
    assert_eq!(cases(folder.path()), Vec::<String>::new());
}

#[test]
fn what_the_policy_asks_for_and_nobody_said_is_pointed_out() {
    let folder = records("cluster");
    let seen = lm(folder.path(), &["new-referral", "--pupil", "Ben Ash", "--by-role", "parent"]);
    let id = &cases(folder.path())[0];
    let about = format!("wrote down the referral of Ben Ash: case {id}");
    assert_eq!(
        seen,
        format!(
            "mentees/{id}/referral.yaml\n--- stderr\n{about}\n\
             still to be written into it: reasons (at least 1), urgency, class_teacher_consulted\n\
             the file says in comments what else can be filled in\n\
             next: lm show {id}\n--- exit 0\n"
        )
    );
}

#[test]
fn a_dry_run_prints_the_file_and_writes_nothing() {
    let folder = records("cluster");
    let line = ["new-referral", "--pupil", "Ben Ash", "--by-role", "parent", "--dry-run"];
    let seen = lm(folder.path(), &line);
    assert!(seen.starts_with("# yaml-language-server: "), "{seen}");
    assert!(seen.contains("\n  name: Ben Ash\n"), "{seen}");
    assert_eq!(cases(folder.path()), Vec::<String>::new());
}

#[test]
fn a_program_is_told_the_case_and_the_file() {
    let folder = records("cluster");
    let line = ["new-referral", "--pupil", "Ben Ash", "--by-role", "senco", "--json", "--quiet"];
    let seen = lm(folder.path(), &line);
    let id = &cases(folder.path())[0];
    assert_eq!(
        seen,
        format!(
            "{{\n  \"case\": \"{id}\",\n  \"file\": \"mentees/{id}/referral.yaml\"\n}}\n--- exit 0\n"
        )
    );
}
