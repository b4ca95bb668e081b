//! Letters beside the records they are written from: `tests/letters/<letter>--<what is special>/`
//! is a small records folder, `expected.txt` all that is seen when the letter is written, and
//! `expected.md` and `expected.html` the letter in those formats, where it is written at all.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use lm::document::Engine;
use lm::document::view::{LetterView, Sources, addressees};
use lm::domain::letter::Letter;
use lm::domain::record::RecordKind;
use lm::store::{Folder, SchoolParts};
use serde_json::Value;
use snapbox::Data;

use crate::support::{copy, folders_in, lm, shows};

const CASES: &str = "tests/letters";
const DONE: &str = "--- exit 0\n";

/// The letter that a folder is named after.
fn letter_of(case: &str) -> &str {
    case.split("--").next().unwrap_or(case)
}

#[test]
fn every_letter_comes_out_as_expected() {
    let cases = folders_in(CASES);
    assert!(!cases.is_empty(), "there are no cases");
    for case in cases {
        let folder = format!("{CASES}/{case}");
        let expected = |name: &str| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&folder).join(name);
            Data::read_from(&path, None)
        };
        let line = ["letter", letter_of(&case), "k7q2m"];
        let seen = lm(&folder, &line);
        let written = seen.ends_with(DONE);
        shows(seen, expected("expected.txt"));
        for format in ["md", "html"].into_iter().filter(|_| written) {
            let name = if format == "md" { "markdown" } else { "html" };
            let line = [&line[..], &["--format", name, "--quiet", "--to", "1"]].concat();
            let seen = lm(&folder, &line);
            let letter = seen.strip_suffix(DONE).expect("what is written as text is written");
            shows(letter.to_owned(), expected(&format!("expected.{format}")));
        }
    }
}

#[test]
fn no_shipped_letter_is_forgotten() {
    let mut shipped: Vec<&str> = (lm::embedded::TEMPLATES.iter())
        .filter_map(|(path, _)| path.strip_prefix("letters/")?.strip_suffix(".md"))
        .collect();
    let mut guarded: Vec<&str> = Letter::ALL.iter().map(|letter| letter.code()).collect();
    shipped.sort_unstable();
    guarded.sort_unstable();
    assert_eq!(shipped, guarded, "every shipped letter has a guard");
    let cases = folders_in(CASES);
    for letter in guarded {
        assert!(cases.iter().any(|case| letter_of(case) == letter), "{letter} has no case");
    }
}

#[test]
fn a_letter_is_kept_once_and_never_written_over() {
    let home = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(CASES).join("exit-achieved"), home.path());
    let save = ["letter", "exit-achieved", "Amira", "--save"];
    let file = "letters/k7q2m/2026-11-21-exit-achieved.txt";
    assert!(lm(home.path(), &save).starts_with(&format!("{file}\n")));
    let again = lm(home.path(), &save);
    assert!(again.contains("is there already and says the same"), "{again}");
    fs::write(home.path().join(file), "my own words").expect("written");
    let refused = lm(home.path(), &save);
    assert!(refused.contains("says something else"), "{refused}");
    assert!(refused.ends_with("--- exit 4\n"), "{refused}");
    let kept = fs::read_to_string(home.path().join(file)).expect("it is there");
    assert_eq!(kept, "my own words");
}

#[test]
fn a_letter_bears_the_day_that_is_asked_for_and_is_judged_on_it() {
    let folder = format!("{CASES}/exit-achieved");
    let early = lm(&folder, &["letter", "exit-achieved", "k7q2m", "--date", "2026-11-03"]);
    assert!(early.contains("still open"), "{early}");
    assert!(early.ends_with("--- exit 1\n"), "{early}");
    let later = lm(&folder, &["letter", "exit-achieved", "k7q2m", "--date", "2026-12-01"]);
    assert!(later.contains("\n1 December 2026\n"), "{later}");
}

#[test]
fn restricted_entries_and_safeguarding_pointers_change_nothing_in_any_letter() {
    let secret = "never to be seen";
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(CASES).join("exit-achieved");
    let home = tempfile::tempdir().expect("a folder");
    copy(&root, home.path());
    let case = home.path().join("mentees/k7q2m");
    fs::write(
        case.join("sessions.yaml"),
        format!("sessions:\n- {{date: 2026-10-01, attendance: missed, reason: excluded, progress: {secret}, restricted: true}}\n"),
    )
    .expect("written");
    fs::write(
        case.join("contacts.yaml"),
        format!("contacts:\n- {{date: 2026-10-01, type: phone, note: {secret}, restricted: true}}\nconcerns:\n- {{date: 2026-10-02, lead: bo, reference: {secret}}}\n"),
    )
    .expect("written");
    assert_eq!(view(home.path()), view(&root));
}

#[test]
fn every_fact_that_a_letter_may_ask_for_is_in_the_guide_and_no_other() {
    let mut facts = BTreeSet::new();
    let example = serde_json::to_value(LetterView::example()).expect("a view is data");
    assert_eq!(first_empty(&example, ""), None, "the example has every fact");
    names(&example, "", &mut facts);
    let guide = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/README.md"));
    let told: BTreeSet<String> = (guide.lines())
        .skip_while(|line| *line != "## What a letter can ask for")
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| line.split('|').nth(1).unwrap_or_default().split('`'))
        .map(str::trim)
        .filter(|name| !matches!(*name, "" | ","))
        .map(str::to_owned)
        .collect();
    assert_eq!(told, facts);
}

#[test]
fn every_shipped_letter_asks_only_for_facts_that_there_are() {
    let (engine, faults) = Engine::new(&[]);
    assert_eq!(faults, []);
    for path in engine.templates("letters") {
        engine.check_names(path, &LetterView::example()).expect(path);
        engine.render(path, &LetterView::example()).expect(path);
    }
}

/// The view of a case's first household, as the engine gets it.
fn view(root: &Path) -> Value {
    let folder = Folder::at(root).expect("a records folder");
    let school = folder.load_school(SchoolParts::Core).school;
    let id = school.cases.first().expect("a mentee").clone();
    let case = folder.load_case(&id, &RecordKind::ALL).case;
    let sources = Sources {
        case: &case,
        settings: school.settings.as_ref().expect("settings"),
        policies: &school.policies,
        today: crate::support::TODAY.parse().expect("a date"),
    };
    let household = addressees(&case).into_iter().next().expect("a household");
    serde_json::to_value(LetterView::of(&sources, household)).expect("a view is data")
}

/// Every name of a view, dotted; those of the items of a list below the list's own.
fn names(value: &Value, prefix: &str, facts: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                names(inner, &name, facts);
                facts.insert(name);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, prefix, facts)),
        _ => {}
    }
}

/// Where a view has a fact that is empty.
fn first_empty(value: &Value, at: &str) -> Option<String> {
    match value {
        Value::Null => Some(at.to_owned()),
        Value::Object(map) => {
            map.iter().find_map(|(key, inner)| first_empty(inner, &format!("{at}.{key}")))
        }
        Value::Array(items) if items.is_empty() => Some(at.to_owned()),
        Value::Array(items) => items.iter().find_map(|item| first_empty(item, at)),
        _ => None,
    }
}
