//! `referral.yaml`: the pupil, the family, the referral and what was decided; what was consented to and
//! agreed, and what was learnt about the pupil, stand in `consent` and `profile`. Source: domain §3,
//! §5, §9; features B, C, D1–D2, D16–D18.

use super::Person;
pub use super::consent::{Agreement, Consent, ConsentAnswer, ConsentScope};
pub use super::hand_over::HandOver;
pub use super::profile::{BaeCategory, Baseline, Noted, Profile};
use crate::domain::choices::{Pronouns, Role, choices};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::year_group::YearGroup;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `referral.yaml`: who the mentee is, why they were referred and what was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralFile {
    /// The pupil.
    pub pupil: Pupil,
    /// Parents and carers, the first to write to at the top.
    #[serde(default)]
    pub parents: Vec<Parent>,
    /// The written (or verbal) referral.
    #[serde(default)]
    pub referral: Option<Referral>,
    /// Talks about how urgent the case is and where it goes.
    #[serde(default)]
    pub prioritised: Vec<Prioritised>,
    /// What was decided about the referral; a waiting list and a later place are two entries.
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// From one mentor to another, for good or as cover while somebody is away, oldest first.
    #[serde(default)]
    pub hand_overs: Vec<HandOver>,
    /// What the parents said when asked for consent; each answer is an entry.
    #[serde(default)]
    pub consent: Vec<Consent>,
    /// The agreement on confidentiality between pupil and mentor.
    #[serde(default)]
    pub agreement: Option<Agreement>,
    /// Figures at the start.
    #[serde(default)]
    pub baseline: Option<Baseline>,
    /// What was learnt about the pupil: strengths, barriers, triggers, what helps.
    #[serde(default)]
    pub profile: Option<Profile>,
}

/// The pupil.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pupil {
    /// Full name, as the family writes it.
    pub name: String,
    /// What the pupil is called.
    #[serde(default)]
    pub known_as: Option<String>,
    /// Which pronouns letters use.
    #[serde(default)]
    pub pronouns: Option<Pronouns>,
    /// Date of birth.
    #[serde(default)]
    pub date_of_birth: Option<Date>,
    /// Year group **on the day of the referral**.
    #[serde(default)]
    pub year: Option<YearGroup>,
    /// Class, form or tutor group.
    #[serde(default)]
    pub class: Option<String>,
    /// Sex, as the school's register has it; for equality figures only.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// The language spoken at home.
    #[serde(default)]
    pub home_language: Option<String>,
    /// Ethnicity, in the school census's words; for equality figures only.
    #[serde(default)]
    pub ethnicity: Option<String>,
    /// Special educational needs.
    #[serde(default)]
    pub sen: Option<SenStage>,
    /// Whether an individual education plan or the like is attached.
    #[serde(default)]
    pub education_plan: Option<bool>,
    /// Entitled to free school meals.
    #[serde(default)]
    pub free_school_meals: Option<bool>,
    /// In care.
    #[serde(default)]
    pub looked_after: Option<bool>,
    /// Cares for somebody at home.
    #[serde(default)]
    pub young_carer: Option<bool>,
    /// In the gifted-and-talented cohort.
    #[serde(default)]
    pub gifted_and_talented: Option<bool>,
    /// The day the pupil joined this school.
    #[serde(default)]
    pub joined: Option<Date>,
    /// Case ids of brothers and sisters who are mentees too.
    #[serde(default)]
    pub siblings: Vec<Id>,
}

choices! {
    /// Sex, as the school's register has it.
    Sex {
        Female: "female" => "female",
        Male: "male" => "male",
        NotStated: "not-stated" => "not stated",
    }
}

choices! {
    /// Stage of special educational needs. Older words stay valid; `terms` in `lm.toml` says how
    /// they print.
    SenStage {
        None: "none" => "none",
        Monitoring: "monitoring" => "being watched",
        SenSupport: "sen-support" => "SEN support",
        EhcPlan: "ehc-plan" => "education, health and care plan",
        SchoolAction: "school-action" => "School Action (until 2014)",
        SchoolActionPlus: "school-action-plus" => "School Action Plus (until 2014)",
        Statement: "statement" => "statement (until 2014)",
    }
}

/// A parent or carer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parent {
    /// Full name with title, as a letter addresses it, for example `Mrs Nasreen Khan`.
    pub name: String,
    /// What they are to the pupil: mother, grandfather, foster carer …
    #[serde(default)]
    pub relationship: Option<String>,
    /// Postal address, a line each.
    #[serde(default)]
    pub address: Vec<String>,
    /// Home or mobile telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// Work telephone.
    #[serde(default)]
    pub work_phone: Option<String>,
    /// Email.
    #[serde(default)]
    pub email: Option<String>,
    /// The language they would rather be written to in.
    #[serde(default)]
    pub language: Option<String>,
    /// How and when it is safe to make contact, or must not be tried.
    #[serde(default)]
    pub safe_contact: Option<String>,
    /// Letters are not sent to this person.
    #[serde(default)]
    pub no_letters: bool,
}

choices! {
    /// How a referral reached the mentor.
    Channel {
        Form: "form" => "on the referral form",
        Verbal: "verbal" => "by word of mouth",
        Data: "data" => "from the school's data",
    }
}

choices! {
    /// How soon help is needed. Source: the cluster's referral form.
    Urgency {
        Immediately: "immediately" => "immediately",
        WithinTwoWeeks: "within-two-weeks" => "within one to two weeks",
        WithinHalfTerm: "within-half-term" => "within half a term",
    }
}

choices! {
    /// The reasons that the referral form prints. Source: domain §3.
    Reason {
        PoorBehaviour: "poor-behaviour" => "poor behaviour",
        LowSelfEsteem: "low-self-esteem" => "low self-esteem",
        FamilyTrauma: "family-trauma" => "family trauma or problems",
        PoorConcentration: "poor-concentration" => "poor concentration",
        UnderAchieving: "under-achieving" => "under-achieving",
        AttendanceOrPunctuality: "attendance-or-punctuality" => "attendance or punctuality",
        AngryOrAbusive: "angry-or-abusive" => "angry or abusive",
        Medical: "medical" => "medical",
        PeerRelationships: "peer-relationships" => "peer relationships",
        NewOrTransition: "new-or-transition" => "new to the school or moving on",
        Bullying: "bullying" => "bullying",
        Other: "other" => "another reason",
    }
}

/// The referral itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Referral {
    /// The day it was made.
    pub date: Date,
    /// Who made it.
    pub by: Person,
    /// How it was made.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// For a referral by word of mouth: who wrote it down.
    #[serde(default)]
    pub written_by: Option<Id>,
    /// For a referral by word of mouth: the day the referrer was given a copy of the notes.
    #[serde(default)]
    pub copy_to_referrer: Option<Date>,
    /// For a referral by a parent: the day it was talked over with the class teacher.
    #[serde(default)]
    pub class_teacher_consulted: Option<Date>,
    /// Reasons on the form, one or more.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// What `other` means.
    #[serde(default)]
    pub other_reason: Option<String>,
    /// Criteria that the policy lists, by code.
    #[serde(default)]
    pub criteria: Vec<Id>,
    /// How soon help is needed.
    #[serde(default)]
    pub urgency: Option<Urgency>,
    /// Teacher assessment by subject (english, maths, science …), as the school writes it.
    #[serde(default)]
    pub attainment: BTreeMap<Id, String>,
    /// Strengths and achievements.
    #[serde(default)]
    pub strengths: Option<String>,
    /// Additional information.
    #[serde(default)]
    pub background: Option<String>,
    /// What has already been tried.
    #[serde(default)]
    pub strategies_tried: Option<String>,
    /// What the referral rests on: incident book, test results, reports, print-outs.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// Other agencies involved.
    #[serde(default)]
    pub agencies: Vec<AgencyInvolved>,
    /// What the previous school passed on.
    #[serde(default)]
    pub from_previous_school: Option<String>,
}

/// An outside agency that already knows the family.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgencyInvolved {
    /// Which agency.
    pub agency: String,
    /// Who there.
    #[serde(default)]
    pub who: Option<String>,
    /// Whether it already gives support.
    #[serde(default)]
    pub gives_support: Option<bool>,
    /// Whether the parents take part.
    #[serde(default)]
    pub parents_involved: Option<bool>,
}

/// A talk about how urgent a referral is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prioritised {
    /// The day.
    pub date: Date,
    /// With whom.
    #[serde(default)]
    pub with: Vec<Person>,
    /// How urgent it was found to be.
    #[serde(default)]
    pub urgency: Option<Urgency>,
    /// What was said.
    #[serde(default)]
    pub note: Option<String>,
}

choices! {
    /// What a referral led to. Source: the cluster's acknowledgement form.
    Outcome {
        OneToOne: "one-to-one" => "one-to-one mentoring",
        GroupWork: "group-work" => "group work",
        InClassSupport: "in-class-support" => "support in class",
        SupportBase: "support-base" => "pupil support base",
        OutsideAgency: "outside-agency" => "outside agency",
        WaitingList: "waiting-list" => "waiting list",
        OneOff: "one-off" => "a single meeting, no programme",
        NotAccepted: "not-accepted" => "not accepted",
    }
}

impl Outcome {
    /// Whether this outcome takes the pupil on to the programme.
    pub fn is_a_place(self) -> bool {
        matches!(self, Self::OneToOne | Self::GroupWork | Self::InClassSupport | Self::SupportBase)
    }
}

/// A decision about the referral.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The day.
    pub date: Date,
    /// Who decided.
    #[serde(default)]
    pub by: Vec<Person>,
    /// Who was asked first.
    #[serde(default)]
    pub discussed_with: Vec<Person>,
    /// What was decided, one or more.
    pub outcome: Vec<Outcome>,
    /// Why; needed when the referral is not accepted.
    #[serde(default)]
    pub reason: Option<String>,
    /// The mentor who takes the case.
    #[serde(default)]
    pub mentor: Option<Id>,
    /// The group, for group work.
    #[serde(default)]
    pub group: Option<Id>,
    /// Subjects, for support in class or in the base.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// Days, for support in class.
    #[serde(default)]
    pub days: Vec<String>,
    /// The agency, when it is passed on.
    #[serde(default)]
    pub agency: Option<String>,
    /// The day the referrer was told.
    #[serde(default)]
    pub acknowledged: Option<Date>,
    /// Who else was told (SENCO, head of year, head of pastoral care when an agency is asked).
    #[serde(default)]
    pub told: Vec<Role>,
}

impl Decision {
    /// Whether it takes the pupil on to the programme.
    pub fn gives_a_place(&self) -> bool {
        self.outcome.iter().any(|outcome| outcome.is_a_place())
    }
}
