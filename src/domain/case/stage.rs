//! The whole of a case on a day: every step of the process and how it stands, what is due and
//! since when, under the policy in force. Pure, and nothing is typed: all of it follows from the
//! records. Which command clears an open step is the command line's business.
//!
//! Start with [`case_stage`]. It takes the case, and in [`AsOf`] the rules and the day:
//!
//! ```text
//! let as_of = school.as_of(today);
//! let stage = case_stage(&case, &as_of);
//! for step in stage.overdue() { … step.due() … step.keys() … }
//! ```

mod blocked;
mod deadline;
mod named;
mod open;
mod state;
#[cfg(test)]
mod tests;

pub use deadline::{Deadline, DueBy, urgency};
pub use named::{ReferralTimes, referral_times};
pub use state::{NotAsked, StepStage, StepState, WaitingFor};

use super::episode::{Episode, episodes};
use super::review_due::{NextReview, next_review_in};
use super::standing::{Standing, standing_in};
use super::steps::StepEvidence;
use crate::domain::calendar::{Nation, SchoolDays, Span};
use crate::domain::date::Date;
use crate::domain::policy::{NamedStage, Policy, PolicyShelf, PolicyVersion, StepId};
use crate::domain::record::Case;
use crate::domain::record::settings::School;
use std::cell::OnceCell;

/// By what a case is judged, and on which day.
#[derive(Clone, Copy, Debug)]
pub struct AsOf<'a> {
    /// The school's policies.
    pub policies: &'a PolicyShelf,
    /// The school's calendar.
    pub school_days: SchoolDays<'a>,
    /// The school of `lm.toml`, when it can be read.
    pub school: Option<&'a School>,
    /// The day. What is dated later does not count yet.
    pub on: Date,
}

impl AsOf<'_> {
    /// The school's nation; England where `lm.toml` does not say.
    pub fn nation(&self) -> Nation {
        self.school.map_or(Nation::England, |school| school.nation)
    }
}

/// How a case stands on a day.
#[derive(Clone, Debug)]
pub struct CaseStage<'a> {
    /// The day.
    pub on: Date,
    /// Where the case stands.
    pub standing: Standing,
    /// What the policy calls this stage of the programme, where it names stages and the case has
    /// one: none when the referral was not accepted or passed on.
    pub named: Option<&'a NamedStage>,
    /// Every step of the process, in the order of domain §2.
    pub steps: Vec<StepStage>,
    /// The next review.
    pub review: NextReview,
    /// How many days things took from the referral on.
    pub times: ReferralTimes,
    /// The policy in force on the day, with its first day; none when the school has none.
    pub version: Option<&'a PolicyVersion>,
}

impl CaseStage<'_> {
    /// A step; every step of the process is there.
    pub fn step(&self, step: StepId) -> &StepStage {
        // `steps` has one entry for each step, in the order of the list.
        &self.steps[step as usize]
    }

    /// The steps that are overdue, the longest first.
    pub fn overdue(&self) -> Vec<&StepStage> {
        self.dated(|state| matches!(state, StepState::Overdue(_)))
    }

    /// The steps that have a day and are not late, the next first.
    pub fn due(&self) -> Vec<&StepStage> {
        self.dated(|state| matches!(state, StepState::Due(_)))
    }

    /// The steps that can be done now and have no day, in the order of the process.
    pub fn ready(&self) -> impl Iterator<Item = &StepStage> {
        self.steps.iter().filter(|step| step.state == StepState::Ready)
    }

    fn dated(&self, wanted: impl Fn(&StepState) -> bool) -> Vec<&StepStage> {
        let mut steps: Vec<&StepStage> =
            self.steps.iter().filter(|step| wanted(&step.state)).collect();
        steps.sort_by_key(|step| step.due().map(|due| due.due.day));
        steps
    }
}

/// How a case stands.
pub fn case_stage<'a>(case: &Case, as_of: &AsOf<'a>) -> CaseStage<'a> {
    let all = episodes(case, as_of.policies, as_of.on);
    let last = all.last().copied();
    let stands = standing_in(case, last.as_ref(), as_of.policies, as_of.on);
    let (policies, school_days) = (as_of.policies, &as_of.school_days);
    let review = next_review_in(case, stands, || last, policies, school_days, as_of.on);
    let version = as_of.policies.version_in_force(as_of.on);
    let policy = version.map(|version| &version.policy);
    let view = View::new(case, as_of, policy, stands, &review, all);
    let steps: Vec<StepStage> = StepId::ALL.iter().map(|step| view.stage_of(*step)).collect();
    CaseStage {
        on: as_of.on,
        standing: stands,
        named: policy.and_then(|policy| named::stage(policy, stands, &steps)),
        steps,
        review,
        times: referral_times(case, as_of.on),
        version,
    }
}

/// All that the state of a step is worked out from.
struct View<'v, 'a> {
    case: &'v Case,
    as_of: &'v AsOf<'a>,
    policy: Option<&'a Policy>,
    standing: Standing,
    review: &'v NextReview,
    episode: Option<Episode<'v>>,
    /// How many episodes there were before this one.
    earlier: usize,
    /// The day on which the episode before this one ended.
    ended_before: Option<Date>,
    /// The proof of each step, once it was asked for: one step asks for that of others.
    proofs: [OnceCell<Option<StepEvidence>>; StepId::ALL.len()],
    /// Whether the programme ends, once that was asked for.
    ends: OnceCell<bool>,
}

impl<'v, 'a> View<'v, 'a> {
    fn new(
        case: &'v Case,
        as_of: &'v AsOf<'a>,
        policy: Option<&'a Policy>,
        standing: Standing,
        review: &'v NextReview,
        mut all: Vec<Episode<'v>>,
    ) -> Self {
        let episode = all.pop();
        let ended_before = all.last().and_then(Episode::until);
        Self {
            case,
            as_of,
            policy,
            standing,
            review,
            episode,
            earlier: all.len(),
            ended_before,
            proofs: [const { OnceCell::new() }; StepId::ALL.len()],
            ends: OnceCell::new(),
        }
    }

    /// The days whose records count for a step: all up to today, or those of this time on the
    /// programme.
    fn days_of(&self, step: StepId) -> Span {
        let from = match repeated(step) {
            Repeated::Never => None,
            Repeated::BeforeComingBack => self.ended_before.map(|day| day.add_days(1)),
            Repeated::OnTheProgramme => {
                self.ended_before.and_then(|_| self.episode.as_ref().map(|episode| episode.from))
            }
        };
        Span { from: from.unwrap_or(Date::FIRST), to: self.as_of.on }
    }
}

/// Whether a step is taken again when a pupil comes back to the programme.
enum Repeated {
    /// Once a case: what is known of the pupil, or stands in a record that has it only once.
    Never,
    /// Again, and it may be done between the ending and the return.
    BeforeComingBack,
    /// Again, once the pupil is back.
    OnTheProgramme,
}

fn repeated(step: StepId) -> Repeated {
    match step {
        StepId::RoleMadeKnown
        | StepId::Identification
        | StepId::Referral
        | StepId::RatingBefore
        | StepId::Prioritisation
        | StepId::Decision
        | StepId::Consent
        | StepId::Baseline
        | StepId::Observation
        | StepId::FirstMeeting
        | StepId::Agreement => Repeated::Never,
        StepId::ParentsInformed | StepId::PlanningMeeting => Repeated::BeforeComingBack,
        StepId::Plan
        | StepId::Sessions
        | StepId::ContactLog
        | StepId::LessonAlert
        | StepId::Review
        | StepId::RatingAfter
        | StepId::ReviewDecision
        | StepId::Ending
        | StepId::Evaluations
        | StepId::OutcomeInformed
        | StepId::FollowUp
        | StepId::Transfer => Repeated::OnTheProgramme,
    }
}
