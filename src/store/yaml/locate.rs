//! From the path of a field to its place in the text. Only a fault that is drawn needs this, so
//! the text is read once more here instead of every place being kept from the first time.

use std::sync::Arc;

use super::de::Skipped;
use super::tree::{Node, Tree, Value, first_line};
use crate::store::faults::Faults;
use crate::store::toml_text;
use crate::text::{FieldPath, Range, Step};

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The records.
    Yaml,
    /// `lm.toml`, the policy, the calendar, the instruments.
    Toml,
}

/// Finds fields in one text. Every range is on one line, fit to be underlined.
#[derive(Debug)]
pub struct Locator<'t> {
    tree: Option<Tree<'t>>,
    skipped: Skipped,
}

/// The end of a path, as far as it leads.
struct Found<'n, 't> {
    node: &'n Node<'t>,
    key: Option<&'n Node<'t>>,
    /// Whether the whole path leads there.
    whole: bool,
}

impl<'t> Locator<'t> {
    /// For a text and what was left out when it was read.
    pub fn new(text: &'t str, format: Format, skipped: &Skipped) -> Self {
        let mut faults = Faults::new(&Arc::from(""));
        let tree = match format {
            Format::Yaml => super::parse(text, &mut faults),
            Format::Toml => toml_text::parse(text, &mut faults),
        };
        Self { tree, skipped: skipped.clone() }
    }

    /// The value of a field; the key of a list or of entries, or the first line of one that stands
    /// in a list. Where the text has no such field, the key of the nearest thing it would be in.
    pub fn value(&self, path: &FieldPath) -> Range {
        self.found(path, |found, text| {
            if found.whole { found.node.marked(found.key, text) } else { key_of(found, text) }
        })
    }

    /// The key of a field; the first line of an entry in a list. Where the text has no such field,
    /// the key of the nearest thing it would be in.
    pub fn key(&self, path: &FieldPath) -> Range {
        self.found(path, key_of)
    }

    fn found(&self, path: &FieldPath, place: impl Fn(&Found<'_, 't>, &str) -> Range) -> Range {
        let Some(tree) = &self.tree else { return Range::default() };
        let mut found = Found { node: &tree.root, key: None, whole: true };
        for step in path.steps() {
            let Some((node, key)) = self.below(found.node, step) else {
                found.whole = false;
                break;
            };
            found = Found { node, key, whole: true };
        }
        if found.node.id == tree.root.id {
            return first_line(start_of(&tree.root), tree.text);
        }
        place(&found, tree.text)
    }

    fn below<'n>(
        &self,
        node: &'n Node<'t>,
        step: &Step,
    ) -> Option<(&'n Node<'t>, Option<&'n Node<'t>>)> {
        match (&node.value, step) {
            (Value::Map(_), Step::Key(name)) => {
                node.entry(name).map(|entry| (&entry.value, Some(&entry.key)))
            }
            (Value::List(items), Step::Index(index)) => {
                let mut kept = items.iter().filter(|item| !self.skipped.has(item.id));
                kept.nth(*index).map(|item| (item, None))
            }
            _ => None,
        }
    }
}

fn key_of(found: &Found<'_, '_>, text: &str) -> Range {
    found.key.map_or_else(|| found.node.marked(None, text), |key| first_line(key.range, text))
}

/// A record as a whole is shown by where it begins.
fn start_of(root: &Node<'_>) -> Range {
    match &root.value {
        Value::Map(entries) => entries.first().map_or(root.range, |first| first.key.range),
        _ => Range { start: root.range.start, end: root.range.start },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::yaml;
    use std::fmt::Write as _;

    use proptest::prelude::*;
    use serde::Deserialize;

    const TEXT: &str = "\
# who
name: \"Zoë\"   # as she says
plans:
  - start: 2026-09-14
    steps:
      - first
      - [wrong]
      - third
    note: |
      one
      two

  - start:
born:
";

    #[derive(Deserialize)]
    #[allow(dead_code, reason = "only read to see what is skipped")]
    struct Record {
        name: String,
        plans: Vec<Plan>,
        born: Option<String>,
    }

    #[derive(Deserialize)]
    #[allow(dead_code, reason = "only read to see what is skipped")]
    struct Plan {
        start: Option<String>,
        #[serde(default)]
        steps: Vec<String>,
        note: Option<String>,
    }

    fn path(steps: &str) -> FieldPath {
        steps.split('.').filter(|step| !step.is_empty()).fold(FieldPath::top(), |path, step| {
            match step.parse() {
                Ok(index) => path.item(index),
                Err(_) => path.key(step),
            }
        })
    }

    #[test]
    fn a_path_leads_to_what_is_to_be_underlined() {
        let read = yaml::read::<Record>(&Arc::from("a.yaml"), TEXT);
        assert_eq!(read.findings.len(), 1);
        let locator = Locator::new(TEXT, Format::Yaml, &read.skipped);
        for (steps, value, key) in [
            ("name", "\"Zoë\"", "name"),
            ("plans", "plans", "plans"),
            ("plans.0", "start: 2026-09-14", "start: 2026-09-14"),
            ("plans.0.start", "2026-09-14", "start"),
            ("plans.0.steps.0", "first", "first"),
            // The wrong one between them is not in the record.
            ("plans.0.steps.1", "third", "third"),
            ("plans.0.steps.2", "steps", "steps"),
            ("plans.0.note", "one", "note"),
            ("plans.1.start", "start", "start"),
            ("plans.1.by", "start", "start"),
            ("plans.7.by", "plans", "plans"),
            ("born", "born", "born"),
            ("born.day", "born", "born"),
            ("died", "name", "name"),
            ("", "name", "name"),
        ] {
            let path = path(steps);
            assert_eq!(&TEXT[locator.value(&path).as_usize()], value, "value of {steps}");
            assert_eq!(&TEXT[locator.key(&path).as_usize()], key, "key of {steps}");
        }
    }

    #[test]
    fn toml_is_found_in_the_same_way() {
        let text = "name = \"Elm\"\nstart = 2026-09-01\n[head]\nname = 'x'\n[[staff]]\nid = \"ab\"\n[[staff]]\nid = \"cd\"\na.b = [1,\n 2]\n";
        let locator = Locator::new(text, Format::Toml, &Skipped::default());
        for (steps, value, key) in [
            ("name", "\"Elm\"", "name"),
            ("start", "2026-09-01", "start"),
            ("head", "head", "head"),
            ("head.name", "'x'", "name"),
            ("staff", "staff", "staff"),
            ("staff.1", "[[staff]]", "[[staff]]"),
            ("staff.1.id", "\"cd\"", "id"),
            ("staff.1.a.b", "b", "b"),
            ("staff.1.a.b.1", "2", "2"),
            ("staff.1.x", "[[staff]]", "[[staff]]"),
        ] {
            let path = path(steps);
            assert_eq!(&text[locator.value(&path).as_usize()], value, "value of {steps}");
            assert_eq!(&text[locator.key(&path).as_usize()], key, "key of {steps}");
        }
    }

    /// A text as somebody may write it, and what it says.
    fn written() -> impl Strategy<Value = (String, String)> {
        prop_oneof![
            "[a-z][a-zé0-9]{0,8}( [a-z0-9]{1,5}){0,2}".prop_map(|text| (text.clone(), text)),
            "[ -~é]{0,12}".prop_map(|text| (format!("'{}'", text.replace('\'', "''")), text)),
            "[a-z :#é]{0,12}".prop_map(|text| (format!("\"{text}\""), text)),
        ]
    }

    proptest! {
        #[test]
        fn the_place_of_a_value_is_exactly_what_was_written(
            values in proptest::collection::vec((written(), 0_usize..4), 1..12),
            newline in prop_oneof![Just("\n"), Just("\r\n")],
            mark in prop_oneof![Just(""), Just("\u{feff}")],
        ) {
            let mut text = format!("{mark}list:{newline}");
            for ((written, _), spaces) in &values {
                let _ = write!(text, "  -{} k: {written}{}{newline}", " ".repeat(*spaces), " ".repeat(*spaces));
            }
            let locator = Locator::new(&text, Format::Yaml, &Skipped::default());
            for (index, ((written, _), _)) in values.iter().enumerate() {
                let path = FieldPath::from("list").item(index).key("k");
                prop_assert_eq!(&text[locator.value(&path).as_usize()], written.as_str());
                prop_assert_eq!(&text[locator.key(&path).as_usize()], "k");
            }
        }
    }
}
