//! `reviews.yaml`: reviews and their decisions, exits, follow-up, re-admission. Source: domain §5,
//! §6; features G, H.

use super::{Person, Remark, Signed};
use crate::domain::choices::choices;
use crate::domain::date::Date;
use crate::domain::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `reviews.yaml`: reviews, exits and what came after, each list oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReviewsFile {
    /// Reviews held, oldest first.
    pub reviews: Vec<Review>,
    /// Reviews put off.
    pub postponements: Vec<Postponement>,
    /// Endings of the programme; a mentee who comes back may have more than one.
    pub exits: Vec<Exit>,
    /// Lighter support after an ending.
    pub follow_up: Vec<Remark>,
    /// Returns to the programme.
    pub readmissions: Vec<Readmission>,
}

choices! {
    /// What a review decided. Source: domain §2, step 19.
    ReviewDecision {
        ContinueSameTargets: "continue-same-targets" => "continue with the same targets",
        ContinueNewTargets: "continue-new-targets" => "continue with new targets",
        ReducedMonitoring: "reduced-monitoring" => "reduced monitoring",
        Exit: "exit" => "end the programme",
        ReferOn: "refer-on" => "refer on",
    }
}

/// A review meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// A short random name for this entry.
    #[serde(default)]
    pub id: Option<Id>,
    /// The day it was held.
    pub date: Date,
    /// Who led it.
    #[serde(default)]
    pub conducted_by: Option<Person>,
    /// Who was there.
    #[serde(default)]
    pub present: Vec<Person>,
    /// Who sent their views without being there.
    #[serde(default)]
    pub contributed: Vec<Person>,
    /// Who was asked and chose not to give views.
    #[serde(default)]
    pub declined: Vec<Person>,
    /// How each target stands.
    #[serde(default)]
    pub progress: Vec<TargetProgress>,
    /// Whether each exit criterion is met.
    #[serde(default)]
    pub criteria: Vec<CriterionFinding>,
    /// What is still needed, and how.
    #[serde(default)]
    pub still_needed: Option<String>,
    /// How I have improved: the pupil's own words.
    #[serde(default)]
    pub pupil_view: Option<String>,
    /// What the teacher says.
    #[serde(default)]
    pub teacher_view: Option<String>,
    /// What the parents say.
    #[serde(default)]
    pub parent_view: Option<String>,
    /// The decision.
    #[serde(default)]
    pub decision: Option<ReviewDecision>,
    /// Who decided.
    #[serde(default)]
    pub decided_by: Vec<Person>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
    /// The next review, while the case is open.
    #[serde(default)]
    pub next_review: Option<Date>,
    /// The day the parents were told.
    #[serde(default)]
    pub parents_told: Option<Date>,
    /// Who wrote it down.
    #[serde(default)]
    pub recorded_by: Option<Id>,
}

choices! {
    /// How a target stands at a review.
    Progress {
        Met: "met" => "met",
        GoodProgress: "good-progress" => "good progress",
        SomeProgress: "some-progress" => "some progress",
        NoProgress: "no-progress" => "no progress yet",
        Worse: "worse" => "further away",
    }
}

/// How one target stands at a review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetProgress {
    /// The target's id in the plan.
    pub target: Id,
    /// How it stands.
    pub progress: Progress,
    /// What was said about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// Whether one exit criterion is met, in the eyes of those at the review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionFinding {
    /// The criterion's code in the policy.
    pub criterion: Id,
    /// Whether it is met.
    pub met: bool,
    /// What shows it.
    #[serde(default)]
    pub evidence: Option<String>,
}

choices! {
    /// Why a review was put off.
    PostponementReason {
        PupilAbsent: "pupil-absent" => "the pupil was absent",
        StaffAbsent: "staff-absent" => "a member of staff was absent",
        ParentsAsked: "parents-asked" => "the parents asked",
        SchoolEvent: "school-event" => "school event",
        SchoolClosed: "school-closed" => "school closed",
        AwaitingEvidence: "awaiting-evidence" => "waiting for evidence",
    }
}

/// A review put off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Postponement {
    /// The day this was decided; it must come before the review was overdue.
    pub date: Date,
    /// The day the review was to be held.
    pub from: Date,
    /// The new day.
    pub to: Date,
    /// Why.
    pub reason: PostponementReason,
    /// Who agreed to it.
    #[serde(default)]
    pub by: Option<Id>,
}

/// An ending of the programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exit {
    /// The day it ended.
    pub date: Date,
    /// Which exit criteria hold, one or more, by the policy's codes.
    pub criteria: Vec<Id>,
    /// What happened, and what shows it.
    #[serde(default)]
    pub circumstances: Option<String>,
    /// Who decided.
    #[serde(default)]
    pub decided_by: Vec<Person>,
    /// Who was asked first, and what they said.
    #[serde(default)]
    pub consulted: Vec<Consultation>,
    /// What was tried before (needed where mentoring has not worked).
    #[serde(default)]
    pub approaches_tried: Vec<String>,
    /// Where the pupil goes from here (needed where mentoring has not worked).
    #[serde(default)]
    pub referred_on_to: Option<String>,
    /// What I have achieved: the pupil's own words.
    #[serde(default)]
    pub in_my_own_words: Option<String>,
    /// The pupil was asked on this day and chose to say nothing.
    #[serde(default)]
    pub words_declined: Option<Date>,
    /// How I keep it up: what helps me.
    #[serde(default)]
    pub keeping_it_up: Vec<String>,
    /// The mentor's summary of the whole programme.
    #[serde(default)]
    pub summary: Option<String>,
    /// The day the pupil was told, face to face.
    #[serde(default)]
    pub pupil_told: Option<Date>,
    /// The day the parents were told.
    #[serde(default)]
    pub parents_told: Option<Date>,
    /// Approval, where the policy asks for one.
    #[serde(default)]
    pub approved: Option<Signed>,
    /// For a pupil who left: the transfer of the file.
    #[serde(default)]
    pub transfer: Option<Transfer>,
    /// Who wrote it down.
    #[serde(default)]
    pub recorded_by: Option<Id>,
}

/// Somebody who was asked before an exit was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consultation {
    /// The day.
    pub date: Date,
    /// Who.
    #[serde(rename = "with")]
    pub person: Person,
    /// What they said.
    #[serde(default)]
    pub view: Option<String>,
    /// They were asked and chose to say nothing.
    #[serde(default)]
    pub declined: bool,
}

/// The passing-on of a leaver's file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Transfer {
    /// The new school.
    pub to_school: Option<String>,
    /// The day the pupil left.
    pub left: Option<Date>,
    /// The day the headteacher approved passing the mentoring file on.
    pub approved: Option<Date>,
    /// The day the mentoring file was sent.
    pub sent: Option<Date>,
    /// The day the new school said it had arrived.
    pub receipt: Option<Date>,
    /// The day the safeguarding lead sent the separate child-protection file, if there is one.
    pub safeguarding_file_sent: Option<Date>,
}

/// A return to the programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Readmission {
    /// The day.
    pub date: Date,
    /// Why.
    pub reason: String,
    /// Who asked for it.
    #[serde(default)]
    pub asked_by: Option<Person>,
    /// Who decided.
    #[serde(default)]
    pub decided_by: Vec<Person>,
    /// The mentor who takes the case.
    #[serde(default)]
    pub mentor: Option<Id>,
}
