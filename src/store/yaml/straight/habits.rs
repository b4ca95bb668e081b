//! What is remembered of the types between one record and the next: which of their fields nobody
//! looks at, and which field mostly stands behind which. So a key need not be looked for, only
//! compared.

use std::cell::Cell;

use crate::domain::record::Unread;
use crate::store::yaml::scan::FEW_KEYS;

/// More types than all records together have.
const TYPES: usize = 128;

/// What is remembered by one who reads many records.
pub(crate) struct Habits {
    unread: &'static Unread,
    types: Box<[OfType]>,
}

/// What is remembered of a type.
pub(super) struct OfType {
    name: Cell<&'static str>,
    fields: Cell<&'static [&'static str]>,
    /// The fields that nobody looks at: a bit each.
    unread: Cell<u64>,
    /// Those of them of which the first list is looked at.
    but_first_list: Cell<u64>,
    /// Which field stood behind each the last time; at 0, which stood first.
    behind: [Cell<u8>; FEW_KEYS + 1],
}

impl Habits {
    /// Nothing yet, but what nobody looks at.
    pub(crate) fn new(unread: &'static Unread) -> Self {
        Self { unread, types: (0..TYPES).map(|_| OfType::unknown()).collect() }
    }

    /// What is known of a type; `None` when it has more fields than a record has, or there are too
    /// many types.
    pub(super) fn of(
        &self,
        name: &'static str,
        fields: &'static [&'static str],
    ) -> Option<&OfType> {
        let first = fields.as_ptr().addr() / size_of::<&str>() % TYPES;
        let (before, after) = self.types.split_at(first);
        for known in after.iter().chain(before) {
            if known.is(name, fields) {
                return Some(known);
            }
            if known.fields.get().is_empty() {
                return (!fields.is_empty() && fields.len() <= FEW_KEYS).then(|| {
                    known.learn(name, fields, self.unread);
                    known
                });
            }
        }
        None
    }
}

impl OfType {
    fn unknown() -> Self {
        Self {
            name: Cell::new(""),
            fields: Cell::new(&[]),
            unread: Cell::new(0),
            but_first_list: Cell::new(0),
            behind: [const { Cell::new(0) }; FEW_KEYS + 1],
        }
    }

    /// Two types with fields of the same names may share the list of them.
    fn is(&self, name: &str, fields: &'static [&'static str]) -> bool {
        std::ptr::eq(self.fields.get(), fields) && self.name.get() == name
    }

    fn learn(&self, name: &'static str, fields: &'static [&'static str], unread: &Unread) {
        let (mut over, mut but_first_list) = (0, 0);
        for field in unread.fields_of(name) {
            let Some(at) = fields.iter().position(|known| *known == field.name) else { continue };
            over |= 1 << at;
            but_first_list |= u64::from(field.but_first_list) << at;
        }
        self.name.set(name);
        self.fields.set(fields);
        self.unread.set(over);
        self.but_first_list.set(but_first_list);
        for (behind, at) in self.behind.iter().zip(0..) {
            behind.set(at);
        }
    }

    /// The names of its fields.
    #[inline]
    pub(super) fn fields(&self) -> &'static [&'static str] {
        self.fields.get()
    }

    #[inline]
    pub(super) fn is_unread(&self, bit: u64) -> bool {
        self.unread.get() & bit != 0
    }

    #[inline]
    pub(super) fn is_unread_but_for_first_list(&self, bit: u64) -> bool {
        self.but_first_list.get() & bit != 0
    }

    /// Which field is likely to stand behind so many-th one, counted from 1; 0 is for the first.
    #[inline]
    pub(super) fn likely_behind(&self, field: usize) -> usize {
        usize::from(self.behind[field].get())
    }

    #[inline]
    pub(super) fn learn_behind(&self, field: usize, at: usize) {
        // There are few fields.
        self.behind[field].set(u8::try_from(at).unwrap_or_default());
    }
}
