//! The way to a field while a record is walked: it lives on the stack, and only a fault makes a
//! path of it, so that walking a clean record costs no memory.

use crate::text::FieldPath;

/// The way from the top of a record to where a check is looking.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trail<'t> {
    /// At the top.
    Top,
    /// In the field of this name.
    Key(&'t Trail<'t>, &'t str),
    /// In the list entry of this number, counted from 0.
    Item(&'t Trail<'t>, usize),
}

impl<'t> Trail<'t> {
    /// One key further down.
    pub(super) fn key(&'t self, name: &'t str) -> Trail<'t> {
        Trail::Key(self, name)
    }

    /// One list entry further down, counted from 0.
    pub(super) fn item(&'t self, index: usize) -> Trail<'t> {
        Trail::Item(self, index)
    }

    /// As a path.
    pub(super) fn path(&self) -> FieldPath {
        match self {
            Trail::Top => FieldPath::top(),
            Trail::Key(above, name) => above.path().key(*name),
            Trail::Item(above, index) => above.path().item(*index),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trail_becomes_the_path_of_the_same_steps() {
        let plans = Trail::Top.key("plans");
        let plan = plans.item(1);
        assert_eq!(
            plan.key("targets").item(0).key("by").path().to_string(),
            "plans[1].targets[0].by"
        );
        assert_eq!(Trail::Top.path(), FieldPath::top());
    }
}
