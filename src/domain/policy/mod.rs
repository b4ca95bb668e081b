//! A programme's rules as data: the types of a policy file. What follows from a policy (which one
//! is in force, where it contradicts itself) stands in the modules beside this one.
//!
//! A preset under `schema/policies/` gives every key; a school's `policy/<date>.toml` names its
//! preset and gives only what it does differently. Tables are merged key by key; lists whose
//! entries have an `id` are merged by id; other lists are replaced. So every field here has a
//! default, and the same types read both files.

mod contradiction;
pub mod explain;
mod programme;
mod rules;
mod shelf;
mod step;

pub use contradiction::{Contradiction, contradictions};
pub use programme::*;
pub use rules::*;
pub use shelf::{PolicyShelf, PolicyVersion};
pub use step::{HowSoon, Need, StepId, StepRule, Within};

use super::date::Date;
use super::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A policy: a preset, or a school's choices over one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Which preset this is, or on which one the school's choices rest.
    pub preset: Option<Id>,
    /// What the policy is called.
    pub title: String,
    /// What kind of programme it is for, in a sentence.
    pub about: String,
    /// In force from this day; it must be the name of the file. Presets have none.
    pub effective_from: Option<Date>,
    /// Who approved it, when, and when it is looked at again.
    pub approval: Approval,
    /// Aims of the programme, for leaflets and the policy document.
    pub aims: Vec<String>,
    /// Principles and values.
    pub principles: Vec<String>,
    /// Questions that the school must answer, because the sources give no safe default.
    pub ask: Vec<Question>,
    /// Names over the steps (the five steps, R.A.F.I.E.).
    pub stages: Vec<NamedStage>,
    /// The steps: which are required, in what order, by when.
    pub steps: BTreeMap<StepId, StepRule>,
    /// How pupils are found from the school's data.
    pub identification: IdentificationRule,
    /// Referral and decision.
    pub referral: ReferralRule,
    /// Consent.
    pub consent: ConsentRule,
    /// The first meeting with the pupil.
    pub first_meeting: FirstMeetingRule,
    /// Which questionnaires are filled in, by whom and when.
    pub questionnaires: Vec<QuestionnaireRule>,
    /// How the answers of several people are combined.
    pub rating: RatingRule,
    /// Barriers to learning that a profile or plan may name.
    pub barriers: Vec<Coded>,
    /// Action plans.
    pub plan: PlanRule,
    /// How long and how often: intervention bands.
    pub bands: Vec<Band>,
    /// Sessions and contacts.
    pub sessions: SessionRule,
    /// Reviews.
    pub review: ReviewRule,
    /// Endings.
    pub exit: ExitRule,
    /// Requests to other teams and agencies, and how soon they reply.
    pub onward: Vec<OnwardRule>,
    /// How many mentees a mentor has.
    pub caseload: CaseloadRule,
    /// A mentor's working week.
    pub time: TimeRule,
    /// The mentoring register.
    pub register: RegisterRule,
    /// Briefings.
    pub briefing: BriefingRule,
    /// Reports, to whom and how often.
    pub reports: Vec<ReportRule>,
    /// How long records are kept. No default: nothing is disposed of until the school sets it.
    pub retention: RetentionRule,
    /// Passing files on.
    pub transfer: TransferRule,
    /// What law governs access to the records.
    pub access: AccessRule,
    /// Where each key comes from: a dotted key or the beginning of one on the left, the source on
    /// the right.
    pub source: BTreeMap<String, String>,
}

impl Policy {
    /// The rule for a step; a step that the policy does not name is absent.
    pub fn step(&self, step: StepId) -> StepRule {
        self.steps.get(&step).cloned().unwrap_or_default()
    }

    /// Whether a step is required.
    pub fn requires(&self, step: StepId) -> bool {
        self.steps.get(&step).is_some_and(|rule| rule.need == Need::Required)
    }

    /// The exit criterion of this code.
    pub fn exit_criterion(&self, id: &Id) -> Option<&ExitCriterion> {
        self.exit.criteria.iter().find(|criterion| criterion.id == *id)
    }

    /// The band of this id.
    pub fn band(&self, id: &Id) -> Option<&Band> {
        self.bands.iter().find(|band| band.id == *id)
    }

    /// The named stage to which a step belongs.
    pub fn stage_of(&self, step: StepId) -> Option<&NamedStage> {
        self.stages.iter().find(|stage| stage.steps.contains(&step))
    }

    /// The source of a dotted key: the entry of [`Policy::source`] whose key is the longest
    /// beginning of it.
    pub fn source_of(&self, key: &str) -> Option<&str> {
        let mut key = key;
        loop {
            if let Some(source) = self.source.get(key) {
                return Some(source);
            }
            key = &key[..key.rfind('.')?];
        }
    }
}
