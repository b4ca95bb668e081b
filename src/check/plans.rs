//! What several checks ask of plans: their open targets, the sessions that were held on each, and
//! which took the place of which.

use super::CaseView;
use crate::diag::Place;
use crate::domain::date::Date;
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

/// How many sessions were held on a plan before a day, those with a group too, and none of the plan
/// after it. One on its first day counts: it was a session that the pupil had.
pub(super) fn held_on(view: &CaseView<'_>, plan: &Plan, before: Date) -> u32 {
    let later = view.case.plan.plans.iter().map(|other| other.starts);
    let next = later.filter(|starts| *starts > plan.starts).min();
    let until = next.map_or(before, |next| next.min(before));
    let days = plan.starts..until;
    let own = view.case.sessions.sessions.iter();
    let own = own.filter(|one| one.attendance.is_held() && days.contains(&one.date)).count();
    let groups = view.school.groups.iter().flat_map(|group| &group.value.sessions);
    let with_group = groups
        .filter(|one| days.contains(&one.date))
        .filter(|one| one.attendance.get(&view.case.id).is_some_and(|came| came.is_held()))
        .count();
    u32::try_from(own + with_group).unwrap_or(u32::MAX)
}

/// The plan whose place another took: the one before it, in the same time on the programme.
pub(super) fn replaced_by<'a>(view: &CaseView<'a>, plan: &Plan) -> Option<&'a Plan> {
    let earlier = view.case.plan.plans.iter().filter(|other| other.starts < plan.starts);
    let before = earlier.max_by_key(|other| other.starts)?;
    let mut exits = view.case.reviews.exits.iter();
    let has_ended = exits.any(|exit| (before.starts..=plan.starts).contains(&exit.date));
    (!has_ended).then_some(before)
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
