//! What is put down of a change before it is made, and kept of the last one to take it back. Who
//! made it may be anybody: a folder that came from elsewhere can hold such a file too. So it is
//! followed only as far as the records reach, never into git's own folder.

use crate::store::disk::{self, TEMPORARY};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::Path;

/// A change that is under way.
pub const CHANGE_FILE: &str = ".lm-change";
/// The last change, which can be taken back.
pub const UNDO_FILE: &str = ".lm-undo";

/// Larger than the records of any one change.
const MAX_JOURNAL: u64 = 16 << 20;

/// A change: what goes where, and what was there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journal {
    /// What was done, in words that name the pupil.
    pub(super) what: String,
    /// What is left of it when it is made.
    pub(super) ending: Ending,
    /// In the order in which they are done.
    pub(super) steps: Vec<Step>,
}

/// What is left of a change when it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Ending {
    /// It can be taken back.
    Undoable,
    /// It cannot; what could be before, still can.
    Final,
    /// It took another one back, which now cannot be taken back once more.
    Undoing,
}

/// One renaming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    /// A file or a new folder, below the records folder.
    pub(super) to: String,
    /// What is renamed to it, at the top of the records folder. `None`: it goes.
    pub(super) from: Option<String>,
    /// The file, or the files in the folder.
    pub(super) files: Vec<Marked>,
}

/// A file of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Marked {
    /// The path below the records folder.
    pub(super) path: String,
    /// What it held; `None`: it was not there.
    pub(super) before: Option<String>,
    /// The mark of what it holds then; `None`: it is not there then.
    pub(super) after: Option<String>,
}

/// Why a journal cannot be followed.
#[derive(Debug)]
pub(super) enum Unread {
    /// It says nothing that can be followed.
    Nonsense,
    /// The system refuses.
    Io(io::Error),
}

impl Journal {
    /// What stands in a journal; `None` when there is none.
    pub(super) fn read(root: &Path, name: &str) -> Result<Option<Self>, Unread> {
        let path = root.join(name);
        let found = match path.symlink_metadata() {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Unread::Io(error)),
        };
        if !found.is_file() || found.len() > MAX_JOURNAL {
            return Err(Unread::Nonsense);
        }
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            // Whoever was writing has finished in between.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Unread::Io(error)),
        };
        let journal: Self = serde_json::from_slice(&bytes).map_err(|_| Unread::Nonsense)?;
        if journal.steps.iter().all(Step::is_safe) {
            Ok(Some(journal))
        } else {
            Err(Unread::Nonsense)
        }
    }

    /// Makes it known that this change is under way.
    pub(super) fn put_down(&self, root: &Path) -> io::Result<()> {
        let bytes = serde_json::to_vec(self).map_err(io::Error::other)?;
        disk::temporary_file(root, &bytes)?.persist_noclobber(root.join(CHANGE_FILE))?;
        let flushed = disk::sync_folder(root);
        if flushed.is_err() {
            let _ = fs::remove_file(root.join(CHANGE_FILE));
        }
        flushed
    }

    /// The files of all steps.
    pub(super) fn files(&self) -> impl Iterator<Item = &Marked> {
        self.steps.iter().flat_map(|step| &step.files)
    }
}

impl Step {
    /// Whether it stays among the records.
    fn is_safe(&self) -> bool {
        let is_temporary = |name: &String| {
            disk::steps(name).is_some_and(|steps| steps.len() == 1)
                && name.starts_with(TEMPORARY)
                && ![CHANGE_FILE, UNDO_FILE].contains(&&**name)
        };
        let is_within =
            |file: &Marked| is_of_records(&file.path) && self.below(&file.path).is_some();
        is_of_records(&self.to)
            && self.from.as_ref().is_none_or(is_temporary)
            && !self.files.is_empty()
            && self.files.iter().all(is_within)
    }

    /// Whether it is about a folder with files in it.
    pub(super) fn is_folder(&self) -> bool {
        self.files.iter().any(|file| file.path != self.to)
    }

    /// From what is renamed down to one of the files: `""` for the file itself, else `/plan.yaml`.
    pub(super) fn below<'f>(&self, file: &'f str) -> Option<&'f str> {
        let rest = file.strip_prefix(&self.to)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }
}

/// Whether `lm` ever writes a file of this path: nothing hidden but what `lm init` makes.
fn is_of_records(path: &str) -> bool {
    const HIDDEN: &[&str] = &[".gitignore", ".gitattributes", ".lm"];
    disk::steps(path).is_some_and(|steps| {
        steps
            .iter()
            .enumerate()
            .all(|(depth, step)| !step.starts_with('.') || depth == 0 && HIDDEN.contains(step))
    })
}

/// The mark of a text, by which it is known again: FNV-1a of 128 bits. It tells a text from any that
/// somebody comes to write instead; it is no seal against somebody who wants to deceive, who could
/// change this file as well.
pub(super) fn mark(bytes: &[u8]) -> String {
    const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mixed =
        bytes.iter().fold(START, |mixed, byte| (mixed ^ u128::from(*byte)).wrapping_mul(PRIME));
    format!("{mixed:032x}")
}
