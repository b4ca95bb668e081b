//! What somebody has to see to in a case: steps that are open, promises, replies that are awaited,
//! and what is missing. Pure; which of it is late follows from its day. How it is said, and which
//! command clears it, is the command line's business.

mod awaited;
mod ending;
mod mentors;
mod missing;
mod transfer;

use super::ending_decided::ending_decided;
use super::planned::plan_to_approve;
use super::questionnaires::missing_forms;
use super::stage::{AsOf, CaseStage, DueBy, StepState};
use super::standing::Standing;
use super::steps::WrittenAt;
use crate::domain::choices::Role;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::StepId;
use crate::domain::record::referral::Urgency;
use crate::domain::record::{Case, RecordKind};

/// Something to see to.
#[derive(Clone, Debug, PartialEq)]
pub struct Matter {
    /// What.
    pub kind: MatterKind,
    /// The last day on which it is on time; nothing where no rule and nobody set one.
    pub by: Option<Date>,
    /// Where it is written, or where that is from which it is counted.
    pub at: Option<WrittenAt>,
    /// The questionnaires that its step asks for and that are missing, by their ids.
    pub questionnaires: Vec<Id>,
    /// The plan is there, and waits only for a supervisor who approves it.
    pub approves_plan: bool,
}

/// What there is to see to.
#[derive(Clone, Debug, PartialEq)]
pub enum MatterKind {
    /// The mentor promised the pupil something and has not kept it yet. The words are left out
    /// where the entry is restricted.
    Promise {
        /// What was promised.
        what: Option<String>,
        /// On which day.
        made: Date,
    },
    /// A step with a day.
    Step {
        /// The step.
        step: StepId,
        /// Its day and the reckoning.
        due: Box<DueBy>,
        /// Steps that come first and are still open.
        first: Vec<StepId>,
    },
    /// Steps that can be done now and have no day, in the order of the process; at least one.
    Next(Vec<StepId>),
    /// The parents were asked for consent and have not answered.
    ConsentUnanswered {
        /// The day on which they were asked.
        asked: Date,
    },
    /// The last review decided to end the programme, and the ending is not written down.
    ExitToWrite {
        /// The day of the review.
        decided: Date,
    },
    /// The parents took their consent back, and the ending is not written down.
    ConsentWithdrawn {
        /// The day on which they did.
        on: Date,
    },
    /// What was to be done after a contact.
    FollowUp {
        /// What; left out where the entry is restricted.
        what: Option<String>,
        /// Who.
        who: Option<Id>,
    },
    /// Another team or agency has not replied.
    Reply {
        /// To whom the request went.
        to: Role,
        /// The agency's name.
        agency: Option<String>,
        /// The day it was sent.
        sent: Date,
    },
    /// The new school has not said that the file of a leaver has come.
    Receipt {
        /// The new school, where it is written.
        to: Option<String>,
        /// The day the file was sent.
        sent: Date,
    },
    /// Nothing is written of any contact for longer than the policy allows.
    NoContact {
        /// The last contact; the day of the place where there was none.
        last: Date,
        /// So many days are allowed.
        allowed: u32,
        /// There was a session or a first meeting in this time on the programme.
        met: bool,
    },
    /// Open targets whose day has passed; at least one.
    TargetsPast(Vec<Id>),
    /// Targets of the plan in force that have no day, or nothing to measure them by.
    Targets {
        /// How many have no day.
        undated: usize,
        /// How many have no measure.
        unmeasured: usize,
    },
    /// The referrer has not been told of the decision.
    ReferrerNotTold {
        /// The day of the decision.
        decided: Date,
    },
    /// The parents have not been told of the outcome of a review.
    ParentsNotTold {
        /// The day of the review.
        reviewed: Date,
        /// The letter that the policy has for its decision.
        letter: Option<Id>,
    },
    /// The parents have no copy of the plan.
    PlanNotCopied {
        /// The first day of the plan.
        starts: Date,
    },
    /// The case has a place, and nobody is named who has it.
    NoMentor,
    /// Somebody was asked to take the case on, and has not answered.
    HandOver {
        /// Who was asked.
        to: Id,
        /// First day with them.
        starts: Date,
        /// For cover, its last day.
        until: Option<Date>,
    },
    /// Whose case it is will be away or gone, and nobody looks after it then.
    NeedsCover {
        /// Whose case it is.
        mentor: Id,
        /// The first day without anybody.
        from: Date,
        /// The last; nothing when it is not known.
        to: Option<Date>,
        /// They leave for good.
        leaves: bool,
    },
    /// Most of the planned sessions are held, and nobody has prepared the end with the pupil.
    EndingToPrepare {
        /// How many were held.
        held: u32,
        /// How many are planned.
        planned: u32,
    },
    /// On the waiting list.
    Waiting {
        /// Since this day.
        since: Date,
        /// How urgent it is.
        urgency: Option<Urgency>,
    },
}

impl Matter {
    fn new(kind: MatterKind, by: Option<Date>, at: Option<WrittenAt>) -> Self {
        Self { kind, by, at, questionnaires: Vec::new(), approves_plan: false }
    }

    /// The step that has to be taken first, where it is one of the process.
    pub fn first_step(&self) -> Option<StepId> {
        match &self.kind {
            MatterKind::Step { step, first, .. } => Some(first.first().copied().unwrap_or(*step)),
            MatterKind::Next(steps) => steps.first().copied(),
            _ => None,
        }
    }

    /// How many days late it is; nothing when it is on time or has no day.
    pub fn days_late(&self, on: Date) -> Option<i64> {
        self.by.map(|by| by.days_until(on)).filter(|late| *late > 0)
    }

    /// The step to which it belongs, for those who ask why.
    pub fn step(&self) -> Option<StepId> {
        match &self.kind {
            MatterKind::Step { step, .. } => Some(*step),
            MatterKind::Next(steps) => steps.first().copied(),
            MatterKind::ConsentUnanswered { .. } => Some(StepId::Consent),
            MatterKind::ExitToWrite { .. } | MatterKind::ConsentWithdrawn { .. } => {
                Some(StepId::Ending)
            }
            MatterKind::TargetsPast(_)
            | MatterKind::Targets { .. }
            | MatterKind::EndingToPrepare { .. }
            | MatterKind::PlanNotCopied { .. } => Some(StepId::Plan),
            MatterKind::ReferrerNotTold { .. } | MatterKind::Waiting { .. } => {
                Some(StepId::Decision)
            }
            MatterKind::Receipt { .. } => Some(StepId::Transfer),
            MatterKind::ParentsNotTold { .. } => Some(StepId::Review),
            MatterKind::NoContact { .. } => Some(StepId::Sessions),
            MatterKind::Promise { .. }
            | MatterKind::FollowUp { .. }
            | MatterKind::Reply { .. }
            | MatterKind::HandOver { .. }
            | MatterKind::NeedsCover { .. }
            | MatterKind::NoMentor => None,
        }
    }
}

/// Endings that are older than this are not asked about any more; the checks still are.
const RECENT_WEEKS: i64 = 6;

/// A receipt for a file that went out longer ago than this is not asked for any more.
const RECEIPT_WEEKS: i64 = 12;

/// Whether a case may have anything to see to, as far as its referral and its reviews can tell:
/// one that is closed for long has not.
pub fn is_recent(case: &Case, standing: Standing, on: Date) -> bool {
    let last_exit = case.reviews.exits.iter().map(|exit| exit.date).filter(|day| *day <= on).max();
    match standing {
        Standing::NotAccepted | Standing::OneOff => false,
        Standing::Ended | Standing::FollowUp | Standing::LeftSchool => {
            last_exit.is_some_and(|day| on <= day.add_weeks(RECENT_WEEKS))
                || transfer::awaits_receipt(case, on).is_some()
        }
        _ => true,
    }
}

/// Everything to see to in a case on a day. `stage` is that of the same day.
pub fn matters(case: &Case, stage: &CaseStage<'_>, as_of: &AsOf<'_>) -> Vec<Matter> {
    let mut found = Vec::new();
    if !is_recent(case, stage.standing, as_of.on) {
        return found;
    }
    awaited::promises(case, as_of.on, &mut found);
    steps(case, stage, as_of, &mut found);
    awaited::follow_ups(case, as_of.on, &mut found);
    awaited::replies(case, as_of, &mut found);
    found.extend(transfer::receipt(case, as_of));
    found.extend(ending::to_prepare(case, stage, as_of.on));
    if let Some(waiting) = waiting(case, stage, as_of.on) {
        found.push(waiting);
    }
    if stage.standing.has_a_place() {
        missing::all(case, stage, as_of, &mut found);
        mentors::all(case, as_of.on, &mut found);
    }
    let waits = plan_to_approve(case, as_of.policies, as_of.on).is_some();
    for matter in &mut found {
        let Some(step) = matter.first_step() else { continue };
        matter.approves_plan = waits && step == StepId::Plan;
        matter.questionnaires = missing_forms(case, stage, step, as_of).cloned().collect();
    }
    found
}

fn steps(case: &Case, stage: &CaseStage<'_>, as_of: &AsOf<'_>, found: &mut Vec<Matter>) {
    let unanswered = awaited::consent(case, as_of.on);
    let mut next = Vec::new();
    for one in &stage.steps {
        if one.step == StepId::Consent && one.is_open() && unanswered.is_some() {
            let by = one.due().map(|due| due.due.day);
            found.extend(unanswered.map(|(asked, at)| {
                Matter::new(MatterKind::ConsentUnanswered { asked }, by, Some(at))
            }));
            continue;
        }
        // The waiting list has a line of its own, with the day by which help was wanted.
        if stage.standing == Standing::Waiting {
            continue;
        }
        match (one.due(), &one.state) {
            (Some(due), _) => found.push(Matter::new(
                MatterKind::Step {
                    step: one.step,
                    due: Box::new(due.clone()),
                    first: one.first.clone(),
                },
                Some(due.due.day),
                due.at,
            )),
            (None, StepState::Ready) => next.push(one.step),
            // Where no decision is required, somebody must still take the case.
            (None, StepState::Possible)
                if one.step == StepId::Decision && stage.standing == Standing::Referred =>
            {
                next.push(one.step);
            }
            _ => {}
        }
    }
    if let Some(decided) = exit_to_write(case, stage, as_of) {
        found.push(decided);
    }
    if stage.standing == Standing::ConsentWithdrawn {
        found.extend(awaited::withdrawn(case, as_of.on));
    }
    if !next.is_empty() {
        found.push(Matter::new(MatterKind::Next(next), None, None));
    }
}

/// The decision of the last review to end the programme, while no exit is written.
fn exit_to_write(case: &Case, stage: &CaseStage<'_>, as_of: &AsOf<'_>) -> Option<Matter> {
    let decided =
        ending_decided(case, as_of.policies, as_of.on).filter(|_| stage.standing.has_a_place())?;
    let kind = MatterKind::ExitToWrite { decided: decided.review.date };
    Some(Matter::new(kind, None, Some(decided.at)))
}

fn waiting(case: &Case, stage: &CaseStage<'_>, on: Date) -> Option<Matter> {
    if stage.standing != Standing::Waiting {
        return None;
    }
    let decisions = case.decisions().enumerate();
    let (entry, decision) =
        decisions.filter(|(_, one)| one.date <= on).max_by_key(|(_, one)| one.date)?;
    let urgency = super::stage::urgency(case, on).map(|(urgency, _)| urgency);
    let by = stage.step(StepId::FirstMeeting).due().map(|due| due.due.day);
    let at = WrittenAt {
        file: RecordKind::Referral,
        field: "decisions",
        entry: Some(entry),
        part: None,
    };
    let since = case.referred_on().unwrap_or(decision.date).min(decision.date);
    Some(Matter::new(MatterKind::Waiting { since, urgency }, by, Some(at)))
}

#[cfg(test)]
mod tests;
