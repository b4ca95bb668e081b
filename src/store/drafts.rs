//! Texts of a mentee's files that somebody is writing in an editor: each a copy, and beside it the
//! text from which it was made, so that what others write meanwhile can be put together with it.
//! Which editor, and whether the text is sound, is not known here.

use super::disk::{self, TEMPORARY, WriteError};
use super::merge::{Merge, merge};
use super::{Folder, case_file};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use std::fs;
use std::sync::Arc;
use std::time::SystemTime;

/// What the name of the text from which a copy was made says, behind the copy's own mark.
const BASE: &str = "before-";

/// A text that is being written; its paths are below the records folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDraft {
    /// The copy that the editor opens.
    pub copy: Arc<str>,
    base: Arc<str>,
}

impl TextDraft {
    /// Begins to write a file of a case: `text` is what it says now.
    ///
    /// # Errors
    ///
    /// When no copy can be made.
    pub fn begin(
        folder: &Folder,
        (case, kind): (&Id, RecordKind),
        mark: &Id,
        text: &str,
    ) -> Result<Self, WriteError> {
        let draft = Self::of((case, kind), mark.as_str());
        disk::write_new(folder.root(), &draft.base, text.as_bytes())?;
        disk::write_new(folder.root(), &draft.copy, text.as_bytes())?;
        Ok(draft)
    }

    fn of((case, kind): (&Id, RecordKind), mark: &str) -> Self {
        let beside = |name: String| -> Arc<str> {
            let file = case_file(case, kind);
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{name}").into()
        };
        let name = kind.file_name();
        Self {
            copy: beside(format!("{TEMPORARY}{mark}-{name}")),
            base: beside(format!("{TEMPORARY}{mark}-{BASE}{name}")),
        }
    }

    /// The copy of this file that was written last and kept, because it was not taken.
    pub fn kept(folder: &Folder, of: (&Id, RecordKind)) -> Option<Self> {
        let root = folder.root();
        let file = case_file(of.0, of.1);
        let entries = fs::read_dir(root.join(file.rsplit_once('/')?.0)).ok()?;
        let ending = format!("-{}", of.1.file_name());
        let drafts = entries.flatten().filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let mark = name.strip_prefix(TEMPORARY)?.strip_suffix(&*ending)?;
            let draft = Self::of(of, Id::new(mark).ok()?.as_str());
            let changed = entry.metadata().ok().filter(fs::Metadata::is_file)?.modified();
            let has_base = root.join(&*draft.base).symlink_metadata().is_ok();
            has_base.then(|| (changed.unwrap_or(SystemTime::UNIX_EPOCH), draft))
        });
        drafts.max_by_key(|(changed, _)| *changed).map(|(_, draft)| draft)
    }

    /// Puts what others wrote in the record since together with the copy; `now` is what it says.
    /// How many places have to be decided by a person; nothing when nobody wrote in it.
    ///
    /// # Errors
    ///
    /// When the copy cannot be read or written.
    pub fn bring_up_to_date(
        &self,
        folder: &Folder,
        now: &str,
    ) -> Result<Option<usize>, WriteError> {
        let root = folder.root();
        let read = |path: &str| {
            let bytes = disk::read_file(root, path).map_err(|_| unreadable(path))?;
            String::from_utf8(bytes).map_err(|_| unreadable(path))
        };
        let (base, copy) = (read(&self.base)?, read(&self.copy)?);
        if base == now {
            return Ok(None);
        }
        let Merge { text, conflicts } = merge(&base, &copy, now);
        disk::put(root, &self.copy, text.as_bytes())?;
        disk::put(root, &self.base, now.as_bytes())?;
        Ok(Some(conflicts))
    }

    /// Takes the copy and what it was made from away. What cannot be taken away is hidden and
    /// private; it does no harm.
    pub fn forget(&self, folder: &Folder) {
        let root = folder.root();
        for path in [&self.copy, &self.base] {
            if let Ok(bytes) = disk::read_file(root, path) {
                let _ = disk::take_back(root, path, &bytes);
            }
        }
    }
}

fn unreadable(path: &str) -> WriteError {
    WriteError::Changed(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_meanwhile_is_put_together_with_a_text_that_was_kept() {
        let place = tempfile::tempdir().expect("a folder");
        let root = place.path();
        fs::write(root.join("lm.toml"), "").expect("a file");
        fs::create_dir_all(root.join("mentees/k7q2m")).expect("a folder");
        let folder = Folder::at(root).expect("records");
        let id = |name: &str| Id::new(name).expect("an id");
        let of = (&id("k7q2m"), RecordKind::Sessions);
        let base = "sessions:\n  - id: a1\n    date: 2026-11-02\n";
        assert_eq!(TextDraft::kept(&folder, of), None);
        let draft = TextDraft::begin(&folder, of, &id("w3x4"), base).expect("a copy");
        assert_eq!(TextDraft::kept(&folder, of), Some(draft.clone()));
        assert_eq!(TextDraft::kept(&folder, (of.0, RecordKind::Plan)), None);
        assert_eq!(draft.bring_up_to_date(&folder, base).expect("it can be read"), None);
        let mine = format!("{base}  - id: mine\n    date: 2026-11-09\n");
        fs::write(root.join(&*draft.copy), mine).expect("it is written");
        let now = format!("{base}  - id: theirs\n    date: 2026-11-05\n");
        assert_eq!(draft.bring_up_to_date(&folder, &now).expect("it can be written"), Some(0));
        let both = fs::read_to_string(root.join(&*draft.copy)).expect("a text");
        assert!(both.contains("id: mine") && both.contains("id: theirs"), "{both}");
        assert_eq!(draft.bring_up_to_date(&folder, &now).expect("it can be read"), None);
        draft.forget(&folder);
        assert_eq!(TextDraft::kept(&folder, of), None);
        assert_eq!(fs::read_dir(root.join("mentees/k7q2m")).expect("a folder").count(), 0);
    }
}
