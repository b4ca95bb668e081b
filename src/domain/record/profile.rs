//! What was learnt about the pupil before the plan was made: figures and profile, two parts of
//! `referral.yaml`. Source: domain §2 step 9, §5; features D1–D2, D16–D18.

use super::Signed;
use crate::domain::choices::choices;
use crate::domain::date::Date;
use crate::domain::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Figures at the start of the programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The day to which the figures belong.
    pub date: Date,
    /// Attendance in per cent of possible sessions.
    #[serde(default)]
    pub attendance_percent: Option<f64>,
    /// Attainment by subject or test (english, maths, cats, ks2-reading …).
    #[serde(default)]
    pub attainment: BTreeMap<Id, String>,
    /// Number of exclusions in the year before.
    #[serde(default)]
    pub exclusions: Option<u32>,
    /// Number of behaviour incidents in the half-term before.
    #[serde(default)]
    pub incidents: Option<u32>,
    /// Who gathered them.
    #[serde(default)]
    pub recorded_by: Option<Id>,
}

choices! {
    /// A category of the B.A.E. audit: A no concern, B and C for a mentor, D for a specialist.
    BaeCategory {
        A: "a" => "A, no concern",
        B: "b" => "B, some concern",
        C: "c" => "C, high concern",
        D: "d" => "D, specialist help",
    }
}

/// What was learnt about the pupil before the plan was made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// The day it was last brought up to date.
    pub date: Option<Date>,
    /// Barriers to learning that were found, by the policy's codes.
    pub barriers: Vec<Id>,
    /// The barrier actually worked on; it may differ from the reason for referral, and both are
    /// kept.
    pub worked_on: Option<String>,
    /// Strengths, each with how it was found.
    pub strengths: Vec<Noted>,
    /// Needs, each with how it was found.
    pub needs: Vec<Noted>,
    /// How the pupil usually behaves.
    pub usual_behaviour: Option<String>,
    /// What sets difficult moments off.
    pub triggers: Vec<String>,
    /// What keeps the pupil safe and steady.
    pub protective: Vec<String>,
    /// What helps.
    pub what_helps: Vec<String>,
    /// What does not help.
    pub what_does_not: Vec<String>,
    /// The pupil's own account.
    pub in_my_own_words: Option<String>,
    /// Support already in place.
    pub support_in_place: Vec<String>,
    /// Level of need on the local continuum, for example 2.
    pub need_level: Option<u8>,
    /// Category for behaviour in the B.A.E. audit.
    pub behaviour: Option<BaeCategory>,
    /// Category for attendance.
    pub attendance: Option<BaeCategory>,
    /// Category for emotional need.
    pub emotional: Option<BaeCategory>,
    /// The profile, read and signed.
    pub agreed: Vec<Signed>,
}

/// A strength or need, and where it was seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Noted {
    /// What it is.
    pub what: String,
    /// How it was found: observation, staff rating, parent, pupil …
    #[serde(default)]
    pub source: Option<String>,
}
