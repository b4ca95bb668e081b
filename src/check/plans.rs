//! What several checks ask of plans: their open targets, and the sessions that were held on each.

use super::CaseView;
use crate::domain::case::is_held;
use crate::domain::record::plan::{Plan, Target};
use crate::domain::record::sessions::Session;
use crate::text::FieldPath;

/// Where a target stands. It becomes a path only for a fault.
#[derive(Clone, Copy, Debug)]
pub(super) struct TargetAt {
    plan: usize,
    target: usize,
}

impl TargetAt {
    /// The way to a field of the target.
    pub(super) fn key(self, name: &str) -> FieldPath {
        let plan = FieldPath::from("plans").item(self.plan);
        plan.key("targets").item(self.target).key(name)
    }
}

/// Every target that has no outcome, and where it stands.
pub(super) fn open_targets<'a>(
    view: &CaseView<'a>,
) -> impl Iterator<Item = (TargetAt, &'a Target)> {
    let plans = view.case.plan.plans.iter().enumerate();
    plans.flat_map(|(index, plan)| {
        let open = plan.targets.iter().enumerate().filter(|(_, target)| target.outcome.is_none());
        open.map(move |(number, target)| (TargetAt { plan: index, target: number }, target))
    })
}

/// The sessions held since a plan started and until the next one did, with their places in
/// `sessions`. One on the first day of the plan was still about making it.
pub(super) fn sessions_on<'a>(
    view: &CaseView<'a>,
    plan: &'a Plan,
) -> impl Iterator<Item = (usize, &'a Session)> {
    let later = view.case.plan.plans.iter().map(|other| other.starts);
    let until = later.filter(|starts| *starts > plan.starts).min();
    let sessions = view.case.sessions.sessions.iter().enumerate();
    sessions.filter(move |(_, session)| {
        is_held(session)
            && session.date > plan.starts
            && until.is_none_or(|until| session.date < until)
    })
}
