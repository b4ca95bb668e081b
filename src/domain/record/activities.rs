//! `activities.yaml`: clubs, drop-ins and other activities, under the outcomes they serve. Source:
//! domain §8; features B30, F15.

use crate::domain::choices::choices;
use crate::domain::date::Date;
use crate::domain::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `activities.yaml`: what the mentors offer besides casework, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ActivitiesFile {
    /// Activities, oldest first.
    pub activities: Vec<Activity>,
}

choices! {
    /// A kind of activity.
    ActivityKind {
        Club: "club" => "club",
        DropIn: "drop-in" => "drop-in",
        OneOffMeeting: "one-off-meeting" => "single meeting",
        Assembly: "assembly" => "assembly or class visit",
        StaffBriefing: "staff-briefing" => "staff told about the mentor's role",
        ParentEvent: "parent-event" => "event for parents",
        Leaflet: "leaflet" => "leaflet given out",
        Transition: "transition" => "work with feeder schools",
        Other: "other" => "other",
    }
}

choices! {
    /// The five outcomes of Every Child Matters, under which five-steps records activities.
    Wellbeing {
        BeHealthy: "be-healthy" => "be healthy",
        StaySafe: "stay-safe" => "stay safe",
        EnjoyAndAchieve: "enjoy-and-achieve" => "enjoy and achieve",
        PositiveContribution: "positive-contribution" => "make a positive contribution",
        EconomicWellbeing: "economic-wellbeing" => "economic well-being",
    }
}

/// One activity on one day. Pupils who are no mentees are counted, never named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// A short random name for this entry.
    #[serde(default)]
    pub id: Option<Id>,
    /// The day.
    pub date: Date,
    /// What kind.
    pub kind: ActivityKind,
    /// What.
    pub what: String,
    /// Which outcomes it serves.
    #[serde(default)]
    pub outcomes: Vec<Wellbeing>,
    /// Who led it.
    #[serde(default)]
    pub by: Option<Id>,
    /// How many came.
    #[serde(default)]
    pub present: Option<u32>,
    /// Mentees among them, by case id.
    #[serde(default)]
    pub mentees: Vec<Id>,
    /// How long, in minutes.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// How it went.
    #[serde(default)]
    pub note: Option<String>,
}
