//! The new texts of a change, written whole before anything is changed: each file at the top of the
//! records folder, and a folder that is not there yet with all that will be in it.

use super::Text;
use super::journal::{Marked, Step, mark};
use crate::store::disk::{self, WriteError};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What stands ready to be renamed; it is removed again unless it came into its place.
#[derive(Debug)]
pub(super) struct Prepared {
    root: PathBuf,
    steps: Vec<Step>,
    is_in_place: bool,
}

impl Prepared {
    /// Writes the new texts. Files that stay as they are, are left out.
    pub(super) fn of(root: &Path, texts: &[Text]) -> Result<Self, WriteError> {
        let mut prepared = Self { root: root.to_owned(), steps: Vec::new(), is_in_place: false };
        for text in texts {
            if text.before.as_deref().map(str::as_bytes) != text.after.as_deref() {
                prepared.add(text)?;
            }
        }
        Ok(prepared)
    }

    /// What is to be renamed.
    pub(super) fn steps(&self) -> Vec<Step> {
        self.steps.clone()
    }

    /// Nothing stands ready any more: all of it is where it belongs.
    pub(super) fn are_in_place(mut self) {
        self.is_in_place = true;
    }

    fn add(&mut self, text: &Text) -> Result<(), WriteError> {
        let to = highest_new(&self.root, text)?;
        let file = Marked {
            path: text.path.clone(),
            before: text.before.clone(),
            after: text.after.as_deref().map(mark),
        };
        let in_words = |error| disk::in_words(error, &text.path);
        let Some(bytes) = &text.after else {
            self.add_removal(text.folder.as_ref().unwrap_or(&text.path), file);
            return Ok(());
        };
        if to == text.path {
            let from = self.new_file(text, bytes).map_err(in_words)?;
            self.steps.push(Step { to, from: Some(from), files: vec![file] });
            return Ok(());
        }
        if !self.steps.iter().any(|step| step.to == to) {
            let folder = disk::temporary_folder(&self.root).map_err(in_words)?.keep();
            let step = Step { to: to.clone(), from: Some(name_of(&folder)), files: Vec::new() };
            self.steps.push(step);
        }
        let step = self.steps.iter_mut().find(|step| step.to == to).expect("it is there by now");
        let folder = self.root.join(step.from.as_deref().unwrap_or_default());
        let rest = text.path[to.len()..].trim_start_matches('/');
        file_below(&folder, rest, bytes).map_err(in_words)?;
        step.files.push(file);
        Ok(())
    }

    /// What goes, goes with its folder at once.
    fn add_removal(&mut self, to: &str, file: Marked) {
        match self.steps.iter_mut().find(|step| step.to == to) {
            Some(step) => step.files.push(file),
            None => self.steps.push(Step { to: to.to_owned(), from: None, files: vec![file] }),
        }
    }

    /// The name of the file that will be renamed.
    fn new_file(&self, text: &Text, bytes: &[u8]) -> io::Result<String> {
        let file = disk::temporary_file(&self.root, bytes)?;
        if text.before.is_some() {
            // Who may read it stays as it was.
            let found = fs::metadata(self.root.join(&text.path))?;
            file.as_file().set_permissions(found.permissions())?;
        }
        let (_, path) = file.keep()?;
        Ok(name_of(&path))
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        if self.is_in_place {
            return;
        }
        for from in self.steps.iter().filter_map(|step| step.from.as_deref()) {
            // What cannot be removed now, the next one who writes removes.
            let _ = remove(&self.root.join(from));
        }
    }
}

/// Removes a file or a folder with all that is in it; it is fine if it is not there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    let removed = match path.symlink_metadata() {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn file_below(folder: &Path, rest: &str, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(rest);
    let mut above = folder.to_owned();
    let steps: Vec<&str> = rest.split('/').collect();
    for step in &steps[..steps.len() - 1] {
        above.push(step);
        disk::make_private_folder(&above)?;
    }
    disk::file_in_new_folder(&path, bytes)?;
    // From the inside out, so that a name never leads to nothing.
    while above != folder {
        disk::sync_folder(&above)?;
        above.pop();
    }
    disk::sync_folder(folder)
}

/// The file itself, or the highest of the folders on the way to it that is not there yet. None of
/// them may be a link, and a file that is new may not be there.
fn highest_new(root: &Path, text: &Text) -> Result<String, WriteError> {
    let outside = || WriteError::Outside(text.path.clone());
    let steps = disk::steps(&text.path).ok_or_else(outside)?;
    let mut path = root.to_owned();
    for (depth, step) in steps.iter().enumerate() {
        path.push(step);
        let is_last = depth + 1 == steps.len();
        match path.symlink_metadata() {
            Ok(found) if is_last && text.before.is_some() && found.is_file() => {}
            Ok(_) if is_last && text.before.is_none() => {
                return Err(WriteError::Exists(text.path.clone()));
            }
            Ok(found) if !is_last && found.is_dir() => {}
            Ok(_) => return Err(outside()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return if text.before.is_some() {
                    Err(WriteError::Changed(text.path.clone()))
                } else {
                    Ok(steps[..=depth].join("/"))
                };
            }
            Err(error) => return Err(disk::in_words(error, &text.path)),
        }
    }
    Ok(text.path.clone())
}
