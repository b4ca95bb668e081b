//! Every step of the process, under presets that require it and presets that do not: missing, due,
//! overdue and done. The life of one case is written step by step below; each test stops just
//! before (or behind) the step it is about. Further rules stand in `rules`.

mod life;
mod rules;

use super::{StepState, case_stage};
use crate::domain::policy::{Need, Policy, StepId, Within, explain};
use crate::domain::tests::as_written::{day, preset};
use life::{Life, told};

/// A step, a preset that requires it, one that does not (none: all presets require it), and the
/// step from which the deadline of the test is counted.
const TABLE: [(StepId, &str, Option<&str>, StepId); 23] = [
    (StepId::Identification, "", Some("secondary"), StepId::Referral),
    (StepId::Referral, "primary", None, StepId::Identification),
    (StepId::RatingBefore, "primary", None, StepId::Referral),
    (StepId::Prioritisation, "secondary", Some("primary"), StepId::Referral),
    (StepId::Decision, "cluster", Some("secondary"), StepId::Referral),
    (StepId::ParentsInformed, "primary", Some("secondary"), StepId::Referral),
    (StepId::Consent, "five-steps", Some("cluster"), StepId::Referral),
    (StepId::Baseline, "secondary", Some("primary"), StepId::Decision),
    (StepId::Observation, "rafie", Some("secondary"), StepId::Decision),
    (StepId::PlanningMeeting, "primary", Some("five-steps"), StepId::Decision),
    (StepId::FirstMeeting, "cluster", None, StepId::Decision),
    (StepId::Agreement, "rafie", Some("primary"), StepId::Decision),
    (StepId::Plan, "secondary", None, StepId::FirstMeeting),
    (StepId::Sessions, "cluster", Some("secondary"), StepId::Plan),
    (StepId::ContactLog, "five-steps", Some("rafie"), StepId::Decision),
    (StepId::LessonAlert, "cluster", Some("five-steps"), StepId::Sessions),
    (StepId::RatingAfter, "secondary", Some("primary"), StepId::Ending),
    (StepId::ReviewDecision, "primary", None, StepId::Review),
    (StepId::Ending, "cluster", Some("secondary"), StepId::Ending),
    (StepId::Evaluations, "rafie", None, StepId::Ending),
    (StepId::OutcomeInformed, "secondary", Some("five-steps"), StepId::Ending),
    (StepId::FollowUp, "", Some("primary"), StepId::Ending),
    (StepId::Transfer, "", Some("cluster"), StepId::Ending),
];

#[test]
fn the_table_has_every_step_of_the_process() {
    // The leaflets are no case's business, and of reviews the next one counts: both have tests of
    // their own below.
    let elsewhere = [StepId::RoleMadeKnown, StepId::Review];
    let expected: Vec<StepId> =
        StepId::ALL.iter().copied().filter(|step| !elsewhere.contains(step)).collect();
    let in_table: Vec<StepId> = TABLE.iter().map(|(step, ..)| *step).collect();
    assert_eq!(in_table, expected);
    for (step, requiring, other, _) in TABLE {
        let requires = |name: &str| preset(name).requires(step);
        assert!(requiring.is_empty() || requires(requiring), "{} {requiring}", step.code());
        assert!(other.is_none_or(|name| !requires(name)), "{} {other:?}", step.code());
        let of_all =
            crate::embedded::POLICIES.iter().map(|(file, _)| file.trim_end_matches(".toml"));
        let asking: Vec<&str> = of_all.filter(|name| requires(name)).collect();
        assert_eq!(requiring.is_empty(), asking.is_empty(), "{}: {asking:?}", step.code());
        assert_eq!(other.is_none(), asking.len() == 5, "{}: {asking:?}", step.code());
    }
}

#[test]
fn every_step_is_missing_then_due_then_overdue_and_then_done_where_it_is_required() {
    for (step, name, _, of) in TABLE {
        // What no preset requires is required here.
        let mut policy = preset(if name.is_empty() { "cluster" } else { name });
        policy.steps.entry(step).or_default().need = Need::Required;
        policy.referral.help_within.clear();
        policy.transfer.within_school_days = None;
        let life = Life::new(&policy);
        let (start, done) = (life.counted_from(of), life.day_of(step));
        let state =
            |policy: &Policy, with: bool, on| told(&life.case(step, with), policy, step, on);
        assert_eq!(state(&policy, false, done), "ready", "{} under {name}", step.code());

        policy.steps.entry(step).or_default().within =
            Some(Within { weeks: Some(2), school_days: None, of });
        let due = start.add_weeks(2);
        let expected = [
            (due.add_days(-1), format!("due {due}")),
            (due, format!("due {due}")),
            (due.add_days(1), format!("overdue since {due}")),
        ];
        for (on, expected) in expected {
            assert_eq!(state(&policy, false, on), expected, "{} under {name} on {on}", step.code());
        }
        assert_eq!(
            state(&policy, true, due.add_days(1)),
            format!("done {done}"),
            "{} under {name}",
            step.code()
        );
    }
}

#[test]
fn no_step_is_due_or_overdue_where_it_is_not_required() {
    for (step, _, name, of) in TABLE {
        let mut policy = preset(name.unwrap_or("cluster"));
        let rule = policy.steps.entry(step).or_default();
        rule.within = Some(Within { weeks: Some(2), school_days: None, of });
        // All presets require it, so this school does not.
        rule.need = if name.is_none() { Need::Absent } else { rule.need };
        let expected = match rule.need {
            Need::Absent => "not asked: Absent",
            Need::Optional => "possible",
            Need::Required => panic!("{name:?} requires {}", step.code()),
        };
        let life = Life::new(&policy);
        for later in [0, 14, 15, 60] {
            let on = life.day_of(step).add_days(later);
            let found = told(&life.case(step, false), &policy, step, on);
            assert_eq!(found, expected, "{} under {name:?} on {on}", step.code());
        }
        // What is written down all the same is welcome.
        let done = life.day_of(step);
        let found = told(&life.case(step, true), &policy, step, done);
        assert_eq!(found, format!("done {done}"), "{} under {name:?}", step.code());
    }
}

#[test]
fn the_leaflets_are_the_schools_business_and_no_cases() {
    for (name, expected) in
        [("cluster", "not asked: OnceForTheSchool"), ("primary", "not asked: Absent")]
    {
        let policy = preset(name);
        let case = Life::new(&policy).case(StepId::Plan, true);
        assert_eq!(told(&case, &policy, StepId::RoleMadeKnown, day("2026-10-01")), expected);
    }
}

#[test]
fn a_review_is_waited_for_due_overdue_and_due_again() {
    let policy = preset("cluster");
    let life = Life::new(&policy);
    let state =
        |until, with, on: &str| told(&life.case(until, with), &policy, StepId::Review, day(on));
    assert_eq!(state(StepId::Plan, false, "2026-09-24"), "waiting for plan");
    assert_eq!(state(StepId::Plan, true, "2026-09-24"), "due 2026-11-19");
    assert_eq!(state(StepId::Review, false, "2026-11-19"), "due 2026-11-19");
    assert_eq!(state(StepId::Review, false, "2026-11-20"), "overdue since 2026-11-19");
    // Held on 2 November: the next is due eight weeks later, after the Christmas holidays.
    assert_eq!(state(StepId::Review, true, "2026-11-20"), "due 2027-01-05");
    assert_eq!(state(StepId::Ending, false, "2026-11-20"), "done 2026-11-02");

    let mut without = preset("cluster");
    without.steps.entry(StepId::Review).or_default().need = Need::Absent;
    let case = life.case(StepId::Review, false);
    assert_eq!(told(&case, &without, StepId::Review, day("2026-11-20")), "not asked: Absent");
}

#[test]
fn all_steps_are_there_in_the_order_of_the_table() {
    let policy = preset("rafie");
    let case = Life::new(&policy).case(StepId::Sessions, true);
    let stage = life::stage(&case, &policy, day("2026-10-01"), |case, as_of| {
        let stage = case_stage(case, as_of);
        for step in StepId::ALL {
            assert_eq!(stage.step(*step).step, *step);
        }
        stage.steps.into_iter().map(|step| step.step).collect::<Vec<_>>()
    });
    assert_eq!(stage, StepId::ALL);
}

#[test]
fn every_state_names_keys_that_the_policy_has() {
    for name in ["primary", "secondary", "cluster", "five-steps", "rafie"] {
        let policy = preset(name);
        let tree = explain::rules(&policy);
        let life = Life::new(&policy);
        for until in StepId::ALL.iter().filter(|step| **step != StepId::RoleMadeKnown) {
            let case = life.case(*until, false);
            let on = life.day_of(*until).add_weeks(12);
            life::stage(&case, &policy, on, |case, as_of| {
                for step in case_stage(case, as_of).steps {
                    let keys = step.keys();
                    assert!(!keys.is_empty() && !matches!(step.state, StepState::Refused(_)));
                    for key in keys {
                        let known = explain::lookup(&tree, &key);
                        assert!(known.is_some(), "{name}: there is no key {key}");
                        assert!(policy.source_of(&key).is_some(), "{name}: {key} has no source");
                    }
                }
            });
        }
    }
}
