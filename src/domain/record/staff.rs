//! `staff/<id>.yaml`: a mentor's timetable, supervision, training and availability. Source: domain
//! §8; features F16, J8–J16.

use crate::domain::choices::choices;
use crate::domain::date::{Date, Time};
use crate::domain::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `staff/<id>.yaml`: what is recorded about one mentor's work; the file's name is their id in
/// `lm.toml`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StaffFile {
    /// The weekly timetable.
    pub timetable: Vec<TimetableSlot>,
    /// Days or weeks away, and who covers.
    pub away: Vec<Away>,
    /// Supervision meetings, oldest first.
    pub supervision: Vec<Supervision>,
    /// Training and induction, oldest first.
    pub training: Vec<Training>,
    /// Performance reviews of the role, oldest first.
    pub performance: Vec<PerformanceReview>,
}

choices! {
    /// A day of the school week.
    Weekday {
        Monday: "monday" => "Monday",
        Tuesday: "tuesday" => "Tuesday",
        Wednesday: "wednesday" => "Wednesday",
        Thursday: "thursday" => "Thursday",
        Friday: "friday" => "Friday",
    }
}

choices! {
    /// What a stretch of a mentor's week is for. Source: five-steps, a week of 40 hours.
    TimeUse {
        Mentoring: "mentoring" => "mentoring pupils",
        Adults: "adults" => "work with adults",
        Organisation: "organisation" => "organisation",
    }
}

/// A stretch of the week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimetableSlot {
    /// The day.
    pub day: Weekday,
    /// From.
    pub from: Time,
    /// To.
    pub to: Time,
    /// What for.
    pub r#use: TimeUse,
    /// Which mentee, by case id.
    #[serde(default)]
    pub case: Option<Id>,
    /// Which group.
    #[serde(default)]
    pub group: Option<Id>,
    /// What, where.
    #[serde(default)]
    pub what: Option<String>,
}

choices! {
    /// Why somebody is away, as a class and nothing more: what ails a member of staff belongs in no
    /// record of the programme.
    AwayReason {
        Leave: "leave" => "leave",
        Absent: "absent" => "absent",
        Training: "training" => "training",
        OtherDuty: "other-duty" => "other work for the school",
    }
}

/// A stretch of days away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Away {
    /// First day.
    pub from: Date,
    /// Last day; nothing said means not known yet.
    #[serde(default)]
    pub to: Option<Date>,
    /// Why, as a class; no medical detail.
    #[serde(default)]
    pub reason: Option<AwayReason>,
    /// Who covers.
    #[serde(default)]
    pub cover: Option<Id>,
}

/// A supervision meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Supervision {
    /// The day.
    pub date: Date,
    /// With whom.
    pub with: Id,
    /// Casework that was talked about, by case id.
    #[serde(default)]
    pub cases: Vec<Id>,
    /// Matters raised.
    #[serde(default)]
    pub raised: Option<String>,
    /// What was agreed.
    #[serde(default)]
    pub agreed: Vec<String>,
    /// The next meeting.
    #[serde(default)]
    pub next: Option<Date>,
}

/// Training, induction or a course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// The day.
    pub date: Date,
    /// What.
    pub what: String,
    /// How long, in hours.
    #[serde(default)]
    pub hours: Option<f64>,
    /// What was learnt or will be done with it.
    #[serde(default)]
    pub impact: Option<String>,
}

/// A performance review of the role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PerformanceReview {
    /// The day.
    pub date: Date,
    /// With whom.
    pub with: Id,
    /// Objectives.
    #[serde(default)]
    pub objectives: Vec<String>,
    /// The outcome.
    #[serde(default)]
    pub outcome: Option<String>,
}
