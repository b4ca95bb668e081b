//! `contacts.yaml`: calls, letters, meetings, visits, agencies, and pointers to safeguarding
//! concerns. Source: domain §5, §9; features B28, B33, F4–F7, F11–F12, F20, F22, G4, L1–L2.

use super::Person;
use crate::domain::choices::{Role, choices};
use crate::domain::date::{Date, Time};
use crate::domain::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `contacts.yaml`: every contact about the mentee, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ContactsFile {
    /// Calls, letters, meetings and visits, oldest first.
    pub contacts: Vec<Contact>,
    /// Requests to another team or agency, and what came of them.
    pub referrals_on: Vec<ReferralOn>,
    /// Safeguarding concerns: only a pointer to where the detail is kept.
    pub concerns: Vec<Concern>,
}

choices! {
    /// How contact was made.
    ContactType {
        Phone: "phone" => "phone",
        Letter: "letter" => "letter",
        Email: "email" => "email",
        Text: "text" => "text message",
        InPerson: "in-person" => "in person",
        Meeting: "meeting" => "meeting",
        Visit: "visit" => "visit",
        ParentsEvening: "parents-evening" => "parents' evening",
        Planner: "planner" => "planner or contact book",
    }
}

choices! {
    /// What a contact was for; some of these prove a step of the programme.
    Purpose {
        ParentsInformed: "parents-informed" => "parents told about the programme",
        ConsentAsked: "consent-asked" => "consent asked for",
        Liaison: "liaison" => "talk with teachers or staff",
        PlanningMeeting: "planning-meeting" => "planning meeting",
        PlanShared: "plan-shared" => "plan shared",
        ReviewInvitation: "review-invitation" => "invitation to a review",
        ReviewOutcome: "review-outcome" => "outcome of a review",
        OutcomeInformed: "outcome-informed" => "outcome of the programme",
        LessonAlert: "lesson-alert" => "a lesson will be missed",
        Progress: "progress" => "how things are going",
        Attendance: "attendance" => "attendance or lateness",
        Agency: "agency" => "work with an agency",
        HomeVisit: "home-visit" => "home visit",
        Transfer: "transfer" => "records passed on",
        Other: "other" => "something else",
    }
}

/// A contact, made or only tried.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// A short random name for this entry.
    #[serde(default)]
    pub id: Option<Id>,
    /// The day.
    pub date: Date,
    /// The time.
    #[serde(default)]
    pub time: Option<Time>,
    /// How.
    #[serde(rename = "type")]
    pub kind: ContactType,
    /// With whom, one or more.
    #[serde(default)]
    pub with: Vec<Person>,
    /// What for.
    #[serde(default)]
    pub purpose: Option<Purpose>,
    /// The reason and the outcome, briefly.
    #[serde(default)]
    pub note: Option<String>,
    /// `false` when it was tried without success.
    #[serde(default = "yes")]
    pub reached: bool,
    /// How long, in minutes.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// Which letter was sent, by its name in `lm`.
    #[serde(default)]
    pub letter: Option<Id>,
    /// What the reply was.
    #[serde(default)]
    pub reply: Option<String>,
    /// Whose initials stand under it.
    #[serde(default)]
    pub by: Option<Id>,
    /// The form of a meeting with pupil or parents.
    #[serde(default)]
    pub meeting: Option<Meeting>,
    /// The form of an off-site visit.
    #[serde(default)]
    pub visit: Option<Visit>,
    /// What must be done next, by whom and when.
    #[serde(default)]
    pub follow_up: Option<FollowUp>,
    /// Withheld from every output unless asked for by somebody who may see it.
    #[serde(default)]
    pub restricted: bool,
}

fn yes() -> bool {
    true
}

choices! {
    /// At what point of the programme a meeting is held.
    Situation {
        New: "new" => "new mentee",
        Review: "review" => "review",
        During: "during" => "during the programme",
    }
}

/// A meeting with pupil or parents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Meeting {
    /// At what point.
    pub situation: Option<Situation>,
    /// What was said.
    pub summary: Option<String>,
    /// Recommendations and actions.
    pub actions: Vec<String>,
    /// Barriers found and areas for targets, at a planning meeting.
    pub target_areas: Vec<String>,
}

/// An off-site visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The place.
    pub place: String,
    /// Its address, a line each.
    #[serde(default)]
    pub address: Vec<String>,
    /// Its telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// Other agencies there.
    #[serde(default)]
    pub agencies: Vec<String>,
    /// Who was there.
    #[serde(default)]
    pub present: Vec<Person>,
    /// What was talked about.
    #[serde(default)]
    pub discussion: Option<String>,
    /// What was agreed.
    #[serde(default)]
    pub agreed: Vec<String>,
    /// The day the risk assessment was made or last read.
    #[serde(default)]
    pub risk_assessed: Option<Date>,
    /// Risks or matters of concern for the line manager (never safeguarding detail).
    #[serde(default)]
    pub risks: Option<String>,
    /// The day the line manager was given a copy.
    #[serde(default)]
    pub copy_to_line_manager: Option<Date>,
}

/// Something to be done after a contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// What.
    pub what: String,
    /// Who.
    #[serde(default)]
    pub who: Option<Id>,
    /// By when.
    #[serde(default)]
    pub by: Option<Date>,
    /// The day it was done.
    #[serde(default)]
    pub done: Option<Date>,
}

/// A request to another team or agency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralOn {
    /// A short random name for this entry.
    #[serde(default)]
    pub id: Option<Id>,
    /// The day it was sent.
    pub date: Date,
    /// To whom: support base, multi-agency team, agency.
    pub to: Role,
    /// The agency's name.
    #[serde(default)]
    pub agency: Option<String>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
    /// The reply is expected by this day.
    #[serde(default)]
    pub reply_by: Option<Date>,
    /// The day the reply came.
    #[serde(default)]
    pub replied: Option<Date>,
    /// What they said.
    #[serde(default)]
    pub outcome: Option<String>,
    /// Who sent it.
    #[serde(default)]
    pub by: Option<Id>,
}

/// A safeguarding concern: only a pointer. What it is about belongs in the school's safeguarding
/// system, so this type has no field for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Concern {
    /// A short random name for this entry.
    #[serde(default)]
    pub id: Option<Id>,
    /// The day the lead was told.
    pub date: Date,
    /// The time.
    #[serde(default)]
    pub time: Option<Time>,
    /// Which safeguarding lead was told.
    pub lead: Id,
    /// The reference in the school's safeguarding system.
    #[serde(default)]
    pub reference: Option<String>,
    /// Who told them.
    #[serde(default)]
    pub by: Option<Id>,
}
