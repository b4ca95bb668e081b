//! What several checks ask of plans: their open targets, and the sessions that were held on each.

use super::CaseView;
use crate::diag::Place;
use crate::domain::record::contacts::Purpose;
use crate::domain::record::plan::{Plan, Target};
use crate::domain::record::sessions::Session;
use crate::domain::record::{Person, RecordKind};
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
        session.attendance.is_held()
            && session.date > plan.starts
            && until.is_none_or(|until| session.date < until)
    })
}

/// Where the second session on a plan stands, if no contact since the plan began shared it with
/// somebody for whom `is_meant` holds. Nothing while the plan is new, or where the files that would
/// show it cannot be read.
pub(super) fn second_session_unshared(
    view: &CaseView<'_>,
    plan: &Plan,
    is_meant: impl Fn(&Person) -> bool,
) -> Option<Place> {
    let (second, _) = sessions_on(view, plan).nth(1)?;
    let shared = view.case.contacts.contacts.iter().any(|contact| {
        contact.date >= plan.starts
            && contact.reached
            && contact.purpose == Some(Purpose::PlanShared)
            && contact.with.iter().any(&is_meant)
    });
    if shared || !view.can_judge_absence(&[RecordKind::Plan, RecordKind::Contacts]) {
        return None;
    }
    let session = FieldPath::from("sessions").item(second).key("date");
    Some(view.field(RecordKind::Sessions, session))
}
