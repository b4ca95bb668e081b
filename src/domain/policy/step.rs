//! The steps of the process and what a policy says of each. Source: domain §2.

use crate::domain::calendar::Length;
use crate::domain::choices::{Role, choices};
use crate::domain::id::Id;
use crate::domain::record::settings::SchoolPhase;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// A step of the process, in the order of the table in domain §2.
    StepId {
        RoleMadeKnown: "role-made-known" => "the mentor's role is made known",
        Identification: "identification" => "pupils are found from data",
        Referral: "referral" => "written referral",
        RatingBefore: "rating-before" => "staff rating or profile before the start",
        Prioritisation: "prioritisation" => "talked over and prioritised",
        Decision: "decision" => "decision, and the referrer told",
        ParentsInformed: "parents-informed" => "parents told and invited",
        Consent: "consent" => "parental consent",
        Baseline: "baseline" => "figures at the start",
        Observation: "observation" => "observation",
        PlanningMeeting: "planning-meeting" => "planning meeting with staff",
        FirstMeeting: "first-meeting" => "first meeting with the pupil",
        Agreement: "agreement" => "agreement on confidentiality",
        Plan: "plan" => "action plan",
        Sessions: "sessions" => "sessions",
        ContactLog: "contact-log" => "contacts written down",
        LessonAlert: "lesson-alert" => "subject teachers told of missed lessons",
        Review: "review" => "review",
        RatingAfter: "rating-after" => "staff rating repeated",
        ReviewDecision: "review-decision" => "decision at the review",
        Ending: "ending" => "ending with the pupil",
        Evaluations: "evaluations" => "evaluations by pupil, teacher and parents",
        OutcomeInformed: "outcome-informed" => "parents told of the outcome",
        FollowUp: "follow-up" => "lighter support afterwards",
        Transfer: "transfer" => "records passed on",
    }
}

choices! {
    /// Whether something must be done.
    Need {
        Required: "required" => "required",
        Optional: "optional" => "if it helps",
        Absent: "absent" => "not part of this programme",
    }
}

impl Default for Need {
    /// What a policy does not name is not part of it.
    fn default() -> Self {
        Self::Absent
    }
}

/// What a policy says of one step.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StepRule {
    /// Whether it must be done.
    pub need: Need,
    /// Steps that must come before it.
    pub after: Vec<StepId>,
    /// By when.
    pub within: Option<Within>,
    /// Who does it.
    pub who: Vec<Role>,
    /// It is not needed when somebody in one of these roles made the referral.
    pub unless_referred_by: Vec<Role>,
    /// It is only needed in schools of these phases; none named means all.
    pub phases: Vec<SchoolPhase>,
    /// Letters and forms that go with it, by their name in `lm`; whichever fits is sent.
    pub letters: Vec<Id>,
}

/// A deadline counted from another step. Weeks are calendar weeks unless the policy's review rule
/// counts school weeks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// So many weeks …
    #[serde(default)]
    pub weeks: Option<u32>,
    /// … or so many school days …
    #[serde(default)]
    pub school_days: Option<u32>,
    /// … after this step was done.
    pub of: StepId,
}

impl Within {
    /// How long that is; `school_weeks` says that the policy counts school weeks. Nothing where the
    /// policy names no time.
    pub fn length(&self, school_weeks: bool) -> Option<Length> {
        let by_weeks = self.weeks.map(|weeks| {
            if school_weeks { Length::SchoolWeeks(weeks) } else { Length::Weeks(weeks) }
        });
        by_weeks.or_else(|| self.school_days.map(Length::SchoolDays))
    }
}

/// How soon something is to be done; one of these.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HowSoon {
    /// Within so many school days …
    pub school_days: Option<u32>,
    /// … or so many calendar weeks …
    pub weeks: Option<u32>,
    /// … or so many half-terms, each as long as the one in which the counting begins.
    pub half_terms: Option<u32>,
}

impl HowSoon {
    /// How long that is; nothing where the policy names no time.
    pub fn length(&self) -> Option<Length> {
        self.school_days
            .map(Length::SchoolDays)
            .or_else(|| self.weeks.map(Length::Weeks))
            .or_else(|| self.half_terms.map(Length::HalfTerms))
    }
}
