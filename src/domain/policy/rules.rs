//! The sections of a policy that rule a single case. Each struct is one table of the file; those
//! that rule the programme as a whole stand in `programme`. Source of the keys: domain §8 and §10;
//! where a value comes from stands in the preset's own `[source]` table.

use super::step::{HowSoon, Need, StepId};
use crate::domain::calendar::Nation;
use crate::domain::choices::{Phase, Role, choices};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::referral::{BaeCategory, Channel, Urgency};
use crate::domain::record::reviews::ReviewDecision;
use crate::domain::record::sessions::FirstMeetingPoint;
use crate::domain::year_group::{KeyStage, YearGroup};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who approved a policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Approval {
    /// The day.
    pub on: Option<Date>,
    /// By whom: governors, headteacher …
    pub by: Option<String>,
    /// When it is looked at again.
    pub review_on: Option<Date>,
}

/// A question that a school must answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// A short name.
    pub id: Id,
    /// The dotted key that the answer sets.
    pub key: String,
    /// The question, as `lm init` asks it.
    pub question: String,
    /// The answers there are; none means free text.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Why there is no default.
    #[serde(default)]
    pub why: String,
    /// Whether the programme can be run before it is answered.
    #[serde(default)]
    pub can_wait: bool,
    /// The dotted key whose answer makes this question needless: a school answers one or the other.
    #[serde(default)]
    pub unless: Option<String>,
}

/// A name over one or several steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedStage {
    /// A short name.
    pub id: Id,
    /// What it is called.
    pub label: String,
    /// The steps it covers.
    #[serde(default)]
    pub steps: Vec<StepId>,
}

/// A code that the policy defines: a criterion, a barrier, an objective.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coded {
    /// The code.
    pub id: Id,
    /// The words.
    pub label: String,
    /// The heading under which forms print it.
    #[serde(default)]
    pub group: Option<String>,
    /// Not to be used from this day on; older records stay valid.
    #[serde(default)]
    pub retired: Option<Date>,
}

/// How pupils are found from data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct IdentificationRule {
    /// Data the school looks at: CATs, key-stage tests, Yellis …
    pub data: Vec<String>,
    /// Categories of the B.A.E. audit at which mentors work.
    pub mentor_categories: Vec<BaeCategory>,
    /// Level of need at which mentors work.
    pub need_level: Option<u8>,
}

/// Referral and decision.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReferralRule {
    /// Who may refer.
    pub sources: Vec<Role>,
    /// How a referral may be made.
    pub channels: Vec<Channel>,
    /// At least so many reasons of the form.
    pub min_reasons: u32,
    /// At least so many of the criteria below.
    pub min_criteria: u32,
    /// Referral criteria.
    pub criteria: Vec<Coded>,
    /// A referral by a parent is first talked over with the class teacher.
    pub parent_sees_teacher_first: bool,
    /// The urgency must be given.
    pub urgency_required: bool,
    /// How soon after the referral help begins, by how urgent it is: by then there is a decision,
    /// and the first meeting with a pupil who has a place.
    pub help_within: BTreeMap<Urgency, HowSoon>,
    /// Who decides; one of them is enough.
    pub decide_roles: Vec<Role>,
    /// Who must be asked before the decision.
    pub consult_roles: Vec<Role>,
    /// A referral may rest on the tracking of the behaviour policy.
    pub behaviour_trigger: bool,
    /// Who else is told when the decision is to ask an outside agency; each of them.
    pub tell_of_agency: Vec<Role>,
}

choices! {
    /// What is asked of parents.
    ConsentNeed {
        Required: "required" => "consent is required",
        Informed: "informed" => "parents are told",
        Optional: "optional" => "parents are told if appropriate",
    }
}

/// Consent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ConsentRule {
    /// What is asked of parents.
    pub parent: Option<ConsentNeed>,
    /// The first step that may not be taken without it.
    pub before: Option<StepId>,
}

/// The first meeting with the pupil.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FirstMeetingRule {
    /// The points of the checklist that are talked about; none named means that no list is asked
    /// for.
    pub points: Vec<FirstMeetingPoint>,
    /// Of pupils up to this year group only `younger_points` are asked.
    pub younger_until: Option<YearGroup>,
    /// The points that are talked about with younger pupils.
    pub younger_points: Vec<FirstMeetingPoint>,
}

impl FirstMeetingRule {
    /// The points that are talked about with a pupil of this year group; all of them where it is
    /// not known.
    pub fn points_for(&self, year: Option<YearGroup>, nation: Nation) -> &[FirstMeetingPoint] {
        let is_young = |year: YearGroup| {
            self.younger_until.is_some_and(|last| year.rank(nation) <= last.rank(nation))
        };
        if year.is_some_and(is_young) { &self.younger_points } else { &self.points }
    }
}

/// A questionnaire that the programme uses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionnaireRule {
    /// A short name for this line.
    pub id: Id,
    /// The instrument.
    pub instrument: Id,
    /// The step that it belongs to.
    pub step: StepId,
    /// When in the programme.
    pub phase: Phase,
    /// Who fills it in; any of these.
    pub respondents: Vec<Role>,
    /// Whether it must be done.
    #[serde(default)]
    pub need: Need,
    /// How many people fill it in; nothing said means one.
    #[serde(default)]
    pub min_raters: Option<u32>,
    /// Only for pupils in these key stages; none named means all.
    #[serde(default)]
    pub key_stages: Vec<KeyStage>,
}

impl QuestionnaireRule {
    /// Whether it is for pupils in this key stage: it may be for all. One that is for some is not
    /// for a pupil of whom the stage is not known.
    pub fn is_for(&self, stage: Option<KeyStage>) -> bool {
        self.key_stages.is_empty() || stage.is_some_and(|stage| self.key_stages.contains(&stage))
    }
}

choices! {
    /// How the marks of several people for one pupil are combined.
    Combine {
        Mean: "mean" => "the mean, with the spread shown",
        Latest: "latest" => "the latest one",
    }
}

/// How the answers of several people are combined.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RatingRule {
    /// How.
    pub combine: Option<Combine>,
    /// Fewer weeks than this between two ratings are marked as too short to compare.
    pub min_weeks_between: Option<u32>,
}

choices! {
    /// The layouts of the printed action plan.
    PlanLayout {
        Steps: "steps" => "a row a target with steps, helpers, success and date",
        KeyWorker: "key-worker" => "a row a goal with action, timescale and monitoring",
        Focus: "focus" => "focus, targets, strategies and comments at review",
    }
}

/// Action plans.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PlanRule {
    /// The printed layout.
    pub layout: Option<PlanLayout>,
    /// At least so many targets.
    pub min_targets: u32,
    /// At most so many targets.
    pub max_targets: Option<u32>,
    /// A copy to the parents.
    pub parent_copy: Need,
    /// A copy to the staff concerned.
    pub staff_copy: Need,
    /// A parent there when it is made.
    pub parent_present: Need,
    /// The pupil's signature or agreement.
    pub pupil_signs: Need,
    /// The mentor's signature.
    pub mentor_signs: Need,
    /// A supervisor's approval.
    pub approval: Need,
    /// The end is prepared with the pupil, once two thirds of the planned sessions are held.
    pub prepare_ending: Need,
    /// Objectives under which targets are sorted.
    pub objectives: Vec<Coded>,
}

/// A band of intervention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// A short name.
    pub id: Id,
    /// What it is called.
    pub label: String,
    /// At least so many weeks.
    #[serde(default)]
    pub min_weeks: Option<u32>,
    /// At most so many weeks; nothing said means open-ended.
    #[serde(default)]
    pub max_weeks: Option<u32>,
    /// How many sessions a week.
    #[serde(default)]
    pub sessions_per_week: Option<f64>,
    /// A review at least every so many weeks, where the band says so.
    #[serde(default)]
    pub review_every_weeks: Option<u32>,
    /// Not to be used from this day on; older records stay valid.
    #[serde(default)]
    pub retired: Option<Date>,
}

/// Sessions and contacts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SessionRule {
    /// How many sessions a week, where no band says so.
    pub per_week: Option<f64>,
    /// An open case with no contact for so many days is pointed out.
    pub no_contact_days: Option<u32>,
}

choices! {
    /// What sets the day of a review.
    ReviewBasis {
        Window: "window" => "so many weeks after the plan or the last review",
        PlanPeriod: "plan-period" => "the end of the period that the plan sets",
        AsSet: "as-set" => "each review sets the next",
    }
}

choices! {
    /// How weeks are counted.
    WeekCount {
        Calendar: "calendar" => "calendar weeks",
        School: "school-weeks" => "school weeks",
    }
}

/// Reviews.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReviewRule {
    /// What sets the day.
    pub basis: Option<ReviewBasis>,
    /// Not earlier than so many weeks after the plan or the last review.
    pub min_weeks: Option<u32>,
    /// Not later than so many weeks after the plan or the last review.
    pub max_weeks: Option<u32>,
    /// How weeks are counted; nothing said means calendar weeks.
    pub count: Option<WeekCount>,
    /// Under reduced monitoring, a look at least every so many weeks.
    pub monitoring_weeks: Option<u32>,
    /// Who takes part.
    pub take_part: Vec<Role>,
    /// The parents are told of the outcome.
    pub tell_parents: Need,
    /// A review may be put off by at most so many weeks.
    pub max_postponement_weeks: Option<u32>,
    /// The letter that goes with each decision, by its name in `lm`.
    pub letters: BTreeMap<ReviewDecision, Id>,
}

choices! {
    /// What kind of ending a criterion describes; rules and letters depend on it.
    CriterionKind {
        NoLongerNeedsHelp: "no-longer-needs-help" => "no longer needs help",
        AllTargetsMet: "all-targets-met" => "all targets met",
        LeftSchool: "left-school" => "left the school",
        Uncooperative: "uncooperative" => "does not want to work with the mentor",
        DoesNotAttend: "does-not-attend" => "does not come to sessions",
        SoundProgress: "sound-progress" => "sound or better progress",
        NotWorked: "not-worked" => "mentoring has not worked",
        AgreedAtReview: "agreed-at-review" => "agreed at a review",
        ConsentWithdrawn: "consent-withdrawn" => "consent was withdrawn",
    }
}

/// An exit criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExitCriterion {
    /// The code.
    pub id: Id,
    /// The words.
    pub label: String,
    /// What kind of ending it is.
    pub kind: CriterionKind,
    /// The letter that goes with it.
    #[serde(default)]
    pub letter: Option<Id>,
    /// At least so many different approaches were tried first.
    #[serde(default)]
    pub min_approaches: u32,
    /// The pupil must be referred on.
    #[serde(default)]
    pub refer_on: bool,
    /// The consultations of `exit.consult_roles` are not needed.
    #[serde(default)]
    pub without_consultation: bool,
    /// The questionnaires at the end are not needed.
    #[serde(default)]
    pub without_evaluations: bool,
    /// Not to be used from this day on; older records stay valid.
    #[serde(default)]
    pub retired: Option<Date>,
}

/// Endings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExitRule {
    /// Exit criteria; more than one may hold.
    pub criteria: Vec<ExitCriterion>,
    /// Who decides; one of them is enough.
    pub decide_roles: Vec<Role>,
    /// Who must be asked first; each of them.
    pub consult_roles: Vec<Role>,
    /// A supervisor's approval.
    pub approval: Need,
    /// The pupil's own words on what was achieved.
    pub pupil_words: Need,
    /// The parents are told.
    pub tell_parents: Need,
}
