//! Every list that a record can have, found in the schemas, so that a new one is here by itself:
//! two people add to it, and both entries are there after the merge.

use super::{begin, ends, git, git_command, git_is_here, lm};
use lm::store::edit::{Edit, Position, Value, apply};
use lm::store::schemas::{schema, schema_names};
use lm::text::{FieldPath, Step};
use serde_json::{Map, Value as Json, json};
use std::fs;

/// What is no record that two people write in.
const NO_RECORDS: &[&str] = &["settings", "policy", "calendar", "instrument"];

/// A list, and a file with one entry in it.
struct Kind {
    name: String,
    path: FieldPath,
    base: Json,
    /// The entry of the file, and those that are added.
    entries: [Json; 3],
}

/// The schema of one kind of file.
struct Sheet {
    whole: Json,
}

impl Sheet {
    /// The part that is meant, without the ways round it.
    fn resolved<'s>(&'s self, part: &'s Json) -> &'s Json {
        let first = |of: &'s Json| of.as_array()?.iter().find(|one| one["type"] != "null");
        if let Some(name) = part["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
            return self.resolved(&self.whole["definitions"][name]);
        }
        match first(&part["allOf"]).or_else(|| first(&part["anyOf"])) {
            Some(part) => self.resolved(part),
            None => part,
        }
    }

    fn is(part: &Json, kind: &str) -> bool {
        part["type"] == kind
            || part["type"].as_array().is_some_and(|all| all.contains(&json!(kind)))
    }

    /// Something that may stand there, another for each number.
    fn sample(&self, part: &Json, number: usize) -> Json {
        let part = self.resolved(part);
        let choices = part["oneOf"].as_array().map(|all| {
            all.iter().map(|one| one.get("const").unwrap_or(&one["enum"][0]).clone()).collect()
        });
        if let Some(all) = choices.or_else(|| part["enum"].as_array().cloned()) {
            return all[number % all.len()].clone();
        }
        let pattern = part["pattern"].as_str().unwrap_or_default();
        match () {
            () if part["format"] == "date" => json!(format!("2026-03-0{number}")),
            () if pattern.contains(':') => json!(format!("10:0{number}")),
            () if !pattern.is_empty() => json!(format!("x{number}y")),
            () if Self::is(part, "object") => self.object(part, number),
            () if Self::is(part, "array") => json!([self.sample(&part["items"], number)]),
            () if Self::is(part, "integer") || Self::is(part, "number") => json!(number),
            () if Self::is(part, "boolean") => json!(true),
            () => json!(format!("word {number}")),
        }
    }

    /// What must be there, and something to tell it by.
    fn object(&self, part: &Json, number: usize) -> Json {
        let mut made = Map::new();
        let empty = Map::new();
        let fields = part["properties"].as_object().unwrap_or(&empty);
        for key in part["required"].as_array().into_iter().flatten().filter_map(Json::as_str) {
            made.insert(key.to_owned(), self.sample(&fields[key], number));
        }
        let words = fields.iter().find(|(key, field)| {
            let plain = self.resolved(field);
            !made.contains_key(*key) && Self::is(plain, "string") && plain["pattern"].is_null()
        });
        if let Some((key, field)) = words {
            made.insert(key.clone(), self.sample(field, number));
        }
        Json::Object(made)
    }

    fn lists(&self, part: &Json, here: &FieldPath, found: &mut Vec<FieldPath>) {
        for (key, field) in part["properties"].as_object().into_iter().flatten() {
            let (field, path) = (self.resolved(field), here.clone().key(key.as_str()));
            if Self::is(field, "array") {
                found.push(path.clone());
                self.lists(self.resolved(&field["items"]), &path.item(0), found);
            } else if Self::is(field, "object") {
                self.lists(field, &path, found);
            }
        }
    }

    /// A file with one entry in the list, and the schema of its entries.
    fn with_one(&self, path: &FieldPath) -> (Json, &Json) {
        let mut made = self.object(&self.whole, 1);
        let (mut place, mut part) = (&mut made, &self.whole);
        for step in path.steps() {
            match step {
                Step::Key(key) => {
                    part = self.resolved(&part["properties"][&**key]);
                    if place.get(&**key).is_none() {
                        place[&**key] = self.sample(part, 1);
                    }
                    place = &mut place[&**key];
                }
                Step::Index(_) => {
                    part = self.resolved(&part["items"]);
                    place = &mut place[0];
                }
            }
        }
        let items = self.resolved(&part["items"]);
        *place = json!([self.sample(items, 1)]);
        (made, items)
    }
}

fn kinds() -> Vec<Kind> {
    let mut kinds = Vec::new();
    for name in schema_names().filter(|name| !NO_RECORDS.contains(name)) {
        let sheet = Sheet { whole: schema(name).expect("it is there") };
        let mut paths = Vec::new();
        sheet.lists(&sheet.whole, &FieldPath::top(), &mut paths);
        for path in paths {
            let (base, items) = sheet.with_one(&path);
            let entries = [1, 2, 3].map(|number| sheet.sample(items, number));
            kinds.push(Kind { name: format!("{name}: {path}"), path, base, entries });
        }
    }
    kinds
}

fn written(json: &Json) -> Value {
    match json {
        Json::Object(fields) => {
            Value::Map(fields.iter().map(|(key, value)| (key.clone(), written(value))).collect())
        }
        Json::Array(items) => Value::List(items.iter().map(written).collect()),
        Json::String(words) if words.starts_with("2026-") => Value::Plain(words.clone()),
        Json::String(words) => Value::words(words.as_str()),
        other => Value::Plain(other.to_string()),
    }
}

impl Kind {
    fn with(&self, entry: &Json) -> String {
        let text = serde_yaml::to_string(&self.base).expect("a record");
        let edit = Edit::Insert {
            list: self.path.clone(),
            position: Position::End,
            entry: written(entry),
            order: Vec::new(),
        };
        apply(&text, &edit).unwrap_or_else(|error| panic!("{}: {error} in\n{text}", self.name))
    }

    /// The list in a text, which goes out of what is around it.
    fn taken_from(&self, around: &mut Json) -> Vec<Json> {
        let list = self.path.steps().iter().fold(around, |json, step| match step {
            Step::Key(key) => &mut json[&**key],
            Step::Index(at) => &mut json[*at],
        });
        list.take().as_array().cloned().unwrap_or_default()
    }
}

#[test]
fn every_list_of_every_record_holds_what_two_people_added() {
    if !git_is_here() {
        return;
    }
    let kinds = kinds();
    assert!(kinds.len() > 60, "only {} lists", kinds.len());
    for known in ["contacts: contacts", "sessions: sessions[0].promises", "reviews: exits"] {
        assert!(kinds.iter().any(|kind| kind.name == known), "{known} is not among them");
    }
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    begin(folder);
    fs::write(folder.join("lm.toml"), "").expect("a file");
    ends(&lm(folder, &["git-setup"]), 0);
    let write = |text: &dyn Fn(&Kind) -> String, message: &str| {
        for (number, kind) in kinds.iter().enumerate() {
            fs::write(folder.join(format!("{number}.yaml")), text(kind)).expect("it is written");
        }
        git(folder, &["add", "--all"]);
        git(folder, &["commit", "--quiet", "--message", message]);
    };
    write(&|kind| serde_yaml::to_string(&kind.base).expect("a record"), "base");
    git(folder, &["switch", "--quiet", "--create", "side"]);
    write(&|kind| kind.with(&kind.entries[1]), "theirs");
    git(folder, &["switch", "--quiet", "main"]);
    write(&|kind| kind.with(&kind.entries[2]), "ours");
    let merge = git_command(folder, &["merge", "--no-edit", "side"]).output().expect("git starts");
    let said = String::from_utf8_lossy(&merge.stdout).into_owned();
    assert!(merge.status.success(), "{said}");
    for (number, kind) in kinds.iter().enumerate() {
        let text = fs::read_to_string(folder.join(format!("{number}.yaml"))).expect("a record");
        let mut merged: Json = serde_yaml::from_str(&text).expect("a sound record");
        let mut around = kind.base.clone();
        kind.taken_from(&mut around);
        let list = kind.taken_from(&mut merged);
        assert_eq!(merged, around, "{}: more was changed", kind.name);
        let is_whole = list.len() == 3 && kind.entries.iter().all(|entry| list.contains(entry));
        assert!(is_whole, "{}:\n{text}", kind.name);
    }
}
