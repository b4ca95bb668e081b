//! `lm instrument`: what is listed and shown, and a school's own questionnaire from nothing to a
//! score, with commands only.

use crate::cli_rate::{bytes, enter_twice, school};
use crate::support::{self, lm, lm_asked};
use lm::domain::id::Id;
use lm::domain::instrument::{Better, Instrument};
use lm::store::{Folder, SchoolParts};
use std::fs;
use std::path::Path;

fn own(folder: &Path, id: &str) -> Instrument {
    let records = Folder::at(folder).expect("records");
    let school = records.load_school(SchoolParts::WithInstruments);
    assert!(school.findings.is_empty(), "{:?}", school.findings);
    let id = Id::new(id).expect("an id");
    school.school.instruments.get(&id).expect("it is there").clone()
}

#[test]
fn every_questionnaire_is_listed_and_shown_with_its_items() {
    let listed = lm(".", &["instrument", "list", "--json"]);
    for (path, _) in lm::embedded::INSTRUMENTS {
        let id = path.trim_end_matches(".toml");
        assert!(listed.contains(&format!("\"id\": \"{id}\"")), "{id}");
        let shown = lm(".", &["instrument", "show", id]);
        let one = crate::instruments::shipped(id);
        for line in one.lines() {
            let item = format!("{:>4}  {}", line.number, line.item.text);
            assert!(
                shown.contains(&item) && shown.contains(&format!("[{}]", line.item.id)),
                "{shown}"
            );
        }
        let json = lm(".", &["instrument", "show", id, "--format", "json"]);
        assert!(json.contains(&format!("\"number\": {}", one.asked())), "{json}");
    }
    let sheet = lm(".", &["instrument", "list", "--format", "csv"]);
    assert_eq!(
        sheet.lines().filter(|line| line.ends_with(",lm")).count(),
        lm::embedded::INSTRUMENTS.len()
    );
    support::shows(
        lm(".", &["instrument", "show", "self-esteem"]),
        snapbox::file!["cli_instrument/self-esteem.txt"],
    );
    support::shows(
        lm("example-records/primary", &["instrument", "list"]),
        snapbox::file!["cli_instrument/list.txt"],
    );
}

#[test]
fn a_schools_own_questionnaire_of_every_kind_of_scale_goes_all_the_way() {
    for (kind, more) in [
        ("rating", &["--from", "1", "--to", "7", "--better", "high"][..]),
        ("rating", &["--from", "0", "--to", "100", "--better", "low"]),
        ("rating", &["--from", "-2", "--to", "2", "--better", "high"]),
        ("frequency", &["--from", "0", "--to", "3", "--better", "low", "--label", "0=never"]),
        ("paired", &["--from", "1", "--to", "5", "--better", "high"]),
        ("tick", &[]),
        ("choice", &["--option", "yes", "--option", "not yet"]),
        ("text", &[]),
        ("tally", &["--intervals", "3", "--minutes", "10", "--better", "low"]),
    ] {
        let folder = school("primary");
        let mut line = vec!["instrument", "new", "our-form", "--title", "Our form", "--kind", kind];
        line.extend([
            "--respondent",
            "learning-mentor",
            "--item",
            "# One",
            "--item",
            "first thing",
        ]);
        line.extend([
            "--item",
            "second = second thing",
            "--item",
            "# Two",
            "--item",
            "third thing",
        ]);
        line.extend(more);
        let seen = lm(folder.path(), &line);
        assert!(
            seen.starts_with("instruments/our-form.toml\n") && seen.ends_with("--- exit 0\n"),
            "{seen}"
        );
        let checked = lm(folder.path(), &["instrument", "check"]);
        assert!(checked.contains("no faults in 1 questionnaire"), "{checked}");
        let one = own(folder.path(), "our-form");
        assert_eq!(one.item_ids(), ["first-thing", "second", "third-thing"]);
        let case = Id::new("b8nus").expect("an id");
        for part in enter_twice(folder.path(), &case, &one) {
            assert_eq!(part, [Some(0.0), Some(100.0)], "{kind} {more:?}");
        }
    }
}

#[test]
fn it_asks_at_a_terminal_and_writes_what_was_answered() {
    let folder = school("primary");
    let typed = [
        "Playtime and me",
        "1",
        "1",
        "",
        "5",
        "1",
        "never",
        "always",
        "# At playtime",
        "I feel safe",
        "I get into fights (low is better)",
        "oops",
        "<",
        "safe = I am safe",
        "Anything else? (in words)",
        "",
    ];
    let seen = lm_asked(folder.path(), &["instrument", "new", "playtime"], &typed);
    support::shows(seen, snapbox::file!["cli_instrument/asked.txt"]);
    let one = own(folder.path(), "playtime");
    let directions: Vec<Better> = one.lines().iter().map(|line| one.direction(line)).collect();
    assert_eq!(directions, [Better::High, Better::Low, Better::High, Better::Neither]);
}

#[test]
fn a_copy_is_changed_in_an_editor_and_its_faults_are_drawn() {
    let folder = school("primary");
    let seen = lm(
        folder.path(),
        &["instrument", "new", "our-rating", "--like", "staff-rating", "--title", "Ours"],
    );
    assert!(seen.contains("wrote instruments/our-rating.toml: “Ours”, 32 items"), "{seen}");
    let file = folder.path().join("instruments/our-rating.toml");
    let text = fs::read_to_string(&file).expect("the copy");
    fs::write(
        &file,
        text.replace("better = \"low\"", "beter = \"low\"").replace("\"4\" = ", "\"5\" = "),
    )
    .expect("a file");
    for line in
        [&["instrument", "check"][..], &["instrument", "check", "instruments/our-rating.toml"]]
    {
        let seen = lm(folder.path(), line);
        assert!(
            seen.contains("instruments/our-rating.toml:13:1") && seen.ends_with("--- exit 1\n"),
            "{seen}"
        );
        assert!(seen.contains("‘5’ is no mark of this scale"), "{seen}");
    }
    let shown = lm(folder.path(), &["instrument", "list"]);
    assert!(shown.contains("has a fault: see lm instrument check"), "{shown}");
    let outside = tempfile::tempdir().expect("a folder");
    fs::copy(&file, outside.path().join("our-rating.toml")).expect("a copy");
    let seen =
        lm(outside.path(), &["instrument", "check", "our-rating.toml", "--format", "concise"]);
    assert!(seen.contains("our-rating.toml:13:1") && seen.ends_with("--- exit 1\n"), "{seen}");
}

#[test]
fn a_questionnaire_that_would_not_be_sound_is_not_written() {
    let folder = school("primary");
    let before = bytes(folder.path());
    for (line, status, said) in [
        (
            &["staff-rating", "--title", "Mine"][..],
            4,
            "copy it: lm instrument new staff-rating --like staff-rating",
        ),
        (&["Mine"], 2, "small letters"),
        (
            &["mine", "--title", "Mine"],
            2,
            "still needed: --respondent, --from, --to, --better, --item or --items",
        ),
        (
            &[
                "mine",
                "--title",
                "Mine",
                "--respondent",
                "pupil",
                "--from",
                "5",
                "--to",
                "1",
                "--better",
                "high",
                "--item",
                "a",
            ],
            2,
            "is not below the highest",
        ),
        (&["mine", "--title", "Mine", "--respondent", "pupl"], 2, "did you mean `pupil`?"),
        (
            &[
                "mine",
                "--title",
                "Mine",
                "--respondent",
                "pupil",
                "--from",
                "1",
                "--to",
                "3",
                "--better",
                "high",
                "--label",
                "4=much",
                "--item",
                "a",
            ],
            2,
            "‘4’ is no mark of this scale",
        ),
        (&["mine", "--item", "a = one", "--item", "a = two"], 2, "there is an item ‘a’ already"),
        (&["mine", "--items", "nowhere.txt"], 3, "nowhere.txt cannot be read"),
        (&["mine", "--like", "staf-rating"], 2, "did you mean `staff-rating`?"),
    ] {
        let line = [&["instrument", "new"], line].concat();
        let seen = lm(folder.path(), &line);
        assert!(
            seen.contains(said) && seen.ends_with(&format!("--- exit {status}\n")),
            "{line:?}\n{seen}"
        );
    }
    assert_eq!(bytes(folder.path()), before);
}
