//! `lm rate` and `lm observe`: every questionnaire that comes with `lm`, from paper into the records
//! and back as a score; and what is refused, with nothing written.

mod asked;
mod every_form;

use crate::support::{self, lm, lm_with};
use lm::cli::world::Environment;
use lm::domain::choices::Role;
use lm::domain::id::Id;
use lm::domain::record::RecordKind;
use lm::store::Folder;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(crate) use every_form::enter_twice;

/// A school day before the day of the tests.
const BEFORE: &str = "2026-11-20";

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
