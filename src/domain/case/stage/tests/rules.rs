//! Single rules: consent, the waiting list, urgency, days that move, coming back, leaving.

use super::life::{self, Life, in_words, told};
use crate::domain::case::{ReferralTimes, case_stage};
use crate::domain::id::Id;
use crate::domain::policy::{Need, StepId, Within};
use crate::domain::record::referral::Urgency;
use crate::domain::record::sessions::Attendance;
use crate::domain::record::{Case, InGroup};
use crate::domain::tests::as_written::{day, preset, record};

fn referral(case: &mut Case, text: &str) {
    case.referral = Some(record(&format!("pupil:\n  name: Ada Example\n  year: 8\n{text}")));
}

#[test]
fn nothing_after_it_is_done_without_the_consent_that_the_policy_asks_for() {
    let policy = preset("rafie");
    let life = Life::new(&policy);
    let mut case = life.case(StepId::Consent, false);
    let on = day("2026-09-18");
    for (step, expected) in [
        (StepId::Consent, "ready"),
        (StepId::Observation, "waiting for consent"),
        (StepId::PlanningMeeting, "waiting for consent, observation"),
        (StepId::Plan, "waiting for consent, observation, planning-meeting, first-meeting"),
    ] {
        assert_eq!(told(&case, &policy, step, on), expected, "{}", step.code());
    }
    for (answer, expected) in
        [("no-reply", "ready"), ("refused", "refused 2026-09-17"), ("given", "done 2026-09-17")]
    {
        let file = case.referral.as_mut().expect("a referral");
        file.consent = record(&format!("- {{ date: 2026-09-17, answer: {answer} }}"));
        assert_eq!(told(&case, &policy, StepId::Consent, on), expected, "{answer}");
    }
    let file = case.referral.as_mut().expect("a referral");
    file.consent =
        record("- { date: 2026-09-17, answer: given }\n- { date: 2026-10-01, answer: withdrawn }");
    assert_eq!(told(&case, &policy, StepId::Consent, day("2026-09-30")), "done 2026-09-17");
    assert_eq!(told(&case, &policy, StepId::Consent, day("2026-10-01")), "refused 2026-10-01");
}

#[test]
fn who_is_on_the_waiting_list_or_has_no_place_is_asked_for_nothing() {
    let policy = preset("cluster");
    let mut case = Life::new(&policy).case(StepId::Decision, true);
    for (outcome, plan, observation) in [
        ("one-to-one", "waiting for first-meeting", "ready"),
        ("waiting-list", "waiting for Place", "waiting for Place"),
        ("not-accepted", "not asked: NoPlace", "not asked: NoPlace"),
        ("outside-agency", "not asked: NoPlace", "not asked: NoPlace"),
        ("one-off", "not asked: NoPlace", "not asked: NoPlace"),
    ] {
        let file = case.referral.as_mut().expect("a referral");
        file.decisions = record(&format!("- {{ date: 2026-09-15, outcome: [{outcome}] }}"));
        let on = day("2026-09-16");
        assert_eq!(told(&case, &policy, StepId::Plan, on), plan, "{outcome}");
        assert_eq!(told(&case, &policy, StepId::Observation, on), observation, "{outcome}");
    }
}

#[test]
fn how_urgent_help_is_says_by_when_there_is_a_decision_and_a_first_meeting() {
    let policy = preset("cluster");
    for (urgency, talk, due) in [
        ("immediately", "", "2026-09-17"), // five school days
        ("within-two-weeks", "", "2026-09-24"),
        ("within-half-term", "", "2026-11-10"), // as many school days as to half-term: 38
        (
            "within-half-term",
            "prioritised:\n- { date: 2026-09-11, urgency: immediately }\n",
            "2026-09-17",
        ),
    ] {
        let mut case = Case::empty(Id::new("k7q2m").expect("an id"));
        let by = "by: { role: class-teacher }";
        referral(
            &mut case,
            &format!("referral: {{ date: 2026-09-10, {by}, urgency: {urgency} }}\n{talk}"),
        );
        let overdue = |case: &Case| {
            life::stage(case, &policy, day("2026-12-01"), |case, as_of| {
                let stage = case_stage(case, as_of);
                assert!(stage.overdue().iter().all(|one| one.keys()[0].contains("help_within")));
                let one = stage.overdue().first().map(|one| (one.step, in_words(&one.state)));
                assert_eq!(stage.overdue().len(), 1);
                one.expect("one")
            })
        };
        let since = format!("overdue since {due}");
        assert_eq!(overdue(&case), (StepId::Decision, since.clone()), "{urgency}");
        // Once it is decided, it is the meeting with the pupil that is urgent.
        let file = case.referral.as_mut().expect("a referral");
        file.decisions = record("- { date: 2026-09-15, outcome: [one-to-one] }");
        assert_eq!(overdue(&case), (StepId::FirstMeeting, since), "{urgency}");
    }
    assert!(policy.referral.help_within.contains_key(&Urgency::WithinHalfTerm));
}

#[test]
fn a_day_that_falls_in_half_term_moves_and_the_reckoning_is_told() {
    let mut policy = preset("primary");
    policy.steps.entry(StepId::Plan).or_default().within =
        Some(Within { weeks: Some(5), school_days: None, of: StepId::FirstMeeting });
    let case = Life::new(&policy).case(StepId::Plan, false);
    life::stage(&case, &policy, day("2026-10-01"), |case, as_of| {
        let stage = case_stage(case, as_of);
        let due = stage.step(StepId::Plan).due().expect("a day").clone();
        assert_eq!((due.due.raw, due.due.day), (day("2026-10-27"), day("2026-11-02")));
        assert_eq!(due.due.moved_because.as_deref(), Some("half-term"));
        assert_eq!(due.counted_from, day("2026-09-22"));
        assert_eq!(
            due.length.map(crate::domain::calendar::Length::in_words).as_deref(),
            Some("5 weeks")
        );
        assert_eq!(due.at.map(|at| at.field), Some("first_meeting"));
        assert_eq!(stage.step(StepId::Plan).keys()[0], "steps.plan.within");
    });
}

#[test]
fn an_overdue_step_is_overdue_even_while_it_waits() {
    let mut policy = preset("rafie");
    policy.steps.entry(StepId::Plan).or_default().within =
        Some(Within { weeks: Some(3), school_days: None, of: StepId::Decision });
    let case = Life::new(&policy).case(StepId::FirstMeeting, false);
    assert_eq!(told(&case, &policy, StepId::Plan, day("2026-09-30")), "waiting for first-meeting");
    assert_eq!(told(&case, &policy, StepId::Plan, day("2026-10-07")), "overdue since 2026-10-06");
}

#[test]
fn a_pupil_who_comes_back_needs_a_new_plan_but_not_a_new_referral() {
    let policy = preset("cluster");
    let mut case = Life::new(&policy).case(StepId::OutcomeInformed, true);
    case.reviews.readmissions = record("- { date: 2027-01-11, reason: new worries }");
    let on = day("2027-01-12");
    for (step, expected) in [
        (StepId::Referral, "done 2026-09-10"),
        (StepId::RatingBefore, "done 2026-09-11"),
        (StepId::FirstMeeting, "done 2026-09-22"),
        (StepId::ParentsInformed, "ready"),
        (StepId::PlanningMeeting, "ready"),
        (StepId::Plan, "ready"),
        (StepId::Sessions, "waiting for plan"),
        (StepId::Review, "waiting for plan"),
        (StepId::RatingAfter, "waiting for Ending"),
        (StepId::OutcomeInformed, "waiting for Ending"),
    ] {
        assert_eq!(told(&case, &policy, step, on), expected, "{}", step.code());
    }
    // Told between the ending and the return: that is about the return.
    case.contacts
        .contacts
        .extend(record::<Vec<_>>("- { date: 2027-01-07, type: phone, purpose: parents-informed }"));
    assert_eq!(told(&case, &policy, StepId::ParentsInformed, on), "done 2027-01-07");
}

#[test]
fn what_was_left_out_is_not_asked_for_when_the_programme_is_over() {
    let policy = preset("cluster");
    let mut case = Life::new(&policy).case(StepId::RatingAfter, false);
    case.referral.as_mut().expect("a referral").baseline = None;
    case.plan = record("{}");
    let on = day("2026-11-13");
    for (step, expected) in [
        (StepId::Plan, "not asked: Over(2026-11-10)"),
        (StepId::RatingAfter, "ready"),
        (StepId::Evaluations, "ready"),
        (StepId::FollowUp, "possible"),
        (StepId::Transfer, "not asked: Stays"),
    ] {
        assert_eq!(told(&case, &policy, step, on), expected, "{}", step.code());
    }
    case.reviews.exits[0].criteria = record("[left-school]");
    for (step, expected) in [
        (StepId::Evaluations, "not asked: ByCriterion"),
        (StepId::FollowUp, "not asked: Over"),
        (StepId::Transfer, "possible"),
    ] {
        let found = told(&case, &policy, step, on);
        assert!(found.starts_with(expected), "{}: {found}", step.code());
    }
    case.reviews.exits[0].transfer = Some(record("{ left: 2026-11-06, approved: 2026-11-11 }"));
    // Approved, so it is asked for; fifteen school days after the pupil left.
    assert_eq!(told(&case, &policy, StepId::Transfer, on), "due 2026-11-27");
}

#[test]
fn a_step_is_judged_by_the_policy_in_force_when_it_was_taken() {
    use crate::domain::policy::{PolicyShelf, PolicyVersion};
    // From September on two teachers rate; this case was rated by one, in July.
    let old = preset("cluster");
    let mut new = preset("cluster");
    for line in &mut new.questionnaires {
        line.min_raters = Some(2);
    }
    let mut case = Life::new(&old).case(StepId::RatingBefore, true);
    case.ratings.ratings[0].date = day("2026-07-09");
    let policies = PolicyShelf::new(vec![
        PolicyVersion { from: day("2025-09-01"), policy: old },
        PolicyVersion { from: day("2026-09-01"), policy: new.clone() },
    ]);
    life::stage(&case, &new, day("2026-09-12"), |case, as_of| {
        let as_of = crate::domain::case::AsOf { policies: &policies, ..*as_of };
        let stage = case_stage(case, &as_of);
        assert_eq!(in_words(&stage.step(StepId::RatingBefore).state), "done 2026-07-09");
        assert_eq!(stage.version.map(|version| version.from), Some(day("2026-09-01")));
    });
}

#[test]
fn a_plan_that_needed_no_approval_when_it_began_needs_none_later() {
    use crate::domain::policy::{PolicyShelf, PolicyVersion};
    let old = preset("cluster");
    let mut new = old.clone();
    new.plan.approval = Need::Required;
    let policies = PolicyShelf::new(vec![
        PolicyVersion { from: day("2025-09-01"), policy: old.clone() },
        PolicyVersion { from: day("2026-09-01"), policy: new.clone() },
    ]);
    let mut case = Life::new(&old).case(StepId::Plan, true);
    let plan = &mut case.plan.plans[0];
    (plan.agreed_by_pupil, plan.agreed_by_mentor, plan.approved) = (None, None, None);
    for (starts, is_done) in [("2026-07-09", true), ("2026-09-03", false)] {
        case.plan.plans[0].starts = day(starts);
        life::stage(&case, &new, day("2026-12-12"), |case, as_of| {
            let as_of = crate::domain::case::AsOf { policies: &policies, ..*as_of };
            let stage = case_stage(case, &as_of);
            assert_eq!(stage.step(StepId::Plan).is_done(), is_done, "{starts}");
        });
    }
}

fn with_a_group(date: &str, attendance: &str) -> InGroup {
    InGroup {
        group: Id::new("sunflowers").expect("an id"),
        entry: 0,
        date: day(date),
        time: None,
        attendance: Attendance::from_code(attendance).expect("a code"),
        reason: None,
        mentor: None,
    }
}

#[test]
fn lessons_sessions_and_phases_ask_only_where_they_apply() {
    let policy = preset("cluster");
    let life = Life::new(&policy);
    let case = life.case(StepId::ContactLog, true);
    let on = day("2026-10-01");
    assert_eq!(told(&case, &policy, StepId::LessonAlert, on), "waiting for MissedLesson");
    let mut primary = policy.clone();
    primary.steps.entry(StepId::LessonAlert).or_default().phases =
        serde_json::from_value(serde_json::json!(["primary"])).expect("phases");
    assert_eq!(told(&case, &primary, StepId::LessonAlert, on), "not asked: OtherPhase");

    let mut group = life.case(StepId::Sessions, false);
    let file = group.referral.as_mut().expect("a referral");
    file.decisions = record("- { date: 2026-09-15, outcome: [group-work] }");
    assert_eq!(told(&group, &policy, StepId::Sessions, on), "ready");
    group.from_school.group_sessions = vec![with_a_group("2026-09-28", "missed")];
    assert_eq!(told(&group, &policy, StepId::Sessions, on), "ready");
    group.from_school.group_sessions = vec![with_a_group("2026-09-28", "late")];
    assert_eq!(told(&group, &policy, StepId::Sessions, on), "done 2026-09-28");

    let mut referred = preset("primary");
    referred.steps.entry(StepId::ParentsInformed).or_default().unless_referred_by =
        serde_json::from_value(serde_json::json!(["class-teacher"])).expect("roles");
    let case = life.case(StepId::ParentsInformed, false);
    assert_eq!(
        told(&case, &referred, StepId::ParentsInformed, on),
        "not asked: ReferredBy(ClassTeacher)"
    );
}

#[test]
fn an_answer_that_was_declined_completes_a_step() {
    let policy = preset("rafie");
    let mut case = Life::new(&policy).case(StepId::Agreement, false);
    let file = case.referral.as_mut().expect("a referral");
    file.agreement = record("{ declined: 2026-09-23 }");
    assert_eq!(told(&case, &policy, StepId::Agreement, day("2026-09-24")), "waived 2026-09-23");
    assert_eq!(told(&case, &policy, StepId::Plan, day("2026-09-24")), "ready");
}

#[test]
fn the_policy_names_the_stage() {
    for (name, until, with, on, expected) in [
        ("rafie", StepId::Decision, false, "2026-09-15", Some("Referral")),
        ("rafie", StepId::Observation, false, "2026-09-18", Some("Assessment")),
        ("rafie", StepId::PlanningMeeting, false, "2026-09-21", Some("Formulation")),
        ("rafie", StepId::Sessions, true, "2026-09-28", Some("Intervention")),
        ("rafie", StepId::Ending, true, "2026-11-13", Some("Evaluation and exit")),
        ("cluster", StepId::Review, false, "2026-11-18", Some("Support")),
        ("cluster", StepId::Review, false, "2026-11-20", Some("Review")),
    ] {
        let policy = preset(name);
        let case = Life::new(&policy).case(until, with);
        let label = life::stage(&case, &policy, day(on), |case, as_of| {
            case_stage(case, as_of).named.map(|stage| stage.label.clone())
        });
        assert_eq!(label.as_deref(), expected, "{name} {}", until.code());
    }
}

#[test]
fn the_days_from_the_referral_are_counted() {
    let policy = preset("cluster");
    let mut case = Life::new(&policy).case(StepId::Sessions, true);
    let times = |case: &Case, on| super::super::referral_times(case, day(on));
    assert_eq!(
        times(&case, "2026-12-01"),
        ReferralTimes {
            to_decision: Some(5),
            to_place: Some(5),
            to_first_session: Some(18),
            to_plan: Some(14)
        }
    );
    assert_eq!(times(&case, "2026-09-20").to_plan, None);
    let file = case.referral.as_mut().expect("a referral");
    file.decisions = record(
        "- { date: 2026-09-14, outcome: [waiting-list] }\n- { date: 2026-11-20, outcome: [one-to-one] }",
    );
    let waited = times(&case, "2026-12-01");
    assert_eq!((waited.to_decision, waited.to_place), (Some(4), Some(71)));
}

#[test]
fn a_policy_without_steps_asks_for_nothing() {
    let case = Life::new(&preset("cluster")).case(StepId::Decision, true);
    let policy = crate::domain::policy::Policy::default();
    life::stage(&case, &policy, day("2026-10-01"), |case, as_of| {
        let stage = case_stage(case, as_of);
        assert!(stage.steps.iter().all(|step| step.need == Need::Absent && !step.is_open()));
        assert!(stage.overdue().is_empty() && stage.due().is_empty() && stage.named.is_none());
        assert_eq!(stage.ready().count(), 0);
    });
}
