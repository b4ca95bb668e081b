//! A change to one or several files of the records as one unit: worked out from what is there,
//! shown as it would be, and written so that nothing somebody else wrote meanwhile is lost. How a
//! text is changed is `edit`'s; whether the change is a good one, the commands ask the checks.

mod written_as;

use super::disk::{self, WriteError};
use super::edit::{self, Edit, EditError, Position, Value};
use super::folder::Folder;
use super::loaded_text::LoadedText;
use super::plain_text;
use super::unit::Unit;
use crate::diag::Finding;
use crate::text::{FieldPath, Step};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;
use thiserror::Error;

/// What is to be changed, file by file.
#[derive(Clone, Debug, Default)]
pub struct Change {
    files: Vec<FileChange>,
}

#[derive(Clone, Debug)]
struct FileChange {
    file: Arc<str>,
    edits: Vec<Edit>,
    /// The text that numbers of entries were counted in.
    base: Option<String>,
    /// Parts of that text are not in the record: its numbers are others than the text's.
    is_faulty: bool,
}

/// What a change makes of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Each file that is changed.
    pub files: Vec<Proposed>,
}

/// What a change makes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// Its path below the records folder.
    pub file: Arc<str>,
    /// Its text now; `None` when it is not there yet.
    pub before: Option<String>,
    /// Its text then.
    pub after: String,
}

/// Why nothing was changed.
#[derive(Debug, Error)]
pub enum ChangeError {
    /// A text could not be changed.
    #[error("{file}: {source}")]
    Edit {
        /// The file's path below the records folder.
        file: Arc<str>,
        /// Why.
        source: EditError,
    },
    /// A file could not be read.
    #[error("{}: {}", .0.place.file, .0.message)]
    Unreadable(Box<Finding>),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// With what somebody else wrote meanwhile, the file would no longer be sound.
    #[error("{0} was changed by somebody else in the meantime, and the two changes do not fit")]
    Clash(Arc<str>),
}

impl ChangeError {
    /// Whether the records are kept from harm by it, and it is no failure of the system's.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::Edit { .. } | Self::Clash(_) => true,
            Self::Unreadable(_) => false,
            Self::Write(error) => error.is_refusal(),
        }
    }
}

impl Change {
    /// A new entry of a dated list, where its `date` belongs.
    pub fn record<T: Serialize + JsonSchema>(&mut self, file: &str, list: FieldPath, entry: &T) {
        self.insert(file, list, Position::ByDay("date"), Value::of(entry));
    }

    /// A new entry at the end of a list.
    pub fn append<T: Serialize + JsonSchema>(&mut self, file: &str, list: FieldPath, entry: &T) {
        self.insert(file, list, Position::End, Value::of(entry));
    }

    /// A new entry of a list.
    pub fn insert(&mut self, file: &str, list: FieldPath, position: Position, entry: Value) {
        let order = written_as::key_order(file, &list);
        self.add(file, Edit::Insert { list, position, entry, order });
    }

    /// A field's value; what stood there goes.
    pub fn set(&mut self, file: &str, field: FieldPath, value: Value) {
        let order = written_as::key_order(file, &field);
        self.add(file, Edit::Set { field, value, order });
    }

    /// An entry of a list goes.
    pub fn remove(&mut self, file: &str, entry: FieldPath) {
        self.add(file, Edit::Remove { entry });
    }

    fn add(&mut self, file: &str, edit: Edit) {
        if let Some(change) = self.files.iter_mut().find(|change| &*change.file == file) {
            change.edits.push(edit);
        } else {
            self.files.push(FileChange {
                file: file.into(),
                edits: vec![edit],
                base: None,
                is_faulty: false,
            });
        }
    }

    /// The texts from which the change was thought out: it is refused if they are others by now
    /// and it is more than new entries.
    pub fn based_on<'t>(&mut self, texts: impl IntoIterator<Item = &'t LoadedText>) {
        for text in texts {
            for change in &mut self.files {
                if change.file == text.name {
                    change.base = Some(text.text.clone());
                    change.is_faulty = !text.skipped.is_empty();
                }
            }
        }
    }

    /// The files that are changed.
    pub fn files(&self) -> impl Iterator<Item = &Arc<str>> {
        self.files.iter().map(|change| &change.file)
    }
}

impl FileChange {
    /// Whether it only adds entries to lists that are found by their names: such a change is right
    /// whatever else was added meanwhile.
    fn only_adds(&self) -> bool {
        self.edits.iter().all(|edit| {
            let by_name = edit.path().steps().iter().all(|step| matches!(step, Step::Key(_)));
            by_name && matches!(edit, Edit::Insert { position, .. } if !matches!(position, Position::Before(_)))
        })
    }

    fn applied(&self, text: Option<&str>) -> Result<String, ChangeError> {
        let new = format!("{}\n", written_as::first_line(&self.file));
        edit::apply_all(text.unwrap_or(&new), &self.edits)
            .map_err(|source| ChangeError::Edit { file: Arc::clone(&self.file), source })
    }

    /// The text to be written, now that the file holds `now`.
    fn settled(&self, proposed: &Proposed, now: Option<&[u8]>) -> Result<String, ChangeError> {
        if now == proposed.before.as_deref().map(str::as_bytes) {
            return Ok(proposed.after.clone());
        }
        let clash = || ChangeError::Clash(Arc::clone(&self.file));
        if !self.only_adds() {
            return Err(WriteError::Changed(self.file.to_string()).into());
        }
        let now = now.map(std::str::from_utf8).transpose().map_err(|_| clash())?;
        let after = self.applied(now)?;
        let errors = |text: &str| written_as::errors(&self.file, text);
        if errors(&after) > now.map_or(0, errors) { Err(clash()) } else { Ok(after) }
    }
}

impl Proposal {
    /// The texts as they would be, for [`Folder::as_if`].
    pub fn texts(&self) -> impl Iterator<Item = (Arc<str>, Arc<str>)> {
        self.files.iter().map(|file| (Arc::clone(&file.file), Arc::from(&*file.after)))
    }

    /// What would be other lines, file by file, as `diff -u` shows it.
    pub fn diff(&self) -> String {
        let parts = self.files.iter().map(|file| {
            let before = file.before.as_deref().unwrap_or_default();
            let name = file.before.as_ref().map_or("/dev/null", |_| &file.file);
            similar::TextDiff::from_lines(before, &file.after)
                .unified_diff()
                .header(name, &file.file)
                .to_string()
        });
        parts.collect()
    }
}

impl Proposal {
    /// The lines that would be new, without the blanks before all of them.
    pub fn added(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        for file in &self.files {
            let before = file.before.as_deref().unwrap_or_default();
            let diff = similar::TextDiff::from_lines(before, &file.after);
            let new =
                diff.iter_all_changes().filter(|part| part.tag() == similar::ChangeTag::Insert);
            lines.extend(new.map(|part| part.value().trim_end().to_owned()));
        }
        lines.retain(|line| !line.is_empty() && !line.starts_with("# yaml-language-server"));
        let blanks = lines.iter().map(|line| line.len() - line.trim_start().len()).min();
        let lines: Vec<&str> =
            lines.iter().map(|line| &line[blanks.unwrap_or_default()..]).collect();
        lines.join("\n")
    }
}

impl Folder {
    /// What a change would make of the files as they are now.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or changed, or is not what the change was thought out from.
    pub fn propose(&self, change: &Change) -> Result<Proposal, ChangeError> {
        let files = change.files.iter().map(|change| {
            let before = self.current(&change.file)?;
            let is_other = change.base.is_some() && change.base != before;
            if is_other && !change.only_adds() {
                return Err(WriteError::Changed(change.file.to_string()).into());
            }
            if change.is_faulty && !change.only_adds() {
                let file = Arc::clone(&change.file);
                return Err(ChangeError::Edit { file, source: EditError::Faulty });
            }
            let after = change.applied(before.as_deref())?;
            Ok(Proposed { file: Arc::clone(&change.file), before, after })
        });
        Ok(Proposal { files: files.collect::<Result<_, ChangeError>>()? })
    }

    fn current(&self, file: &Arc<str>) -> Result<Option<String>, ChangeError> {
        if !self.has(file) {
            return Ok(None);
        }
        let bytes = disk::read_file(self.root(), file).map_err(ChangeError::Unreadable)?;
        let text = plain_text::decode(file, bytes)
            .map_err(|not_text| ChangeError::Unreadable(Box::new(not_text.finding)))?;
        Ok(Some(text))
    }

    /// Writes a change as it was proposed, all files or none. Entries that others added to the same
    /// lists meanwhile stay; any other change meanwhile is a reason to refuse. `what` says what is
    /// done, and of whom, to whoever wants to take it back.
    ///
    /// # Errors
    ///
    /// When a file cannot be written; the records are then as they were.
    pub fn write(
        &self,
        change: &Change,
        proposal: &Proposal,
        what: &str,
    ) -> Result<(), ChangeError> {
        let mut unit = Unit::begin(self.root(), what)?;
        for (change, proposed) in change.files.iter().zip(&proposal.files) {
            let now = unit.read(&change.file)?;
            let after = change.settled(proposed, now.as_deref())?;
            let now = now.map(String::from_utf8).transpose();
            let now = now.map_err(|_| ChangeError::Clash(Arc::clone(&change.file)))?;
            unit.put(&change.file, now, after);
        }
        Ok(unit.commit()?)
    }

    /// Writes a file as somebody wrote it anew, if it still is what it was.
    ///
    /// # Errors
    ///
    /// When it is something else by now, or cannot be written.
    pub fn write_whole(&self, file: &Proposed, what: &str) -> Result<(), ChangeError> {
        let mut unit = Unit::begin(self.root(), what)?;
        let now = unit.read(&file.file)?;
        if now.as_deref() != file.before.as_deref().map(str::as_bytes) {
            return Err(WriteError::Changed(file.file.to_string()).into());
        }
        unit.put(&file.file, file.before.clone(), file.after.clone());
        Ok(unit.commit()?)
    }
}

#[cfg(test)]
mod tests;
