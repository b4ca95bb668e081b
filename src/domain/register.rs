//! The mentoring register: who is on it and since when, and how much of the reason its readers see.
//! Source: domain §8, §10 rows 14, 18 and 19; features J1–J2.

use super::case::{Standing, episodes, standing};
use super::choices::{Phase, choices};
use super::date::Date;
use super::policy::{PolicyShelf, RegisterEntry, RegisterRule, ShowReason, StepId};
use super::record::Case;

choices! {
    /// For whom a register is printed.
    Reader {
        Coordinator: "coordinator" => "for whoever keeps the register",
        Staff: "staff" => "for the staff who get it",
    }
}

/// Since when a pupil is on the register, if they are on it on a day, by the policy in force on it.
/// A policy that does not say when a pupil goes on it means: when the referral is accepted.
pub fn on_register_since(case: &Case, policies: &PolicyShelf, on: Date) -> Option<Date> {
    let stands = standing(case, policies, on);
    if !stands.has_a_place() {
        return None;
    }
    let from = episodes(case, policies, on).last()?.from;
    let entry = policies.in_force(on).and_then(|policy| policy.register.enter_on);
    match entry.unwrap_or(RegisterEntry::Accepted) {
        RegisterEntry::Accepted => Some(from),
        RegisterEntry::Enrolled => {
            let begun = matches!(stands, Standing::Active | Standing::ReducedMonitoring);
            let plans = case.plan.plans.iter().map(|plan| plan.starts);
            let first = plans.chain(case.first_work(from)).filter(|day| (from..=on).contains(day));
            first.min().filter(|_| begun)
        }
        RegisterEntry::Profiled => Some(profiled(case, policies, on)?.max(from)),
    }
}

/// The day on which referral form and profile are both there.
fn profiled(case: &Case, policies: &PolicyShelf, on: Date) -> Option<Date> {
    let policy = policies.in_force(on)?;
    let is_profile = |instrument: &super::id::Id| {
        let lines = policy.questionnaires.iter();
        lines
            .filter(|line| line.step == StepId::RatingBefore)
            .any(|line| line.instrument == *instrument)
    };
    let rated = case.ratings.ratings.iter().filter(|rating| {
        rating.phase == Phase::Before && !rating.declined && is_profile(&rating.instrument)
    });
    let written = case.referral.as_ref()?.profile.as_ref().and_then(|profile| profile.date);
    let profile = rated.map(|rating| rating.date).chain(written).filter(|day| *day <= on).min()?;
    Some(profile.max(case.referred_on()?))
}

/// How much of the reason a reader sees: what the policy shows at all, and to staff only where it
/// does not keep the reason for certain roles.
pub fn reason_shown(rule: &RegisterRule, reader: Reader) -> ShowReason {
    let shown = rule.show_reason.unwrap_or(ShowReason::None);
    match reader {
        Reader::Coordinator => shown,
        Reader::Staff if rule.reason_to.is_empty() => shown,
        Reader::Staff => ShowReason::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choices::Role;
    use crate::domain::tests::as_written::{self, day, in_force, record};

    fn since(enter_on: &str, referral: &str, plan: &str, ratings: &str) -> Option<String> {
        let policy = format!(
            "register = {{ enter_on = \"{enter_on}\" }}\n[[questionnaires]]\nid = \"p\"\n\
             instrument = \"profile\"\nstep = \"rating-before\"\nphase = \"before\"\n\
             respondents = [\"senco\"]\n"
        );
        let shelf = in_force(as_written::policy(&policy));
        let mut case = as_written::case(referral, plan, "");
        case.ratings = record(ratings);
        on_register_since(&case, &shelf, day("2026-11-21")).map(|day| day.to_string())
    }

    #[test]
    fn a_pupil_goes_on_the_register_when_the_policy_says() {
        const REFERRED: &str = "referral: {date: 2026-09-07, by: {role: senco}}\n";
        const PLACE: &str = "referral: {date: 2026-09-07, by: {role: senco}}\ndecisions:\n- {date: 2026-09-14, outcome: [one-to-one]}\n";
        const PLAN: &str = "plans:\n- {starts: 2026-09-28}\n";
        const PROFILE: &str = "ratings:\n- {instrument: profile, phase: before, date: 2026-09-21, respondent: {role: senco}}\n";
        for (enter_on, referral, plan, ratings, expected) in [
            ("accepted", REFERRED, "", "", None),
            ("accepted", PLACE, "", "", Some("2026-09-14")),
            ("enrolled", PLACE, "", "", None),
            ("enrolled", PLACE, PLAN, "", Some("2026-09-28")),
            ("profiled", PLACE, PLAN, "", None),
            ("profiled", PLACE, "", PROFILE, Some("2026-09-21")),
        ] {
            let found = since(enter_on, referral, plan, ratings);
            assert_eq!(found.as_deref(), expected, "{enter_on}\n{referral}{plan}{ratings}");
        }
    }

    #[test]
    fn staff_see_a_reason_only_where_it_is_kept_for_nobody() {
        let coded = Some(ShowReason::Coded);
        for (show_reason, reason_to, coordinator, staff) in [
            (None, vec![], ShowReason::None, ShowReason::None),
            (coded, vec![], ShowReason::Coded, ShowReason::Coded),
            (coded, vec![Role::Senco], ShowReason::Coded, ShowReason::None),
            (Some(ShowReason::None), vec![], ShowReason::None, ShowReason::None),
        ] {
            let rule = RegisterRule { show_reason, reason_to, ..RegisterRule::default() };
            assert_eq!(reason_shown(&rule, Reader::Coordinator), coordinator);
            assert_eq!(reason_shown(&rule, Reader::Staff), staff);
        }
    }
}
