//! Writing a new records folder: all of its files or none.

use crate::store::disk::{self, WriteError};
use crate::store::unit::Unit;
use std::fs;
use std::path::Path;

/// A file of a new records folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// The path below the folder.
    pub path: String,
    /// The text.
    pub text: String,
    /// A file of this name that is there already stays as it is and stops nothing; such files
    /// belong to git.
    pub may_exist: bool,
}

/// Writes the files, the last one last; gives the paths of those that were there and stay. Only
/// its owner may read what is made.
///
/// # Errors
///
/// When one of the files is there already or cannot be written. What was made is then removed.
pub fn make_records_folder(root: &Path, files: &[NewFile]) -> Result<Vec<String>, WriteError> {
    let is_there = |file: &&NewFile| root.join(&file.path).symlink_metadata().is_ok();
    if let Some(file) = files.iter().find(|file| !file.may_exist && is_there(file)) {
        return Err(WriteError::Exists(file.path.clone()));
    }
    let in_words = |error| disk::in_words(error, &root.display().to_string());
    let is_new = disk::make_private_folder(root).map_err(in_words)?;
    if !root.is_dir() {
        return Err(WriteError::Exists(root.display().to_string()));
    }
    let (kept, new): (Vec<_>, Vec<_>) = files.iter().partition(is_there);
    let made = make(root, &new);
    if made.is_err() && is_new {
        // In which somebody else put something meanwhile, it stays.
        let _ = fs::remove_dir(root);
    }
    made?;
    Ok(kept.into_iter().map(|file| file.path.clone()).collect())
}

fn make(root: &Path, files: &[&NewFile]) -> Result<(), WriteError> {
    let mut unit = Unit::begin(root, "made the records folder")?.for_good();
    for file in files {
        unit.put(&file.path, None, file.text.as_bytes());
    }
    unit.commit()
}
