use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Habits, straight};
use crate::domain::case::UNREAD;
use crate::domain::record::contacts::ContactsFile;
use crate::domain::record::plan::PlanFile;
use crate::domain::record::ratings::RatingsFile;
use crate::domain::record::referral::ReferralFile;
use crate::domain::record::reviews::ReviewsFile;
use crate::domain::record::sessions::SessionsFile;
use crate::domain::record::tracking::TrackingFile;
use crate::domain::record::{RecordKind, Unread, UnreadField};
use crate::store::yaml::properties::{Slip, slip, slipped};
use crate::store::yaml::quick::tests::{examples, record};
use crate::store::yaml::read;

thread_local! {
    /// Of all texts that a test reads, as of all records that a command reads.
    static HABITS: Habits = Habits::new(&Unread::NOTHING);
}

/// The straight way gives what the long way gives without a word, or nothing. Whether it gave
/// something.
fn agree<T: DeserializeOwned + Debug + PartialEq>(text: &str) -> Result<bool, String> {
    let Some(found) = HABITS.with(|habits| straight::<T>(text, habits)) else { return Ok(false) };
    let read = read::<T>(&Arc::from("a.yaml"), text);
    let quiet = read.findings.is_empty() && read.skipped.is_empty();
    if quiet && read.value.as_ref() == Some(&found) {
        return Ok(true);
    }
    Err(format!("{text}\nstraight {found:?}\nthe long way {read:?}"))
}

fn agree_as(kind: RecordKind, text: &str) -> Result<bool, String> {
    match kind {
        RecordKind::Referral => agree::<ReferralFile>(text),
        RecordKind::Ratings => agree::<RatingsFile>(text),
        RecordKind::Plan => agree::<PlanFile>(text),
        RecordKind::Sessions => agree::<SessionsFile>(text),
        RecordKind::Contacts => agree::<ContactsFile>(text),
        RecordKind::Reviews => agree::<ReviewsFile>(text),
        RecordKind::Tracking => agree::<TrackingFile>(text),
    }
}

/// Every record of a case in the examples.
fn records() -> Vec<(RecordKind, String)> {
    let kind = |path: &Path| RecordKind::of_file(path.file_name()?.to_str()?);
    let files = examples().into_iter().filter_map(|path| Some((kind(&path)?, path)));
    files.map(|(kind, path)| (kind, std::fs::read_to_string(path).expect("a record"))).collect()
}

#[test]
fn every_record_of_the_examples_is_read_straight_and_alike() {
    let records = records();
    assert!(records.len() > 200, "the examples are there");
    for (kind, text) in records {
        match agree_as(kind, &text) {
            Ok(straight) => assert!(straight, "{kind:?} is read the long way: {text}"),
            Err(difference) => panic!("{kind:?}: {difference}"),
        }
    }
}

/// Whatever stands in a text.
#[derive(Debug, PartialEq)]
enum Anything {
    Yes(bool),
    Whole(i64),
    Number(f64),
    Text(String),
    List(Vec<Option<Anything>>),
    Keys(BTreeMap<String, Option<Anything>>),
}

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Anything;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("anything")
            }
            fn visit_bool<E>(self, value: bool) -> Result<Anything, E> {
                Ok(Anything::Yes(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Anything, E> {
                Ok(Anything::Whole(value))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Anything, E> {
                Ok(Anything::Number(value))
            }
            fn visit_str<E>(self, value: &str) -> Result<Anything, E> {
                Ok(Anything::Text(value.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Anything, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = list.next_element()? {
                    all.push(one);
                }
                Ok(Anything::List(all))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut keys: A) -> Result<Anything, A::Error> {
                let mut all = BTreeMap::new();
                while let Some((key, value)) = keys.next_entry()? {
                    all.insert(key, value);
                }
                Ok(Anything::Keys(all))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// Of the keys that [`record`] writes, as a type that knows them.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
struct Known {
    a0: Option<Anything>,
    a1: Option<Box<Known>>,
    #[serde(rename = "b-c0")]
    b_c0: Vec<Known>,
    #[serde(rename = "b-c1")]
    b_c1: String,
    #[serde(rename = "10")]
    ten: Choice,
    with0: BTreeMap<String, String>,
    with1: Vec<String>,
    note0: Option<i64>,
    note1: Option<f64>,
    #[serde(rename = "_x0")]
    pair: Option<(String, String)>,
    #[serde(rename = "D0")]
    choice: Option<Choice>,
    role: String,
    name: String,
    at: Option<String>,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Choice {
    #[default]
    B,
    C(String),
}

#[test]
fn what_a_type_takes_is_read_straight_and_what_it_may_complain_of_is_not() {
    for (text, taken) in [
        ("b-c1: x\n", true),
        ("b-c1: \"x\"\nrole: 'it''s'\n", true),
        ("b-c1: |\n  x\n\n  y\nrole: >-\n  x\n  y\n", true),
        ("b-c1:\nrole: x\n", true),
        ("b-c1: ~\nrole: null\n", true),
        ("b-c1: ~ ~\n", false),
        ("b-c1: nullx\n", true),
        ("b-c1:\nb-c1: x\n", false),
        ("b-c1: x\nb-c1: y\n", false),
        ("nobody: x\n", false),
        ("note0: 12\nnote1: -1.5\n", true),
        ("note0: 012\n", false),
        ("note0: \"12\"\n", false),
        ("note0: 12x\n", false),
        ("note1: 01.5\n", false),
        ("10: b\n", true),
        ("10: d\n", false),
        ("10: c\n", false),
        ("D0: {c: x}\n", true),
        ("D0:\n  c: x\nrole: x\n", true),
        ("D0:\n  c: x\n  b: x\n", false),
        ("D0:\n  c: x\n   b: x\n", false),
        ("D0: {c: x, b: ~}\n", false),
        ("D0: {}\n", false),
        ("D0: {b: ~}\n", false),
        ("D0: c:\n", false),
        ("_x0: [a, b]\n", true),
        ("_x0:\n- a\n- b\nrole: x\n", true),
        ("_x0: [a]\n", false),
        ("_x0: [a, b, c]\n", false),
        ("with0: {a: b, a: c}\n", false),
        ("with0:\n  a: b\n  null: c\n", false),
        ("with0:\n  a:\n", false),
        ("with0: {}\nwith1: []\n", true),
        ("with1:\n- a\n-\n", false),
        ("a0: [1, 1.5, true, 007, x, {a: ~}]\n", true),
        ("a1:\n  a1: {role: x}\n  b-c0:\n    - role: x\n    -\n      role: y\n", true),
        ("b-c0:\n  - role: x\n   # why\n  - {role: x, role: y}\n", false),
        ("# why\n\nrole: x # y\n# z", true),
        ("role: x\n---\nrole: y\n", false),
        ("sops: x\n", false),
        ("role: “x”\n", false),
        ("role: x\u{202e}\n", false),
        ("role: x – y\n", true),
        ("role: x\r\n", false),
        ("", false),
    ] {
        match agree::<Known>(text) {
            Ok(was_taken) => assert_eq!(was_taken, taken, "{text}"),
            Err(difference) => panic!("{difference}"),
        }
    }
}

fn both(text: &str) -> Result<(), TestCaseError> {
    agree::<BTreeMap<String, Option<Anything>>>(text).map_err(TestCaseError::fail)?;
    agree::<Known>(text).map_err(TestCaseError::fail)?;
    agree_on_the_rest(text).map_err(TestCaseError::fail)?;
    Ok(())
}

/// Fields of all shapes of [`Known`], and one of which the first list is looked at.
const LEFT_OUT: Unread = Unread(&[(
    "Known",
    &[
        left_out("a1"),
        left_out("b-c1"),
        left_out("with1"),
        left_out("note0"),
        left_out("name"),
        UnreadField { name: "a0", but_first_list: true },
    ],
)]);

const fn left_out(name: &'static str) -> UnreadField {
    UnreadField { name, but_first_list: false }
}

impl Known {
    fn without_what_is_left_out(self) -> Self {
        let b_c0 = self.b_c0.into_iter().map(Self::without_what_is_left_out).collect();
        let (a0, a1, b_c1) = (None, None, String::new());
        let (with1, note0, name) = (Vec::new(), None, String::new());
        Self { a0, a1, b_c0, b_c1, with1, note0, name, ..self }
    }
}

/// What is looked at is as the long way reads it, where that has nothing to say. Whether it was read.
fn agree_on_the_rest(text: &str) -> Result<bool, String> {
    let found = straight::<Known>(text, &Habits::new(&LEFT_OUT));
    let read = read::<Known>(&Arc::from("a.yaml"), text);
    let (Some(found), Some(whole)) = (found, read.value) else { return Ok(false) };
    if !read.findings.is_empty() || !read.skipped.is_empty() {
        return Ok(false);
    }
    let is_first_list = match (&found.a0, &whole.a0) {
        (None, _) => true,
        (Some(Anything::Keys(one)), Some(Anything::Keys(all))) if one.len() == 1 => {
            one.iter().all(|(key, list)| {
                matches!(list, Some(Anything::List(_))) && all.get(key) == Some(list)
            })
        }
        _ => false,
    };
    let is_all = found.a0 == whole.a0;
    let told = format!("{text}\nthe part {found:?}\nthe whole {whole:?}");
    let rest = found.without_what_is_left_out() == whole.without_what_is_left_out();
    if rest && (is_first_list || is_all) { Ok(true) } else { Err(told) }
}

#[test]
fn what_nobody_looks_at_is_passed_over_with_all_its_lines() {
    let passed = "name: x\nrole: y\nb-c1: >-\n  a: b\n\n  # c\n  d\n# e\nwith1:\n- a\n\n-\n  b\n\
                  note0: not a number\na1:\n  nobody: [\nat: z\n";
    let habits = Habits::new(&LEFT_OUT);
    let expected = Known { role: "y".into(), at: Some("z".into()), ..Known::default() };
    assert_eq!(straight(passed, &habits), Some(expected));
    for (text, keys) in [
        ("a0:\n  p: 1\n  q: [1, 2]\n  r: [3]\n", Some("q")),
        ("a0:\n  p: 1\n  q: 2\n", None),
        ("a0: x\n", None),
        ("a0: >-\n  [x]\n", Some("")),
        ("a0:\n- [1]\n", Some("")),
        ("a0:\n  p: see [1]\n  q: [1]\n", Some("p q")),
        ("a0:\n  p:\n    q: [1]\n", Some("p")),
        ("a0: {p: 1, q: [2]}\n", Some("p q")),
    ] {
        let found: Known = straight(text, &habits).expect("nothing is wrong with it");
        let found = found.a0.map(|value| match value {
            Anything::Keys(keys) => keys.into_keys().collect::<Vec<_>>().join(" "),
            _ => String::new(),
        });
        assert_eq!(found.as_deref(), keys, "{text}");
    }
}

#[test]
fn every_record_of_the_examples_is_read_straight_without_what_the_rules_do_not_look_at() {
    let habits = Habits::new(&UNREAD);
    for (kind, text) in records() {
        let is_read = match kind {
            RecordKind::Referral => straight::<ReferralFile>(&text, &habits).is_some(),
            RecordKind::Ratings => straight::<RatingsFile>(&text, &habits).is_some(),
            RecordKind::Plan => straight::<PlanFile>(&text, &habits).is_some(),
            RecordKind::Sessions => straight::<SessionsFile>(&text, &habits).is_some(),
            RecordKind::Contacts => straight::<ContactsFile>(&text, &habits).is_some(),
            RecordKind::Reviews => straight::<ReviewsFile>(&text, &habits).is_some(),
            RecordKind::Tracking => straight::<TrackingFile>(&text, &habits).is_some(),
        };
        assert!(is_read, "{kind:?} is read the long way: {text}");
    }
}

fn slips() -> impl Strategy<Value = Vec<Slip>> {
    proptest::collection::vec(slip(), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_text_is_read_alike(text in record(), slips in slips()) {
        both(&text)?;
        both(&slipped(&text, &slips))?;
    }

    #[test]
    fn any_signs_at_all_are_read_alike(text in "[ \\-:\\[\\]{}#\"'|>\na10.~é,]{0,40}") {
        both(&text)?;
    }

    #[test]
    fn a_record_with_slips_in_it_is_read_alike(
        (kind, text) in proptest::sample::select(records()),
        as_another in proptest::option::weighted(0.1, proptest::sample::select(RecordKind::ALL.to_vec())),
        slips in slips(),
    ) {
        let text = slipped(&text, &slips);
        agree_as(as_another.unwrap_or(kind), &text).map_err(TestCaseError::fail)?;
    }
}
