use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;

use super::tree;
use crate::store::faults::Faults;
use crate::store::plain_text;
use crate::store::yaml::parse::with_parser;
use crate::store::yaml::properties::{slip, slipped};

/// Both ways give the same tree, or the quick one none. Whether it gave one.
fn agree(text: &str) -> Result<bool, String> {
    let mut faults = Faults::new(&Arc::from("a.yaml"));
    if !plain_text::admit(text, &mut faults) {
        return Ok(false);
    }
    let Some(quick) = tree(text) else { return Ok(false) };
    let parsed = with_parser(text, &mut faults);
    let (quick, parsed) = (format!("Some({quick:?})"), format!("{parsed:?}"));
    if parsed != quick || faults.count() > 0 {
        return Err(format!(
            "{text}\nquick  {quick}\nparser {parsed}\n{:?}",
            faults.into_findings()
        ));
    }
    Ok(true)
}

#[test]
fn every_record_of_the_examples_is_read_the_quick_way_and_alike() {
    let files = examples();
    assert!(files.len() > 300, "the examples are there");
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a record");
        match agree(&text) {
            Ok(quick) => assert!(quick, "{} is written in an unusual way", file.display()),
            Err(difference) => panic!("{}: {difference}", file.display()),
        }
    }
}

/// Every file of the examples that is written in YAML.
pub(in crate::store::yaml) fn examples() -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records"), &mut files);
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            files.push(path);
        }
    }
}

#[test]
fn what_is_usual_is_read_and_what_is_not_is_left_to_the_parser() {
    for (text, quick) in [
        ("a: b\n", true),
        ("a:\nb: ~\n", true),
        ("a:\n  b:\n  c: d # e\n\n# f\ng: h i: j\n", false),
        ("a:\n- b\n- c: d\n  e: f\nz:\n", true),
        ("a:\n  - b\n  -\n", false),
        ("a: 'it''s' # b\nc: \"d\"", true),
        ("a: \"b\\n\"\n", false),
        ("a: {b: [c, \"d\", {}], e: 10:30 }\n", true),
        ("a: {b: c: d}\n", false),
        ("a: [b, ]\n", false),
        ("a: >-\n  b\n\n\n  c\n\n# d\n", true),
        ("a: |\n  b\n    c\n\n\nd:", true),
        ("a: |\n  b\n # c\nd: e\n", true),
        ("a: >\n  b\n   c\n", false),
        ("a: b\n  c\n", false),
        ("a: &b c\n", false),
        ("a: b\na: c\n", false),
        ("- a\n- - b\n", false),
        ("a: b\n---\nc: d\n", false),
        ("a: b\r\n", false),
        ("# nothing\n", false),
        ("sops: a\n", false),
    ] {
        match agree(text) {
            Ok(was_quick) => assert_eq!(was_quick, quick, "{text}"),
            Err(difference) => panic!("{difference}"),
        }
    }
}

/// A record that somebody may have written.
#[derive(Clone, Debug)]
enum Written {
    Value(&'static str),
    Text(&'static str, Vec<&'static str>),
    Map(Vec<(&'static str, Written)>),
    List(Vec<Written>, bool),
}

const KEYS: &[&str] = &["a", "b-c", "1", "with", "note", "_x", "D", "role"];

const VALUES: &[&str] = &[
    "b",
    "",
    "2026-10-08",
    "Told her, too. #3",
    "x # why",
    "\"16:10\"",
    "'it''s'",
    "{ role: parent, name: Mrs N. Khan }",
    "{role: x, at: 10:30}",
    "[one, \"two\", 3]",
    "[]",
    "{}",
    "{ a: [b, {c: d}], e: 'f''' } # g",
    "[a,b]",
    "[ a , 'b' ]",
    "~",
    "-5",
    "a:b, c #",
    "é – ü",
    "a  ",
    "\"x: y #\"  # y",
    "(x)",
    "a#b's \"c\" [d] {e}",
    "''",
];

/// What is not usual, or wrong.
const ODD_VALUES: &[&str] = &[
    "\"a\\n\"",
    "[a, b: c]",
    "{a: b,}",
    "|2",
    "|+",
    "-",
    "- x",
    "a: b",
    ":x",
    "“x”",
    "*x",
    "&x y",
    "!t x",
    "# c",
    "\"x\" y",
    "'x'#y",
    "[a] b",
    "{a: b}# c",
    "%x",
    "@x",
    "`x`",
    "?",
    "a?",
    "[a",
    "\"a",
    "<x>",
    "=",
    "a:",
    "'a': b",
    "{a}",
    "[-]",
    "[- a]",
    "{a: -1, b: -}",
    "[\"a\"b]",
    "[a #b]",
    "[[a], [b]]",
    "[a\"b]",
    "{\"a\": b}",
    "{a:b}",
    "{a: }",
    "\u{a0}x",
    ",",
    "]",
    "[a:]",
    "[a:, b]",
    "[a::b]",
    "{a: b:c:d}",
    "{a: :}",
    "[a?, b!]",
    "[é]",
    "[a: ]",
    "{a: b }c",
    "[]]",
    "[,]",
    "{,}",
    "[a\"]",
    "['a' 'b']",
    "['a'#b]",
    "[a# b]",
    "{a: 'b'c}",
    ">- # c",
    ".",
    "...",
    "---",
    "--- a",
    "+",
    "$",
    "_",
    "/",
    "(",
    "~ ~",
    "null",
    "<<",
    "=a",
    "<",
    "a - b",
    "a | b",
    ">x",
    "{a: b, a: c}",
];

const LINES: &[&str] =
    &["words", "", "more: words # here", "- dash", "\"", " in", "é  ", "#", "end."];

fn written() -> impl Strategy<Value = Written> {
    let of = |list: &'static [&'static str]| proptest::sample::select(list);
    let header = of(&["|", ">", "|-", ">-"]);
    let leaf = prop_oneof![
        20 => of(VALUES).prop_map(Written::Value),
        1 => of(ODD_VALUES).prop_map(Written::Value),
        4 => (header, proptest::collection::vec(of(LINES), 1..6))
            .prop_map(|(header, lines)| Written::Text(header, lines)),
    ];
    leaf.prop_recursive(4, 24, 5, move |inner| {
        prop_oneof![
            3 => proptest::collection::vec((of(KEYS), inner.clone()), 1..5).prop_map(Written::Map),
            2 => (proptest::collection::vec(inner, 1..4), any::<bool>())
                .prop_map(|(items, further_in)| Written::List(items, further_in)),
        ]
    })
}

impl Written {
    /// Writes it behind a colon or a dash.
    fn write(&self, indent: usize, in_list: bool, text: &mut String) {
        let deeper = " ".repeat(indent + 2);
        match self {
            Self::Value(value) => {
                let _ = writeln!(text, " {value}");
            }
            Self::Text(header, lines) => {
                let _ = writeln!(text, " {header}");
                for line in lines {
                    let _ = writeln!(text, "{deeper}{line}");
                }
            }
            Self::Map(entries) => {
                let mut before = if in_list { " ".to_owned() } else { format!("\n{deeper}") };
                for (number, (key, value)) in entries.iter().enumerate() {
                    let _ = write!(text, "{before}{key}{number}:");
                    value.write(indent + 2, false, text);
                    before.clone_from(&deeper);
                }
            }
            Self::List(items, further_in) => {
                let indent = if *further_in || in_list { indent + 2 } else { indent };
                *text += "\n";
                for item in items {
                    let _ = write!(text, "{}-", " ".repeat(indent));
                    item.write(indent, true, text);
                }
            }
        }
    }
}

/// A whole record, with a mark and a comment at the top or without.
pub(in crate::store::yaml) fn record() -> impl Strategy<Value = String> {
    let top = prop_oneof![4 => Just(""), 1 => Just("\u{feff}"), 1 => Just("# top\n\n")];
    (top, proptest::collection::vec((proptest::sample::select(KEYS), written()), 1..5)).prop_map(
        |(top, entries)| {
            let mut text = top.to_owned();
            for (number, (key, value)) in entries.iter().enumerate() {
                let _ = write!(text, "{key}{number}:");
                value.write(0, false, &mut text);
            }
            text
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_record_is_read_alike(text in record()) {
        agree(&text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn a_record_with_slips_in_it_is_read_alike(
        text in record(),
        slips in proptest::collection::vec(slip(), 1..4),
    ) {
        let text = slipped(&text, &slips);
        agree(&text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn any_signs_at_all_are_read_alike(text in "[ \\-:\\[\\]{}#\"'|>\na.0~é,]{0,40}") {
        agree(&text).map_err(TestCaseError::fail)?;
    }
}
