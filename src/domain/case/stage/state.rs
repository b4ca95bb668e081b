//! The states that a step can be in, and which keys of the policy ask for it.

use super::deadline::DueBy;
use crate::domain::calendar::Span;
use crate::domain::case::steps::StepEvidence;
use crate::domain::choices::Role;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::{Need, StepId};

/// A step of the process in one case.
#[derive(Clone, Debug, PartialEq)]
pub struct StepStage {
    /// The step.
    pub step: StepId,
    /// What the policy in force says of it.
    pub need: Need,
    /// How it stands.
    pub state: StepState,
    /// Steps that the policy wants first and that are still open; only of a step that is not done.
    pub first: Vec<StepId>,
    /// The days whose records count for it: all up to the day, or those of this time on the
    /// programme; of a review to come, those since the last one.
    pub days: Span,
}

/// How a step stands.
#[derive(Clone, Debug, PartialEq)]
pub enum StepState {
    /// Not asked for in this case.
    NotAsked(NotAsked),
    /// Somebody was asked and chose not to; that completes it.
    Waived(StepEvidence),
    /// Done.
    Done(StepEvidence),
    /// The parents said no, or took their consent back; the case rests.
    Refused(StepEvidence),
    /// It cannot be done yet; the day by which it is due, where there is one.
    Waiting(WaitingFor, Option<DueBy>),
    /// It can be done now, and no rule names a day.
    Ready,
    /// It is due by a day that has not passed.
    Due(DueBy),
    /// Its day has passed, whether or not it could be done.
    Overdue(DueBy),
    /// It may be done, if it helps.
    Possible,
}

/// Why a step is not asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAsked {
    /// It is not part of this programme.
    Absent,
    /// The school takes it once for all.
    OnceForTheSchool,
    /// It falls away because of who made the referral.
    ReferredBy(Role),
    /// It is only for pupils of another phase.
    OtherPhase,
    /// The referral did not lead on to the programme.
    NoPlace,
    /// The parents said no or took their consent back on this day, and the case rests.
    Rests(Date),
    /// The programme ended on this day, so that it comes too late.
    Over(Date),
    /// The way it ended makes it needless: this criterion says so.
    ByCriterion(Id),
    /// The pupil stays at the school, so that nothing is passed on.
    Stays,
}

/// What a step waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitingFor {
    /// Earlier steps, one or more.
    Steps(Vec<StepId>),
    /// A place on the programme.
    Place,
    /// A lesson that is missed for a session.
    MissedLesson,
    /// The end of the programme.
    Ending,
    /// The pupil's leaving the school.
    Leaving,
}

impl StepStage {
    /// The proof, when it is done or somebody declined or refused.
    pub fn evidence(&self) -> Option<&StepEvidence> {
        match &self.state {
            StepState::Done(proof) | StepState::Waived(proof) | StepState::Refused(proof) => {
                Some(proof)
            }
            _ => None,
        }
    }

    /// The day by which it is due, where there is one.
    pub fn due(&self) -> Option<&DueBy> {
        match &self.state {
            StepState::Due(due) | StepState::Overdue(due) | StepState::Waiting(_, Some(due)) => {
                Some(due)
            }
            _ => None,
        }
    }

    /// Whether it is done, or counts as done.
    pub fn is_done(&self) -> bool {
        matches!(self.state, StepState::Done(_) | StepState::Waived(_))
    }

    /// Whether somebody must do it now: it is ready, due or overdue.
    pub fn is_open(&self) -> bool {
        matches!(self.state, StepState::Ready | StepState::Due(_) | StepState::Overdue(_))
    }

    /// The dotted keys of the policy that this rests on, the most telling first. Look their values
    /// up with [`crate::domain::policy::explain::lookup`], and where they come from with
    /// [`crate::domain::policy::Policy::source_of`].
    pub fn keys(&self) -> Vec<String> {
        let step = self.step.code();
        let mut keys = Vec::new();
        let of_step = |part: &str| format!("steps.{step}.{part}");
        if let Some(due) = self.due() {
            keys.extend(due.keys(self.step));
        }
        match &self.state {
            StepState::NotAsked(NotAsked::ReferredBy(_)) => {
                keys.push(of_step("unless_referred_by"));
            }
            StepState::NotAsked(NotAsked::OtherPhase) => keys.push(of_step("phases")),
            StepState::NotAsked(NotAsked::ByCriterion(id)) => {
                keys.push(format!("exit.criteria.{id}.without_evaluations"));
            }
            StepState::NotAsked(NotAsked::Rests(_)) => keys.push("consent.parent".to_owned()),
            _ => {}
        }
        keys.push(of_step("need"));
        if self.first.contains(&StepId::Consent) || self.step == StepId::Consent {
            keys.push("consent.parent".to_owned());
            keys.push("consent.before".to_owned());
        }
        if self.first.iter().any(|first| *first != StepId::Consent) {
            keys.push(of_step("after"));
        }
        keys
    }
}
