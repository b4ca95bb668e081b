//! What several checks ask of a case's proofs: the first proof of a step with the policy of its
//! day, and the key stage in which the pupil was.

use super::CaseView;
use super::case_view::DatedProof;
use crate::domain::case::{StepEvidence, step_evidence};
use crate::domain::date::Date;
use crate::domain::policy::{Policy, QuestionnaireRule, StepId};

/// The first proof of a step, and the policy in force when the step began.
pub(super) fn proof<'a>(view: &CaseView<'a>, step: StepId) -> Option<(&'a Policy, StepEvidence)> {
    let all = view.proofs(|| StepId::ALL.iter().map(|step| gather(view, *step)).collect());
    let at = StepId::ALL.iter().position(|known| *known == step)?;
    let (day, found) = (*all.get(at)?)?;
    Some((view.policy(day)?, found))
}

fn gather(view: &CaseView<'_>, step: StepId) -> Option<DatedProof> {
    let policy = view.policy(view.case.referred_on().unwrap_or(Date::LAST))?;
    let found = step_evidence(view.case, policy, step)?;
    let then = view.policy(found.began)?;
    let same = std::ptr::eq(policy, then);
    let of_then = if same { None } else { step_evidence(view.case, then, step) };
    Some((found.began, of_then.unwrap_or(found)))
}

/// The first session held, and the policy in force on its day.
pub(super) fn first_session<'a>(view: &CaseView<'a>) -> Option<(&'a Policy, StepEvidence)> {
    proof(view, StepId::Sessions)
}

/// Whether a line of the policy is for a pupil of this age: for all, or for the key stage in which
/// the pupil was on that day.
pub(super) fn is_for_pupil(view: &CaseView<'_>, line: &QuestionnaireRule, on: Date) -> bool {
    line.is_for(view.case.key_stage_on(on, view.school.nation()))
}
