//! `groups/<id>.yaml`: a group, its members, and its sessions recorded once for all. Source:
//! domain §5; features F2–F3, F23.

use super::sessions::Attendance;
use crate::domain::choices::{AbsenceReason, choices};
use crate::domain::date::{Date, Time};
use crate::domain::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

choices! {
    /// What kind of group it is.
    GroupKind {
        Focus: "focus" => "focus group",
        Developmental: "developmental" => "developmental group",
        DropIn: "drop-in" => "drop-in group",
    }
}

/// `groups/<id>.yaml`: one group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    /// What the group is called.
    pub name: String,
    /// What kind it is.
    #[serde(default)]
    pub kind: Option<GroupKind>,
    /// What it is about.
    #[serde(default)]
    pub theme: Option<String>,
    /// Who leads it.
    #[serde(default)]
    pub mentor: Option<Id>,
    /// First day.
    pub starts: Date,
    /// Last day.
    #[serde(default)]
    pub ends: Option<Date>,
    /// How many sessions are planned.
    #[serde(default)]
    pub planned_sessions: Option<u32>,
    /// How long a session is, in minutes.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// Members, by case id.
    #[serde(default)]
    pub members: Vec<Member>,
    /// Sessions, oldest first.
    #[serde(default)]
    pub sessions: Vec<GroupSession>,
}

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The case.
    pub case: Id,
    /// First day, if later than the group's.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day, if earlier than the group's.
    #[serde(default)]
    pub until: Option<Date>,
}

/// A session of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupSession {
    /// A short random name for this entry.
    #[serde(default)]
    pub id: Option<Id>,
    /// The day.
    pub date: Date,
    /// When it began.
    #[serde(default)]
    pub time: Option<Time>,
    /// What was done.
    #[serde(default)]
    pub activity: Option<String>,
    /// How it went for the group; nothing about one child.
    #[serde(default)]
    pub progress: Option<String>,
    /// Who was there, by case id.
    #[serde(default)]
    pub attendance: BTreeMap<Id, Attendance>,
    /// Why somebody was not.
    #[serde(default)]
    pub reasons: BTreeMap<Id, AbsenceReason>,
    /// Who wrote it down.
    #[serde(default)]
    pub recorded_by: Option<Id>,
}
