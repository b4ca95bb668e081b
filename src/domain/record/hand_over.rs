//! An entry of `hand_overs` in `referral.yaml`: a case that passes from one mentor to another.
//! Source: features J13, J14.

use super::Person;
use crate::domain::date::Date;
use crate::domain::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A case passed from one mentor to another: for good, or to cover while somebody is away. It
/// counts from the day on which the new mentor takes it on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// The day on which the new mentor was asked.
    pub date: Date,
    /// Whose case it was then.
    #[serde(default)]
    pub from: Option<Id>,
    /// Who is to have it.
    pub to: Id,
    /// First day with the new mentor.
    pub starts: Date,
    /// For cover, the last day of it; nothing said means for good.
    #[serde(default)]
    pub until: Option<Date>,
    /// Why.
    pub because: String,
    /// Who decided it.
    #[serde(default)]
    pub decided_by: Vec<Person>,
    /// What the new mentor should know beside what the record shows.
    #[serde(default)]
    pub note: Option<String>,
    /// The day on which the new mentor took the case on; until then it stays where it is.
    #[serde(default)]
    pub accepted: Option<Date>,
    /// The day on which the new mentor said no.
    #[serde(default)]
    pub declined: Option<Date>,
    /// Why not.
    #[serde(default)]
    pub declined_because: Option<String>,
    /// The day on which the pupil was told.
    #[serde(default)]
    pub pupil_told: Option<Date>,
    /// Who wrote it down.
    #[serde(default)]
    pub recorded_by: Option<Id>,
}

impl HandOver {
    /// Whether the new mentor has neither taken the case on nor said no by a day, although they
    /// were asked by then and it is not over.
    pub fn is_open(&self, on: Date) -> bool {
        let answered = |day: Option<Date>| day.is_some_and(|day| day <= on);
        self.date <= on
            && !answered(self.accepted)
            && !answered(self.declined)
            && self.until.is_none_or(|until| on <= until)
    }

    /// The day from which it counts: once it has begun and the new mentor has taken the case on.
    pub fn counts_from(&self) -> Option<Date> {
        self.accepted.map(|accepted| accepted.max(self.starts))
    }
}
