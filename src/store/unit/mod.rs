//! A change of one or several files as a unit: all of it or nothing, also when `lm` is killed in the
//! middle, and with what is needed to take it back. What the new texts are is `change`'s and the
//! commands'; one file of no record (a schema, git's own) is `disk`'s.
//!
//! # How
//!
//! Under the lock of the records folder:
//!
//! 1. The new texts are written whole at the top of the records folder, as `.lm-…`, and flushed to
//!    disk. A folder that is not there yet is made there too, with all that will be in it.
//! 2. `.lm-change` is put down, and flushed to disk: what goes where, what each file held before,
//!    and a mark of what it will hold. **This is the moment at which the change is made**: before it,
//!    nothing has happened; after it, whatever happens, the change will be carried out.
//! 3. Each new text is renamed into its place, and the folders are flushed to disk.
//! 4. `.lm-change` is renamed to `.lm-undo`, or goes.
//!
//! Should something go wrong in 3 or 4, everything is put back. Should `lm` be killed there, the
//! next `lm` finds `.lm-change` and finishes the change ([`settle()`]). Should it be killed before,
//! the `.lm-…` files are left, which nobody looks at; the next one who writes removes them.
//!
//! # Who finishes
//!
//! Every command, also one that only reads, and before it reads anything. A page that shows half of
//! a change would be wrong about a child (an entry that was moved would stand in both records), and
//! a page that shows the records as before would have somebody type again what is then there twice.
//! It is no writing unasked either: somebody asked for it. The price is one look for a file that is
//! not there. Where a reader may not write, it says that what it shows may be half a change.
//!
//! So through `lm` a change is there or not. Who looks with other eyes (`cat`, an editor, git) while
//! `lm` is in the middle, or after it was killed there and before the next `lm`, sees each file as
//! before or as after, never a part of one; of two files one may be new and the other old still.
//! The order is chosen so that something then stands twice and is never missing.
//!
//! # When somebody changed a file in between
//!
//! Between a kill and the next `lm`, somebody may have edited one of the files by hand. Their text
//! is never touched. If it was in its place already when they came, the rest is finished; if not,
//! the rest is put back.
//!
//! # Why hidden files
//!
//! Nothing hidden belongs in a records folder, says the rule, because what is there should be seen.
//! These two are no records: one lives for milliseconds, the other holds what the files beside it
//! said a moment ago, so that a slip can be taken back where nothing is kept in git. It is for its
//! owner alone, git leaves it out, the next change takes its place, and `lm save` removes it: from
//! then on git knows what was before. There is no age at which it goes: the clock says nothing about
//! whether it fits, the marks in it do.

mod journal;
mod prepare;
mod settle;
#[cfg(test)]
mod tests;
mod undo;

pub use journal::{CHANGE_FILE, UNDO_FILE};
pub use settle::settle;
pub use undo::{Undo, UndoError, forget_undo};

use super::disk::{self, Lock, WriteError};
use journal::{Ending, Journal};
use prepare::Prepared;
use std::io;
use std::path::{Path, PathBuf};

/// A change that is being put together while nobody else can write.
#[derive(Debug)]
pub struct Unit {
    root: PathBuf,
    /// What is being done, in words that name the pupil.
    what: String,
    ending: Ending,
    texts: Vec<Text>,
    /// Held to the end.
    lock: Lock,
}

/// A file as it is and as it will be.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Text {
    /// The path below the records folder.
    path: String,
    /// What it holds; `None` when it is not there.
    before: Option<String>,
    /// What it will hold; `None` when it goes.
    after: Option<Vec<u8>>,
    /// The folder that goes with it.
    folder: Option<String>,
}

impl Unit {
    /// Waits for its turn, finishes what another left unfinished, and begins. `what` is what is
    /// being done, for whoever wants to take it back: `wrote down the session of …: Amira Khan …`.
    ///
    /// # Errors
    ///
    /// When it is never its turn, or something unfinished is in the way.
    pub fn begin(root: &Path, what: impl Into<String>) -> Result<Self, WriteError> {
        let lock = Lock::take(root)?;
        settle::under(root, &lock)?;
        Ok(Self {
            root: root.to_owned(),
            what: what.into(),
            ending: Ending::Undoable,
            texts: Vec::new(),
            lock,
        })
    }

    /// It is no change of records and cannot be taken back; what could be before still can.
    #[must_use]
    pub fn for_good(mut self) -> Self {
        self.ending = Ending::Final;
        self
    }

    /// What a file holds; `None` when it is not there.
    ///
    /// # Errors
    ///
    /// When it is no file of the records or the system refuses.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
        read(&self.root, path)
    }

    /// A file that holds `before` (`None`: it is not there) is to hold `after`.
    pub fn put(&mut self, path: &str, before: Option<String>, after: impl Into<Vec<u8>>) {
        let (path, after) = (path.to_owned(), Some(after.into()));
        self.texts.push(Text { path, before, after, folder: None });
    }

    /// Makes the change.
    ///
    /// # Errors
    ///
    /// When a new file is there already or the system refuses; the records are then as they were.
    pub fn commit(self) -> Result<(), WriteError> {
        let prepared = Prepared::of(&self.root, &self.texts)?;
        let journal = Journal { what: self.what, ending: self.ending, steps: prepared.steps() };
        if journal.steps.is_empty() {
            return Ok(());
        }
        let path = journal.steps[0].to.clone();
        let in_words = |error| disk::in_words(error, &path);
        journal.put_down(&self.root).map_err(in_words)?;
        let made = settle::finish(&self.root, &journal);
        if made.is_err() {
            // What cannot be put back now, the next `lm` puts back: the journal is still there then,
            // and without what stood ready the change cannot go on.
            let _ = settle::put_back(&self.root, &journal);
            drop(prepared);
        } else {
            prepared.are_in_place();
        }
        settle::tidy(&self.root, &self.lock);
        made
    }
}

/// Writes new files, all or none.
///
/// # Errors
///
/// As [`Unit::commit`].
pub fn create(
    root: &Path,
    what: impl Into<String>,
    files: &[(&str, &[u8])],
) -> Result<(), WriteError> {
    let mut unit = Unit::begin(root, what)?;
    for (path, bytes) in files {
        unit.put(path, None, *bytes);
    }
    unit.commit()
}

fn read(root: &Path, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
    match disk::read(root, path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(disk::Refusal::Io(error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(refusal) => Err(disk::refused(refusal, path)),
    }
}
