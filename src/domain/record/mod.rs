//! What lies on disk, file by file: one module a kind of record. Types only; what follows from
//! them stands in the modules beside this one.
//!
//! Three rules hold in all of them. Nothing that can be computed is stored. Lists are
//! chronological, newest last, each entry dated. Keys are `snake_case`, codes are `kebab-case`.

pub mod activities;
pub mod audit;
mod consent;
pub mod contacts;
mod from_school;
pub mod group;
mod hand_over;
mod kind;
pub mod plan;
mod profile;
pub mod ratings;
pub mod referral;
pub mod reviews;
pub mod sessions;
pub mod settings;
pub mod staff;
pub mod tracking;
mod unread;

pub use from_school::{FromSchool, InGroup, MentorAway};
pub use kind::RecordKind;
pub use unread::{Unread, UnreadField};

use super::choices::Role;
use super::date::Date;
use super::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Somebody named in a record. Staff of the school stand by their short id, as listed in
/// `lm.toml`; anybody else by role and name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    /// The short id of a member of staff, from `lm.toml`.
    pub staff: Option<Id>,
    /// In which role.
    pub role: Option<Role>,
    /// Name, for people who are not in `lm.toml`.
    pub name: Option<String>,
}

/// Who somebody is: the id of a member of staff, or role and name.
pub type Identity<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

impl Person {
    /// Who it is, so that the same person can be found again: staff by their id, others by role and
    /// name.
    pub fn identity(&self) -> Identity<'_> {
        match &self.staff {
            Some(id) => (Some(id.as_str()), None, None),
            None => (None, self.role.map(Role::code), self.name.as_deref()),
        }
    }
}

/// Something signed, seen or done by a person on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The day.
    pub date: Date,
    /// Who.
    #[serde(default)]
    pub by: Option<Person>,
}

/// A remark by somebody on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// The day.
    pub date: Date,
    /// Whose remark it is.
    #[serde(default)]
    pub by: Option<Person>,
    /// The words.
    #[serde(default)]
    pub text: Option<String>,
    /// The person was asked and chose to say nothing.
    #[serde(default)]
    pub declined: bool,
    /// Withheld from every output unless asked for by somebody who may see it.
    #[serde(default)]
    pub restricted: bool,
}

/// Whether words are written down: not left out, and not blank.
pub fn is_said(words: Option<&String>) -> bool {
    words.is_some_and(|words| !words.trim().is_empty())
}

/// Everything written about one mentee: the files of one folder. A file that is not there reads as
/// an empty one; only the referral must exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The folder's name.
    pub id: Id,
    /// `referral.yaml`; `None` when it is missing or cannot be read.
    pub referral: Option<referral::ReferralFile>,
    /// `ratings.yaml`.
    pub ratings: ratings::RatingsFile,
    /// `plan.yaml`.
    pub plan: plan::PlanFile,
    /// `sessions.yaml`.
    pub sessions: sessions::SessionsFile,
    /// `contacts.yaml`.
    pub contacts: contacts::ContactsFile,
    /// `reviews.yaml`.
    pub reviews: reviews::ReviewsFile,
    /// `tracking.yaml`.
    pub tracking: tracking::TrackingFile,
    /// What the school's own files say of the case; empty while nobody has read them.
    pub from_school: FromSchool,
}

impl Case {
    /// A case of which nothing is written yet.
    pub fn empty(id: Id) -> Self {
        Self {
            id,
            referral: None,
            ratings: ratings::RatingsFile::default(),
            plan: plan::PlanFile::default(),
            sessions: sessions::SessionsFile::default(),
            contacts: contacts::ContactsFile::default(),
            reviews: reviews::ReviewsFile::default(),
            tracking: tracking::TrackingFile::default(),
            from_school: FromSchool::default(),
        }
    }

    /// Every decision about the referral, in the order of the record.
    pub fn decisions(&self) -> impl Iterator<Item = &referral::Decision> {
        self.referral.iter().flat_map(|file| &file.decisions)
    }
}
