//! `sessions.yaml`: the first meeting and every session, held or not. Source: domain §5;
//! features C5–C6, F1, F9–F10, F17, F21, F24.

use crate::domain::choices::{AbsenceReason, Mode, choices};
use crate::domain::date::{Date, Time};
use crate::domain::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `sessions.yaml`: the first meeting with the pupil, and every session since, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SessionsFile {
    /// The first meeting and its checklist.
    pub first_meeting: Option<FirstMeeting>,
    /// The first meeting after each return to the programme, oldest first.
    pub meetings_on_return: Vec<FirstMeeting>,
    /// Every planned session, held or not, oldest first.
    pub sessions: Vec<Session>,
}

/// The first meeting with the pupil.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstMeeting {
    /// The day.
    pub date: Date,
    /// The mentor.
    #[serde(default)]
    pub mentor: Option<Id>,
    /// What was talked about.
    #[serde(default)]
    pub covered: Vec<FirstMeetingPoint>,
    /// How the pupil feels about it.
    #[serde(default)]
    pub feelings: Option<String>,
    /// What the pupil asked.
    #[serde(default)]
    pub questions: Option<String>,
    /// The pupil was asked how they feel and chose to say nothing.
    #[serde(default)]
    pub declined: bool,
}

choices! {
    /// A point of the first-meeting checklist. Source: domain §5, eleven points.
    FirstMeetingPoint {
        Aims: "aims" => "what the programme is for",
        WhySelected: "why-selected" => "why I was chosen",
        Expectations: "expectations" => "rules, responsibilities and what we expect of each other",
        HowItWorks: "how-it-works" => "how it works: appointments, one to one, timetable, where",
        TargetsAndPlan: "targets-and-plan" => "targets and the action plan",
        MentorAway: "mentor-away" => "what happens if the mentor is away",
        Confidentiality: "confidentiality" => "what stays private, and when it cannot",
        ExitCriteria: "exit-criteria" => "how and when it ends",
        Parents: "parents" => "what parents know and how they take part",
        Feelings: "feelings" => "how I feel about it",
        Questions: "questions" => "my questions",
    }
}

choices! {
    /// Whether a session took place.
    Attendance {
        Attended: "attended" => "attended",
        Late: "late" => "came late",
        Missed: "missed" => "missed",
        Cancelled: "cancelled" => "cancelled",
    }
}

impl Attendance {
    /// Whether the session took place, with the pupil.
    pub fn is_held(self) -> bool {
        matches!(self, Self::Attended | Self::Late)
    }
}

/// A session, held or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// A short random name for this entry.
    #[serde(default)]
    pub id: Option<Id>,
    /// The day.
    pub date: Date,
    /// When it began.
    #[serde(default)]
    pub time: Option<Time>,
    /// How long, in minutes.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// The mentor.
    #[serde(default)]
    pub mentor: Option<Id>,
    /// How: one to one, in a group, in class.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// Where.
    #[serde(default)]
    pub place: Option<String>,
    /// Whether it took place.
    pub attendance: Attendance,
    /// Why it did not, or why the pupil was late.
    #[serde(default)]
    pub reason: Option<AbsenceReason>,
    /// Which targets it worked on.
    #[serde(default)]
    pub targets: Vec<Id>,
    /// Progress and how it went, against the targets.
    #[serde(default)]
    pub progress: Option<String>,
    /// Something that came up this week.
    #[serde(default)]
    pub this_week: Option<String>,
    /// What the pupil said, in their own words.
    #[serde(default)]
    pub pupil_said: Option<String>,
    /// The plan for the next session.
    #[serde(default)]
    pub next: Option<String>,
    /// The lesson that was missed for it.
    #[serde(default)]
    pub lesson_missed: Option<String>,
    /// The day the subject teacher was told.
    #[serde(default)]
    pub teacher_told: Option<Date>,
    /// What the mentor promised.
    #[serde(default)]
    pub promises: Vec<Promise>,
    /// Who wrote it down.
    #[serde(default)]
    pub recorded_by: Option<Id>,
    /// Withheld from every output unless asked for by somebody who may see it.
    #[serde(default)]
    pub restricted: bool,
}

/// Something the mentor told the pupil they would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// What.
    pub what: String,
    /// By when.
    #[serde(default)]
    pub by: Option<Date>,
    /// The day it was kept.
    #[serde(default)]
    pub kept: Option<Date>,
}
