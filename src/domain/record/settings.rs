//! `lm.toml`: the school, its staff, and which instruments it uses. Source: records page; features
//! A4, E24, I8, J7, M1, M12.

use crate::domain::calendar::Nation;
use crate::domain::choices::{Role, choices};
use crate::domain::date::Date;
use crate::domain::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `lm.toml`: the school and its staff.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The school.
    pub school: School,
    /// Who keeps children safe.
    pub safeguarding: Safeguarding,
    /// Staff who appear in the records, by short id. People who left stay listed.
    #[serde(default)]
    pub staff: Vec<StaffMember>,
    /// Which instruments the school uses; nothing said means every one that its policy names.
    #[serde(default)]
    pub instruments: EnabledInstruments,
    /// Agencies the school works with.
    #[serde(default)]
    pub agencies: Vec<Agency>,
    /// How stale or local words print: code on the left, words on the right.
    #[serde(default)]
    pub terms: BTreeMap<Id, String>,
}

choices! {
    /// Which pupils a school has.
    SchoolPhase {
        Primary: "primary" => "primary",
        Secondary: "secondary" => "secondary",
        AllThrough: "all-through" => "all-through",
        Service: "service" => "a service for several schools",
    }
}

choices! {
    /// In which order people of this school type dates.
    DateOrder {
        Iso: "iso" => "year-month-day only",
        DayMonthYear: "day-month-year" => "day/month/year",
    }
}

#[expect(clippy::derivable_impls, reason = "`choices!` has no place for `#[default]`")]
impl Default for DateOrder {
    fn default() -> Self {
        Self::Iso
    }
}

/// The school.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct School {
    /// Its name.
    pub name: String,
    /// Which pupils it has.
    pub phase: SchoolPhase,
    /// In which nation; for bank holidays and year groups.
    pub nation: Nation,
    /// Postal address, a line each.
    #[serde(default)]
    pub address: Vec<String>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// Email.
    #[serde(default)]
    pub email: Option<String>,
    /// Website.
    #[serde(default)]
    pub website: Option<String>,
    /// A picture for letters: a file beside this one.
    #[serde(default)]
    pub logo: Option<String>,
    /// The headteacher, by staff id.
    #[serde(default)]
    pub headteacher: Option<Id>,
    /// In which order people here type dates.
    #[serde(default)]
    pub date_order: DateOrder,
}

/// Who keeps children safe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Safeguarding {
    /// The designated safeguarding leads, by staff id; at least one.
    pub leads: Vec<Id>,
    /// The system that holds the detail, for example CPOMS.
    #[serde(default)]
    pub system: Option<String>,
}

choices! {
    /// A mentor's grade. Source: five-steps.
    Grade {
        LearningMentor: "learning-mentor" => "learning mentor",
        Advanced: "advanced" => "advanced learning mentor",
        Senior: "senior" => "senior learning mentor",
    }
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffMember {
    /// Short id, usually initials.
    pub id: Id,
    /// Name as it stands under a letter, for example `Ms J. Okafor`.
    pub name: String,
    /// Roles, the main one first.
    pub roles: Vec<Role>,
    /// A mentor's grade.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// Hours a week in this work; nothing said means full time.
    #[serde(default)]
    pub hours_per_week: Option<f64>,
    /// First day in this list's roles.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub until: Option<Date>,
}

impl StaffMember {
    /// Whether they work here on a day.
    pub fn is_here(&self, on: Date) -> bool {
        self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until)
    }
}

/// Which instruments the school uses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EnabledInstruments {
    /// Their ids; nothing said means every one that the policy names.
    pub enabled: Vec<Id>,
}

/// An agency to which the school sends people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Short id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it does.
    #[serde(default)]
    pub helps_with: Option<String>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// Email.
    #[serde(default)]
    pub email: Option<String>,
    /// The day its checks and approval were last looked at.
    #[serde(default)]
    pub approved: Option<Date>,
}
