//! Shipped presets and instruments as `src/build.rs` lays them out: the tree of the file, part by
//! part, which takes a tenth of the time that parsing the file does. What the texts mean is
//! `yaml::de`'s, and a file of the school's is always parsed.

use super::yaml::tree::{Entry, Node, Style, Tree, Value};
use crate::embedded;
use crate::text::Range;
use std::borrow::Cow;
use std::str::Split;

/// Behind every part.
const END: char = '\u{1f}';

const SOUND: &str = "src/build.rs lays out whole trees";

/// The tree of the shipped preset of this name. Its nodes have no place.
pub(super) fn preset(name: &str) -> Option<Tree<'static>> {
    let found = embedded::POLICIES_LAID_OUT.iter().find(|(preset, _)| *preset == name)?;
    Some(tree(found.1))
}

/// The trees of all shipped instruments. Their nodes have no place.
pub(super) fn instruments() -> impl Iterator<Item = (&'static str, Tree<'static>)> {
    embedded::INSTRUMENTS_LAID_OUT.iter().map(|(name, laid_out)| (*name, tree(laid_out)))
}

fn tree(laid_out: &'static str) -> Tree<'static> {
    let mut parts = Parts { rest: laid_out.split(END), size: 0 };
    let root = parts.node();
    Tree { text: "", root, size: parts.size, spoiled: Vec::new() }
}

struct Parts {
    rest: Split<'static, char>,
    /// How many nodes there are so far.
    size: u32,
}

impl Parts {
    fn part(&mut self) -> &'static str {
        self.rest.next().expect(SOUND)
    }

    fn node(&mut self) -> Node<'static> {
        let (kind, text) = self.part().split_at(1);
        let count = || text.parse::<usize>().expect(SOUND);
        match kind {
            "m" => {
                let entries = (0..count()).map(|_| {
                    let key = self.part();
                    Entry { key: self.scalar(key, Style::Plain), value: self.node() }
                });
                let entries = entries.collect();
                self.of(Value::Map(entries))
            }
            "l" => {
                let items = (0..count()).map(|_| self.node()).collect();
                self.of(Value::List(items))
            }
            "q" => self.scalar(text, Style::Quoted),
            _ => self.scalar(text, Style::Plain),
        }
    }

    fn scalar(&mut self, text: &'static str, style: Style) -> Node<'static> {
        self.of(Value::Scalar { text: Cow::Borrowed(text), style })
    }

    fn of(&mut self, value: Value<'static>) -> Node<'static> {
        self.size += 1;
        Node { id: self.size, range: Range::default(), value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instrument::Instrument;
    use crate::domain::policy::Policy;
    use crate::store::faults::Faults;
    use crate::store::toml_text;
    use crate::store::yaml::{Read, from_tree};
    use serde::de::DeserializeOwned;
    use std::fmt::Debug;
    use std::sync::Arc;

    fn says_the_same<T: DeserializeOwned + Debug + PartialEq>(
        files: &[(&str, &str)],
        laid_out: impl Fn(&str) -> Tree<'static>,
    ) {
        assert!(!files.is_empty());
        for (path, text) in files {
            let file = Arc::from(*path);
            let parsed: Read<T> = toml_text::read(&file, text);
            assert!(parsed.findings.is_empty(), "{path}: {:?}", parsed.findings);
            let name = path.strip_suffix(".toml").expect("all are TOML");
            let read: Read<T> = from_tree(&laid_out(name), Faults::new(&file));
            assert!(read.findings.is_empty(), "{path}: {:?}", read.findings);
            assert_eq!(read.value, parsed.value, "{path}");
        }
    }

    #[test]
    fn a_tree_that_is_laid_out_says_the_same_as_its_file() {
        says_the_same::<Policy>(embedded::POLICIES, |name| preset(name).expect("it is there"));
        says_the_same::<Instrument>(embedded::INSTRUMENTS, |name| {
            instruments().find(|(other, _)| *other == name).expect("it is there").1
        });
        assert!(preset("nothing").is_none());
    }
}
