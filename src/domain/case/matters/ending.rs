//! The end that has to be prepared: a pupil should not learn at the last session that it was the last.

use super::{Matter, MatterKind};
use crate::domain::case::planned::held_on_plan;
use crate::domain::case::stage::CaseStage;
use crate::domain::case::standing::Standing;
use crate::domain::case::steps::WrittenAt;
use crate::domain::date::Date;
use crate::domain::policy::Need;
use crate::domain::record::{Case, RecordKind};

/// Once two thirds of the planned sessions are held, and nothing is written of how it ends. Source:
/// domain §12, no. 8.
pub(super) fn to_prepare(case: &Case, stage: &CaseStage<'_>, on: Date) -> Option<Matter> {
    let policy = &stage.version?.policy;
    if stage.standing != Standing::Active || policy.plan.prepare_ending != Need::Required {
        return None;
    }
    let plan = case.plan_in_force(on)?;
    let planned = plan.planned_sessions.filter(|planned| *planned > 0)?;
    let held = held_on_plan(case, plan, on);
    let is_prepared = plan.ending.as_ref().is_some_and(|ending| ending.date <= on);
    if is_prepared || held.saturating_mul(3) < planned.saturating_mul(2) {
        return None;
    }
    let at = WrittenAt {
        file: RecordKind::Plan,
        field: "plans",
        entry: case.plan.plans.iter().position(|one| std::ptr::eq(one, plan)),
        part: Some("planned_sessions"),
    };
    Some(Matter::new(MatterKind::EndingToPrepare { held, planned }, None, Some(at)))
}
