//! The state of one step.

use super::View;
use super::deadline::DueBy;
use super::state::{NotAsked, StepStage, StepState, WaitingFor};
use crate::domain::calendar::Span;
use crate::domain::case::ending_decided::ending_decided_in;
use crate::domain::case::facts::latest_consent_at;
use crate::domain::case::review_due::NextReview;
use crate::domain::case::standing::Standing;
use crate::domain::case::steps::{
    EvidenceKind, StepEvidence, WrittenAt, falls_away, is_for_phase, is_the_schools,
    proof_by_policy, step_evidence_in,
};
use crate::domain::policy::{ExitCriterion, Need, Policy, StepId};
use crate::domain::record::RecordKind;
use crate::domain::record::referral::{ConsentAnswer, ConsentScope};

impl View<'_, '_> {
    /// How a step stands.
    pub(super) fn stage_of(&self, step: StepId) -> StepStage {
        let need = self.need(step);
        let mut stage = StepStage {
            step,
            need,
            state: StepState::Ready,
            first: Vec::new(),
            days: self.days_asked(step),
        };
        stage.state = self.settled(step, need).unwrap_or_else(|| {
            stage.first = self.still_first(step);
            self.unsettled(step, need, &stage.first)
        });
        stage
    }

    /// The days whose questionnaires count for a step as it stands: of a review that is to come,
    /// those since the last one.
    fn days_asked(&self, step: StepId) -> Span {
        let days = self.days_of(step);
        if step != StepId::Review || !self.is_review_to_come() {
            return days;
        }
        let since = self.episode.as_ref().map_or(days.from, |episode| episode.from.max(days.from));
        let held = self.case.reviews.reviews.iter().map(|one| one.date);
        let last = held.filter(|day| (since..=days.to).contains(day)).max();
        Span { from: last.map_or(days.from, |day| day.add_days(1)), ..days }
    }

    /// Of reviews, the next one counts; that one was held proves only itself.
    fn is_review_to_come(&self) -> bool {
        matches!(self.review, NextReview::Due(_) | NextReview::NoDaySet)
    }

    fn need(&self, step: StepId) -> Need {
        self.policy
            .and_then(|policy| policy.steps.get(&step))
            .map_or(Need::Absent, |rule| rule.need)
    }

    /// The state of a step about which nothing is left to do.
    fn settled(&self, step: StepId, need: Need) -> Option<StepState> {
        if step == StepId::Consent
            && need != Need::Absent
            && let Some(refusal) = self.refusal()
        {
            return Some(StepState::Refused(refusal));
        }
        let counts = match step {
            StepId::Review => !self.is_review_to_come(),
            StepId::ReviewDecision => false,
            _ => true,
        };
        let proof = self.proof(step).filter(|_| counts);
        if let Some(proof) = proof {
            let declined = proof.kind == EvidenceKind::Declined;
            return Some(if declined { StepState::Waived(proof) } else { StepState::Done(proof) });
        }
        if step == StepId::ReviewDecision
            && let Some(proof) = self.last_decision()
        {
            return Some(StepState::Done(proof));
        }
        self.not_asked(step, need).map(StepState::NotAsked)
    }

    /// The proof of a step: by the policy in force today, or by the one in force when it was begun,
    /// so that what was done right then does not have to be done again.
    pub(super) fn proof(&self, step: StepId) -> Option<StepEvidence> {
        *self.proofs[step as usize].get_or_init(|| self.find_proof(step))
    }

    fn find_proof(&self, step: StepId) -> Option<StepEvidence> {
        let days = self.days_of(step);
        let policies = self.as_of.policies;
        let (by_today, by_policy) = proof_by_policy(self.case, self.policy?, step, days);
        if !by_policy {
            return by_today;
        }
        let in_force_then = |policy: &Policy, found: &StepEvidence| {
            policies.in_force(found.began).is_some_and(|then| std::ptr::eq(policy, then))
        };
        if by_today.is_some_and(|found| self.policy.is_some_and(|one| in_force_then(one, &found))) {
            return by_today;
        }
        let versions = policies.versions().iter().filter(|one| one.from <= self.as_of.on).rev();
        let by_then = versions
            .filter_map(|one| Some((one, step_evidence_in(self.case, &one.policy, step, days)?)))
            .find(|(one, found)| in_force_then(&one.policy, found));
        by_then.map(|(_, found)| found).or(by_today)
    }

    /// The last answer about the programme, when it is a no.
    fn refusal(&self) -> Option<StepEvidence> {
        let (entry, answer) = latest_consent_at(self.case, ConsentScope::Programme, self.as_of.on)?;
        let no = matches!(answer.answer, ConsentAnswer::Refused | ConsentAnswer::Withdrawn);
        let at = WrittenAt {
            file: RecordKind::Referral,
            field: "consent",
            entry: Some(entry),
            part: None,
        };
        no.then_some(StepEvidence {
            date: answer.date,
            kind: EvidenceKind::Consent,
            at,
            began: answer.date,
            began_at: at,
        })
    }

    /// The decision of the last review, when it has one.
    fn last_decision(&self) -> Option<StepEvidence> {
        let days = self.days_of(StepId::ReviewDecision);
        let reviews = self.case.reviews.reviews.iter().enumerate();
        let (entry, last) =
            reviews.filter(|(_, one)| days.contains(one.date)).max_by_key(|(_, one)| one.date)?;
        last.decision?;
        let at = WrittenAt {
            file: RecordKind::Reviews,
            field: "reviews",
            entry: Some(entry),
            part: Some("decision"),
        };
        Some(StepEvidence {
            date: last.date,
            kind: EvidenceKind::Review,
            at,
            began: last.date,
            began_at: at,
        })
    }

    fn not_asked(&self, step: StepId, need: Need) -> Option<NotAsked> {
        if need == Need::Absent {
            return Some(NotAsked::Absent);
        }
        if is_the_schools(step) {
            return Some(NotAsked::OnceForTheSchool);
        }
        let rule = self.policy?.steps.get(&step)?;
        if let Some(role) = falls_away(self.case, rule) {
            return Some(NotAsked::ReferredBy(role));
        }
        if !is_for_phase(self.case, rule, self.as_of.school) {
            return Some(NotAsked::OtherPhase);
        }
        match self.standing {
            Standing::NotAccepted | Standing::PassedOn | Standing::OneOff => {
                return Some(NotAsked::NoPlace);
            }
            // What was begun is still brought to an end.
            Standing::ConsentWithdrawn if is_at_the_end(step) || step == StepId::Transfer => {}
            Standing::ConsentRefused | Standing::ConsentWithdrawn => {
                return self.refusal().map(|refusal| NotAsked::Rests(refusal.date));
            }
            Standing::Ended | Standing::FollowUp | Standing::LeftSchool => {
                return self.too_late(step);
            }
            _ => {}
        }
        None
    }

    /// Why a step is not asked for when the programme has ended.
    fn too_late(&self, step: StepId) -> Option<NotAsked> {
        let exit = self.episode.as_ref()?.exit?;
        let evaluates = matches!(step, StepId::RatingAfter | StepId::Evaluations);
        if evaluates && let Some(criterion) = self.exit_criterion(|one| one.without_evaluations) {
            return Some(NotAsked::ByCriterion(criterion.id.clone()));
        }
        match step {
            StepId::RatingAfter
            | StepId::Evaluations
            | StepId::Ending
            | StepId::OutcomeInformed => None,
            StepId::FollowUp => {
                (self.standing == Standing::LeftSchool).then_some(NotAsked::Over(exit.date))
            }
            StepId::Transfer => (self.standing != Standing::LeftSchool).then_some(NotAsked::Stays),
            _ => Some(NotAsked::Over(exit.date)),
        }
    }

    /// The first criterion of this episode's exit that is as asked, by the policy of its day.
    fn exit_criterion(&self, fits: impl Fn(&ExitCriterion) -> bool) -> Option<&ExitCriterion> {
        let exit = self.episode.as_ref()?.exit?;
        let policy = self.as_of.policies.in_force(exit.date)?;
        let mut criteria = exit.criteria.iter().filter_map(|id| policy.exit_criterion(id));
        criteria.find(|one| fits(one))
    }

    /// The state of a step that is asked for (or possible) and not done.
    fn unsettled(&self, step: StepId, need: Need, first: &[StepId]) -> StepState {
        if step == StepId::Review && first.is_empty() {
            match self.review {
                NextReview::Due(review) => return self.dated(DueBy::from(review)),
                NextReview::NoDaySet => return StepState::Ready,
                NextReview::NotOpen(_) | NextReview::NotStarted | NextReview::EndingDecided(_) => {}
            }
        }
        let due = self.deadline(step).filter(|_| need == Need::Required || self.is_promised(step));
        if let Some(waiting) = self.waits_for(step, first) {
            return match due {
                Some(due) if due.days_late(self.as_of.on) > 0 => StepState::Overdue(due),
                due => StepState::Waiting(waiting, due),
            };
        }
        match due {
            Some(due) => self.dated(due),
            None if need == Need::Optional => StepState::Possible,
            None => StepState::Ready,
        }
    }

    fn dated(&self, due: DueBy) -> StepState {
        if due.days_late(self.as_of.on) > 0 { StepState::Overdue(due) } else { StepState::Due(due) }
    }

    /// Whether an optional step was agreed to, so that it is asked for after all: the headteacher
    /// approved passing the file on.
    fn is_promised(&self, step: StepId) -> bool {
        let exit = self.episode.as_ref().and_then(|episode| episode.exit);
        step == StepId::Transfer
            && exit
                .and_then(|exit| exit.transfer.as_ref())
                .is_some_and(|transfer| transfer.approved.is_some_and(|day| day <= self.as_of.on))
    }

    /// What a step waits for, if it cannot be done yet.
    fn waits_for(&self, step: StepId, first: &[StepId]) -> Option<WaitingFor> {
        if is_at_the_end(step) {
            return (!self.ends()).then_some(WaitingFor::Ending);
        }
        if step == StepId::Transfer && self.standing != Standing::LeftSchool {
            return Some(WaitingFor::Leaving);
        }
        let needs_a_place = matches!(
            step,
            StepId::Plan
                | StepId::Sessions
                | StepId::ContactLog
                | StepId::LessonAlert
                | StepId::Review
                | StepId::ReviewDecision
        );
        if self.standing == Standing::Waiting || needs_a_place && self.episode.is_none() {
            return Some(WaitingFor::Place);
        }
        // Before the pupil has been met, the steps on the way there are what is to be written down.
        if step == StepId::ContactLog && self.proof(StepId::FirstMeeting).is_none() {
            return Some(WaitingFor::Steps(vec![StepId::FirstMeeting]));
        }
        if step == StepId::LessonAlert && !self.misses_a_lesson() {
            return Some(WaitingFor::MissedLesson);
        }
        (!first.is_empty()).then(|| WaitingFor::Steps(first.to_vec()))
    }

    /// Whether the programme has ended, or the last review decided that it ends.
    fn ends(&self) -> bool {
        *self.ends.get_or_init(|| {
            self.episode.as_ref().is_some_and(|episode| {
                let decided = || ending_decided_in(self.case, episode, self.as_of.on).is_some();
                episode.exit.is_some() || decided()
            })
        })
    }

    fn misses_a_lesson(&self) -> bool {
        let days = self.days_of(StepId::LessonAlert);
        let mut sessions = self.case.sessions.sessions.iter();
        sessions.any(|one| days.contains(one.date) && one.lesson_missed.is_some())
    }
}

/// Whether a step is taken at the end of the programme.
fn is_at_the_end(step: StepId) -> bool {
    matches!(
        step,
        StepId::RatingAfter
            | StepId::Ending
            | StepId::Evaluations
            | StepId::OutcomeInformed
            | StepId::FollowUp
    )
}
