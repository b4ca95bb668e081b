//! The sessions of a plan: how many were held, and how many are left of it; and whether it waits to
//! be approved.

use super::arranged::arranged;
use crate::domain::date::Date;
use crate::domain::policy::{Need, PolicyShelf};
use crate::domain::record::Case;
use crate::domain::record::plan::Plan;

/// How many sessions were held on a plan up to a day, alone or with a group: from its first day until
/// the next plan began.
pub fn held_on_plan(case: &Case, plan: &Plan, on: Date) -> u32 {
    let later = case.plan.plans.iter().map(|other| other.starts);
    let next = later.filter(|starts| *starts > plan.starts).min();
    let held = arranged(case).filter(|one| {
        one.is_held()
            && (plan.starts..=on).contains(&one.date)
            && next.is_none_or(|next| one.date < next)
    });
    u32::try_from(held.count()).unwrap_or(u32::MAX)
}

/// How many planned sessions are left of the plan that a new one, beginning on a day, takes the place
/// of; `None` when none does, or it has no number.
pub fn left_of_plan(case: &Case, starts: Date) -> Option<u32> {
    let before = case.plan.plans.iter().filter(|plan| plan.starts < starts);
    let before = before.max_by_key(|plan| plan.starts)?;
    let mut exits = case.reviews.exits.iter();
    if exits.any(|exit| (before.starts..=starts).contains(&exit.date)) {
        return None;
    }
    let held = held_on_plan(case, before, starts.add_days(-1));
    Some(before.planned_sessions?.saturating_sub(held))
}

/// The plan in force, when a supervisor has to approve it and has not by this day.
pub fn plan_to_approve<'a>(case: &'a Case, policies: &PolicyShelf, on: Date) -> Option<&'a Plan> {
    let plan = case.plan_in_force(on)?;
    let mut returns = case.reviews.readmissions.iter();
    if returns.any(|back| back.date > plan.starts && back.date <= on) {
        return None;
    }
    let policy = policies.in_force(plan.starts)?;
    let is_approved = plan.approved.as_ref().is_some_and(|approved| approved.date <= on);
    (policy.plan.approval == Need::Required && !is_approved).then_some(plan)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tests::as_written::{case, day, record};

    #[test]
    fn what_is_left_is_what_was_planned_and_not_held_on_that_plan() {
        let plans = "plans:\n  - { starts: 2026-09-21, planned_sessions: 8 }\n";
        let sessions = "sessions:\n  - { date: 2026-09-20, attendance: attended }\n  - { date: \
                        2026-09-21, attendance: attended }\n  - { date: 2026-10-01, attendance: \
                        missed }\n  - { date: 2026-10-08, attendance: late }\n";
        for (plans, exits, starts, expected) in [
            (plans, "{}", "2026-11-02", Some(6)),
            (plans, "{}", "2026-10-08", Some(7)),
            (plans, "{}", "2026-09-21", None),
            (plans, "exits: [{ date: 2026-10-20, criteria: [x] }]", "2026-11-02", None),
            ("plans: [{ starts: 2026-09-21 }]\n", "{}", "2026-11-02", None),
            ("plans: [{ starts: 2026-09-21, planned_sessions: 1 }]\n", "{}", "2026-11-02", Some(0)),
        ] {
            let mut case = case("", plans, exits);
            case.sessions = record(sessions);
            assert_eq!(left_of_plan(&case, day(starts)), expected, "{plans} {exits} {starts}");
        }
    }
}
