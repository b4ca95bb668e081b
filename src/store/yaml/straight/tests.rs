use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};

use super::straight;
use crate::domain::record::RecordKind;
use crate::domain::record::contacts::ContactsFile;
use crate::domain::record::plan::PlanFile;
use crate::domain::record::ratings::RatingsFile;
use crate::domain::record::referral::ReferralFile;
use crate::domain::record::reviews::ReviewsFile;
use crate::domain::record::sessions::SessionsFile;
use crate::domain::record::tracking::TrackingFile;
use crate::store::yaml::properties::{Slip, slip, slipped};
use crate::store::yaml::quick::tests::{examples, record};
use crate::store::yaml::read;

/// The straight way gives what the long way gives without a word, or nothing. Whether it gave
/// something.
fn agree<T: DeserializeOwned + Debug + PartialEq>(text: &str) -> Result<bool, String> {
    let Some(found) = straight::<T>(text) else { return Ok(false) };
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
    Ok(())
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
