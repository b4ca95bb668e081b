//! Which step of the process the records prove, when, and where it is written. Source: domain §2.
//! What a missing step means is for the checks and for what is due; here are only the proofs.

mod answered;
mod by_policy;
mod proof;
#[cfg(test)]
mod tests;

pub use answered::{answers_to, is_answered};

use self::by_policy::ByPolicy;
use crate::domain::calendar::Span;
use crate::domain::choices::{Role, choices};
use crate::domain::date::Date;
use crate::domain::policy::{Policy, StepId, StepRule};
use crate::domain::record::settings::{School, SchoolPhase};
use crate::domain::record::{Case, RecordKind};
use crate::domain::year_group;

choices! {
    /// What proves a step.
    EvidenceKind {
        Leaflet: "leaflet" => "a leaflet handed out",
        Data: "data" => "the school's data",
        Referral: "referral" => "the referral",
        Questionnaire: "questionnaire" => "a questionnaire",
        Observation: "observation" => "an observation",
        Talk: "talk" => "a talk about the referral",
        Decision: "decision" => "the decision",
        Contact: "contact" => "a contact",
        Liaison: "liaison" => "a talk with teachers or staff",
        Consent: "consent" => "the parents' answer",
        Baseline: "baseline" => "the figures at the start",
        FirstMeeting: "first-meeting" => "the first meeting",
        Agreement: "agreement" => "the signed agreement",
        Plan: "plan" => "the action plan",
        Session: "session" => "a session",
        GroupSession: "group-session" => "a session with a group",
        Review: "review" => "a review",
        Exit: "exit" => "the ending",
        FollowUp: "follow-up" => "an entry about support afterwards",
        Transfer: "transfer" => "the file passed on",
        Declined: "declined" => "asked and declined",
    }
}

/// Where in a case's records something is written: enough to point at it later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenAt {
    /// The file.
    pub file: RecordKind,
    /// The field at the top of the file, as it writes it: `sessions`, `agreement`.
    pub field: &'static str,
    /// Which entry of the field's list, counted from 0; `None` when it is not a list.
    pub entry: Option<usize>,
    /// The field of the entry; `None` for the entry as a whole.
    pub part: Option<&'static str>,
}

/// The proof of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepEvidence {
    /// The day on which the step was complete: of several teachers' answers, the last one needed;
    /// of two signatures, the later one; of sessions, the first that was held.
    pub date: Date,
    /// What proves it; `Declined` when somebody was asked and chose not to, which completes it too.
    pub kind: EvidenceKind,
    /// Where that is written.
    pub at: WrittenAt,
    /// The day on which it began: the first answer, the first signature. Never after `date`.
    pub began: Date,
    /// Where that is written.
    pub began_at: WrittenAt,
}

impl StepEvidence {
    /// A step that began and ended in one entry.
    fn once(date: Date, kind: EvidenceKind, at: WrittenAt) -> Self {
        Self { date, kind, at, began: date, began_at: at }
    }

    /// Two halves that are both needed.
    fn and(self, other: Self) -> Self {
        let (first, last) = if other.date < self.date { (other, self) } else { (self, other) };
        let (began, began_at) = if first.began <= last.began {
            (first.began, first.began_at)
        } else {
            (last.began, last.began_at)
        };
        Self { began, began_at, ..last }
    }
}

/// Every day there is.
pub const ALL_DAYS: Span = Span { from: Date::FIRST, to: Date::LAST };

/// The first proof of a step in the whole of a case.
pub fn step_evidence(case: &Case, policy: &Policy, step: StepId) -> Option<StepEvidence> {
    step_evidence_in(case, policy, step, ALL_DAYS)
}

/// As [`step_evidence`], from what is dated inside `days` alone: up to a day on which somebody
/// looks, or the days of one episode.
pub fn step_evidence_in(
    case: &Case,
    policy: &Policy,
    step: StepId,
    days: Span,
) -> Option<StepEvidence> {
    proof_by_policy(case, policy, step, days).0
}

/// As [`step_evidence_in`], and whether the policy was looked at: where it was not, every other
/// policy would give the same.
pub(super) fn proof_by_policy(
    case: &Case,
    policy: &Policy,
    step: StepId,
    days: Span,
) -> (Option<StepEvidence>, bool) {
    let records = proof::Records { case, policy: ByPolicy::new(policy), days };
    (records.proof_of(step), records.policy.was_looked_at())
}

/// Whether this policy asks for a step in this case: it is required, the school has pupils of the
/// phase for which it is, and it does not fall away because of who made the referral. `school` is
/// that of `lm.toml`, when it can be read.
pub fn step_is_needed(case: &Case, policy: &Policy, school: Option<&School>, step: StepId) -> bool {
    let Some(rule) = policy.steps.get(&step) else { return false };
    policy.requires(step) && falls_away(case, rule).is_none() && is_for_phase(case, rule, school)
}

/// The role of the referrer, if a step falls away because of it.
pub(super) fn falls_away(case: &Case, rule: &StepRule) -> Option<Role> {
    let referrer = case.referral.as_ref().and_then(|file| file.referral.as_ref()?.by.role);
    referrer.filter(|role| rule.unless_referred_by.contains(role))
}

/// Whether a step is for pupils of the phase in which the pupil is.
pub(super) fn is_for_phase(case: &Case, rule: &StepRule, school: Option<&School>) -> bool {
    rule.phases.is_empty()
        || phase_of(case, school).is_some_and(|phase| rule.phases.contains(&phase))
}

/// Whether a step is taken once for the whole school, so that no case need prove it.
pub fn is_the_schools(step: StepId) -> bool {
    step == StepId::RoleMadeKnown
}

/// The phase in which the pupil is: the school's, or in a school of both that of the year group.
fn phase_of(case: &Case, school: Option<&School>) -> Option<SchoolPhase> {
    let school = school?;
    match school.phase {
        SchoolPhase::AllThrough | SchoolPhase::Service => {
            let year = case.pupil()?.year?;
            Some(match year.phase(school.nation) {
                year_group::Phase::Primary => SchoolPhase::Primary,
                year_group::Phase::Secondary => SchoolPhase::Secondary,
            })
        }
        phase => Some(phase),
    }
}
