//! What must hold of any file, however it is written and commented, and any edit: only what was
//! asked for changes, and the text then says exactly that.

use super::*;
use crate::store::yaml;
use crate::text::{FieldPath, Step};
use proptest::prelude::*;
use serde_json::{Map, Value as Json};
use std::sync::Arc;

/// A source of chance that gives the same again for the same start.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides.max(1)
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const KEYS: &[&str] = &["id", "date", "first", "sessions", "note", "tags", "last", "by"];
const WORDS: &[&str] = &[
    "a",
    "two words",
    "2026-11-21",
    "it's",
    "no",
    "007",
    "Zoë — 李小龍",
    "x: y",
    "# not a comment",
    "- dash",
    "[a]",
    "a, b",
    "{c}",
    "said \"so\"",
    "",
    "null",
    "~",
    "&x",
    "*y",
    "!z",
    "a: ",
    "tab\there",
    "one\ntwo",
    "one\n\n  two\n",
    "end #",
    "%",
    "@",
    "`",
    "|",
    ">",
    "?",
    "---",
    "=",
    "<<",
    "a long text that goes on and on until it no longer fits on any line that a person would like \
     to read, and then some more of it",
];

/// Writes a file as nobody would on purpose.
struct Sloppy<'d> {
    dice: &'d mut Dice,
    text: String,
    comments: usize,
    dash: usize,
    /// A text below `|` ended: a comment further in than this would belong to it.
    below_block: Option<usize>,
}

impl Sloppy<'_> {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        format!("# c{}", self.comments)
    }

    /// Ends a line, with a comment or none, and puts lines between.
    fn end_line(&mut self, may_comment: bool) {
        if may_comment && self.dice.one_in(6) {
            let comment = self.comment();
            self.put(&format!("  {comment}"));
        }
        self.text.push('\n');
    }

    fn between(&mut self) {
        while self.dice.one_in(5) {
            if self.dice.one_in(2) {
                self.text.push('\n');
                continue;
            }
            let deepest = self.below_block.take().unwrap_or(8);
            let column = self.dice.roll(deepest + 1);
            let comment = self.comment();
            self.put(&format!("{}{comment}\n", " ".repeat(column)));
        }
    }

    fn map(&mut self, column: usize, depth: usize, mut is_started: bool) {
        let mut keys: Vec<&str> = KEYS.to_vec();
        for _ in 0..=self.dice.roll(4) {
            let key = keys.remove(self.dice.roll(keys.len()));
            if !is_started {
                self.between();
                self.put(&" ".repeat(column));
            }
            self.below_block = None;
            is_started = false;
            self.put(&format!("{key}:"));
            self.value(column, depth);
        }
    }

    fn value(&mut self, column: usize, depth: usize) {
        match self.dice.roll(if depth > 2 { 6 } else { 10 }) {
            0 => self.end_line(true),
            1 => {
                let word = self.dice.pick(&["~", "null", "[]", "{}", "[ ]"]);
                self.put(&format!(" {word}"));
                self.end_line(true);
            }
            2 => self.block(column),
            3 => self.brackets(column),
            4 | 5 => {
                let written = self.scalar();
                self.put(&format!(" {written}"));
                self.end_line(true);
            }
            6 => {
                self.end_line(true);
                let deeper = column + 1 + self.dice.roll(4);
                self.map(deeper, depth + 1, false);
            }
            _ => {
                self.end_line(true);
                self.list(column + self.dash, depth + 1);
            }
        }
    }

    fn list(&mut self, column: usize, depth: usize) {
        let apart = self.dice.one_in(4);
        for number in 0..=self.dice.roll(3) {
            if apart && number > 0 {
                self.text.push('\n');
            }
            self.between();
            self.below_block = None;
            let gap = if self.dice.one_in(5) { 3 } else { 1 };
            self.put(&format!("{}-{}", " ".repeat(column), " ".repeat(gap)));
            match self.dice.roll(6) {
                0 => self.end_line(true),
                1 => {
                    let written = self.scalar();
                    self.put(&written);
                    self.end_line(true);
                }
                2 => {
                    self.text.push_str("{id: a, note: \"x, y\"}");
                    self.end_line(true);
                }
                _ => self.map(column + 1 + gap, depth, true),
            }
        }
    }

    fn scalar(&mut self) -> String {
        let plain = self.dice.pick(&["a", "2026-11-21", "3", "true", "two words", "Zoë", "x#y"]);
        match self.dice.roll(3) {
            0 => format!("\"{plain} \\\" x\""),
            1 => format!("'it''s {plain}'"),
            _ => plain.to_owned(),
        }
    }

    fn block(&mut self, column: usize) {
        let mark = self.dice.pick(&["|", "|-", "|+", ">", ">-", ">+"]);
        self.put(&format!(" {mark}"));
        self.end_line(true);
        for _ in 0..=self.dice.roll(2) {
            if self.dice.one_in(4) {
                self.text.push('\n');
            }
            let line = self.dice.pick(&["some words", "# no comment", "- x: y"]);
            self.put(&format!("{}{line}\n", " ".repeat(column + 2)));
        }
        self.below_block = Some(column + 1);
    }

    fn brackets(&mut self, column: usize) {
        if self.dice.one_in(2) {
            let list = self.dice.pick(&[
                "[a, b]",
                "[a,]",
                "{id: a}",
                "[{id: a}, {id: b}]",
                "{id: , by: x}",
            ]);
            self.put(&format!(" {list}"));
            return self.end_line(true);
        }
        self.text.push_str(" [");
        self.end_line(true);
        let tail = self.dice.one_in(2);
        for number in 0..2 {
            let comma = if number == 0 || tail { "," } else { "" };
            self.put(&format!("{}t{number}{comma}", " ".repeat(column + 3)));
            self.end_line(true);
        }
        self.put(&format!("{}]", " ".repeat(column + 1)));
        self.end_line(true);
    }
}

fn file(dice: &mut Dice) -> String {
    let dash = [0, 2, 4][dice.roll(3)];
    let mut sloppy = Sloppy { dice, text: String::new(), comments: 0, dash, below_block: None };
    if sloppy.dice.one_in(2) {
        sloppy.text.push_str("# yaml-language-server: $schema=x\n");
    }
    sloppy.between();
    if !sloppy.dice.one_in(20) {
        sloppy.map(0, 0, false);
    }
    sloppy.between();
    let mut text = sloppy.text;
    if dice.one_in(3) {
        text = text.trim_end_matches('\n').to_owned();
    }
    if dice.one_in(3) {
        text = text.replace('\n', "\r\n");
    }
    if dice.one_in(4) { format!("\u{feff}{text}") } else { text }
}

fn read(text: &str) -> Option<Json> {
    let read = yaml::read::<Json>(&Arc::from("a.yaml"), text);
    let is_sound =
        read.findings.iter().all(|finding| finding.severity != crate::diag::Severity::Error);
    read.value.filter(|_| is_sound)
}

fn value(dice: &mut Dice, depth: usize) -> (Value, Json) {
    match dice.roll(if depth > 1 { 3 } else { 6 }) {
        0 => (Value::plain(8), Json::from(8)),
        1 | 2 => {
            let words = dice.pick(WORDS);
            (Value::words(words), Json::from(words))
        }
        3 => {
            let items: Vec<_> = (0..dice.roll(3)).map(|_| value(dice, depth + 1)).collect();
            let (values, json) = items.into_iter().unzip();
            (Value::List(values), Json::Array(json))
        }
        _ => {
            let mut keys = KEYS.to_vec();
            let mut values = Vec::new();
            let mut json = Map::new();
            for _ in 0..=dice.roll(3) {
                let key = keys.remove(dice.roll(keys.len()));
                let (new, new_json) = value(dice, depth + 1);
                values.push((key.to_owned(), new));
                json.insert(key.to_owned(), new_json);
            }
            (Value::Map(values), Json::Object(json))
        }
    }
}

/// Every place in a record, the deepest last.
fn places(json: &Json, path: &FieldPath, found: &mut Vec<(FieldPath, Json)>) {
    found.push((path.clone(), json.clone()));
    match json {
        Json::Object(map) => {
            for (key, value) in map {
                places(value, &path.clone().key(key.as_str()), found);
            }
        }
        Json::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                places(item, &path.clone().item(at), found);
            }
        }
        _ => {}
    }
}

fn at<'j>(json: &'j mut Json, path: &FieldPath) -> Option<&'j mut Json> {
    path.steps().iter().try_fold(json, |json, step| match step {
        Step::Key(key) => {
            json.as_object_mut().map(|map| map.entry(key.as_str()).or_insert(Json::Null))
        }
        Step::Index(index) => json.get_mut(index),
    })
}

/// An edit that fits the record, the record after it, and whether it may be refused because
/// comments would go with what goes.
fn edit(dice: &mut Dice, before: &Json) -> Option<(Edit, Json, bool)> {
    let mut all = Vec::new();
    places(before, &FieldPath::top(), &mut all);
    let (path, old) = all[dice.roll(all.len())].clone();
    let mut after = if before.is_null() { Json::Object(Map::new()) } else { before.clone() };
    let (new, new_json) = value(dice, 0);
    let order: Vec<String> = KEYS.iter().map(|key| (*key).to_owned()).collect();
    match &old {
        Json::Array(items) if !items.is_empty() && dice.one_in(3) => {
            let entry = dice.roll(items.len());
            at(&mut after, &path)?.as_array_mut()?.remove(entry);
            Some((Edit::Remove { entry: path.item(entry) }, after, true))
        }
        Json::Array(items) => {
            let index = dice.roll(items.len() + 1);
            let position =
                if index == items.len() { Position::End } else { Position::Before(index) };
            at(&mut after, &path)?.as_array_mut()?.insert(index, new_json);
            Some((Edit::Insert { list: path, position, entry: new, order }, after, false))
        }
        Json::Object(_) | Json::Null if dice.one_in(2) || path.steps().is_empty() => {
            if matches!(path.steps().last(), Some(Step::Index(_))) && old.is_null() {
                return None;
            }
            let map = at(&mut after, &path)?;
            if map.is_null() {
                *map = Json::Object(Map::new());
            }
            let map = map.as_object_mut()?;
            let key = KEYS.iter().find(|key| !map.contains_key(**key))?;
            let field = path.key(*key);
            if dice.one_in(2) {
                map.insert((*key).to_owned(), new_json);
                return Some((Edit::Set { field, value: new, order }, after, false));
            }
            map.insert((*key).to_owned(), Json::Array(vec![new_json]));
            let position = Position::End;
            Some((Edit::Insert { list: field, position, entry: new, order }, after, false))
        }
        // What an entry of a list is as a whole is not set but taken out and put in.
        _ if matches!(path.steps().last(), Some(Step::Index(_))) => None,
        _ => {
            *at(&mut after, &path)? = new_json;
            let many = old.is_object() || old.is_array();
            Some((Edit::Set { field: path, value: new, order }, after, many))
        }
    }
}

fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.find("# c").map(|at| line[at..].trim_end())).collect()
}

/// How many lines of a text are not in the other.
fn lost(before: &str, after: &str) -> usize {
    let diff = similar::TextDiff::from_lines(before, after);
    diff.iter_all_changes().filter(|part| part.tag() == similar::ChangeTag::Delete).count()
}

/// What is wrong with the edit that this start gives; `None` when it gives no record.
fn fault_of(seed: u64) -> Option<Result<(), String>> {
    let mut dice = Dice(seed);
    dice.roll(2);
    let before = file(&mut dice);
    let record = read(&before)?;
    let Some((edit, expected, may_refuse)) = edit(&mut dice, &record) else { return Some(Ok(())) };
    let after = match apply(&before, &edit) {
        Ok(after) => after,
        Err(EditError::Unsafe(_)) if may_refuse => return Some(Ok(())),
        Err(error) => return Some(Err(format!("{error}: {edit:?} in\n{before}"))),
    };
    let is_windows = before.contains("\r\n");
    let is_bare = before.trim_start_matches('\u{feff}').is_empty();
    // A value of several lines may go.
    let may_go =
        if may_refuse || matches!(edit, Edit::Set { .. }) { before.lines().count() } else { 2 };
    let all = [
        ("says something else", read(&after).as_ref() == Some(&expected)),
        ("lost a comment", comments(&before) == comments(&after)),
        ("lost the mark", before.starts_with('\u{feff}') == after.starts_with('\u{feff}')),
        (
            "mixes line ends",
            !is_windows || after.matches('\n').count() == after.matches("\r\n").count(),
        ),
        (
            "ends otherwise",
            is_bare
                || matches!(edit, Edit::Remove { .. })
                || before.ends_with('\n') == after.ends_with('\n'),
        ),
        ("touches more", lost(&before, &after) <= may_go),
    ];
    let wrong = all.iter().find(|(_, is_right)| !is_right);
    let told = wrong.map(|(what, _)| format!("it {what}: {edit:?} in\n{before}\nto\n{after}"));
    Some(told.map_or(Ok(()), Err))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn an_edit_touches_only_what_it_is_about(seed: u64) {
        match fault_of(seed) {
            // The writer above may go astray; it must not do so often.
            None => return Err(TestCaseError::reject("this is no record")),
            Some(Err(told)) => return Err(TestCaseError::fail(told)),
            Some(Ok(())) => {}
        }
    }
}
