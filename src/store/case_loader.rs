//! From a mentee's folder to a [`Case`], with every fault of every file.

use super::disk::{Found, OpenFolder};
use super::folder::Folder;
use super::loaded_text::LoadedText;
use super::yaml::{self, Format, Skipped};
use super::{codes, disk, plain_text};
use crate::diag::{Finding, Place};
use crate::domain::id::Id;
use crate::domain::record::{Case, RecordKind};
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

impl LoadedCase {
    /// A case of which nothing has been read.
    pub(super) fn empty(id: Id) -> Self {
        let (findings, texts) = (Vec::new(), Vec::new());
        Self { case: Case::empty(id), present: Vec::new(), findings, texts }
    }
}

/// The path of a file of a case below the records folder.
pub fn case_file(case: &Id, kind: RecordKind) -> Arc<str> {
    format!("mentees/{case}/{}", kind.file_name()).into()
}

impl Folder {
    /// Reads those files of a case that are asked for and there.
    pub fn load_case(&self, id: &Id, kinds: &[RecordKind]) -> LoadedCase {
        let (present, findings, opened) = self.case_files(id);
        let mut loaded = LoadedCase { present, findings, ..LoadedCase::empty(id.clone()) };
        let is_open = loaded.findings.iter().all(|finding| finding.code != codes::UNREADABLE);
        if is_open && !loaded.present.contains(&RecordKind::Referral) {
            loaded.findings.push(missing_referral(id));
        }
        for kind in kinds {
            if loaded.present.contains(kind) {
                let found = read(opened.as_ref(), *kind);
                self.load_file(*kind, found, &mut loaded);
            }
        }
        loaded
    }

    fn load_file(&self, kind: RecordKind, found: Found, loaded: &mut LoadedCase) {
        let name = case_file(&loaded.case.id, kind);
        let (findings, texts) = (&mut loaded.findings, &mut loaded.texts);
        let text = match found {
            Found::File(bytes) => text_of(&name, Ok(bytes), findings, texts),
            Found::Nothing | Found::Unusual => self.text(&name, findings, texts),
        };
        if let Some(text) = text {
            load_text(kind, name, text, loaded);
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

/// Reads a file of a case from its text.
pub(super) fn load_text(kind: RecordKind, name: Arc<str>, text: String, loaded: &mut LoadedCase) {
    let LoadedCase { case, findings, texts, .. } = loaded;
    let mut reading = Reading { name, text, findings, texts };
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

struct Reading<'l> {
    name: Arc<str>,
    text: String,
    findings: &'l mut Vec<Finding>,
    texts: &'l mut Vec<LoadedText>,
}

impl Reading<'_> {
    fn record<T: DeserializeOwned>(&mut self) -> Option<T> {
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
