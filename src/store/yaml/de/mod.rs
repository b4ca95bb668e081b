//! From a [`Tree`] to a type of ours, with every fault of the file in one run. The types are plain
//! `#[derive(Deserialize)]` ones, which give up at their first fault; so a fault is noted, its
//! node is set aside as spoiled, and the whole is read again without it, until nothing is left to
//! complain of. A file without faults is read once.

/// What is read like something else: a structure without fields like nothing at all, one whose
/// fields have no names like a tuple.
macro_rules! nameless_structs {
    () => {
        fn deserialize_unit_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            visitor: V,
        ) -> Result<V::Value, Fault> {
            self.deserialize_unit(visitor)
        }

        fn deserialize_tuple_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            length: usize,
            visitor: V,
        ) -> Result<V::Value, Fault> {
            self.deserialize_tuple(length, visitor)
        }
    };
}

mod access;
mod fault;
mod node;
mod run;
pub(super) mod scalar;
mod stand_in;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::de::DeserializeOwned;

use self::node::Reader;
use self::run::Run;
use super::tree::Tree;
use crate::diag::Finding;
use crate::store::faults::Faults;

/// What reading a file gave.
#[derive(Debug)]
#[must_use]
pub struct Read<T> {
    /// The record, without the parts that are wrong; `None` when too much of it is.
    pub value: Option<T>,
    /// What is wrong, in the order of the text; their places are bytes.
    pub findings: Vec<Finding>,
    /// What was left out of the record, for [`Locator`](super::Locator).
    pub skipped: Skipped,
}

/// The parts of a file that did not make it into the record, by their number in the tree. Entry 3
/// of a list in the record may be entry 4 in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped(Vec<u32>);

impl Skipped {
    /// Whether this node was left out.
    pub(crate) fn has(&self, id: u32) -> bool {
        self.0.binary_search(&id).is_ok()
    }

    /// Whether all of the file is in the record.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Read<T> {
    /// Nothing but faults.
    pub(crate) fn nothing(faults: Faults) -> Self {
        Self { value: None, findings: faults.into_findings(), skipped: Skipped::default() }
    }
}

/// At most about this many nodes are visited for one file, however many faults it has: a file of
/// the largest size is read some thirty times, which is still done within a second.
const MOST_VISITS: u32 = 3_000_000;

/// The record in a tree.
pub(crate) fn from_tree<T: DeserializeOwned>(tree: &Tree<'_>, faults: Faults) -> Read<T> {
    let run = Run::new(tree, faults);
    let mut value = None;
    for _ in 0..(MOST_VISITS / tree.size.max(1)).clamp(4, 2_000) {
        let before = run.progress();
        let top = Reader::top(&run, &tree.root);
        let read = T::deserialize(top).map_err(|fault| top.settle(fault));
        if read.is_err() && run.is_full() {
            break;
        }
        match read {
            Ok(read) => {
                value = Some(read);
                break;
            }
            // Nothing new was set aside, or the top itself was: another turn changes nothing.
            Err(_) if run.progress() == before || run.is_spoiled(tree.root.id) => break,
            Err(_) => {}
        }
    }
    let hopeless = value.is_none() && !run.is_spoiled(tree.root.id);
    let (mut faults, spoiled) = run.finish();
    if hopeless {
        faults.there_may_be_more();
    }
    Read { value, findings: faults.into_findings(), skipped: Skipped(spoiled) }
}

/// Reads a record written in YAML; `file` is its path below the records folder.
pub fn read<T: DeserializeOwned>(file: &Arc<str>, text: &str) -> Read<T> {
    let mut faults = Faults::new(file);
    match super::parse(text, &mut faults) {
        Some(tree) => from_tree(&tree, faults),
        None => Read::nothing(faults),
    }
}
