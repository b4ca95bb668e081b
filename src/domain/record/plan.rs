//! `plan.yaml`: action plans and their SMART targets; earlier plans are kept. Source: domain §5;
//! features E1–E25.

use super::{Person, Remark, Signed};
use crate::domain::choices::{Mode, choices};
use crate::domain::date::Date;
use crate::domain::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `plan.yaml`: every action plan, oldest first; the last one is in force.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PlanFile {
    /// Action plans, oldest first.
    pub plans: Vec<Plan>,
}

/// An action plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// A short name for this plan.
    #[serde(default)]
    pub id: Option<Id>,
    /// The day it starts.
    pub starts: Date,
    /// The day it is to be reviewed.
    #[serde(default)]
    pub review_on: Option<Date>,
    /// How long and how often: one of the policy's bands.
    #[serde(default)]
    pub band: Option<Id>,
    /// How many sessions are planned.
    #[serde(default)]
    pub planned_sessions: Option<u32>,
    /// How that number was changed since, oldest first; the last change leads to it.
    #[serde(default)]
    pub sessions_changed: Vec<SessionsChanged>,
    /// How the mentor works with the pupil.
    #[serde(default)]
    pub mode: Vec<Mode>,
    /// The key worker.
    #[serde(default)]
    pub key_worker: Option<Id>,
    /// What the plan is about.
    #[serde(default)]
    pub focus: Option<String>,
    /// Barriers it works on, by the policy's codes.
    #[serde(default)]
    pub barriers: Vec<Id>,
    /// What is extra or different from what every pupil gets.
    #[serde(default)]
    pub extra_or_different: Option<String>,
    /// Strategies used.
    #[serde(default)]
    pub strategies: Vec<String>,
    /// What is needed for it.
    #[serde(default)]
    pub resources: Vec<String>,
    /// Agreed adjustments that staff should know: time-out card, rewards chart …
    #[serde(default)]
    pub adjustments: Vec<String>,
    /// The targets.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// The day the pupil signed or agreed.
    #[serde(default)]
    pub agreed_by_pupil: Option<Date>,
    /// The day the mentor signed.
    #[serde(default)]
    pub agreed_by_mentor: Option<Date>,
    /// The day a copy went to the parents.
    #[serde(default)]
    pub copy_to_parents: Option<Date>,
    /// The day a copy went to the staff concerned.
    #[serde(default)]
    pub copy_to_staff: Option<Date>,
    /// The day it was talked over with a parent.
    #[serde(default)]
    pub discussed_with_parents: Option<Date>,
    /// A parent was there when it was made.
    #[serde(default)]
    pub parent_present: Option<bool>,
    /// Approval by a supervisor, where the policy asks for one.
    #[serde(default)]
    pub approved: Option<Signed>,
    /// How the end is prepared.
    #[serde(default)]
    pub ending: Option<PlannedEnding>,
    /// Remarks by pupil, teacher, mentor, parent.
    #[serde(default)]
    pub comments: Vec<Remark>,
    /// Who wrote it down.
    #[serde(default)]
    pub recorded_by: Option<Id>,
}

/// A change in the number of planned sessions. In a plan that takes the place of another, `from` may
/// be what was left of that one. Source: features E22.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionsChanged {
    /// The day it was decided.
    pub date: Date,
    /// How many were planned until then.
    pub from: u32,
    /// How many are planned since.
    pub to: u32,
    /// Why; fewer sessions need a reason.
    #[serde(default)]
    pub because: Option<String>,
    /// Who decided it.
    #[serde(default)]
    pub by: Option<Person>,
}

impl SessionsChanged {
    /// Whether there are fewer than before.
    pub fn is_cut(&self) -> bool {
        self.to < self.from
    }

    /// The reason, where one is written.
    pub fn reason(&self) -> Option<&str> {
        self.because.as_deref().map(str::trim).filter(|words| !words.is_empty())
    }
}

/// How the end of the programme is prepared with the pupil, while there is still time. Source:
/// domain §12, no. 8; features H15.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlannedEnding {
    /// The day it was talked over with the pupil.
    pub date: Date,
    /// The day planned for the last session.
    #[serde(default)]
    pub last_session: Option<Date>,
    /// How it comes to its end: fewer sessions, who is there afterwards, how the last one is marked.
    #[serde(default)]
    pub how: Option<String>,
    /// What helps me: what the pupil takes along, in their own words.
    #[serde(default)]
    pub what_helps_me: Vec<String>,
    /// The day the teachers were told what goes on helping.
    #[serde(default)]
    pub teachers_told: Option<Date>,
}

/// A SMART target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// A short name for it, for example `t1`; kept when the target is carried into a new plan.
    pub id: Id,
    /// The target, in the pupil's words.
    pub target: String,
    /// What it serves: one of the policy's objectives.
    #[serde(default)]
    pub objective: Option<Id>,
    /// The barrier it works on.
    #[serde(default)]
    pub barrier: Option<Id>,
    /// Small steps, in order.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// Who will help.
    #[serde(default)]
    pub helpers: Vec<String>,
    /// How I will know that I have done it.
    #[serde(default)]
    pub success: Option<String>,
    /// A number to reach, where there is one.
    #[serde(default)]
    pub measure: Option<Measure>,
    /// By when.
    #[serde(default)]
    pub by: Option<Date>,
    /// The mentor's feedback and monitoring, oldest first.
    #[serde(default)]
    pub feedback: Vec<Remark>,
    /// How it ended; nothing said means that it is open.
    #[serde(default)]
    pub outcome: Option<TargetOutcome>,
}

/// A small step towards a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What to do.
    pub step: String,
    /// The day it was done.
    #[serde(default)]
    pub done: Option<Date>,
}

/// A number to reach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What is counted, for example `lunchtime incidents a week`.
    pub what: String,
    /// Where it stood at the start.
    #[serde(default)]
    pub baseline: Option<f64>,
    /// Where it should get to.
    pub target: f64,
    /// Where it was when somebody looked, oldest first.
    #[serde(default)]
    pub readings: Vec<Reading>,
}

/// A measure on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// The day.
    pub date: Date,
    /// The number.
    pub value: f64,
    /// Where it comes from.
    #[serde(default)]
    pub source: Option<String>,
}

choices! {
    /// How a target ended.
    TargetResult {
        Met: "met" => "met",
        Partly: "partly" => "partly met",
        NotMet: "not-met" => "not met",
        Dropped: "dropped" => "dropped",
        CarriedOver: "carried-over" => "carried into the next plan",
    }
}

/// How a target ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetOutcome {
    /// How.
    pub result: TargetResult,
    /// When.
    pub date: Date,
    /// What shows it.
    #[serde(default)]
    pub evidence: Option<String>,
    /// Who judged it.
    #[serde(default)]
    pub by: Option<Person>,
}
