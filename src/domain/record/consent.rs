//! In `referral.yaml`: what the parents consented to, and the agreement between pupil and mentor.
//! Source: domain §5; features C.

use crate::domain::choices::choices;
use crate::domain::date::Date;
use crate::domain::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// What a parent answered when asked for consent.
    ConsentAnswer {
        Given: "given" => "given",
        Refused: "refused" => "refused",
        Withdrawn: "withdrawn" => "withdrawn",
        NoReply: "no-reply" => "asked, no reply yet",
    }
}

choices! {
    /// What a consent covers.
    ConsentScope {
        Programme: "programme" => "taking part in the programme",
        Observation: "observation" => "being observed",
        Sharing: "sharing" => "sharing information with those named",
        Reports: "reports" => "being counted in reports",
    }
}

/// A parent's answer about consent. No entry means that nobody has asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The day of the answer.
    pub date: Date,
    /// The answer.
    pub answer: ConsentAnswer,
    /// Whose answer.
    #[serde(default)]
    pub by: Option<String>,
    /// What it covers; nothing said means the programme.
    #[serde(default)]
    pub scope: Vec<ConsentScope>,
    /// With whom information may be shared.
    #[serde(default)]
    pub share_with: Vec<String>,
    /// What is to be kept back, and why.
    #[serde(default)]
    pub withhold: Option<String>,
    /// How it was given: form, letter, phone …
    #[serde(default)]
    pub how: Option<String>,
    /// Who wrote this down.
    #[serde(default)]
    pub recorded_by: Option<Id>,
}

/// The agreement between pupil and mentor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub struct Agreement {
    /// The day the pupil signed.
    pub signed_by_pupil: Option<Date>,
    /// The day the mentor signed.
    pub signed_by_mentor: Option<Date>,
    /// The day a parent signed.
    pub signed_by_parent: Option<Date>,
    /// The limit of confidentiality (keeping children safe) was explained.
    pub confidentiality_explained: bool,
    /// The pupil was asked and chose not to sign.
    pub declined: Option<Date>,
    /// What the pupil and mentor agreed in their own words.
    pub terms: Option<String>,
}
