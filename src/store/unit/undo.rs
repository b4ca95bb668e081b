//! Taking the last change back: what it did stands in `.lm-undo`. Only the last one, and only while
//! every file still is as it left it: a change that somebody built upon is theirs by now, and git
//! knows the older ones. A change that was taken back is not taken back again: making it once more
//! is the command that made it.

use super::journal::{Ending, Journal, Marked, Step, UNDO_FILE, Unread, mark};
use super::prepare::remove;
use super::{Text, Unit, read};
use crate::store::change::{Proposal, Proposed};
use crate::store::disk::{self, WriteError};
use std::path::Path;
use thiserror::Error;
use walkdir::WalkDir;

/// The last change, as it would be taken back.
#[derive(Clone, Debug)]
pub struct Undo {
    journal: Journal,
}

/// Why nothing can be taken back.
#[derive(Debug, Error)]
pub enum UndoError {
    /// There is no change to take back.
    #[error("there is no change to take back")]
    Nothing,
    /// What is kept of it cannot be followed.
    #[error("{UNDO_FILE} says nothing that can be followed")]
    Nonsense,
    /// A file is not what the change made of it.
    #[error("{0} is no longer as lm left it")]
    Changed(String),
    /// A folder that it made holds more by now.
    #[error("{0} holds more by now than lm put there")]
    MoreInside(String),
    /// The system refuses.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl UndoError {
    /// Whether it is for the sake of the records, and no failure of the system's.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::Nothing => false,
            Self::Nonsense | Self::Changed(_) | Self::MoreInside(_) => true,
            Self::Write(error) => error.is_refusal(),
        }
    }
}

impl Undo {
    /// The last change.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn last(root: &Path) -> Result<Self, UndoError> {
        match Journal::read(root, UNDO_FILE) {
            Ok(Some(journal)) => Ok(Self { journal }),
            Ok(None) => Err(UndoError::Nothing),
            Err(Unread::Nonsense) => Err(UndoError::Nonsense),
            Err(Unread::Io(error)) => Err(disk::in_words(error, UNDO_FILE).into()),
        }
    }

    /// What was done, in words that name the pupil.
    pub fn what(&self) -> &str {
        &self.journal.what
    }

    /// The files that it would put back or remove, by their paths below the records folder.
    pub fn files(&self) -> Vec<&str> {
        self.journal.files().map(|file| &*file.path).collect()
    }

    /// What it would do, as `diff -u` shows it. A file that goes is shown with no line left.
    ///
    /// # Errors
    ///
    /// When a file is no longer what the change made of it.
    pub fn diff(&self, root: &Path) -> Result<String, UndoError> {
        let files = self.texts(root)?.into_iter().map(|text| Proposed {
            file: text.path.into(),
            before: text.before,
            after: text
                .after
                .map(|after| String::from_utf8_lossy(&after).into_owned())
                .unwrap_or_default(),
        });
        Ok(Proposal { files: files.collect() }.diff())
    }

    /// Takes it back.
    ///
    /// # Errors
    ///
    /// When a file is no longer what the change made of it, or the system refuses; nothing is
    /// changed then.
    pub fn carry_out(&self, root: &Path) -> Result<(), UndoError> {
        let mut unit = Unit::begin(root, format!("took back: {}", self.journal.what))?;
        // Somebody else may have been faster.
        if Self::last(root)?.journal != self.journal {
            return Err(UndoError::Nothing);
        }
        unit.ending = Ending::Undoing;
        unit.texts = self.texts(root)?;
        Ok(unit.commit()?)
    }

    /// Every file as it is and as it was.
    fn texts(&self, root: &Path) -> Result<Vec<Text>, UndoError> {
        let mut texts = Vec::new();
        for step in self.journal.steps.iter().rev() {
            if step.is_folder() {
                refuse_more_inside(root, step)?;
            }
            let folder = step.is_folder().then_some(&step.to);
            for file in &step.files {
                texts.push(as_it_was(root, file, folder)?);
            }
        }
        Ok(texts)
    }
}

fn as_it_was(root: &Path, file: &Marked, folder: Option<&String>) -> Result<Text, UndoError> {
    let changed = || UndoError::Changed(file.path.clone());
    let now = read(root, &file.path)?;
    if now.as_deref().map(mark) != file.after {
        return Err(changed());
    }
    let before = now.map(String::from_utf8).transpose().map_err(|_| changed())?;
    let after = file.before.clone().map(String::into_bytes);
    Ok(Text { path: file.path.clone(), before, after, folder: folder.cloned() })
}

/// A folder goes as a whole, and only what the change put into it may go with it.
fn refuse_more_inside(root: &Path, step: &Step) -> Result<(), UndoError> {
    let top = root.join(&step.to);
    for entry in WalkDir::new(&top).min_depth(1).follow_links(false).into_iter().flatten() {
        let is_ours = entry.file_type().is_dir()
            || step.files.iter().any(|file| root.join(&file.path) == entry.path());
        if !is_ours {
            return Err(UndoError::MoreInside(step.to.clone()));
        }
    }
    Ok(())
}

/// Forgets the last change: it cannot be taken back any more, and what the records held before it
/// is no longer kept.
///
/// # Errors
///
/// When the system refuses.
pub fn forget_undo(root: &Path) -> Result<(), WriteError> {
    remove(&root.join(UNDO_FILE)).map_err(|error| disk::in_words(error, UNDO_FILE))
}
