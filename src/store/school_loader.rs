//! Everything of a records folder that is not a case: the school, its policies, calendar,
//! instruments, groups, activities, staff records and audit sheets.

use super::audit;
use super::case_loader::LoadedCase;
use super::case_reader::CaseReader;
use super::folder::{ACTIVITIES_FILE, CALENDAR_FILE, Folder, PLAIN_WORDS_FILE, SETTINGS_FILE};
use super::loaded_text::LoadedText;
use super::yaml::{self, Format, Read};
use super::{instruments, policies, toml_text};
use crate::diag::{Finding, Severity};
use crate::domain::calendar::{Calendar, Nation, SchoolDays};
use crate::domain::case::{AsOf, SchoolWork};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::instrument::Instruments;
use crate::domain::plain_words::{PlainWords, PlainWordsFile};
use crate::domain::policy::PolicyShelf;
use crate::domain::record::RecordKind;
use crate::domain::record::activities::ActivitiesFile;
use crate::domain::record::audit::AuditRow;
use crate::domain::record::group::GroupFile;
use crate::domain::record::settings::{Settings, StaffMember};
use crate::domain::record::staff::StaffFile;
use std::path::Path;
use std::sync::Arc;

/// A file of the school's and the record in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Filed<T> {
    /// The file's path below the records folder.
    pub file: Arc<str>,
    /// The file's name without its ending.
    pub stem: String,
    /// The record.
    pub value: T,
}

/// A records folder without its cases.
#[derive(Debug, Default)]
pub struct School {
    /// `lm.toml`; `None` when it cannot be read.
    pub settings: Option<Settings>,
    /// Some of `lm.toml` cannot be read, so whoever is not in the list of staff may only be missing.
    pub settings_have_faults: bool,
    /// Every version of the policy.
    pub policies: PolicyShelf,
    /// The calendar; empty when there is none.
    pub calendar: Calendar,
    /// Shipped and own instruments.
    pub instruments: Instruments,
    /// Groups.
    pub groups: Vec<Filed<GroupFile>>,
    /// Activities.
    pub activities: ActivitiesFile,
    /// Records about mentors' work.
    pub staff_files: Vec<Filed<StaffFile>>,
    /// The words that count as hard for pupils.
    pub plain_words: PlainWords,
    /// Audit sheets.
    pub audits: Vec<Filed<Vec<AuditRow>>>,
    /// What groups and staff records say of each case.
    pub work: SchoolWork,
    /// Files of groups and staff that cannot be read, so that what they say is not known.
    pub unread: Vec<Arc<str>>,
    /// The case ids, sorted.
    pub cases: Vec<Id>,
}

/// A school, and what was found while it was read.
#[derive(Debug, Default)]
pub struct LoadedSchool {
    /// The school.
    pub school: School,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// The texts that were read.
    pub texts: Vec<LoadedText>,
}

/// How much of the school a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchoolParts {
    /// `lm.toml`, policies, calendar and the list of cases.
    Core,
    /// The core, and what stands of cases outside their own folders: groups and staff records.
    WithWork,
    /// The same and the instruments.
    WithInstruments,
    /// Everything.
    All,
}

impl School {
    /// The nation; England when `lm.toml` cannot be read.
    pub fn nation(&self) -> Nation {
        self.settings.as_ref().map_or(Nation::England, |settings| settings.school.nation)
    }

    /// The record of this mentor's work.
    pub fn staff_file(&self, id: &Id) -> Option<&StaffFile> {
        self.staff_files.iter().find(|file| *id == *file.stem).map(|file| &file.value)
    }

    /// The calendar as it counts in the school's nation.
    pub fn school_days(&self) -> SchoolDays<'_> {
        SchoolDays::new(&self.calendar, self.nation())
    }

    /// By what a case is judged on a day.
    pub fn as_of(&self, on: Date) -> AsOf<'_> {
        AsOf {
            policies: &self.policies,
            school_days: self.school_days(),
            school: self.settings.as_ref().map(|settings| &settings.school),
            on,
        }
    }

    /// Reads those files of a case that are asked for and there, and adds what groups and staff
    /// records say of it.
    pub fn load_case(&self, folder: &Folder, id: &Id, kinds: &[RecordKind]) -> LoadedCase {
        let mut loaded = folder.load_case(id, kinds);
        loaded.case.from_school = self.work.of(id);
        loaded
    }

    /// Begins to read a case of which only some files are needed, the referral first; with what
    /// groups and staff records say of it.
    pub fn read_case<'f>(&self, folder: &'f Folder, id: &Id) -> CaseReader<'f> {
        folder.read_case(id, self.work.of(id))
    }

    /// The member of staff with this id.
    pub fn staff(&self, id: &Id) -> Option<&StaffMember> {
        self.settings.as_ref()?.staff.iter().find(|member| member.id == *id)
    }

    /// Every staff id, in the order of `lm.toml`.
    pub fn staff_ids(&self) -> Vec<&str> {
        let staff = self.settings.iter().flat_map(|settings| &settings.staff);
        staff.map(|member| member.id.as_str()).collect()
    }

    /// Whether there is a case of this id.
    pub fn has_case(&self, id: &Id) -> bool {
        self.cases.binary_search(id).is_ok()
    }
}

impl Folder {
    /// Reads what is not a case.
    pub fn load_school(&self, parts: SchoolParts) -> LoadedSchool {
        let mut loaded = LoadedSchool::default();
        let (cases, findings) = self.cases();
        loaded.school.cases = cases;
        loaded.findings.extend(findings);
        let before = loaded.findings.len();
        loaded.school.settings = self.toml(SETTINGS_FILE, &mut loaded);
        loaded.school.settings_have_faults =
            loaded.findings[before..].iter().any(|fault| fault.severity == Severity::Error);
        if self.has(CALENDAR_FILE) {
            loaded.school.calendar = self.toml(CALENDAR_FILE, &mut loaded).unwrap_or_default();
        }
        let policy_files = self.texts("policy", "toml", &mut loaded);
        loaded.school.policies = policies::load_shelf(policy_files, &mut loaded);
        if parts >= SchoolParts::WithWork {
            self.load_work(&mut loaded);
        }
        if parts >= SchoolParts::WithInstruments {
            let own = self.texts("instruments", "toml", &mut loaded);
            loaded.school.instruments = instruments::load(own, &mut loaded);
        }
        if parts == SchoolParts::All {
            self.load_the_rest(&mut loaded);
        }
        loaded
    }

    fn load_work(&self, loaded: &mut LoadedSchool) {
        let before = loaded.findings.len();
        loaded.school.groups = self.yaml_folder("groups", loaded);
        loaded.school.staff_files = self.yaml_folder("staff", loaded);
        let faults = loaded.findings[before..].iter();
        let errors = faults.filter(|finding| finding.severity == Severity::Error);
        let mut unread: Vec<Arc<str>> =
            errors.map(|finding| Arc::clone(&finding.place.file)).collect();
        unread.dedup();
        loaded.school.unread = unread;
        let school = &loaded.school;
        let staff = school.settings.as_ref().map_or(&[][..], |settings| &settings.staff);
        loaded.school.work = SchoolWork::gather(
            school.groups.iter().map(|group| (&*group.stem, &group.value)),
            school.staff_files.iter().map(|file| (&*file.stem, &file.value)),
            staff,
        );
    }

    fn load_the_rest(&self, loaded: &mut LoadedSchool) {
        loaded.findings.extend(self.strays_at_top());
        let own_words: Option<PlainWordsFile> =
            if self.has(PLAIN_WORDS_FILE) { self.toml(PLAIN_WORDS_FILE, loaded) } else { None };
        loaded.school.plain_words = PlainWords::new(&own_words.unwrap_or_default());
        if self.has(ACTIVITIES_FILE)
            && let Some(text) =
                self.text(&ACTIVITIES_FILE.into(), &mut loaded.findings, &mut loaded.texts)
        {
            let name: Arc<str> = ACTIVITIES_FILE.into();
            let read = yaml::read(&name, &text);
            loaded.school.activities =
                keep(read, name, text, Format::Yaml, loaded).unwrap_or_default();
        }
        for (name, text) in self.texts("audit", "csv", loaded) {
            let (rows, findings) = audit::read(&name, &text);
            loaded.findings.extend(findings);
            loaded.school.audits.push(Filed {
                stem: stem(&name),
                file: Arc::clone(&name),
                value: rows,
            });
            loaded.texts.push(LoadedText::without_fields(name, text));
        }
    }

    fn toml<T: serde::de::DeserializeOwned>(
        &self,
        file: &str,
        loaded: &mut LoadedSchool,
    ) -> Option<T> {
        let name: Arc<str> = file.into();
        let text = self.text(&name, &mut loaded.findings, &mut loaded.texts)?;
        let read = toml_text::read(&name, &text);
        keep(read, name, text, Format::Toml, loaded)
    }

    fn yaml_folder<T: serde::de::DeserializeOwned>(
        &self,
        folder: &str,
        loaded: &mut LoadedSchool,
    ) -> Vec<Filed<T>> {
        let mut records = Vec::new();
        for (name, text) in self.texts(folder, "yaml", loaded) {
            let read = yaml::read(&name, &text);
            if let Some(value) = keep(read, Arc::clone(&name), text, Format::Yaml, loaded) {
                records.push(Filed { stem: stem(&name), file: name, value });
            }
        }
        records
    }

    /// The texts of every file with this ending in a folder.
    fn texts(
        &self,
        folder: &str,
        ending: &str,
        loaded: &mut LoadedSchool,
    ) -> Vec<(Arc<str>, String)> {
        let (files, findings) = self.files_in(folder, ending);
        loaded.findings.extend(findings);
        let mut texts = Vec::new();
        for file in files {
            let name: Arc<str> = file.into();
            if let Some(text) = self.text(&name, &mut loaded.findings, &mut loaded.texts) {
                texts.push((name, text));
            }
        }
        texts
    }
}

fn stem(name: &str) -> String {
    Path::new(name).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

/// The record, its faults and its text each put in their place.
pub(super) fn keep<T>(
    read: Read<T>,
    name: Arc<str>,
    text: String,
    format: Format,
    loaded: &mut LoadedSchool,
) -> Option<T> {
    loaded.findings.extend(read.findings);
    loaded.texts.push(LoadedText { name, text, format, skipped: read.skipped });
    read.value
}
