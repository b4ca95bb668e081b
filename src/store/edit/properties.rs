//! What must hold of any file, however it is written and commented, and any edit: only what was
//! asked for changes, and the text then says exactly that.

mod sloppy;

use super::*;
use crate::store::yaml;
use crate::text::{FieldPath, Step};
use proptest::prelude::*;
use serde_json::{Map, Value as Json};
use sloppy::file;
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

/// The bytes of a text in which an edit may change anything: the lines of the field, the list or the
/// entry and the comments that belong to it; of what is new, the lines of that in which it is to
/// stand.
fn place_of(text: &str, edit: &Edit) -> Option<std::ops::Range<usize>> {
    let ground = Ground::read(text).ok()?;
    let path = edit.path();
    // With its last entry a list goes.
    let steps = path.steps().len() - usize::from(matches!(edit, Edit::Remove { .. }));
    let mut shorter = FieldPath::top();
    for step in &path.steps()[..steps] {
        shorter = match step {
            Step::Key(key) => shorter.key(key.as_str()),
            Step::Index(at) => shorter.item(*at),
        };
    }
    let (slot, missing) = ground.reach(&shorter);
    if shorter.steps().len() == missing.len() {
        return Some(0..text.len());
    }
    let start = ground.line_start(slot.from);
    let end = ground.below_end(slot, slot.column);
    Some(start..end)
}

/// Whether what stands outside of the place of an edit is there to the byte.
fn stays_around(before: &str, after: &str, edit: &Edit) -> bool {
    let Some(place) = place_of(before, edit) else { return true };
    let same = |pair: &(u8, u8)| pair.0 == pair.1;
    let front = before.bytes().zip(after.bytes()).take_while(same).count();
    let back = before.bytes().rev().zip(after.bytes().rev()).take_while(same).count();
    front >= place.start && before.len() - back <= place.end
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
        ("changes something elsewhere", stays_around(&before, &after, &edit)),
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
