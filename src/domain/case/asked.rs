//! The questionnaires that a step asks for of this pupil, and which of them are there.

use super::stage::{AsOf, CaseStage, StepStage, StepState};
use super::steps::is_answered;
use crate::domain::calendar::Nation;
use crate::domain::policy::{Need, QuestionnaireRule};
use crate::domain::record::Case;

/// The lines of the policy that an open step asks for, in the policy's order, and whether each is
/// answered. Those for pupils of another key stage are left out.
pub fn asked_for<'s>(
    case: &Case,
    stage: &CaseStage<'s>,
    step: &StepStage,
    as_of: &AsOf<'_>,
) -> Vec<(&'s QuestionnaireRule, bool)> {
    let Some(version) = stage.version else { return Vec::new() };
    if step.is_done() || matches!(step.state, StepState::NotAsked(_)) {
        return Vec::new();
    }
    let nation = as_of.school.map_or(Nation::England, |school| school.nation);
    let own = case.key_stage_on(as_of.on, nation);
    let fits = |line: &&QuestionnaireRule| {
        line.step == step.step && line.need == Need::Required && line.is_for(own)
    };
    let lines = version.policy.questionnaires.iter().filter(fits);
    lines.map(|line| (line, is_answered(case, line, step.days))).collect()
}
