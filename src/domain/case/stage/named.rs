//! What the policy calls the stage that a case is in, and how long things took.

use super::state::{StepStage, StepState};
use crate::domain::case::arranged::{Arranged, arranged};
use crate::domain::case::standing::Standing;
use crate::domain::date::Date;
use crate::domain::policy::{NamedStage, Need, Policy, StepId};
use crate::domain::record::Case;
use crate::domain::record::referral::Decision;

/// How many days things took, each from the referral to the first time it was done; nothing for
/// what has not happened. 0 is the day of the referral itself. Of what was done before a referral
/// was written, the days are below 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReferralTimes {
    /// To the first decision, a place on the waiting list included.
    pub to_decision: Option<i64>,
    /// To the decision that gave a place.
    pub to_place: Option<i64>,
    /// To the first session that was held.
    pub to_first_session: Option<i64>,
    /// To the first plan.
    pub to_plan: Option<i64>,
}

/// How long things took in a case, from what is dated on or before a day. Source: features B32.
pub fn referral_times(case: &Case, on: Date) -> ReferralTimes {
    let Some(referred) = case.referred_on().filter(|day| *day <= on) else {
        return ReferralTimes::default();
    };
    let since = |days: &mut dyn Iterator<Item = Date>| {
        days.filter(|day| *day <= on).min().map(|day| referred.days_until(day))
    };
    let decisions = || case.decisions();
    let gives_a_place = |one: &&Decision| one.gives_a_place();
    let places = decisions().filter(gives_a_place).map(|one| one.date);
    let held = arranged(case).filter(Arranged::is_held).map(|one| one.date);
    ReferralTimes {
        to_decision: since(&mut decisions().map(|one| one.date)),
        to_place: since(&mut places.into_iter()),
        to_first_session: since(&mut held.into_iter()),
        to_plan: since(&mut case.plan.plans.iter().map(|plan| plan.starts)),
    }
}

/// The named stage of a case: that of the step at which it stands.
pub(super) fn stage<'a>(
    policy: &'a Policy,
    standing: Standing,
    steps: &[StepStage],
) -> Option<&'a NamedStage> {
    let at = |step: StepId| &steps[step as usize];
    let first_open = |among: &[StepId]| {
        let is_open = |step: &&StepId| {
            let stage = at(**step);
            stage.need == Need::Required
                && !matches!(stage.state, StepState::NotAsked(_))
                && !stage.is_done()
        };
        among.iter().find(is_open).copied()
    };
    let step = match standing {
        Standing::NotAccepted | Standing::OneOff | Standing::PassedOn => return None,
        Standing::Referred | Standing::Waiting => StepId::Decision,
        Standing::AwaitingConsent | Standing::ConsentRefused => StepId::Consent,
        Standing::GettingReady => first_open(&GETTING_READY).unwrap_or(StepId::Plan),
        Standing::Active | Standing::ReducedMonitoring | Standing::ConsentWithdrawn => {
            match at(StepId::Review).state {
                StepState::Overdue(_) => StepId::Review,
                _ if !matches!(
                    at(StepId::Ending).state,
                    StepState::Waiting(..) | StepState::NotAsked(_)
                ) =>
                {
                    StepId::Ending
                }
                _ => StepId::Sessions,
            }
        }
        Standing::Ended | Standing::FollowUp | Standing::LeftSchool => StepId::Ending,
    };
    policy.stage_of(step)
}

/// The steps between a place and the first session, in the order of the process.
const GETTING_READY: [StepId; 7] = [
    StepId::ParentsInformed,
    StepId::Consent,
    StepId::Observation,
    StepId::PlanningMeeting,
    StepId::FirstMeeting,
    StepId::Agreement,
    StepId::Plan,
];
