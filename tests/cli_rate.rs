//! `lm rate` and `lm observe`: every questionnaire that comes with `lm`, from paper into the records
//! and back as a score; and what is refused, with nothing written.

mod asked;

use crate::support::{self, lm, lm_with};
use lm::cli::world::Environment;
use lm::domain::choices::{Phase, Role};
use lm::domain::date::Date;
use lm::domain::id::Id;
use lm::domain::instrument::{Better, Instrument, Line, ScaleKind, score};
use lm::domain::record::RecordKind;
use lm::store::{Folder, SchoolParts};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A school day before the day of the tests, and one after it.
const BEFORE: &str = "2026-11-20";
const AFTER: &str = "2027-02-12";

/// A copy of an example school.
pub(crate) fn school(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records").join(name);
    support::copy(&from, folder.path());
    folder
}

/// Every file of a folder with its bytes.
pub(crate) fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder").flatten() {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else {
                found.insert(entry.path(), fs::read(entry.path()).expect("a file"));
            }
        }
    }
    found
}

/// An example school, and a mentee in it for whom the questionnaire is made and who is on the
/// programme.
fn fitting(instrument: &Instrument) -> (String, Id) {
    for school in ["primary", "secondary", "cluster"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records").join(school);
        let folder = Folder::at(&root).expect("an example school");
        let loaded = folder.load_school(SchoolParts::Core).school;
        let day: Date = BEFORE.parse().expect("a date");
        for id in &loaded.cases {
            let case = folder.load_case(id, &RecordKind::ALL).case;
            let stage =
                case.year_on(day, loaded.nation()).and_then(|year| year.key_stage(loaded.nation()));
            let fits = instrument.key_stages.is_empty()
                || stage.is_some_and(|stage| instrument.key_stages.contains(&stage));
            let open = lm::domain::case::standing(&case, &loaded.policies, day);
            if fits && open == lm::domain::case::Standing::Active {
                return (school.to_owned(), id.clone());
            }
        }
    }
    panic!("no mentee for {}", instrument.id)
}

/// The best or the worst answer to an item, as it is typed.
fn typed(instrument: &Instrument, line: &Line<'_>, best: bool) -> String {
    let (low, high) = (line.scale.from.unwrap_or(0), line.scale.to.unwrap_or(0));
    let mark = if (instrument.direction(line) == Better::High) == best { high } else { low };
    match line.scale.kind {
        ScaleKind::Paired => format!("{mark}/{high}"),
        ScaleKind::Tick => if best { "x" } else { "." }.to_owned(),
        ScaleKind::Choice => "1".to_owned(),
        _ => mark.to_string(),
    }
}

/// The flags with which a whole questionnaire is entered.
fn flags(instrument: &Instrument, best: bool) -> Vec<String> {
    let mut flags = Vec::new();
    let role = instrument.respondents.first().map_or("pupil", |role| role.code());
    flags.extend(["--by".to_owned(), role.to_owned()]);
    if let Some(intervals) = instrument.intervals() {
        for _ in 0..intervals {
            let row = instrument
                .lines()
                .iter()
                .map(|line| {
                    let many = (instrument.direction(line) == Better::High) == best;
                    if many { "3" } else { "0" }
                })
                .collect::<String>();
            flags.extend(["--row".to_owned(), row]);
        }
        return flags;
    }
    let lines = instrument.lines();
    let marks: Vec<String> = lines
        .iter()
        .filter(|line| line.scale.kind != ScaleKind::Text)
        .map(|line| typed(instrument, line, best))
        .collect();
    if !marks.is_empty() {
        flags.extend(["--marks".to_owned(), marks.join(" ")]);
    }
    for line in lines.iter().filter(|line| line.scale.kind == ScaleKind::Text) {
        flags.extend(["--words".to_owned(), format!("{}=In my own words", line.item.id)]);
    }
    if instrument.asks_attendance {
        flags.extend(["--attendance".to_owned(), "91.5".to_owned()]);
    }
    flags
}

/// Enters a questionnaire before and after, checks the records and gives the share of the best
/// possible total before and after.
pub(crate) fn enter_twice(
    folder: &Path,
    case: &Id,
    instrument: &Instrument,
) -> Vec<[Option<f64>; 2]> {
    let id = instrument.id.as_str();
    let faults = lm(folder, &["check", case.as_str(), "--as-of", AFTER]);
    for (phase, day, best) in [("before", BEFORE, false), ("after", AFTER, true)] {
        let flags = flags(instrument, best);
        let mut line = match instrument.intervals() {
            Some(_) => vec!["observe", case.as_str(), "--sheet", id],
            None => vec!["rate", case.as_str(), id],
        };
        line.extend(["--phase", phase, "--on", day, "--as-of", AFTER]);
        line.extend(flags.iter().map(String::as_str));
        let seen = lm(folder, &line);
        assert!(seen.ends_with("--- exit 0\n"), "{line:?}\n{seen}");
        assert!(seen.contains("mentees/") && !seen.contains("warning"), "{line:?}\n{seen}");
    }
    assert_eq!(lm(folder, &["check", case.as_str(), "--as-of", AFTER]), faults, "{id}");
    let records = Folder::at(folder).expect("records");
    let loaded = records.load_case(case, &RecordKind::ALL);
    let written = |phase: Phase| {
        let mut ratings = loaded.case.ratings.ratings.iter();
        let found = ratings.rfind(|one| one.instrument == instrument.id && one.phase == phase);
        score(instrument, found.expect("it was written"))
    };
    let (before, after) = (written(Phase::Before), written(Phase::After));
    before.iter().zip(&after).map(|(before, after)| [before.percent, after.percent]).collect()
}

#[test]
fn every_questionnaire_is_entered_checked_and_scored_before_and_after() {
    let all = lm::store::instruments::shipped();
    assert_eq!(all.0.len(), lm::embedded::INSTRUMENTS.len());
    let mut scored = 0;
    for instrument in all.0.values() {
        let (name, case) = fitting(instrument);
        let folder = school(&name);
        for part in enter_twice(folder.path(), &case, instrument) {
            assert_eq!(part, [Some(0.0), Some(100.0)], "{}", instrument.id);
            scored += 1;
        }
    }
    assert!(scored > 20, "only {scored} totals");
}

/// What is refused: the exit status, what is said of it, and that no file was touched.
fn refused(line: &[&str], input: &str, status: u8, said: &[&str]) {
    let folder = school("primary");
    fs::write(folder.path().join("answers.yaml"), input).expect("a file");
    let before = bytes(folder.path());
    let seen = lm_with(folder.path(), line, input, &Environment::default());
    assert!(seen.ends_with(&format!("--- exit {status}\n")), "{line:?}\n{seen}");
    for words in said {
        assert!(seen.contains(words), "{line:?}: no `{words}` in\n{seen}");
    }
    assert_eq!(bytes(folder.path()), before, "{line:?}");
}

#[test]
fn a_wrong_mark_is_refused_with_its_item_and_its_place() {
    let rate = |marks: &'static str, said: &[&str]| {
        let line = [
            "rate",
            "b8nus",
            "staff-rating",
            "--by",
            "class-teacher",
            "--phase",
            "review",
            "--marks",
            marks,
        ];
        refused(&line, "", 2, said);
    };
    rate(
        "33232 411223 113 222733 4411 2323 1123",
        &[
            "item 18, “plays well with others”: ‘7’ is not on the scale",
            "sign 21, after “…113 222”",
            "1 (very good) to 4 (very poor)",
        ],
    );
    rate(
        "33232411223 11322233 441123231123",
        &[
            "31 marks for 32 items",
            "look at “Relationships with peers and others”: it has 9 items, and 8 marks are typed",
        ],
    );
    rate("33232 411223 113 222333 4411 2323 11234", &["33 marks for 32 items", "sign 39"]);
    rate("33232 411223 113 22233x 4411 2323 1123", &["item 20, “shares”: ‘x’ is no mark"]);
    rate("", &["0 marks for 32 items"]);
    rate(
        "---------------- 2222222222222222",
        &[
            "16 of 32 items have no mark",
            "item 1, “starts tasks” [starts-tasks]",
            "--allow-missing",
        ],
    );
}

#[test]
fn answers_from_a_file_must_be_those_of_the_questionnaire() {
    let rate = |answers: &str, status, said: &[&str]| {
        for from in ["answers.yaml", "-"] {
            let line = ["rate", "b8nus", "child-evaluation", "--phase", "before", "--from", from];
            refused(&line, answers, status, said);
        }
    };
    rate(
        "coming-to-school: 3\nlessons: 6\n",
        2,
        &["item 2, “lessons”: ‘6’ is not on the scale", ":2:10"],
    );
    rate(
        "coming-to-school: 3\nlesons: 4\n",
        2,
        &["has no item ‘lesons’", "did you mean `lessons`?", ":2:1"],
    );
    rate("item,mark\ntemper,4/8\nstressed,2/2\n", 2, &["has no item ‘temper’", ":2:1"]);
    rate("temper: 4\nstressed: 2\n", 2, &["none of these is an item of ‘child-evaluation’"]);
    rate(
        "instrument: self-esteem\nmarks: { lessons: 4 }\n",
        2,
        &["these are answers to ‘self-esteem’"],
    );
    rate("lessons: 4\nlessons: 3\n", 2, &["duplicate-key", ":2:1"]);
    rate(
        "item,mark\nlessons,4\nlessons,3\n",
        2,
        &["‘lessons’ is here for the second time", ":3:1"],
    );
    rate(
        "coming-to-school: 3\nlessons: 4\n",
        2,
        &["5 items are missing", "item 3, “playtime” [playtime] has no mark"],
    );
    rate("", 2, &["there is not one answer", "--declined"]);
}

#[test]
fn who_and_when_are_never_guessed() {
    let marks = "4/8 2/9 5/8 6/6 7/9 3/7 4/8 5/8 8/9 5/7 4/8 6/9 3/7";
    let staff = "33232 411223 113 222333 4411 2323 1123";
    for (line, status, said) in [
        (
            &["rate", "b8nus", "self-esteem", "--marks", marks][..],
            2,
            &["when in the programme", "--phase before"][..],
        ),
        (
            &["rate", "b8nus", "staff-rating", "--marks", staff, "--phase", "after"],
            2,
            &["who answered it?", "class-teacher"],
        ),
        (
            &[
                "rate",
                "b8nus",
                "staff-rating",
                "--marks",
                staff,
                "--phase",
                "after",
                "--by",
                "clas-teacher",
            ],
            2,
            &["did you mean `class-teacher`?"],
        ),
        (
            &[
                "rate",
                "b8nus",
                "staff-rating",
                "--marks",
                staff,
                "--phase",
                "after",
                "--by",
                "parent",
            ],
            4,
            &["is not made for a parent or carer", "--yes"],
        ),
        (
            &["rate", "b8nus", "exit-pupil-ks1", "--marks", "33333"],
            4,
            &["made for Key Stage 1", "--yes"],
        ),
        (
            &[
                "rate",
                "b8nus",
                "self-esteem",
                "--marks",
                marks,
                "--phase",
                "after",
                "--on",
                "2026-11-22",
            ],
            2,
            &["is still to come"],
        ),
        (
            &["rate", "b8nus", "self-esteem", "--phase", "after"],
            2,
            &["not given: --marks or --from"],
        ),
        (&["rate", "b8nus", "self-estem", "--marks", marks], 2, &["did you mean `self-esteem`?"]),
    ] {
        refused(line, "", status, said);
    }
}

#[test]
fn what_a_form_does_not_ask_is_not_taken() {
    for (line, status, said) in [
        (
            &["rate", "b8nus", "classroom-observation", "--by", "rw"][..],
            2,
            &["lm observe MENTEE"][..],
        ),
        (
            &["rate", "b8nus", "exit-parent", "--marks", "yes xxxxxxxxx", "--attendance", "90"],
            2,
            &["does not ask for attendance"],
        ),
        (
            &["rate", "b8nus", "exit-parent", "--marks", "yes xxxxxxxxx", "--words", "attend=yes"],
            2,
            &["is not answered in words"],
        ),
        (
            &[
                "rate",
                "b8nus",
                "exit-parent",
                "--marks",
                "yes xxxxxxxxx",
                "--words",
                "sugestions=none",
            ],
            2,
            &["did you mean `suggestions`?"],
        ),
        (
            &["observe", "b8nus", "--by", "rw", "--phase", "review", "--row", "11102000000"],
            2,
            &["1 row for 6 intervals"],
        ),
        (
            &["observe", "b8nus", "--by", "rw", "--phase", "review", "--row", "1110200000"],
            2,
            &["row 1: 10 counts for 11 columns"],
        ),
        (
            &["observe", "b8nus", "--sheet", "self-esteem", "--row", "1"],
            2,
            &["is no observation sheet", "lm rate"],
        ),
    ] {
        refused(line, "", status, said);
    }
}

#[test]
fn a_form_that_was_declined_or_left_half_empty_is_written_when_that_is_said() {
    let folder = school("primary");
    let write = |line: &[&str]| {
        let seen = lm(folder.path(), line);
        assert!(seen.ends_with("--- exit 0\n"), "{line:?}\n{seen}");
        seen
    };
    write(&[
        "rate",
        "b8nus",
        "child-evaluation",
        "--phase",
        "before",
        "--on",
        BEFORE,
        "--declined",
        "--comment",
        "Not today",
    ]);
    let seen = write(&[
        "rate",
        "b8nus",
        "self-esteem",
        "--phase",
        "review",
        "--on",
        BEFORE,
        "--scribe",
        "rw",
        "--marks",
        "4/8 - 5/8 6/6 7/9 3/7 4/8 5/8 8/9 5/7 4/8 6/9 3/7",
    ]);
    assert!(seen.contains("left empty: item 2, “controlling my temper”"), "{seen}");
    let seen = write(&[
        "rate",
        "b8nus",
        "staff-rating",
        "--phase",
        "review",
        "--on",
        BEFORE,
        "--by",
        "class-teacher",
        "--allow-missing",
        "--marks",
        "---------------- 2222222222222222",
    ]);
    assert!(seen.contains("missing-marks"), "the check says so: {seen}");
    let records = Folder::at(folder.path()).expect("records");
    let case = records.load_case(&Id::new("b8nus").expect("an id"), &RecordKind::ALL).case;
    let [.., declined, pupil, staff] = &case.ratings.ratings[..] else { panic!("three ratings") };
    assert!(declined.declined && declined.marks.is_empty());
    assert_eq!((pupil.marks.len(), pupil.scribe.as_ref().map(Id::as_str)), (12, Some("rw")));
    assert_eq!(
        (pupil.respondent.role, staff.respondent.role),
        (Some(Role::Pupil), Some(Role::ClassTeacher))
    );
    assert_eq!(staff.marks.len(), 16);
}

#[test]
fn the_same_form_is_not_written_down_twice_by_mistake() {
    let folder = school("primary");
    let line = ["rate", "b8nus", "exit-parent", "--on", BEFORE, "--marks", "yes x........"];
    assert!(lm(folder.path(), &line).ends_with("--- exit 0\n"));
    let before = bytes(folder.path());
    let seen = lm(folder.path(), &line);
    assert!(seen.contains("by the same person is written down already"), "{seen}");
    assert!(seen.ends_with("--- exit 4\n"));
    assert_eq!(bytes(folder.path()), before);
}

#[test]
fn nothing_is_written_by_a_dry_run_and_the_change_is_shown() {
    let folder = school("primary");
    let before = bytes(folder.path());
    let seen = lm(
        folder.path(),
        &["rate", "b8nus", "exit-parent", "--on", BEFORE, "--marks", "yes x........", "-n"],
    );
    assert!(
        seen.contains("+    instrument: exit-parent") && seen.ends_with("--- exit 0\n"),
        "{seen}"
    );
    assert_eq!(bytes(folder.path()), before);
}
