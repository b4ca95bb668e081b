//! `tracking.yaml`: attendance, lateness, exclusions, incidents and attainment over time, usually
//! imported. Source: domain §2 step 9, §8; features D2, D23, K4–K5.

use crate::domain::choices::choices;
use crate::domain::date::Date;
use crate::domain::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `tracking.yaml`: figures over time, each list oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TrackingFile {
    /// Attendance by period.
    pub attendance: Vec<AttendancePeriod>,
    /// Suspensions and permanent exclusions.
    pub exclusions: Vec<Exclusion>,
    /// Behaviour incidents.
    pub incidents: Vec<Incident>,
    /// Attainment.
    pub attainment: Vec<Attainment>,
}

/// Attendance in a period. A school day has two sessions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttendancePeriod {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Sessions that were possible for this pupil.
    pub possible: u32,
    /// Sessions missed, authorised or not.
    pub missed: u32,
    /// Of those, without leave.
    #[serde(default)]
    pub unauthorised: Option<u32>,
    /// Times late.
    #[serde(default)]
    pub late: Option<u32>,
    /// Where the figures come from.
    #[serde(default)]
    pub source: Option<String>,
}

choices! {
    /// A kind of exclusion.
    ExclusionKind {
        Suspension: "suspension" => "suspension",
        Permanent: "permanent" => "permanent exclusion",
        Internal: "internal" => "internal exclusion",
    }
}

/// An exclusion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// The first day.
    pub date: Date,
    /// Which kind.
    pub kind: ExclusionKind,
    /// How many school days; halves are allowed.
    #[serde(default)]
    pub days: Option<f64>,
}

/// One behaviour incident, or a count of them in a week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// The day, or the Monday of the week counted.
    pub date: Date,
    /// How many; nothing said means one.
    #[serde(default)]
    pub count: Option<u32>,
    /// Where or when: lunchtime, corridor, maths …
    #[serde(default)]
    pub place: Option<String>,
    /// What, briefly.
    #[serde(default)]
    pub note: Option<String>,
}

/// A result or prediction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attainment {
    /// The day.
    pub date: Date,
    /// Subject or test (english, maths, cats, yellis, ks2-reading …).
    pub subject: Id,
    /// The result, as the school writes it.
    pub value: String,
    /// What was expected.
    #[serde(default)]
    pub expected: Option<String>,
    /// Whether it is at or above what was expected.
    #[serde(default)]
    pub on_track: Option<bool>,
    /// What kind of assessment it was.
    #[serde(default)]
    pub assessment: Option<String>,
}
