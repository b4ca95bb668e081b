use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{lines, parse, told};
use crate::store::faults::Faults;
use crate::store::plain_text;

fn faults(text: &str) -> String {
    let mut faults = Faults::new(&Arc::from("a.yaml"));
    parse(text, &mut faults);
    told(text, &faults.into_findings())
}

#[test]
fn every_usual_mistake_has_its_place_and_its_words() {
    let rows = [
        ("a: 1\n\tb: 2\n", "2:1 tab-indentation: a tab stands here"),
        ("a:\n\tb: 2\n", "2:1 tab-indentation: "),
        ("a:\n  - b\n\t- c\n", "3:1 tab-indentation: "),
        ("a:\n  b: 1\n  \tc: 2\n", "3:3 tab-indentation: "),
        (
            "note: he said: hello\n",
            "1:14 not-yaml: a colon with a space after it stands inside this text | put quotation marks",
        ),
        ("a: b: c: d\n", "1:5 not-yaml: a colon with a space"),
        ("a: b\n c: d # e: f\n", "2:2 not-yaml: this line does not begin in the right column"),
        ("time: 9: 30\n", "1:8 not-yaml: a colon with a space"),
        ("a: x “b”: c\n", "1:9 not-yaml: a colon with a space"),
        ("note: a\n  born: b\n", "2:3 not-yaml: this line does not begin in the right column"),
        ("name: Anna\n born: 2015\n", "2:2 not-yaml: this line does not begin in the right column"),
        (
            "name:Anna\nborn: 2\n",
            "1:5 not-yaml: a space is missing after this colon | write `key: value`",
        ),
        ("a: 1\nname:Anna\n", "2:5 not-yaml: a space is missing after this colon"),
        ("p:\n  name:Anna\n  b: 1\n", "2:7 not-yaml: a space is missing after this colon"),
        ("a: 1\njust text\nb: 2\n", "2:1 not-yaml: there is no key with a colon in this line"),
        ("a b c\nd: 1\n", "1:1 not-yaml: there is no key with a colon in this line"),
        ("a: \"open\nb: 2\n", "1:4 not-yaml: this quotation mark is never closed"),
        ("a: 'open\nb: 2\n", "1:4 not-yaml: this quotation mark is never closed"),
        ("a: \"open", "1:4 not-yaml: this quotation mark is never closed"),
        ("a:\n  - 'open\n  - b\n", "2:5 not-yaml: this quotation mark is never closed"),
        (
            "a: 'it's fine'\nb: 1\n",
            "1:8 not-yaml: the text goes on after its closing quotation mark",
        ),
        ("a: \"x\" and y\n", "1:8 not-yaml: the text goes on after its closing quotation mark"),
        ("a: \"C:\\Users\\x\"\n", "1:7 not-yaml: a backslash has a special meaning"),
        ("a: [1, 2\nb: 3\n", "1:4 not-yaml: this bracket is never closed"),
        ("a: [1, 2\n", "1:4 not-yaml: this bracket is never closed"),
        ("a: {b: 1\nc: 2\n", "1:4 not-yaml: this bracket is never closed"),
        ("a: {b: 1 c: 2}\n", "1:11 not-yaml: a comma or the closing bracket is missing"),
        ("a: [1}\n", "1:4 not-yaml: this bracket opens as [ and is closed as }"),
        ("a: ]\n", "1:4 not-yaml: there is no opening bracket"),
        ("a: @home\n", "1:4 not-yaml: a text may not start with @"),
        ("a: `x`\n", "1:4 not-yaml: a text may not start with `"),
        ("a: %5\n", "1:4 not-yaml: a text may not start with %"),
        ("%x\na: 1\n", "1:1 not-yaml: a text may not start with %"),
        ("a: ,x\n", "1:4 not-yaml: a text may not start with ,"),
        ("a: *bold* word\n", "1:4 anchor-or-alias: a text may not start with & or *"),
        ("a: *x\n", "1:4 anchor-or-alias: "),
        ("a: * b\n", "1:4 anchor-or-alias: "),
        ("a: & b\n", "1:4 anchor-or-alias: "),
        ("a: &x b\n", "1:4 anchor-or-alias: "),
        ("a: !important stuff\n", "1:4 type-tag: a text may not start with !"),
        ("a: !!str 5\n", "1:4 type-tag: "),
        ("a: !x!y z\n", "1:4 type-tag: "),
        ("a: ? b\n", "1:4 odd-key: a text may not start with a question mark"),
        ("a:\n  - b\n - c\n", "3:2 not-yaml: this line does not begin in the right column"),
        ("a:\n  b: 1\n c: 2\n", "3:2 not-yaml: this line does not begin in the right column"),
        ("  a: 1\nb: 2\n", "2:1 not-yaml: this line does not begin in the right column"),
        ("l:\n  - a: 1\n   b: 2\n", "3:4 not-yaml: this line does not begin in the right column"),
        ("l:\n  - a: 1\n     b: 2\n", "3:6 not-yaml: this line does not begin in the right column"),
        ("- a\nb: 1\n", "2:1 not-yaml: this line does not begin in the right column"),
        ("a: - b\n", "1:4 not-yaml: a list cannot begin in the line of its key"),
        ("a: > text\n", "1:4 not-yaml: a text after | or > begins on the line below"),
        ("a: b\n---\nc: d\n", "2:1 several-documents: only one record can stand in a file"),
        ("a: b\n---\n", "2:1 several-documents: "),
        ("a: 1\nb: 2\na: 3\n", "3:1 duplicate-key: ‹a› is here for the second time"),
        ("<<: {a: 1}\n", "1:1 merge-key: "),
        ("? [a]\n: b\n", "1:3 odd-key: "),
        (": b\n", "1:1 odd-key: "),
        ("a: {{ name }}\n", "1:5 odd-key: "),
        ("a: 1\n\u{feff}b: 2\n", "2:1 control-character: "),
        (
            "a: \"\\e[31m\"\n",
            "1:4 control-character: there is an invisible control character in this text",
        ),
        ("a: \"\\u202Eb\"\n", "1:4 control-character: "),
        ("a: “b”\n", "1:4 smart-quotes: "),
        ("sops:\n  mac: ENC[x]\n", "1:1 encrypted-file: "),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let told = faults(text);
        if !told.starts_with(expected) || told.lines().count() != 1 {
            wrong.push(format!("{text:?}\n gave {told} not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_only_looks_odd_is_fine() {
    for text in [
        "\u{feff}a: 1\n",
        "a: 1\r\nb: [1,\r\n 2]\r\n",
        "---\na: 1\n",
        "a: http://x.y/z\nb: 10:30\nc: it's\nd: a#b\ne: 50%\nf: \"“said”\"\ng: “a” or “b\n",
        "a: |\n  said: \"yes\n  <<<<<<< no\n  =======\n",
        "a:\t1\n",
        "# =======\na: b\n",
        "",
        "\n\n# only a comment\n",
    ] {
        assert_eq!(faults(text), "", "{text:?}");
    }
}

#[test]
fn the_first_place_of_a_key_that_stands_twice_is_shown_too() {
    let mut found = Faults::new(&Arc::from("a.yaml"));
    parse("a: 1\nb: 2\na: 3\n", &mut found);
    let findings = found.into_findings();
    assert_eq!(findings[0].related.len(), 1);
}

#[test]
fn bytes_that_are_no_text_are_refused_before_they_are_parsed() {
    let decode = |bytes: &[u8]| {
        let wrong = plain_text::decode(&Arc::from("a.yaml"), bytes.to_vec());
        wrong.map_err(|wrong| told(&wrong.shown, &[wrong.finding]))
    };
    let rows: [(&[u8], &str); 6] = [
        (b"a: 1\nb: \xff\n", "2:4 not-utf8: "),
        (b"a: Zo\xeb\n", "1:6 not-utf8: "),
        (b"\xff\xfea\0:\0", "1:1 not-utf8: this file is saved as UTF-16"),
        (b"\0GITCRYPT\0\xab\xcd", "1:1 encrypted-file: "),
        (b"age-encryption.org/v1\n", "1:1 encrypted-file: "),
        (b"U2FsdGVkX1/x", "1:1 encrypted-file: "),
    ];
    for (bytes, expected) in rows {
        let told = decode(bytes).expect_err("it is no text");
        assert!(told.starts_with(expected), "{bytes:?}: {told}");
    }
    assert_eq!(decode("Zoë".as_bytes()).expect("it is a text"), "Zoë");
}

#[test]
fn what_cannot_be_seen_or_was_not_merged_stops_the_file() {
    for (text, expected) in [
        ("a: b\0c\n[", "1:5 control-character: here stands a character that is none (NUL)"),
        ("a: \u{1b}[31m\n", "1:4 control-character: here stands a character that steers a screen"),
        ("a: b\u{202e}c\n", "1:5 control-character: "),
        ("a: b\u{85}c\n", "1:5 control-character: "),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", "2:1 conflict-marker: "),
        ("a: 1\n=======\nb: 2\n", "2:1 conflict-marker: "),
    ] {
        let told = faults(text);
        assert!(told.starts_with(expected), "{text:?} gave {told}");
        assert_eq!(told.lines().count(), 1, "{text:?} gave {told}");
    }
}

#[test]
fn hostile_files_are_refused_at_once() {
    let bomb = {
        let mut text = "a0: &a0 [x]\n".to_owned();
        for level in 1..30 {
            let below = format!("*a{}", level - 1);
            let items = vec![below; 9].join(", ");
            let _ = writeln!(text, "a{level}: &a{level} [{items}]");
        }
        text
    };
    let quadratic = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(20_000));
    let keys = lines(60_000, |key| format!("k{key}: 1"));
    let same: String = "k: 1\n".repeat(40_000);
    let long = format!("a: \"{}\"\n", "x".repeat(300_000));
    let rows = [
        (bomb, "1:5 anchor-or-alias: "),
        (quadratic, "1:4 anchor-or-alias: "),
        ("[".repeat(100_000), "1:25 too-deep: "),
        ("- ".repeat(50_000), "1:49 too-deep: "),
        ("? ".repeat(50_000), "1:49 too-deep: "),
        (lines(10_000, |depth| format!("{}a:", " ".repeat(depth % 100))), "25:25 too-deep: "),
        ("{a: ".repeat(10_000), "1:97 too-deep: "),
        (keys, "50000:9 too-big: "),
        (same, "2:1 duplicate-key: "),
        (long, "1:4 too-big: this text is too long"),
        ("x".repeat(1_100_000), "1:1 too-big: this file is larger than 1 MB"),
        ("\"".repeat(100_000), "1:"),
        ("'".repeat(100_001), "1:"),
        ("a: ".repeat(100_000), "1:"),
        ("&a ".repeat(100_000), "1:"),
        ("!a ".repeat(100_000), "1:"),
        ("- |\n".repeat(100_000), ""),
    ];
    for (text, expected) in rows {
        let start = Instant::now();
        let told = faults(&text);
        let name: String = text.chars().take(30).collect();
        assert!(told.starts_with(expected), "{name:?} gave {}", told.lines().next().unwrap_or(""));
        assert!(start.elapsed() < Duration::from_mins(1), "{name:?} took {:?}", start.elapsed());
    }
}
