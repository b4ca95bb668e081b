//! Reading many cases for somebody who looks at little of each: a case is read file by file, as they
//! turn out to be needed, and without what nobody looks at. Faults are counted, not told.

use super::case_loader::{LoadedCase, case_file, load_text};
use super::disk::Below;
use super::folder::Folder;
use super::yaml::{Habits, straight};
use crate::diag::{Finding, Severity};
use crate::domain::id::Id;
use crate::domain::record::{Case, FromSchool, RecordKind, Unread};
use serde::de::DeserializeOwned;
use std::str;

/// What is longer than this is read the long way; records seldom are.
const LONGEST: usize = 64 << 10;

/// What is at hand for one file after the other.
pub struct Desk {
    bytes: Vec<u8>,
    path: String,
    habits: Habits,
}

impl Desk {
    /// For cases of which this is not looked at.
    pub fn new(unread: &'static Unread) -> Self {
        Self { bytes: vec![0; LONGEST], path: String::new(), habits: Habits::new(unread) }
    }
}

/// A case that is being read. Says nothing of files that are not asked for.
pub struct CaseReader<'f> {
    folder: &'f Folder,
    /// Whether the folder of the case was looked through, so that it is known what is there: where
    /// anything is not as usual.
    is_looked_through: bool,
    loaded: LoadedCase,
}

impl Folder {
    /// Begins to read a case of which only some files are needed, the referral first.
    pub(super) fn read_case(&self, id: &Id, from_school: FromSchool) -> CaseReader<'_> {
        let is_looked_through = self.open_mentees().is_none();
        let mut loaded =
            if is_looked_through { self.load_case(id, &[]) } else { LoadedCase::empty(id.clone()) };
        loaded.case.from_school = from_school;
        CaseReader { folder: self, is_looked_through, loaded }
    }
}

impl CaseReader<'_> {
    /// Reads a file of the case, if it is there.
    pub fn read(&mut self, kind: RecordKind, desk: &mut Desk) {
        match self.found(kind, desk) {
            Below::Bytes(length) => {
                let case = &mut self.loaded.case;
                let text = str::from_utf8(&desk.bytes[..length]).ok();
                if text.is_none_or(|text| !take(kind, text, &desk.habits, case)) {
                    self.read_the_long_way(kind, None);
                }
            }
            Below::Nothing if kind != RecordKind::Referral => {}
            Below::Nothing | Below::Unusual => {
                if kind == RecordKind::Referral && !self.is_looked_through {
                    self.look_through();
                }
                if !self.is_looked_through || self.loaded.present.contains(&kind) {
                    self.read_the_long_way(kind, Some(&desk.habits));
                }
            }
        }
    }

    fn found(&self, kind: RecordKind, desk: &mut Desk) -> Below {
        let mentees = self.folder.open_mentees().filter(|_| !self.is_looked_through);
        let Some(mentees) = mentees else { return Below::Unusual };
        desk.path.clear();
        desk.path.push_str(self.loaded.case.id.as_str());
        desk.path.push('/');
        desk.path.push_str(kind.file_name());
        mentees.read_below(&desk.path, &mut desk.bytes)
    }

    /// Without its referral there is nothing in a case that one can rely on.
    fn look_through(&mut self) {
        let from_school = std::mem::take(&mut self.loaded.case.from_school);
        self.loaded = self.folder.load_case(&self.loaded.case.id, &[]);
        self.loaded.case.from_school = from_school;
        self.is_looked_through = true;
    }

    /// As every file is read; without what nobody looks at, where there are habits and nothing has
    /// to be said of the file.
    fn read_the_long_way(&mut self, kind: RecordKind, habits: Option<&Habits>) {
        let LoadedCase { case, findings, texts, .. } = &mut self.loaded;
        let name = case_file(&case.id, kind);
        let Some(text) = self.folder.text(&name, findings, texts) else { return };
        if !habits.is_some_and(|habits| take(kind, &text, habits, case)) {
            load_text(kind, name, text, &mut self.loaded);
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

/// Takes a file of a case from its text; `false` when there may be something to say of it.
fn take(kind: RecordKind, text: &str, habits: &Habits, case: &mut Case) -> bool {
    fn into<T: DeserializeOwned>(part: &mut T, text: &str, habits: &Habits) -> bool {
        straight(text, habits).map(|read| *part = read).is_some()
    }
    match kind {
        RecordKind::Referral => {
            case.referral = straight(text, habits);
            case.referral.is_some()
        }
        RecordKind::Ratings => into(&mut case.ratings, text, habits),
        RecordKind::Plan => into(&mut case.plan, text, habits),
        RecordKind::Sessions => into(&mut case.sessions, text, habits),
        RecordKind::Contacts => into(&mut case.contacts, text, habits),
        RecordKind::Reviews => into(&mut case.reviews, text, habits),
        RecordKind::Tracking => into(&mut case.tracking, text, habits),
    }
}
