//! For tests of checks: a school with one of the five policies, and what a check says of a case
//! written in a few lines.

use super::{CaseView, Check, Finder};
use crate::diag::{Place, Spot};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::{Policy, PolicyShelf, PolicyVersion};
use crate::domain::record::{Case, RecordKind};
use crate::store::{School, toml_text, yaml};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// A school to try checks in.
pub(super) struct Trial {
    pub(super) school: School,
}

const PUPIL: &str = "pupil: { name: Ada Example, year: 5 }\n";

impl Trial {
    /// A school with a preset as its policy.
    pub(super) fn of(preset: &str) -> Self {
        let file = format!("{preset}.toml");
        let text = crate::embedded::POLICIES.iter().find(|(name, _)| *name == file);
        let policy = read_toml(text.expect("a preset").1);
        let version = PolicyVersion { from: day("2020-09-01"), policy };
        let school = School { policies: PolicyShelf::new(vec![version]), ..School::default() };
        Self { school }.with_staff("")
    }

    /// With other rules than the preset's.
    pub(super) fn but(mut self, change: impl FnOnce(&mut Policy)) -> Self {
        let mut policy = self.school.policies.latest().expect("there is one").clone();
        change(&mut policy);
        self.school.policies =
            PolicyShelf::new(vec![PolicyVersion { from: day("2020-09-01"), policy }]);
        self
    }

    /// With these staff, as `lm.toml` writes them.
    pub(super) fn with_staff(mut self, staff: &str) -> Self {
        let text = format!(
            "{staff}\n[school]\nname = \"A school\"\nphase = \"primary\"\nnation = \"england\"\n\
             [safeguarding]\nleads = [\"ph\"]\n"
        );
        self.school.settings = Some(read_toml(&text));
        self
    }

    /// With this `calendar.toml`.
    pub(super) fn with_calendar(mut self, calendar: &str) -> Self {
        self.school.calendar = read_toml(calendar);
        self
    }

    /// A case from the texts of its files; a referral without a pupil gets one.
    #[expect(clippy::unused_self, reason = "a case is of a school, and tests read better so")]
    pub(super) fn case(&self, files: &[(RecordKind, &str)]) -> Case {
        let mut case = Case::empty(Id::new("k7q2m").expect("an id"));
        case.referral = Some(read_yaml(PUPIL));
        for (kind, text) in files {
            match kind {
                RecordKind::Referral if text.contains("pupil:") => {
                    case.referral = Some(read_yaml(text));
                }
                RecordKind::Referral => case.referral = Some(read_yaml(&format!("{PUPIL}{text}"))),
                RecordKind::Ratings => case.ratings = read_yaml(text),
                RecordKind::Plan => case.plan = read_yaml(text),
                RecordKind::Sessions => case.sessions = read_yaml(text),
                RecordKind::Contacts => case.contacts = read_yaml(text),
                RecordKind::Reviews => case.reviews = read_yaml(text),
                RecordKind::Tracking => case.tracking = read_yaml(text),
            }
        }
        case
    }

    /// What a check of one case sees.
    pub(super) fn view<T>(&self, case: &Case, look: impl FnOnce(&CaseView<'_>) -> T) -> T {
        look(&CaseView::new(case, &self.school, &RecordKind::ALL, &[]))
    }

    /// What a check finds in a case: severity, place and message, a line each.
    pub(super) fn told(&self, check: &Check, files: &[(RecordKind, &str)]) -> Vec<String> {
        let case = self.case(files);
        let mut findings = Vec::new();
        let Finder::Case(find) = check.finder else { panic!("{} sees no case", check.code) };
        self.view(&case, |view| find(view, &mut findings));
        findings
            .into_iter()
            .map(|one| {
                assert_eq!(one.code, check.code);
                format!("{} {}: {}", one.severity.word(), spot(&one.place), one.message)
            })
            .collect()
    }

    /// Asserts that a check finds exactly this.
    #[track_caller]
    pub(super) fn finds(&self, check: &Check, files: &[(RecordKind, &str)], expected: &[&str]) {
        assert_eq!(self.told(check, files), expected, "{files:#?}");
    }
}

fn spot(place: &Place) -> String {
    match &place.spot {
        Spot::Field(path) | Spot::Key(path) => path.to_string(),
        Spot::File => place.file.to_string(),
        Spot::Bytes(range) => format!("{range:?}"),
    }
}

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn read_toml<T: DeserializeOwned>(text: &str) -> T {
    let read = toml_text::read(&Arc::from("trial.toml"), text);
    assert!(read.findings.is_empty(), "{:#?} in {text}", read.findings);
    read.value.expect("it can be read")
}

fn read_yaml<T: DeserializeOwned>(text: &str) -> T {
    let read = yaml::read(&Arc::from("trial.yaml"), text);
    assert!(read.findings.is_empty(), "{:#?} in {text}", read.findings);
    read.value.expect("it can be read")
}
