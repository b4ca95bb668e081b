//! The records folder on disk: where it is, which cases it has, and what does not belong in it.
//! Nothing is read here but names.

use super::disk::{Listed, OpenFolder};
use super::{codes, ids};
use crate::diag::{Finding, Place};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use thiserror::Error;

/// The file that makes a folder a records folder.
pub const SETTINGS_FILE: &str = "lm.toml";
/// The school's own list of plain words.
pub const PLAIN_WORDS_FILE: &str = "plain-words.toml";
/// The school's calendar.
pub const CALENDAR_FILE: &str = "calendar.toml";
/// Clubs, drop-ins and other activities.
pub const ACTIVITIES_FILE: &str = "activities.yaml";

/// A records folder that was found.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    /// Texts that stand in for files, by their paths.
    proposed: Arc<BTreeMap<Arc<str>, Arc<str>>>,
    /// `mentees/`, kept open from the first case on.
    mentees: Arc<OnceLock<OpenFolder>>,
}

impl PartialEq for Folder {
    fn eq(&self, other: &Self) -> bool {
        (&self.root, &self.proposed) == (&other.root, &other.proposed)
    }
}

/// Where a file or folder lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// Below the records folder, at this path with `/` between the parts; `""` is the folder itself.
    Below(String),
    /// Outside of it.
    Outside,
    /// There is no such file or folder.
    Nowhere,
}

/// Why there is no records folder.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NoFolder {
    /// A folder was named, and it is not there.
    #[error("there is no folder `{0}`")]
    Missing(PathBuf),
    /// A folder was named, and it has no `lm.toml`.
    #[error("`{0}` is not a records folder: it has no lm.toml")]
    NotRecords(PathBuf),
    /// No folder was named, and none was found above this one.
    #[error("no records folder here or in any folder above: there is no lm.toml")]
    NotFound,
}

impl Folder {
    /// The records folder at exactly this place.
    ///
    /// # Errors
    ///
    /// When it is not there or has no `lm.toml`; there is no falling back to another.
    pub fn at(root: &Path) -> Result<Self, NoFolder> {
        if !root.is_dir() {
            return Err(NoFolder::Missing(root.to_owned()));
        }
        if root.join(SETTINGS_FILE).symlink_metadata().is_err() {
            return Err(NoFolder::NotRecords(root.to_owned()));
        }
        Ok(Self::of(root))
    }

    /// The nearest records folder: this one, or one above it.
    ///
    /// # Errors
    ///
    /// When none has an `lm.toml`.
    pub fn nearest(here: &Path) -> Result<Self, NoFolder> {
        here.ancestors()
            .find(|folder| folder.join(SETTINGS_FILE).symlink_metadata().is_ok())
            .map(Self::of)
            .ok_or(NoFolder::NotFound)
    }

    fn of(root: &Path) -> Self {
        Self { root: root.to_owned(), proposed: Arc::default(), mentees: Arc::default() }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The same folder as it would be if these files had these texts: to judge a change before it
    /// is written.
    #[must_use]
    pub fn as_if(&self, texts: impl IntoIterator<Item = (Arc<str>, Arc<str>)>) -> Self {
        let mut proposed = BTreeMap::clone(&self.proposed);
        proposed.extend(texts);
        Self { proposed: Arc::new(proposed), ..self.clone() }
    }

    /// The text that stands in for a file.
    pub(super) fn proposed(&self, file: &str) -> Option<&str> {
        self.proposed.get(file).map(|text| &**text)
    }

    /// Whether a file of this name is there, or a text stands in for it.
    pub(super) fn has(&self, file: &str) -> bool {
        self.proposed.contains_key(file) || self.root.join(file).symlink_metadata().is_ok()
    }

    /// Where an existing file or folder lies below this folder.
    pub fn find(&self, path: &Path) -> Whereabouts {
        if path.symlink_metadata().is_err() {
            return Whereabouts::Nowhere;
        }
        let Ok(root) = self.root.canonicalize() else { return Whereabouts::Nowhere };
        // A link below this folder is meant itself, not what it leads to.
        let itself = path
            .parent()
            .zip(path.file_name())
            .and_then(|(parent, name)| Some(parent.canonicalize().ok()?.join(name)));
        let real = [itself, path.canonicalize().ok()].into_iter().flatten();
        let below = real.filter_map(|path| path.strip_prefix(&root).ok().map(Path::to_owned));
        below.map(|path| Whereabouts::Below(slashed(&path))).next().unwrap_or(Whereabouts::Outside)
    }

    /// From another folder down to this one, `/` between the parts; `None` when it is not below.
    pub fn path_from(&self, other: &Path) -> Option<String> {
        let (root, other) = (self.root.canonicalize().ok()?, other.canonicalize().ok()?);
        root.strip_prefix(other).ok().map(slashed)
    }

    /// The case ids, sorted, and what else stands in `mentees/` and should not.
    pub fn cases(&self) -> (Vec<Id>, Vec<Finding>) {
        let mut cases = Vec::new();
        let mut findings = Vec::new();
        for entry in self.entries("mentees", &mut findings) {
            let relative = format!("mentees/{}", entry.name);
            match Id::new(&entry.name) {
                _ if entry.is_link => findings.push(link(&relative)),
                _ if !entry.is_folder => findings.push(stray(
                    &relative,
                    "only the mentees' folders stand here",
                )),
                Ok(id) if ids::is_safe_id(id.as_str()) => cases.push(id),
                _ => findings.push(
                    Finding::error(
                        codes::BAD_ID,
                        format!("‹{}› cannot be the name of a mentee's folder", entry.name),
                        Place::file(relative),
                    )
                    .help("rename the folder: small letters and digits only, and never the pupil's name"),
                ),
            }
        }
        (cases, findings)
    }

    /// The folder of a case, open, if it can be and no text stands in for a file.
    fn open_case(&self, case: &Id) -> Option<OpenFolder> {
        self.open_mentees()?.folder(case.as_str())
    }

    /// `mentees/`, open, if it can be and no text stands in for a file.
    pub(super) fn open_mentees(&self) -> Option<&OpenFolder> {
        if !self.proposed.is_empty() {
            return None;
        }
        if self.mentees.get().is_none() {
            let mentees = OpenFolder::root(&self.root)?.folder("mentees")?;
            // Another thread may have been quicker; then that one's is taken.
            let _ = self.mentees.set(mentees);
        }
        self.mentees.get()
    }

    /// Which files of a case are there, what else stands in its folder and should not, and the
    /// folder itself, open, if all is as usual.
    pub(super) fn case_files(
        &self,
        case: &Id,
    ) -> (Vec<RecordKind>, Vec<Finding>, Option<OpenFolder>) {
        let mut kinds = Vec::new();
        let mut findings = Vec::new();
        let folder = format!("mentees/{case}");
        let opened = self.open_case(case);
        let entries = opened
            .as_ref()
            .and_then(OpenFolder::entries)
            .unwrap_or_else(|| self.entries(&folder, &mut findings));
        for entry in entries {
            match RecordKind::of_file(&entry.name) {
                Some(kind) => kinds.push(kind),
                None => findings.push(stray(
                    &format!("{folder}/{}", entry.name),
                    "it is none of the files of a mentee's folder",
                )),
            }
        }
        kinds.sort();
        (kinds, findings, opened)
    }

    /// The files with this ending in a folder of the school's (`policy`, `groups` …): their paths
    /// below the root, sorted, and what else stands there and should not.
    pub fn files_in(&self, folder: &str, ending: &str) -> (Vec<String>, Vec<Finding>) {
        let mut files = Vec::new();
        let mut findings = Vec::new();
        for entry in self.entries(folder, &mut findings) {
            let relative = format!("{folder}/{}", entry.name);
            let fits = entry.name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.'));
            if fits && !entry.is_folder {
                files.push(relative);
            } else {
                findings
                    .push(stray(&relative, &format!("only files ending in .{ending} stand here")));
            }
        }
        (files, findings)
    }

    /// What stands at the top and does not belong there.
    pub fn strays_at_top(&self) -> Vec<Finding> {
        const FOLDERS: &[&str] = &[
            "policy",
            "mentees",
            "groups",
            "staff",
            "audit",
            "letters",
            "instruments",
            "templates",
        ];
        const FILES: &[&str] = &[SETTINGS_FILE, CALENDAR_FILE, ACTIVITIES_FILE, PLAIN_WORDS_FILE];
        let mut findings = Vec::new();
        for entry in self.entries("", &mut Vec::new()) {
            // A README, a licence or a picture for letters is nobody's record and does no harm.
            let harmless = [".md", ".txt", ".svg", ".png", ".jpg"]
                .iter()
                .any(|ending| entry.name.ends_with(ending));
            let known = FOLDERS.contains(&&*entry.name) && entry.is_folder
                || FILES.contains(&&*entry.name) && !entry.is_folder;
            if entry.is_link {
                findings.push(link(&entry.name));
            } else if !known && !harmless {
                let near = super::nearest::did_you_mean(&entry.name, &[FOLDERS, FILES].concat());
                let mut finding =
                    stray(&entry.name, "nothing of this name belongs in a records folder");
                finding.help.extend(near);
                findings.push(finding);
            }
        }
        findings
    }

    /// The entries of a folder, sorted by name; hidden ones (an editor's, git's) are passed over.
    fn entries(&self, folder: &str, findings: &mut Vec<Finding>) -> Vec<Listed> {
        let path = if folder.is_empty() { self.root.clone() } else { self.root.join(folder) };
        match path.symlink_metadata() {
            Err(_) => return self.only_proposed(folder).collect(),
            Ok(metadata) if metadata.is_symlink() => {
                if !folder.is_empty() {
                    findings.push(link(folder));
                    return Vec::new();
                }
            }
            Ok(metadata) if !metadata.is_dir() => {
                findings.push(stray(folder, "a folder of this name is wanted, not a file"));
                return Vec::new();
            }
            Ok(_) => {}
        }
        let listed = listed(&path).unwrap_or_else(|_| {
            findings.push(
                Finding::error(
                    codes::UNREADABLE,
                    "this folder cannot be opened",
                    Place::file(folder),
                )
                .help("ask whoever looks after the computer for leave to read it"),
            );
            Vec::new()
        });
        listed
            .into_iter()
            .filter(|entry| !entry.name.starts_with('.'))
            .chain(self.only_proposed(folder))
            .collect()
    }

    /// Texts in a folder that stand in for files which are not there yet.
    fn only_proposed<'f>(&'f self, folder: &'f str) -> impl Iterator<Item = Listed> + 'f {
        let names = self.proposed.keys().filter_map(move |file| {
            let name = file.strip_prefix(folder)?.strip_prefix('/')?;
            (!name.contains('/')).then(|| (file, name.to_owned()))
        });
        names
            .filter(|(file, _)| self.root.join(&***file).symlink_metadata().is_err())
            .map(|(_, name)| Listed { name, is_folder: false, is_link: false })
    }
}

/// What stands in a folder, sorted by name. The folders in it are named and not opened.
fn listed(path: &Path) -> io::Result<Vec<Listed>> {
    let entries = path.read_dir()?.map(|entry| {
        let entry = entry?;
        let kind = entry.file_type()?;
        let name = entry.file_name().to_string_lossy().into_owned();
        Ok(Listed { name, is_folder: kind.is_dir(), is_link: kind.is_symlink() })
    });
    let mut listed = entries.collect::<io::Result<Vec<Listed>>>()?;
    listed.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    Ok(listed)
}

fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn stray(relative: &str, why: &str) -> Finding {
    Finding::warning(
        codes::STRAY_FILE,
        format!("this does not belong here: {why}"),
        Place::file(relative),
    )
    .help("move it to where it belongs, or delete it")
}

fn link(relative: &str) -> Finding {
    Finding::error(
        codes::LINK_IN_RECORDS,
        "this is a link to somewhere else, and links are never followed",
        Place::file(relative),
    )
    .help("put the file or folder itself here")
}
