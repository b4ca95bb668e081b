//! The sections of a policy that rule the programme as a whole: other teams, caseload, a mentor's
//! week, register, briefings, reports, keeping records and passing them on. Each struct is one
//! table of the file.

use super::rules::Coded;
use crate::domain::choices::{Role, choices};
use crate::domain::id::Id;
use crate::domain::record::staff::TimeUse;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How soon another team or agency replies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnwardRule {
    /// A short name.
    pub id: Id,
    /// To whom.
    pub to: Role,
    /// What it is called here.
    #[serde(default)]
    pub label: Option<String>,
    /// How often its panel meets.
    #[serde(default)]
    pub panel: Option<Every>,
    /// A reply is expected within so many days.
    #[serde(default)]
    pub reply_within_days: Option<u32>,
    /// Work aims to start within so many weeks of the decision.
    #[serde(default)]
    pub start_within_weeks: Option<u32>,
}

/// How many mentees a mentor has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CaseloadRule {
    /// At least so many for a full-time mentor.
    pub min: Option<u32>,
    /// At most so many for a full-time mentor.
    pub max: Option<u32>,
    /// From so many cases with social care on, the load is heavy.
    pub heavy_from: Option<u32>,
}

/// A mentor's working week.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TimeRule {
    /// Hours in a full week.
    pub hours_per_week: Option<f64>,
    /// Hours in a full day.
    pub hours_per_day: Option<f64>,
    /// How they are shared out, in hours; per cent are computed.
    pub uses: Vec<TimeBand>,
    /// A mentor has supervision at least once in so many weeks.
    pub supervision_every_weeks: Option<u32>,
}

/// A share of the week, in hours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeBand {
    /// A short name.
    pub id: Id,
    /// For what.
    pub r#use: TimeUse,
    /// At least so many hours.
    pub min_hours: f64,
    /// At most so many hours.
    pub max_hours: f64,
}

choices! {
    /// When a pupil goes on the register.
    RegisterEntry {
        Accepted: "accepted" => "when the referral is accepted",
        Enrolled: "enrolled" => "when the programme starts",
        Profiled: "profiled" => "when referral form and profile are both there",
    }
}

choices! {
    /// How much of the reason a register shows.
    ShowReason {
        None: "none" => "no reason",
        Coded: "coded" => "the reason by its heading",
        Full: "full" => "the reason in full",
    }
}

/// The mentoring register.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RegisterRule {
    /// Who keeps it.
    pub owner: Option<Role>,
    /// When a pupil goes on it.
    pub enter_on: Option<RegisterEntry>,
    /// Who gets it.
    pub audience: Vec<Role>,
    /// How much of the reason its readers see.
    pub show_reason: Option<ShowReason>,
    /// Only readers in these roles see the reason; none named means all of the audience.
    pub reason_to: Vec<Role>,
}

choices! {
    /// How often.
    Every {
        Week: "weekly" => "weekly",
        Month: "monthly" => "monthly",
        HalfTerm: "half-termly" => "every half-term",
        Term: "termly" => "every term",
        Year: "yearly" => "every year",
    }
}

choices! {
    /// How much a briefing says.
    BriefingDetail {
        Headline: "headline" => "a line a case",
        Full: "full" => "in full",
    }
}

/// Briefings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BriefingRule {
    /// How often the headteacher is briefed.
    pub headteacher: Option<Every>,
    /// How often the deputy is briefed.
    pub deputy: Option<Every>,
    /// How much it says.
    pub detail: Option<BriefingDetail>,
}

/// A report that somebody gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportRule {
    /// Which report.
    pub id: Id,
    /// To whom.
    pub to: Vec<Role>,
    /// How often.
    pub every: Every,
    /// What it must cover; none named means the report as it stands.
    #[serde(default)]
    pub covers: Vec<Coded>,
}

/// How long records are kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RetentionRule {
    /// Until the pupil is so many years old.
    pub until_age: Option<u32>,
    /// So many years after the programme ended.
    pub years_after_exit: Option<u32>,
    /// On what the school rests this.
    pub basis: Option<String>,
}

choices! {
    /// On whose word the mentoring file goes to another school.
    TransferApproval {
        HeadApproval: "head-approval" => "with the headteacher's approval",
        ParentConsent: "parent-consent" => "with the parents' consent",
        Both: "both" => "with the headteacher's approval and the parents' consent",
    }
}

/// Passing files on. The separate child-protection file goes by law and is not settable here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TransferRule {
    /// On whose word the mentoring file goes.
    pub mentoring_file: Option<TransferApproval>,
    /// Within so many school days.
    pub within_school_days: Option<u32>,
    /// The new school says within so many school days that the file has come; nothing said means
    /// that it is asked about without a day.
    pub receipt_within_school_days: Option<u32>,
}

impl TransferRule {
    /// Whether the headteacher approves it first.
    pub fn asks_headteacher(&self) -> bool {
        let of = self.mentoring_file;
        matches!(of, Some(TransferApproval::HeadApproval | TransferApproval::Both))
    }

    /// Whether the parents agree to it first.
    pub fn asks_parents(&self) -> bool {
        let of = self.mentoring_file;
        matches!(of, Some(TransferApproval::ParentConsent | TransferApproval::Both))
    }
}

choices! {
    /// The law under which a family may see a record.
    Regime {
        DataProtection: "data-protection" => "data protection",
    }
}

choices! {
    /// On what the law lets a school hold a child's record. Source: the bases of data protection law
    /// (domain §11).
    LawfulBasis {
        PublicTask: "public-task" => "the school's public task",
        LegalObligation: "legal-obligation" => "a duty in law",
        LegitimateInterests: "legitimate-interests" => "legitimate interests",
        Consent: "consent" => "consent",
        VitalInterests: "vital-interests" => "somebody's life or safety",
        Contract: "contract" => "a contract",
    }
}

/// What law governs access to the records.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AccessRule {
    /// Which law; freedom of information is the wrong one for a child's record.
    pub regime: Option<Regime>,
    /// On what the school holds the records; who asks is told it.
    pub lawful_basis: Option<LawfulBasis>,
    /// The records are part of the school's records, and leaflets must not say otherwise.
    pub is_school_record: Option<bool>,
}
