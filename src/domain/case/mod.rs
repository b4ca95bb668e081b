//! What follows from a case: its episodes, where it stands, when its next review is due. Pure:
//! the day is always an argument, and only what is dated on or before it counts.

mod all_met;
mod arranged;
mod attainment;
mod ending_decided;
mod episode;
mod facts;
mod matters;
mod meetings;
mod mentoring;
mod planned;
mod questionnaires;
mod review_due;
mod school_work;
mod sharing;
mod stage;
mod standing;
mod steps;
mod unread;

pub use all_met::{AgainstAllMet, against_all_met, is_left_out};
pub use arranged::{Arranged, IN_GROUPS, arranged, only_group};
pub use attainment::{Attainment, MeasuredTarget, attainment};
pub use ending_decided::{EndingDecided, ending_decided};
pub use episode::{Episode, EpisodeStart, episodes};
pub use facts::{is_open_target, is_reached, latest_consent, latest_consent_at};
pub use matters::{Matter, MatterKind, is_recent, matters};
pub use meetings::first_meetings;
pub use mentoring::{Cover, Mentoring, Uncovered};
pub use planned::{held_on_plan, left_of_plan, plan_to_approve};
pub use questionnaires::{OpenQuestionnaire, asked_for, missing_forms, open_questionnaires};
pub use review_due::{CountedFrom, DueRule, NextReview, ReviewDue, next_review, next_review_of};
pub use school_work::SchoolWork;
pub use sharing::{Sharing, SharingState, sharing};
pub use stage::{
    AsOf, CaseStage, Deadline, DueBy, NotAsked, ReferralTimes, StepStage, StepState, WaitingFor,
    case_stage, referral_times, urgency,
};
pub use standing::{Standing, standing};
pub use steps::{
    ALL_DAYS, EvidenceKind, StepEvidence, WrittenAt, answers_to, is_answered, is_the_schools,
    step_evidence, step_evidence_in, step_is_needed,
};
pub use unread::UNREAD;

#[cfg(test)]
mod tests;
