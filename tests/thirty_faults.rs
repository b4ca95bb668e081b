//! A school with many different faults planted in it: one run finds all of them, each at its line,
//! and nothing else.
//!
//! In the records a comment `# planted: code` marks the line; what no comment can mark stands in
//! `planted.txt`.

use crate::support::lm;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const SCHOOL: &str = "tests/records/thirty-faults";
const MARK: &str = "# planted: ";

/// `file:line: code`, or `file: code` for a fault of a whole file.
type Fault = String;

#[test]
fn every_planted_fault_is_found_at_its_line_and_nothing_else() {
    let planted = planted();
    let found = found();
    let missed: Vec<_> = planted.iter().filter(|fault| !found.contains(fault)).collect();
    let extra: Vec<_> = found.iter().filter(|fault| !planted.contains(fault)).collect();
    assert!(
        missed.is_empty() && extra.is_empty(),
        "not found: {missed:#?}\nnot planted: {extra:#?}"
    );
}

#[test]
fn more_than_thirty_faults_of_many_kinds_are_planted() {
    let planted = planted();
    let code = |fault: &Fault| fault.rsplit(' ').next().map(str::to_owned);
    let kinds: BTreeSet<_> = planted.iter().filter_map(code).collect();
    assert!(planted.len() > 30 && kinds.len() >= 30, "{} of {}", planted.len(), kinds.len());
}

#[test]
fn no_fault_is_told_in_the_words_of_programs() {
    let shown = lm(SCHOOL, &["check", "--level", "advice"]).to_lowercase();
    let messages = shown.lines().filter(|line| {
        ["error[", "warning[", "advice["].iter().any(|level| line.starts_with(level))
            || line.contains("= help: ") && !line.contains("lm explain")
    });
    for line in messages {
        for jargon in [
            "scalar", "mapping", "sequence", "deserial", "serde", "enum", "struct", "null",
            "boolean", "string", "integer", "float", "parse", "token", "invalid", "expected",
            "array",
        ] {
            let said = line.split(|c: char| !c.is_alphabetic()).any(|word| word == jargon);
            assert!(!said, "`{jargon}` in: {line}");
        }
    }
}

fn planted() -> Vec<Fault> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(SCHOOL);
    let mut planted = Vec::new();
    for file in files_below(&root) {
        let name = file.strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&file).expect("a text");
        if name == "planted.txt" {
            planted.extend(text.lines().skip(1).map(str::to_owned));
        } else if !name.contains("expected.") {
            for (number, line) in text.lines().enumerate() {
                if let Some((_, code)) = line.split_once(MARK) {
                    planted.push(format!("{name}:{}: {code}", number + 1));
                }
            }
        }
    }
    planted.sort();
    planted
}

fn found() -> Vec<Fault> {
    let shown = lm(SCHOOL, &["check", "--json", "--show-values", "--level", "advice"]);
    let json = shown.split("\n--- stderr").next().expect("a result");
    let json: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let mut found: Vec<Fault> = json["faults"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|fault| {
            let word = |key: &str| fault[key].as_str().expect("a text").to_owned();
            let line = fault["line"].as_u64().map_or_else(String::new, |line| format!(":{line}"));
            format!("{}{line}: {}", word("file"), word("code"))
        })
        .collect();
    found.sort();
    found
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}
