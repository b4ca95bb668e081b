use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use super::{Read, read};
use crate::domain::date::{Date, Time};
use crate::store::yaml::told;

#[derive(Debug, Deserialize, PartialEq)]
struct Record {
    surname: String,
    born: Option<Date>,
    year_group: Option<u8>,
    role: Option<Role>,
    #[serde(default)]
    restricted: bool,
    #[serde(default)]
    helpers: Vec<String>,
    #[serde(default)]
    targets: Vec<Target>,
    #[serde(default)]
    answers: BTreeMap<String, Answer>,
    pair: Option<(u8, String)>,
    next: Option<Next>,
    share: Option<f64>,
    id: Option<Id>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Target {
    what: String,
    by: Date,
    at: Option<Time>,
    #[serde(default)]
    steps: Vec<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Role {
    ClassTeacher,
    HeadTeacher,
    Parent,
    LearningMentor,
    Coordinator,
    Senco,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Next {
    Continue,
    Exit(Date),
    Review { on: Date },
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(try_from = "String")]
struct Id(String);

impl TryFrom<String> for Id {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if crate::store::ids::is_safe_id(&text) {
            Ok(Self(text))
        } else {
            Err(format!("bad-id: ‹{text}› cannot be an id\nuse small letters, digits and dashes"))
        }
    }
}

#[derive(Debug, PartialEq)]
enum Answer {
    Number(f64),
    Ticked(bool),
    Text(String),
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Answer;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an answer")
            }

            fn visit_bool<E: Error>(self, ticked: bool) -> Result<Answer, E> {
                Ok(Answer::Ticked(ticked))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Answer, E> {
                Ok(Answer::Number(number))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Answer, E> {
                Ok(Answer::Number(f64::from(i32::try_from(number).map_err(E::custom)?)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Answer, E> {
                Ok(Answer::Text(text.to_owned()))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

fn read_record(text: &str) -> Read<Record> {
    read(&Arc::from("a.yaml"), text)
}

/// One line a fault: place, code, words, and the help after a bar.
fn faults(text: &str) -> String {
    told(text, &read_record(text).findings)
}

#[test]
fn a_clean_record_is_read_without_a_word() {
    let text = "\
# a comment
surname: 007
born: 2015-03-04
year_group: 6
role: class-teacher
restricted: true
helpers: [Mrs Ali, true]
targets:
  - what: \"to be on time: always\"
    by: 2026-11-21
    at: 09:30
    steps:
    - first
    - ''
answers: {a: 1, b: true, c: 007, d: 2.5, 5: \"5\"}
pair: [1, one]
next:
  review: {on: 2026-12-01}
share: 0.5
id: k7q2m
";
    let read = read_record(text);
    assert_eq!(told(text, &read.findings), "");
    let record = read.value.expect("it is clean");
    assert_eq!(record.surname, "007");
    assert_eq!(record.helpers, ["Mrs Ali", "true"]);
    assert_eq!(record.targets[0].steps, ["first", ""]);
    assert_eq!(record.answers["c"], Answer::Text("007".to_owned()));
    assert_eq!(record.answers["5"], Answer::Text("5".to_owned()));
    assert_eq!(record.pair, Some((1, "one".to_owned())));
    assert!(matches!(record.next, Some(Next::Review { .. })));
}

#[test]
fn a_scaffold_with_empty_values_is_clean() {
    let text = "surname: Null\nborn:\nrole: ~\nrestricted:\nhelpers:\ntargets:\nanswers:\n";
    let read = read_record(text);
    assert_eq!(told(text, &read.findings), "");
    assert_eq!(read.value.expect("it is clean").surname, "Null");
}

/// What is written, and how the only fault of it begins.
const ROWS: &[(&str, &str)] = &[
    ("surname: A\nborn: 2015-13-01\n", "2:7 bad-date: "),
    ("surname: A\nborn: [1]\n", "2:1 wrong-type: this should be a text, not a list"),
    ("surname: A\nyear_group: six\n", "2:13 wrong-type: this should be a whole number, not ‹six›"),
    (
        "surname: A\nyear_group: \"6\"\n",
        "2:13 wrong-type: this should be a whole number, not ‹6› | leave out the quotation marks",
    ),
    (
        "surname: A\nyear_group: 06\n",
        "2:13 leading-zero: ‹06› begins with a zero | write the number without it",
    ),
    ("surname: A\nyear_group: 600\n", "2:13 wrong-value: ‹600› is too large here"),
    ("surname: A\nyear_group: -1\n", "2:13 wrong-value: ‹-1› is too small here"),
    ("surname: A\nyear_group: 6.5\n", "2:13 wrong-type: this should be a whole number, not ‹6.5›"),
    (
        "surname: A\nyear_group: 0x1F\n",
        "2:13 wrong-type: this should be a whole number, not ‹0x1F›",
    ),
    ("surname: A\nshare: .nan\n", "2:8 wrong-type: this should be a number, not ‹.nan›"),
    ("surname: A\nshare: 1e999\n", "2:8 wrong-type: this should be a number, not ‹1e999›"),
    (
        "surname: A\nrestricted: yes\n",
        "2:13 yes-no-word: this should be true or false, not ‹yes› | write true",
    ),
    (
        "surname: A\nrestricted: False\n",
        "2:13 yes-no-word: this should be true or false, not ‹False› | write false",
    ),
    ("surname: A\nrestricted: 1\n", "2:13 wrong-type: this should be true or false, not ‹1›"),
    (
        "surname: A\nrole: class teacher\n",
        "2:7 unknown-choice: ‹class teacher› cannot be chosen here | did you mean `class-teacher`?",
    ),
    ("surname: A\nrole: nurse\n", "2:7 unknown-choice: ‹nurse› cannot be chosen here"),
    (
        "surname: A\nnext: later\n",
        "2:7 unknown-choice: ‹later› cannot be chosen here | write one of: continue, exit, review",
    ),
    ("surname: A\nnext: exit\n", "2:7 wrong-type: ‹exit› needs a colon and more behind it"),
    ("surname: A\nnext: {exit: soon}\n", "2:14 bad-date: "),
    ("surname: A\nnext: {continue: 1}\n", "2:18 wrong-type: nothing may stand below this word"),
    ("surname: A\nnext: {review: {}}\n", "2:8 missing-key: `on` is missing in ‹review›"),
    (
        "surname: A\nhelpers: Mrs Ali\n",
        "2:10 wrong-type: a list is wanted here: each entry on its own line after a dash",
    ),
    (
        "surname: A\nhelpers:\n  -one\n  -two\n",
        "3:3 wrong-type: a list is wanted here: each entry on its own line after a dash | put a space after each dash",
    ),
    (
        "surname: A\nhelpers:\n  - a: b\n",
        "3:5 wrong-type: this should be a text, not keys of its own",
    ),
    (
        "surname: A\nhelpers:\n  -\n",
        "3:4 missing-key: there is no value here | write one after the colon or dash",
    ),
    (
        "surname: A\nanswers: 5\n",
        "2:10 wrong-type: keys are wanted here: each on its own line, with a colon and its value",
    ),
    ("surname: A\nanswers:\n  a: [1]\n", "3:3 wrong-type: this should be an answer, not a list"),
    (
        "surname: A\nanswers:\n  a:\n",
        "3:3 missing-key: ‹a› has no value | write one after the colon or dash",
    ),
    ("surname: A\npair: [1]\n", "2:1 wrong-value: a list of one entry is of the wrong length here"),
    ("surname: A\npair: [x, y]\n", "2:8 wrong-type: this should be a whole number, not ‹x›"),
    (
        "surname: A\nid: ../x\n",
        "2:5 bad-id: ‹../x› cannot be an id | use small letters, digits and dashes",
    ),
    (
        "surname: A\nyeargroup: 6\n",
        "2:1 unknown-key: there is no key ‹yeargroup› here | did you mean `year_group`?",
    ),
    ("surname: A\nshoe_size: 6\n", "2:1 unknown-key: there is no key ‹shoe_size› here"),
    ("surnme: A\n", "1:1 unknown-key: there is no key ‹surnme› here | did you mean `surname`?"),
    ("born: 2015-03-04\n", "1:1 missing-key: `surname` is missing in this file"),
    ("surname:\n", "1:1 missing-key: ‹surname› has no value | write one after the colon or dash"),
    ("surname: “Anna”\n", "1:10 smart-quotes: "),
    ("", "1:1 missing-key: `surname` is missing in this file"),
    ("# nothing\n", "1:1 missing-key: `surname` is missing in this file"),
    ("just a text", "1:1 wrong-type: keys are wanted here"),
    ("- a\n", "1:1 wrong-type: keys are wanted here"),
];

#[test]
fn each_fault_is_told_at_its_place_in_the_words_of_a_school() {
    for (text, expected) in ROWS {
        let told = faults(text);
        assert_eq!(told.lines().count(), 1, "{text:?} gave {told}");
        assert!(told.starts_with(*expected), "{text:?}\n gave {told}\n not {expected}");
    }
}

#[test]
fn all_faults_of_a_file_come_in_one_run() {
    let text = "\
surnme: Ali
born: 04/03/2015
yeargroup: 6
role: class-techer
restricted: yes
targets:
  - what: one
    bye: 2026-11-21
  - what:
    by: soon
    steps: none
  - steps: [a, [b], c]
    at: 9.30
  - what: four
    by: 2026-11-21
answers:
  a: 1
  b: [2]
";
    let read = read_record(text);
    assert!(read.value.is_none());
    let told = told(text, &read.findings);
    let places: Vec<&str> =
        told.lines().map(|line| line.split(": ").next().unwrap_or("")).collect();
    assert_eq!(
        places,
        [
            "1:1 unknown-key",
            "2:7 bad-date",
            "3:1 unknown-key",
            "4:7 unknown-choice",
            "5:13 yes-no-word",
            "8:5 unknown-key",
            "9:5 missing-key",
            "10:9 bad-date",
            "11:12 wrong-type",
            "12:5 missing-key",
            "12:5 missing-key",
            "12:16 wrong-type",
            "13:9 bad-time",
            "18:3 wrong-type",
        ],
        "{told}"
    );
}

#[test]
fn two_keys_that_are_missing_are_both_told() {
    let told = faults("surname: A\ntargets:\n  - steps: []\n");
    assert_eq!(
        told,
        "3:5 missing-key: `what` is missing in this entry\n3:5 missing-key: `by` is missing in this entry\n"
    );
}

#[test]
fn what_is_wrong_is_left_out_and_the_rest_is_kept() {
    let text = "\
surname: A
born: never
helpers: [one, [two], three]
targets:
  - {what: a, by: 2026-01-01}
  - {what: b, by: soon}
  - {what: c, by: 2026-03-01, at: noon}
answers: {a: 1, b: [2], c: 3}
";
    let record = read_record(text).value.expect("what must be there is there");
    assert_eq!(record.born, None);
    assert_eq!(record.helpers, ["one", "three"]);
    let targets: Vec<&str> = record.targets.iter().map(|target| target.what.as_str()).collect();
    assert_eq!(targets, ["a", "c"]);
    assert_eq!(record.targets[1].at, None);
    assert_eq!(record.answers.keys().collect::<Vec<_>>(), ["a", "c"]);
}

#[test]
fn an_answer_that_takes_many_kinds_is_judged_by_the_kind_it_is() {
    use crate::domain::record::ratings::Answer;

    let text = "\
a: 3
b: {now: 2, hoped: 4}
c: [1, 0, 2]
d: true
e: some words
f: 2.5
g: {now: 2, hoped: high}
h: {now: 2}
i: {now: 2, hopd: 3}
j: [1, x]
k:
";
    let read = read::<BTreeMap<String, Answer>>(&Arc::from("a.yaml"), text);
    let expected = "\
6:4 wrong-value: ‹2.5› is between two marks: a mark is a whole number
7:20 wrong-type: this should be a whole number, not ‹high›
8:1 missing-key: `hoped` is missing in ‹h›
9:13 unknown-key: there is no key ‹hopd› here | did you mean `hoped`?
10:8 wrong-type: this should be a whole number, not ‹x›
11:1 missing-key: ‹k› has no value | write one after the colon or dash
";
    assert_eq!(told(text, &read.findings), expected);
    let answers = read.value.expect("the others are fine");
    assert_eq!(answers.keys().collect::<Vec<_>>(), ["a", "b", "c", "d", "e", "j"]);
}

#[test]
fn a_file_that_is_wrong_throughout_is_read_in_little_time_and_says_that_there_is_more() {
    let mut text = "surname: A\nhelpers:\n".to_owned();
    for _ in 0..12_000 {
        text.push_str("  - [x]\n");
    }
    let read = read_record(&text);
    assert_eq!(read.findings.len(), 101);
    assert_eq!(read.findings[100].code.0, "more-faults");
}
