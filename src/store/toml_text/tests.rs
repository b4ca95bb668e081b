use std::sync::Arc;

use serde::Deserialize;

use super::read;
use crate::domain::date::Date;
use crate::store::yaml::{lines, told};

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "most are only here to be wrong")]
struct School {
    name: String,
    opens: Option<Date>,
    pupils: Option<u16>,
    share: Option<f64>,
    mixed: Option<bool>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    staff: Vec<Staff>,
    head: Option<Staff>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "most are only here to be wrong")]
struct Staff {
    id: String,
    from: Option<Date>,
}

fn faults(text: &str) -> String {
    told(text, &read::<School>(&Arc::from("lm.toml"), text).findings)
}

#[test]
fn a_clean_file_is_read_without_a_word() {
    let text = "\u{feff}name = \"Elm\"\r\nopens = 2026-09-01\npupils = 210\nshare = 0.5\nmixed = true\ntags = [\"a\", 'b']\n[head]\nid = \"x\"\n[[staff]]\nid = \"y\"\nfrom = \"2026-09-01\"\n";
    let read = read::<School>(&Arc::from("lm.toml"), text);
    assert_eq!(told(text, &read.findings), "");
    let school = read.value.expect("it is clean");
    assert_eq!(school.staff[0].from, school.opens);
    assert_eq!(school.pupils, Some(210));
}

#[test]
fn each_fault_is_told_at_its_place_in_the_words_of_a_school() {
    let rows = [
        ("opens = 01/09/2026", "2:9 bad-date: ‹01/09/2026›"),
        ("opens = 2026-13-41", "2:9 bad-date: ‹2026-13-41›"),
        ("opens = 2026-9-1", "2:9 bad-date: ‹2026-9-1›"),
        ("tags = [2026-13-41]", "2:9 bad-date: this is not a day of the calendar"),
        ("mixed = yes", "2:9 yes-no-word: this should be true or false, not ‹yes› | write true"),
        ("mixed = True", "2:9 yes-no-word: "),
        (
            "mixed = \"true\"",
            "2:9 wrong-type: this should be true or false, not ‹true› | leave out the quotation marks",
        ),
        ("pupils = 007", "2:10 leading-zero: "),
        ("pupils = \"7\"", "2:10 wrong-type: this should be a whole number, not ‹7› | leave out"),
        ("share = 1.", "2:11 not-toml: this is not a number"),
        ("tags = hello", "2:8 wrong-type: a list is wanted here"),
        ("tags = [hello]", "2:9 not-toml: this text needs quotation marks"),
        ("opens =", "2:8 not-toml: there is no value after the ="),
        ("tags = [\"open]", "2:9 not-toml: this quotation mark is never closed"),
        ("opens", "2:6 not-toml: there is no = after this key | write `key = value`"),
        ("opens: 2026-09-01", "2:6 not-toml: "),
        ("tags = [\"a\" \"b\"]", "2:13 not-toml: a comma is missing before this"),
        ("tags = [\"a\"\nmixed = true", "2:8 not-toml: this bracket is never closed"),
        ("tags = [\"a\",, \"b\"]", "2:13 not-toml: there is a comma too many"),
        ("tags = ]", "2:8 not-toml: there is no opening bracket"),
        ("[head\nid = \"x\"", "2:6 not-toml: a closing bracket is missing in this line"),
        ("mixed = true false", "2:9 "),
        ("zoë = 1", "2:3 not-toml: a key may only have letters"),
        ("mixed = true\nmixed = false", "3:1 duplicate-key: ‹mixed› is here for the second time"),
        ("[head]\nid = \"x\"\n[head]", "4:2 duplicate-key: ‹head›"),
        ("mixd = true", "2:1 unknown-key: there is no key ‹mixd› here | did you mean `mixed`?"),
        ("[head]\nfrom = 2026-09-01", "2:2 missing-key: `id` is missing in ‹head›"),
        ("[[staff]]\nfrom = 2026-09-01", "3:1 missing-key: `id` is missing in this entry"),
        ("tags = [\"\\u001b\"]", "2:9 control-character: "),
        ("<<<<<<< x", "2:1 conflict-marker: "),
    ];
    let mut wrong = Vec::new();
    for (line, expected) in rows {
        let told = faults(&format!("name = \"Elm\"\n{line}\n"));
        if !told.starts_with(expected) || told.lines().count() != 1 {
            wrong.push(format!("{line:?}\n gave {told} not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn several_syntax_errors_and_wrong_types_come_in_one_run() {
    let text =
        "name = Elm\nopens = 1/9/2026\npupils 7\ntags = [\"a\"\n, 1]\nmixd = 1\n[head]\nid = \"x\n";
    let read = read::<School>(&Arc::from("lm.toml"), text);
    assert!(read.value.is_none());
    let told = told(text, &read.findings);
    let codes: Vec<&str> = told.lines().map(|line| line.split(": ").next().unwrap_or("")).collect();
    assert_eq!(
        codes,
        ["1:8 not-toml", "2:9 bad-date", "3:8 not-toml", "6:1 unknown-key", "8:6 not-toml"],
        "{told}"
    );
}

#[test]
fn hostile_files_are_refused_at_once() {
    for text in [
        "a.".repeat(100_000) + "b = 1\n",
        "a = ".to_owned() + &"[".repeat(100_000),
        "a = ".to_owned() + &"{a=".repeat(100_000),
        "[".to_owned() + &"a.".repeat(100_000) + "b]\n",
        lines(100, |depth| format!("[{}x]\nx = 1", "a.".repeat(depth % 60))),
        "\"".repeat(100_000),
        "a = 1\n".repeat(100_000),
        "=\n".repeat(100_000),
        lines(100_000, |key| format!("k{key}=1")),
    ] {
        let start = std::time::Instant::now();
        let told = faults(&text);
        let name: String = text.chars().take(20).collect();
        assert!(!told.is_empty(), "{name}");
        assert!(start.elapsed().as_secs() < 60, "{name} took {:?}", start.elapsed());
    }
}
