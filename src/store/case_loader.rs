//! From a mentee's folder to a [`Case`], with every fault of every file.

use super::disk::{Found, OpenFolder};
use super::folder::Folder;
use super::loaded_text::LoadedText;
use super::yaml::{self, Format, Skipped};
use super::{codes, disk, plain_text};
use crate::diag::{Finding, Place, Severity};
use crate::domain::id::Id;
use crate::domain::record::{Case, FromSchool, RecordKind};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// A case, and what was found while it was read.
#[derive(Debug)]
pub struct LoadedCase {
    /// The case, without the parts that are wrong.
    pub case: Case,
    /// Which of its files are there, whether or not they were asked for.
    pub present: Vec<RecordKind>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// The texts that were read.
    pub texts: Vec<LoadedText>,
}

/// The path of a file of a case below the records folder.
pub fn case_file(case: &Id, kind: RecordKind) -> Arc<str> {
    format!("mentees/{case}/{}", kind.file_name()).into()
}

impl Folder {
    /// Reads those files of a case that are asked for and there.
    pub fn load_case(&self, id: &Id, kinds: &[RecordKind]) -> LoadedCase {
        let (present, findings, opened) = self.case_files(id);
        let mut loaded =
            LoadedCase { case: Case::empty(id.clone()), present, findings, texts: Vec::new() };
        let is_open = loaded.findings.iter().all(|finding| finding.code != codes::UNREADABLE);
        if is_open && !loaded.present.contains(&RecordKind::Referral) {
            loaded.findings.push(missing_referral(id));
        }
        for kind in kinds {
            if loaded.present.contains(kind) {
                let found = read(opened.as_ref(), *kind);
                self.load_file(*kind, found, &mut loaded, Wanted::WithPlaces);
            }
        }
        loaded
    }

    /// Begins to read a case of which only some files are needed.
    pub fn read_case(&self, id: &Id) -> CaseReader<'_> {
        let opened = self.open_case(id);
        let loaded = match &opened {
            // Nobody asks what else stands in the folder, so it is not looked through.
            Some(_) => LoadedCase {
                case: Case::empty(id.clone()),
                present: Vec::new(),
                findings: Vec::new(),
                texts: Vec::new(),
            },
            None => self.load_case(id, &[]),
        };
        CaseReader { folder: self, opened, loaded }
    }

    fn load_file(&self, kind: RecordKind, found: Found, loaded: &mut LoadedCase, wanted: Wanted) {
        let name = case_file(&loaded.case.id, kind);
        let (findings, texts) = (&mut loaded.findings, &mut loaded.texts);
        let text = match found {
            Found::File(bytes) => text_of(&name, Ok(bytes), findings, texts),
            Found::Nothing | Found::Unusual => self.text(&name, findings, texts),
        };
        let Some(text) = text else { return };
        let case = &mut loaded.case;
        let (findings, texts) = (&mut loaded.findings, &mut loaded.texts);
        let mut reading = Reading { name, text, wanted, findings, texts };
        match kind {
            RecordKind::Referral => case.referral = reading.record(),
            RecordKind::Ratings => case.ratings = reading.record().unwrap_or_default(),
            RecordKind::Plan => case.plan = reading.record().unwrap_or_default(),
            RecordKind::Sessions => case.sessions = reading.record().unwrap_or_default(),
            RecordKind::Contacts => case.contacts = reading.record().unwrap_or_default(),
            RecordKind::Reviews => case.reviews = reading.record().unwrap_or_default(),
            RecordKind::Tracking => case.tracking = reading.record().unwrap_or_default(),
        }
    }

    /// The text of any file below the records folder, to look up places in it; `None` when it
    /// cannot be read.
    pub fn text_of(&self, name: &str) -> Option<LoadedText> {
        let name: Arc<str> = name.into();
        let text = self.text(&name, &mut Vec::new(), &mut Vec::new())?;
        Some(LoadedText { name, text, format: Format::Yaml, skipped: Skipped::default() })
    }

    /// The text of a file below the records folder. What can be shown of a file that is no text
    /// goes to `texts`.
    pub(super) fn text(
        &self,
        name: &Arc<str>,
        findings: &mut Vec<Finding>,
        texts: &mut Vec<LoadedText>,
    ) -> Option<String> {
        if let Some(text) = self.proposed(name) {
            return Some(text.to_owned());
        }
        text_of(name, disk::read_file(self.root(), name), findings, texts)
    }
}

/// Reads a case file by file, each when it turns out to be needed. Says nothing of files that are
/// not asked for.
pub struct CaseReader<'f> {
    folder: &'f Folder,
    opened: Option<OpenFolder>,
    loaded: LoadedCase,
}

impl CaseReader<'_> {
    /// With what the school's files say of the case.
    #[must_use]
    pub(super) fn with(mut self, from_school: FromSchool) -> Self {
        self.loaded.case.from_school = from_school;
        self
    }

    /// Reads those of these files that are there.
    pub fn read(&mut self, kinds: &[RecordKind]) {
        for kind in kinds {
            let found = read(self.opened.as_ref(), *kind);
            if self.opened.is_some() {
                match (&found, kind) {
                    (Found::Nothing, RecordKind::Referral) => {
                        self.loaded.findings.push(missing_referral(&self.loaded.case.id));
                    }
                    (Found::Nothing, _) => {}
                    _ => self.loaded.present.push(*kind),
                }
            }
            if self.loaded.present.contains(kind) {
                self.folder.load_file(*kind, found, &mut self.loaded, Wanted::Record);
            }
        }
    }

    /// The case as far as it has been read.
    pub fn case(&self) -> &Case {
        &self.loaded.case
    }

    /// The case, and how many faults its folder and the files that were read have.
    pub fn done(self) -> (Case, usize) {
        let is_error = |finding: &&Finding| finding.severity == Severity::Error;
        (self.loaded.case, self.loaded.findings.iter().filter(is_error).count())
    }
}

fn read(opened: Option<&OpenFolder>, kind: RecordKind) -> Found {
    opened.map_or(Found::Unusual, |folder| folder.read(kind.file_name()))
}

fn missing_referral(id: &Id) -> Finding {
    Finding::error(
        codes::MISSING_REFERRAL,
        "this mentee's folder has no referral.yaml",
        Place::file(format!("mentees/{id}")),
    )
    .help("every case begins with a referral: write it down, or remove the folder")
}

fn text_of(
    name: &Arc<str>,
    bytes: Result<Vec<u8>, Box<Finding>>,
    findings: &mut Vec<Finding>,
    texts: &mut Vec<LoadedText>,
) -> Option<String> {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    match plain_text::decode(name, bytes) {
        Ok(text) => Some(text),
        Err(not_text) => {
            findings.push(not_text.finding);
            texts.push(LoadedText {
                name: Arc::clone(name),
                text: not_text.shown,
                format: Format::Yaml,
                skipped: Skipped::default(),
            });
            None
        }
    }
}

/// What is to come of a file in which nothing is wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// The record alone.
    Record,
    /// Its text too, to look up places in.
    WithPlaces,
}

struct Reading<'l> {
    name: Arc<str>,
    text: String,
    wanted: Wanted,
    findings: &'l mut Vec<Finding>,
    texts: &'l mut Vec<LoadedText>,
}

impl Reading<'_> {
    fn record<T: DeserializeOwned>(&mut self) -> Option<T> {
        if self.wanted == Wanted::Record
            && let Some(record) = yaml::straight(&self.text)
        {
            return Some(record);
        }
        let read = yaml::read(&self.name, &self.text);
        self.findings.extend(read.findings);
        self.texts.push(LoadedText {
            name: Arc::clone(&self.name),
            text: std::mem::take(&mut self.text),
            format: Format::Yaml,
            skipped: read.skipped,
        });
        read.value
    }
}
