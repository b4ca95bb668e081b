//! Changes to the text of a record, byte by byte where they are asked for and nowhere else:
//! comments, order, quotation marks, empty lines and line ends stay. From text to text; every
//! result is read again and must say exactly what the old text said with the one change, else it is
//! not given out. Which file it is and how it comes to the disk is `store::change`'s.

mod candidate;
pub(in crate::store) mod ground;
mod insert;
pub(in crate::store) mod proof;
#[cfg(test)]
mod properties;
mod remove;
mod set;
#[cfg(test)]
mod tests;
mod value;
mod write;

pub use value::Value;

use crate::text::FieldPath;
use ground::Ground;
use proof::Model;
use thiserror::Error;
use write::Hand;

/// Where in a list a new entry goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position {
    /// Behind the last.
    End,
    /// Before the entry of this number, counted from 0.
    Before(usize),
    /// Behind the last entry that is not later, by the day in this field: lists are kept oldest
    /// first.
    ByDay(&'static str),
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A new entry of a list. The list is made if it is not there.
    Insert {
        /// The list.
        list: FieldPath,
        /// Where in it.
        position: Position,
        /// The entry.
        entry: Value,
        /// The keys in the order of the type that the list is a field of, for a list that is made.
        order: Vec<String>,
    },
    /// A value in the place of the one that is there, or of none.
    Set {
        /// The field.
        field: FieldPath,
        /// Its value.
        value: Value,
        /// The keys in the order of the type that the field belongs to, for a field that is new.
        order: Vec<String>,
    },
    /// An entry of a list goes.
    Remove {
        /// The entry.
        entry: FieldPath,
    },
}

impl Edit {
    /// The field or list that is changed.
    pub fn path(&self) -> &FieldPath {
        match self {
            Self::Insert { list, .. } => list,
            Self::Set { field, .. } => field,
            Self::Remove { entry } => entry,
        }
    }
}

/// Why a text was not changed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum EditError {
    /// It cannot be read as it is.
    #[error("the file has a fault that must be mended first")]
    Faulty,
    /// There is no such entry or field, or it is something else than a list.
    #[error("there is no such place in the file: {0}")]
    NoSuchPlace(String),
    /// No way was found that leaves everything else as it is.
    #[error("{0} could not be changed safely")]
    Unsafe(String),
}

/// The text with one change.
///
/// # Errors
///
/// See [`EditError`]; the text is then to be left as it is.
pub fn apply(text: &str, edit: &Edit) -> Result<String, EditError> {
    let ground = Ground::read(text)?;
    let mut expected = Model::of(&ground.tree.root);
    let position = match edit {
        Edit::Insert { list, position, entry, .. } => expected.insert(list, position, entry)?,
        Edit::Set { field, value, .. } => {
            expected.set(field, value)?;
            0
        }
        Edit::Remove { entry } => {
            expected.remove(entry)?;
            0
        }
    };
    let dash = ground.dash_offset();
    for is_flat in [false, true] {
        let hand = Hand { dash, is_flat };
        let candidates = match edit {
            Edit::Insert { list, entry, order, .. } => {
                insert::candidates(&ground, list, position, entry, order, hand)?
            }
            Edit::Set { field, value, order } => {
                set::candidates(&ground, field, value, order, hand)?
            }
            Edit::Remove { entry } => remove::candidates(&ground, entry)?,
        };
        let mut changed = candidates.iter().filter_map(|candidate| candidate.applied(text));
        if let Some(changed) = changed.find(|changed| proof::says(changed, &expected)) {
            return Ok(changed);
        }
    }
    Err(EditError::Unsafe(edit.path().to_string()))
}

/// What stands at a place of a text, to be written elsewhere; `None` when there is no such place or
/// comments belong to it, which would be lost.
pub fn value_at(text: &str, path: &FieldPath) -> Option<Value> {
    let ground = Ground::read(text).ok()?;
    let (slot, missing) = ground.reach(path);
    (missing.is_empty() && !ground.has_comments(slot)).then(|| Value::written(slot.node))
}

/// The text with several changes, one after the other: a path names what is there after those
/// before it.
///
/// # Errors
///
/// As [`apply`], for the first that cannot be made.
pub fn apply_all(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    edits.iter().try_fold(text.to_owned(), |text, edit| apply(&text, edit))
}
