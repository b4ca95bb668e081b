//! Writing a new records folder: all of its files or none.

use crate::store::disk::{self, WriteError};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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
    let mut made = Made::default();
    made.folder(root).map_err(|source| disk::in_words(source, &root.display().to_string()))?;
    let mut kept = Vec::new();
    for file in files {
        if file.may_exist && is_there(&file) {
            kept.push(file.path.clone());
            continue;
        }
        made.file(root, file)?;
    }
    made.is_whole = true;
    Ok(kept)
}

/// What was made so far; it is removed again unless the folder is whole.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    /// Outermost first.
    folders: Vec<PathBuf>,
    is_whole: bool,
}

impl Made {
    fn folder(&mut self, path: &Path) -> io::Result<()> {
        if disk::make_private_folder(path)? {
            self.folders.push(path.to_owned());
        } else if !path.is_dir() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Ok(())
    }

    fn file(&mut self, root: &Path, file: &NewFile) -> Result<(), WriteError> {
        let path = root.join(&file.path);
        let above: Vec<&Path> =
            path.ancestors().skip(1).take_while(|folder| *folder != root).collect();
        for folder in above.into_iter().rev() {
            self.folder(folder).map_err(|source| disk::in_words(source, &file.path))?;
        }
        disk::write_new(root, &file.path, file.text.as_bytes())?;
        self.files.push(path);
        Ok(())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        if self.is_whole {
            return;
        }
        // Nothing more can be done about what cannot be removed; a folder in which somebody else
        // put something in the meantime stays.
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
