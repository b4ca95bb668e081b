//! What is remembered from one reading of a tree to the next: faults found, nodes set aside.

use std::cell::{Cell, RefCell};

use super::fault::Said;
use crate::store::faults::Faults;
use crate::store::yaml::tree::{Tree, first_line};
use crate::text::Range;

/// Shared by all readers of one tree.
pub(crate) struct Run<'r> {
    pub(super) text: &'r str,
    /// The file is written in TOML.
    pub(super) is_toml: bool,
    faults: RefCell<Faults>,
    /// Nodes that are left out, sorted.
    spoiled: RefCell<Vec<u32>>,
    /// Empty values that a type wants to see nevertheless, sorted.
    wanted: RefCell<Vec<u32>>,
    stand_ins: RefCell<Vec<StandIn>>,
    steps: Cell<u32>,
}

/// A missing key of the entries at a node, and how often something was offered in its place.
#[derive(Clone, Copy)]
pub(super) struct StandIn {
    pub(super) node: u32,
    pub(super) key: &'static str,
    pub(super) attempt: u8,
}

impl<'r> Run<'r> {
    pub(super) fn new(tree: &Tree<'r>, faults: Faults) -> Self {
        Self {
            text: tree.text,
            is_toml: faults.is_toml(),
            faults: RefCell::new(faults),
            spoiled: RefCell::new(tree.spoiled.clone()),
            wanted: RefCell::default(),
            stand_ins: RefCell::default(),
            steps: Cell::new(0),
        }
    }

    /// Notes a fault at these bytes.
    pub(super) fn report(&self, said: Said, range: Range) {
        let mut faults = self.faults.borrow_mut();
        let mut finding = faults.error(said.code, first_line(range, self.text), said.message);
        finding.help = said.help;
        faults.add(finding);
    }

    /// Whether no more faults are taken in.
    pub(super) fn is_full(&self) -> bool {
        self.faults.borrow().is_full()
    }

    /// A number that grows with all that is set aside.
    pub(super) fn progress(&self) -> u32 {
        self.steps.get()
    }

    fn step(&self) {
        self.steps.set(self.steps.get() + 1);
    }

    /// Leaves this node out from now on.
    pub(super) fn spoil(&self, id: u32) {
        if insert(&mut self.spoiled.borrow_mut(), id) {
            self.step();
        }
    }

    /// Whether this node is left out.
    #[inline]
    pub(super) fn is_spoiled(&self, id: u32) -> bool {
        let spoiled = self.spoiled.borrow();
        !spoiled.is_empty() && spoiled.binary_search(&id).is_ok()
    }

    /// Shows this empty value from now on, instead of leaving its key out.
    pub(super) fn want(&self, id: u32) {
        if insert(&mut self.wanted.borrow_mut(), id) {
            self.step();
        }
    }

    /// Whether this empty value is to be shown.
    #[inline]
    pub(super) fn is_wanted(&self, id: u32) -> bool {
        let wanted = self.wanted.borrow();
        !wanted.is_empty() && wanted.binary_search(&id).is_ok()
    }

    /// From now on something stands in for this key at this node, to see what else is missing.
    pub(super) fn stand_in(&self, node: u32, key: &'static str) {
        self.stand_ins.borrow_mut().push(StandIn { node, key, attempt: 0 });
        self.step();
    }

    /// Offers something else for this key; `false` when all was tried.
    pub(super) fn stand_in_again(&self, node: u32, key: &'static str, attempts: u8) -> bool {
        let mut all = self.stand_ins.borrow_mut();
        let Some(one) = all.iter_mut().find(|one| one.node == node && one.key == key) else {
            return false;
        };
        one.attempt += 1;
        self.step();
        one.attempt < attempts
    }

    /// What stands in at this node.
    pub(super) fn stand_ins(&self, node: u32) -> Vec<StandIn> {
        let all = self.stand_ins.borrow();
        all.iter().filter(|one| one.node == node).copied().collect()
    }

    /// All faults, and all that was left out.
    pub(super) fn finish(self) -> (Faults, Vec<u32>) {
        (self.faults.into_inner(), self.spoiled.into_inner())
    }
}

/// Puts a number in its place; `false` if it was there.
fn insert(sorted: &mut Vec<u32>, id: u32) -> bool {
    match sorted.binary_search(&id) {
        Ok(_) => false,
        Err(at) => {
            sorted.insert(at, id);
            true
        }
    }
}
