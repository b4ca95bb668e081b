//! What must hold for any text: nothing panics, places lie in the text, and what is read is what
//! another reader of YAML reads.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index;
use serde::{Deserialize, Serialize};

use super::{Format, Locator, Read, read};
use crate::diag::{Finding, Spot};
use crate::store::toml_text;
use crate::text::FieldPath;

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
struct Record {
    name: String,
    born: Option<String>,
    year_group: Option<i64>,
    restricted: bool,
    share: Option<f64>,
    helpers: Vec<String>,
    answers: BTreeMap<String, String>,
    targets: Vec<Target>,
    // As a key with its value below it; a tag, which is how it is written otherwise, is refused.
    #[serde(serialize_with = "serde_yaml::with::singleton_map::serialize")]
    next: Option<Next>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
struct Target {
    what: Option<String>,
    weeks: Option<u8>,
    steps: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Next {
    Continue,
    Exit(String),
    Review { on: String },
}

const YAML: &str = "\
# yaml-language-server: $schema=x
name: \"Zoë: \\\"Z\\\"\" # as she says
born: 2015-03-04
year_group: 6
restricted: true
share: 0.5
helpers: [Mrs Ali, 'it''s me', 007]
answers: {a: yes, b: no}
targets:
  - what: be on time
    weeks: 6
    steps:
    - first
    - |
      a long one
      on two lines

  - what: >-
      folded
      text
    steps: []
  -
    weeks: 3
next:
  review: {on: 2026-12-01}
";

const TOML: &str = "\
name = \"Zoë\" # as she says
born = 2015-03-04
year_group = 6
restricted = true
helpers = [\"Mrs Ali\", 'me',
  \"\"\"you\"\"\"]
answers.a = \"yes\"
[answers.b]
[[targets]]
what = \"be on time\"
weeks = 6
[[targets]]
steps = [\"first\"]
[next]
review = { on = \"2026-12-01\" }
";

/// What a slip of the finger or a bad merge may put into a text.
const PIECES: &[&str] = &[
    ":",
    ": ",
    "-",
    "- ",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "#",
    "&a ",
    "*a",
    "!t ",
    "|\n",
    ">\n",
    "\n",
    "\r\n",
    "\t",
    "  ",
    "---\n",
    "...\n",
    "<<: ",
    "? ",
    "%",
    "@",
    "\u{feff}",
    "é",
    "=",
    "==",
    ".",
    ",",
    "\\",
    "[[",
    "\u{1f600}",
    "~",
    "null",
    "0",
    "1e9",
    "\\u",
    "\"\"\"",
];

/// What a hand can do to a text.
#[derive(Clone, Debug)]
pub(super) enum Slip {
    Insert(Index, Index),
    Delete(Index, usize),
    SwapLines(Index, Index),
    RepeatLine(Index),
    CutOff(Index),
}

/// One slip of the hand.
pub(super) fn slip() -> impl Strategy<Value = Slip> {
    prop_oneof![
        6 => (any::<Index>(), any::<Index>()).prop_map(|(at, piece)| Slip::Insert(at, piece)),
        3 => (any::<Index>(), 1_usize..8).prop_map(|(at, count)| Slip::Delete(at, count)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Slip::SwapLines(one, other)),
        1 => any::<Index>().prop_map(Slip::RepeatLine),
        1 => any::<Index>().prop_map(Slip::CutOff),
    ]
}

/// The text after these slips.
pub(super) fn slipped(text: &str, slips: &[Slip]) -> String {
    let mut text = text.to_owned();
    for slip in slips {
        let signs: Vec<char> = text.chars().collect();
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        if signs.is_empty() {
            break;
        }
        text = match slip {
            Slip::Insert(at, piece) => {
                let (before, after) = signs.split_at(at.index(signs.len()));
                let piece = PIECES[piece.index(PIECES.len())].chars();
                before.iter().copied().chain(piece).chain(after.iter().copied()).collect()
            }
            Slip::Delete(at, count) => {
                let at = at.index(signs.len());
                let kept = |place: &usize| *place < at || *place >= at + count;
                (0..signs.len()).filter(kept).map(|place| signs[place]).collect()
            }
            Slip::SwapLines(one, other) => {
                let count = lines.len();
                lines.swap(one.index(count), other.index(count));
                lines.concat()
            }
            Slip::RepeatLine(at) => {
                let at = at.index(lines.len());
                lines.insert(at, lines[at]);
                lines.concat()
            }
            Slip::CutOff(at) => signs[..at.index(signs.len())].iter().collect(),
        };
    }
    text
}

fn all_places_lie_in(text: &str, findings: &[Finding]) -> Result<(), TestCaseError> {
    let related = findings.iter().flat_map(|finding| &finding.related).map(|(place, _)| place);
    for place in findings.iter().map(|finding| &finding.place).chain(related) {
        if let Spot::Bytes(range) = place.spot {
            let marked = text.get(range.as_usize());
            prop_assert!(
                marked.is_some_and(|marked| !marked.contains('\n')),
                "{place:?} in {text:?}"
            );
        }
    }
    Ok(())
}

fn holds(read: &Read<Record>, text: &str, format: Format) -> Result<(), TestCaseError> {
    all_places_lie_in(text, &read.findings)?;
    prop_assert!(read.value.is_some() || !read.findings.is_empty(), "{text:?}");
    let locator = Locator::new(text, format, &read.skipped);
    for path in [
        FieldPath::from("name"),
        FieldPath::from("targets").item(1).key("steps").item(1),
        FieldPath::from("next").key("review").key("on"),
    ] {
        for range in [locator.value(&path), locator.key(&path)] {
            prop_assert!(text.get(range.as_usize()).is_some(), "{path} in {text:?}");
        }
    }
    Ok(())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~é\n]{0,30}",
        "[a-z]{1,8}( [a-z]{1,8}){0,4}",
        Just("~".to_owned()),
        Just("yes".to_owned()),
        Just("2015-03-04".to_owned()),
        Just("007".to_owned()),
        Just("- a: b #c".to_owned()),
    ]
}

prop_compose! {
    fn any_record()(
        name in any_text(),
        born in proptest::option::of(any_text()),
        year_group in proptest::option::of(any::<i64>()),
        restricted: bool,
        share in proptest::option::of(-1e6_f64..1e6),
        helpers in proptest::collection::vec(any_text(), 0..4),
        answers in proptest::collection::btree_map("[a-z0-9]{1,6}", any_text(), 0..4),
        whats in proptest::collection::vec((proptest::option::of(any_text()), any::<Option<u8>>()), 0..4),
        next in proptest::option::of(prop_oneof![
            Just(Next::Continue),
            any_text().prop_map(Next::Exit),
            any_text().prop_map(|on| Next::Review { on }),
        ]),
    ) -> Record {
        let targets = whats
            .into_iter()
            .map(|(what, weeks)| Target { steps: what.iter().cloned().collect(), what, weeks })
            .collect();
        Record { name, born, year_group, restricted, share, helpers, answers, targets, next }
    }
}

proptest! {
    #[test]
    fn a_record_with_slips_in_it_is_read_without_panic(
        slips in proptest::collection::vec(slip(), 0..6),
    ) {
        let text = slipped(YAML, &slips);
        holds(&read(&Arc::from("a.yaml"), &text), &text, Format::Yaml)?;
    }

    #[test]
    fn settings_with_slips_in_them_are_read_without_panic(
        slips in proptest::collection::vec(slip(), 0..6),
    ) {
        let text = slipped(TOML, &slips);
        holds(&toml_text::read(&Arc::from("a.toml"), &text), &text, Format::Toml)?;
    }

    #[test]
    fn any_signs_at_all_are_read_without_panic(text in "\\PC{0,60}", signs in "[ \\-:\\[\\]{}#\"'|>\na\t&*!?,=.]{0,60}") {
        for text in [text, signs] {
            holds(&read(&Arc::from("a.yaml"), &text), &text, Format::Yaml)?;
            holds(&toml_text::read(&Arc::from("a.toml"), &text), &text, Format::Toml)?;
        }
    }

    #[test]
    fn what_another_program_wrote_is_read_as_it_was(record in any_record()) {
        let text = serde_yaml::to_string(&record).expect("it can be written");
        let read = read::<Record>(&Arc::from("a.yaml"), &text);
        prop_assert!(read.findings.is_empty(), "{:?} in {text:?}", read.findings);
        prop_assert_eq!(read.value.as_ref(), Some(&record), "{}", text);
        let other: Record = serde_saphyr::from_str(&text).expect("it is clean");
        prop_assert_eq!(other, record);
    }

    #[test]
    fn a_record_without_faults_says_to_us_what_it_says_to_others(
        slips in proptest::collection::vec(slip(), 0..4),
    ) {
        let text = slipped(YAML, &slips);
        let read = read::<Record>(&Arc::from("a.yaml"), &text);
        // An empty value means nothing was filled in; only the other reader makes a fault of it.
        if let (Some(ours), true, Ok(theirs)) =
            (read.value, read.findings.is_empty(), serde_saphyr::from_str::<Record>(&text))
        {
            prop_assert_eq!(ours, theirs, "{}", text);
        }
    }
}
