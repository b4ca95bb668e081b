//! A school's choices over its preset, while both are still trees: so a fault in what the school
//! wrote keeps its place, and an entry of a list need only say what is different.

use crate::store::codes;
use crate::store::faults::Faults;
use crate::store::yaml::Skipped;
use crate::store::yaml::tree::{Entry, Node, Tree, Value};

/// The school's tree without what is skipped, and with everything from the preset's that it does
/// not say. Tables are merged key by key, lists by the `id` of their entries; any other value is
/// the school's.
pub(super) fn overlay<'t>(
    school: Tree<'t>,
    mut preset: Tree<'t>,
    skipped: &Skipped,
    faults: &mut Faults,
) -> Tree<'t> {
    // Nodes are known by number, and what the school wrote keeps its own.
    renumber(&mut preset.root, school.size);
    let size = school.size + preset.size;
    let mut over = Overlay { text: school.text, skipped, faults };
    let root = over.node(school.root, preset.root);
    Tree { text: school.text, root, size, spoiled: school.spoiled }
}

/// Gives the nodes of a preset numbers of their own.
fn renumber(node: &mut Node<'_>, by: u32) {
    node.id += by;
    match &mut node.value {
        Value::Scalar { .. } => {}
        Value::List(entries) => entries.iter_mut().for_each(|entry| renumber(entry, by)),
        Value::Map(entries) => {
            for Entry { key, value } in entries {
                renumber(key, by);
                renumber(value, by);
            }
        }
    }
}

struct Overlay<'o> {
    text: &'o str,
    skipped: &'o Skipped,
    faults: &'o mut Faults,
}

impl Overlay<'_> {
    fn node<'t>(&mut self, school: Node<'t>, preset: Node<'t>) -> Node<'t> {
        let Node { id, range, value } = school;
        let value = match (value, preset.value) {
            (Value::Map(school), Value::Map(preset)) => Value::Map(self.table(school, preset)),
            (Value::List(school), Value::List(preset)) if merges(&school, &preset) => {
                Value::List(self.list(school, preset))
            }
            (value, _) => value,
        };
        Node { id, range, value }
    }

    fn table<'t>(&mut self, school: Vec<Entry<'t>>, preset: Vec<Entry<'t>>) -> Vec<Entry<'t>> {
        let is_there = |entry: &Entry<'_>| {
            !self.skipped.has(entry.key.id) && !self.skipped.has(entry.value.id)
        };
        let mut school: Vec<Entry<'t>> = school.into_iter().filter(is_there).collect();
        let mut merged = Vec::with_capacity(preset.len());
        for entry in preset {
            let own = school.iter().position(|own| own.key.scalar() == entry.key.scalar());
            merged.push(match own {
                None => entry,
                Some(at) => {
                    let own = school.remove(at);
                    Entry { key: own.key, value: self.node(own.value, entry.value) }
                }
            });
        }
        merged.extend(school);
        merged
    }

    fn list<'t>(&mut self, mut school: Vec<Node<'t>>, preset: Vec<Node<'t>>) -> Vec<Node<'t>> {
        self.report_twice(&school);
        let mut merged = Vec::with_capacity(preset.len() + school.len());
        for entry in preset {
            let own = school.iter().position(|own| id_of(own) == id_of(&entry));
            merged.push(match own {
                None => entry,
                Some(at) => self.node(school.remove(at), entry),
            });
        }
        merged.extend(school);
        merged
    }

    fn report_twice(&mut self, school: &[Node<'_>]) {
        for (at, entry) in school.iter().enumerate() {
            let Some(id) = id_of(entry) else { continue };
            if school[..at].iter().any(|earlier| id_of(earlier) == Some(id)) {
                let range =
                    entry.entry("id").map_or(entry.range, |id| id.value.marked(None, self.text));
                let message = format!("‹{id}› is here for the second time");
                let finding = self
                    .faults
                    .error(codes::DUPLICATE_ENTRY, range, message)
                    .help("join the two entries, or give one of them another id");
                self.faults.add(finding);
            }
        }
    }
}

/// Whether two lists are merged by id. An empty list of the school's has no ids: it empties the
/// preset's.
fn merges(school: &[Node<'_>], preset: &[Node<'_>]) -> bool {
    let have_ids = |list: &[Node<'_>]| list.iter().any(|entry| id_of(entry).is_some());
    have_ids(school) && (preset.is_empty() || have_ids(preset))
}

fn id_of<'n>(entry: &'n Node<'_>) -> Option<&'n str> {
    entry.entry("id")?.value.scalar()
}
