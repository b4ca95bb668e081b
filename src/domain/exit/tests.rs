//! What an exit check says of cases written as records are, under the five presets.

use super::{ExitCheck, NoCheck, RequirementState, Sources, Verdict, Weight, exit_check};
use crate::domain::calendar::{Calendar, Nation, SchoolDays};
use crate::domain::id::Id;
use crate::domain::instrument::Instruments;
use crate::domain::policy::{PolicyShelf, PolicyVersion};
use crate::domain::record::Case;
use crate::domain::tests::as_written::{day, empty_case, in_force, preset, record};

fn shelf(name: &str) -> PolicyShelf {
    in_force(preset(name))
}

/// The files of a case; those not named are empty.
#[derive(Clone, Copy, Default)]
struct Files {
    referral: &'static str,
    ratings: &'static str,
    plan: &'static str,
    sessions: &'static str,
    contacts: &'static str,
    reviews: &'static str,
}

impl Files {
    fn case(self) -> Case {
        let mut case = empty_case();
        let place = "decisions:\n- {date: 2026-09-14, outcome: [one-to-one]}\n";
        let pupil = "pupil: {name: Amira Khan, year: 5}\n";
        let referral = if self.referral.contains("decisions") {
            format!("{pupil}{}", self.referral)
        } else {
            format!("{pupil}{place}{}", self.referral)
        };
        case.referral = Some(record(&referral));
        case.ratings = record(self.ratings);
        case.plan = record(self.plan);
        case.sessions = record(self.sessions);
        case.contacts = record(self.contacts);
        case.reviews = record(self.reviews);
        case
    }
}

fn look<T>(files: Files, policies: &PolicyShelf, see: impl FnOnce(ExitCheck<'_>) -> T) -> T {
    let (case, calendar, instruments) = (files.case(), Calendar::default(), Instruments::default());
    let sources = Sources {
        case: &case,
        policies,
        settings: None,
        instruments: &instruments,
        school_days: SchoolDays::new(&calendar, Nation::England),
        today: day("2026-12-18"),
    };
    see(exit_check(&sources).expect("the pupil had a place"))
}

/// The verdict on one criterion, and whether it holds.
fn verdict(policy: &str, criterion: &str, files: Files) -> (Verdict, bool) {
    look(files, &shelf(policy), |check| {
        let id = Id::new(criterion).expect("an id");
        let found = check.criterion(&id).unwrap_or_else(|| panic!("{policy} has no {criterion}"));
        (found.verdict, found.holds())
    })
}

const PRESETS: [&str; 5] = ["primary", "secondary", "cluster", "five-steps", "rafie"];

const MET: &str = "plans:\n- {starts: 2026-09-21, targets: [{id: t1, target: On time., measure: {what: late a week, baseline: 4, target: 1, readings: [{date: 2026-11-02, value: 1}]}, outcome: {result: met, date: 2026-11-02}}, {id: t2, target: I ask., outcome: {result: met, date: 2026-11-09}}]}\n";
const OPEN: &str = "plans:\n- {starts: 2026-09-21, targets: [{id: t1, target: On time., outcome: {result: met, date: 2026-11-02}}, {id: t2, target: I ask.}]}\n";
const UNMEASURED: &str = "plans:\n- {starts: 2026-09-21, targets: [{id: t1, target: On time., measure: {what: late a week, baseline: 4, target: 1}, outcome: {result: met, date: 2026-11-02}}, {id: t2, target: I ask., outcome: {result: met, date: 2026-11-09}}]}\n";
const REACHED: &str = "plans:\n- {starts: 2026-09-21, targets: [{id: t1, target: On time., measure: {what: late a week, baseline: 4, target: 1, readings: [{date: 2026-11-02, value: 0}]}}]}\n";
const SHORT: &str = "plans:\n- {starts: 2026-09-21, targets: [{id: t1, target: On time., measure: {what: late a week, baseline: 4, target: 1, readings: [{date: 2026-11-02, value: 3}]}, outcome: {result: met, date: 2026-11-02}}]}\n";
const DROPPED: &str = "plans:\n- {starts: 2026-09-21, targets: [{id: t1, target: On time., outcome: {result: dropped, date: 2026-11-02}}]}\n";
const LEFT_OUT: &str = "plans:\n- {starts: 2026-09-21, targets: [{id: t1, target: On time., outcome: {result: met, date: 2026-11-02}}, {id: t2, target: I ask., outcome: {result: dropped, date: 2026-11-02, evidence: Moved class}}]}\n";
const SILENT: &str = "plans:\n- {starts: 2026-09-21, targets: [{id: t1, target: On time., outcome: {result: met, date: 2026-11-02}}, {id: t2, target: I ask., outcome: {result: dropped, date: 2026-11-02}}]}\n";
const CAME: &str = "sessions:\n- {date: 2026-10-01, attendance: attended}\n- {date: 2026-10-08, attendance: late}\n";
const MISSED: &str = "sessions:\n- {date: 2026-10-01, time: 09:00, attendance: attended}\n- {date: 2026-10-08, time: 09:00, attendance: missed, reason: truanting}\n- {date: 2026-10-15, time: 14:00, attendance: missed, reason: pupil-declined}\n- {date: 2026-10-22, attendance: missed, reason: illness}\n- {date: 2026-11-05, time: 12:30, attendance: missed, reason: pupil-declined}\n";

#[test]
fn all_targets_are_met_only_when_each_is_and_none_is_unmeasured() {
    for (plan, expected) in [
        (MET, Verdict::Met),
        (OPEN, Verdict::NotMet),
        (UNMEASURED, Verdict::CannotBeTold),
        (REACHED, Verdict::ForAPerson),
        (SHORT, Verdict::NotMet),
        (DROPPED, Verdict::NotMet),
        (LEFT_OUT, Verdict::Met),
        (SILENT, Verdict::NotMet),
        ("", Verdict::CannotBeTold),
        ("plans:\n- {starts: 2026-09-21}\n", Verdict::CannotBeTold),
    ] {
        for policy in PRESETS {
            let files = Files { plan, ..Files::default() };
            let (found, holds) = verdict(policy, "all-targets-met", files);
            assert_eq!((found, holds), (expected, expected == Verdict::Met), "{policy}\n{plan}");
        }
    }
}

#[test]
fn each_kind_of_criterion_is_judged_by_what_is_written() {
    use Verdict::{CannotBeTold, ForAPerson, Met, NotMet};
    let none = Files::default();
    let plan = |plan| Files { plan, ..none };
    let reviews = |reviews| Files { reviews, ..none };
    let sessions = |sessions| Files { sessions, ..none };
    let exit_review = reviews("reviews:\n- {date: 2026-11-16, decision: exit}\n");
    let helped = reviews(
        "reviews:\n- {date: 2026-11-16, criteria: [{criterion: no-longer-needs-help, met: true}]}\n",
    );
    let stuck = reviews(
        "reviews:\n- {date: 2026-11-16, progress: [{target: t1, progress: no-progress}]}\n",
    );
    let going = reviews(
        "reviews:\n- {date: 2026-11-16, progress: [{target: t1, progress: good-progress}]}\n",
    );
    let withdrawn = Files {
        referral: "consent:\n- {date: 2026-09-15, answer: given}\n- {date: 2026-11-15, answer: withdrawn}\n",
        ..none
    };
    let given = Files { referral: "consent:\n- {date: 2026-09-15, answer: given}\n", ..none };
    let left = reviews(
        "exits:\n- {date: 2026-12-01, criteria: [left-school], transfer: {left: 2026-11-30}}\n",
    );
    let leaves_later = reviews(
        "exits:\n- {date: 2026-12-01, criteria: [left-school], transfer: {left: 2026-12-11}}\n",
    );
    let no_reason = sessions("sessions:\n- {date: 2026-10-01, attendance: missed}\n");
    for (criterion, files, expected, holds) in [
        ("no-longer-needs-help", none, CannotBeTold, false),
        ("no-longer-needs-help", plan(MET), ForAPerson, false),
        ("no-longer-needs-help", helped, Met, true),
        ("no-longer-needs-help", plan(MET), ForAPerson, false),
        ("sound-progress", none, CannotBeTold, false),
        ("sound-progress", stuck, NotMet, false),
        ("sound-progress", going, ForAPerson, false),
        ("not-worked", none, CannotBeTold, false),
        ("not-worked", sessions(CAME), ForAPerson, false),
        ("not-worked", Files { plan: MET, sessions: CAME, ..none }, NotMet, false),
        ("agreed-at-review", none, CannotBeTold, false),
        ("agreed-at-review", exit_review, Met, true),
        ("agreed-at-review", helped, CannotBeTold, false),
        ("left-school", none, NotMet, false),
        ("left-school", left, Met, true),
        ("left-school", leaves_later, NotMet, false),
        ("consent-withdrawn", none, NotMet, false),
        ("consent-withdrawn", given, NotMet, false),
        ("consent-withdrawn", withdrawn, Met, true),
        ("uncooperative", none, NotMet, false),
        ("uncooperative", sessions(MISSED), ForAPerson, false),
        ("does-not-attend", none, CannotBeTold, false),
        ("does-not-attend", no_reason, CannotBeTold, false),
        ("does-not-attend", sessions(CAME), NotMet, false),
        ("does-not-attend", sessions(MISSED), ForAPerson, false),
    ] {
        let mut tried = 0;
        for policy in PRESETS.into_iter().filter(|policy| has(policy, criterion)) {
            let found = verdict(policy, criterion, files);
            assert_eq!(found, (expected, holds), "{policy} {criterion}\n{}", files.reviews);
            tried += 1;
        }
        assert!(tried > 0, "no preset has {criterion}");
    }
}

fn has(policy: &str, criterion: &str) -> bool {
    preset(policy).exit.criteria.iter().any(|one| one.id == criterion)
}

#[test]
fn every_criterion_of_every_preset_is_among_those_tried() {
    let tried = [
        "all-targets-met",
        "no-longer-needs-help",
        "sound-progress",
        "not-worked",
        "agreed-at-review",
        "left-school",
        "consent-withdrawn",
        "uncooperative",
        "does-not-attend",
    ];
    for policy in PRESETS {
        for criterion in preset(policy).exit.criteria {
            assert!(tried.contains(&criterion.id.as_str()), "{policy} {}", criterion.id);
        }
    }
}

#[test]
fn a_case_meets_no_criterion_one_or_several() {
    let holding = |files| {
        look(files, &shelf("primary"), |check| {
            check.holding().map(|one| one.criterion.id.to_string()).collect::<Vec<_>>()
        })
    };
    let none = Files::default();
    assert!(holding(Files { plan: OPEN, ..none }).is_empty());
    assert_eq!(holding(Files { plan: MET, ..none }), ["all-targets-met"]);
    let decided = "reviews:\n- {date: 2026-11-16, decision: exit}\n";
    assert_eq!(
        holding(Files { plan: MET, reviews: decided, ..none }),
        ["agreed-at-review", "all-targets-met"]
    );
}

#[test]
fn an_ending_is_judged_by_the_policy_of_its_day() {
    let mut newer = preset("primary");
    newer.exit.criteria.retain(|criterion| criterion.id != "all-targets-met");
    newer.exit.consult_roles = vec![crate::domain::choices::Role::Governor];
    let policies = PolicyShelf::new(vec![
        PolicyVersion { from: day("2026-09-01"), policy: preset("primary") },
        PolicyVersion { from: day("2026-12-01"), policy: newer },
    ]);
    let exit = "exits:\n- {date: 2026-11-20, criteria: [all-targets-met], decided_by: [{role: learning-mentor}, {role: class-teacher}], pupil_told: 2026-11-20, parents_told: 2026-12-02}\n";
    let ended = Files { plan: MET, reviews: exit, ..Files::default() };
    look(ended, &policies, |check| {
        assert_eq!(
            (check.policy_from, check.newer_policy),
            (day("2026-09-01"), Some(day("2026-12-01")))
        );
        assert!(check.speaks_for_it(), "{:#?}", check.required);
    });
    let open = Files { plan: MET, ..Files::default() };
    look(open, &policies, |check| {
        assert_eq!((check.policy_from, check.newer_policy), (day("2026-12-01"), None));
        assert!(check.holding().next().is_none());
        assert!(check.required.iter().any(|one| one.what == "governor"));
    });
}

#[test]
fn what_is_required_is_done_missing_or_comes_with_the_ending() {
    let states = |policy: &str, files| {
        look(files, &shelf(policy), |check| {
            check
                .required
                .iter()
                .map(|one| format!("{} {}", one.kind.code(), one.state.code()))
                .collect::<Vec<_>>()
        })
    };
    let open = Files { plan: MET, ..Files::default() };
    assert_eq!(
        states("secondary", open),
        [
            "consultation missing",
            "consultation missing",
            "consultation missing",
            "consultation missing",
            "questionnaire not-needed",
            "questionnaire not-needed",
            "questionnaire not-needed",
            "questionnaire not-needed",
            "questionnaire not-needed",
            "decision with-the-ending",
            "parents-told with-the-ending",
        ]
    );
    let asked = "reviews:\n- {date: 2026-11-16, decision: exit, present: [{role: pupil}], contributed: [{role: parent}], declined: [{role: head-of-year}], conducted_by: {role: lead-mentor}}\n";
    let met = Files { plan: MET, reviews: asked, ..Files::default() };
    assert_eq!(states("secondary", met)[..4], ["consultation done"; 4]);
    let left = "exits:\n- {date: 2026-12-01, criteria: [left-school], decided_by: [{role: learning-mentor}], transfer: {left: 2026-11-30, to_school: Elm Park}}\n";
    let left = Files { sessions: CAME, reviews: left, ..Files::default() };
    look(left, &shelf("cluster"), |check| {
        let missing: Vec<_> = check.missing().map(|one| one.kind.code()).collect();
        assert_eq!(missing, ["parents-told"]);
        let unneeded = check.required.iter().filter(|one| one.state == RequirementState::NotNeeded);
        assert!(unneeded.count() >= 4, "{:#?}", check.required);
    });
}

#[test]
fn a_pupil_is_not_said_to_stay_away_before_the_school_did_its_part() {
    let review =
        "reviews:\n- {date: 2026-11-16, criteria: [{criterion: does-not-attend, met: true}]}\n";
    let reached = "contacts:\n- {date: 2026-10-10, type: phone, with: [{role: parent}], reached: false}\n- {date: 2026-10-12, type: phone, with: [{role: parent}]}\n";
    let tried = "plans:\n- {starts: 2026-09-21, strategies: [Met at break, Met with a friend], targets: [{id: t1, target: On time.}]}\n";
    let one_time = "sessions:\n- {date: 2026-10-01, time: 09:00, attendance: attended}\n- {date: 2026-10-08, time: 09:00, attendance: missed, reason: truanting}\n- {date: 2026-10-15, time: 09:30, attendance: cancelled, reason: mentor-away}\n";
    let said = |files: Files| {
        look(files, &shelf("cluster"), |check| {
            let id = Id::new("does-not-attend").expect("an id");
            let found = check.criterion(&id).expect("it is there");
            assert_eq!(found.verdict, Verdict::Met);
            assert!(found.not_before.iter().all(|one| one.weight == Weight::Missing));
            let fairness = check.fairness.as_ref().expect("cluster asks for it");
            assert_eq!(found.holds(), fairness.unfair.is_empty());
            fairness.unfair.iter().map(|(unfair, _)| unfair.code()).collect::<Vec<_>>()
        })
    };
    let none = Files { reviews: review, ..Files::default() };
    assert_eq!(said(none), ["too-few-approaches", "parents-not-reached"]);
    let hasty = Files { sessions: one_time, plan: tried, contacts: reached, ..none };
    assert_eq!(said(hasty), ["one-time-only", "school-cancelled"]);
    let fair = Files { sessions: MISSED, plan: tried, contacts: reached, ..none };
    assert!(said(fair).is_empty());
}

#[test]
fn sessions_are_counted_by_whose_doing_it_was() {
    let files = Files { plan: MET, sessions: MISSED, ..Files::default() };
    look(files, &shelf("rafie"), |check| {
        let found = &check.attendance;
        assert_eq!((found.arranged, found.came, found.could_have_come()), (5, 1, 4));
        assert_eq!((found.missed_in_a_row, found.longest_row), (3, 3));
        assert_eq!(found.missed_percent(), Some(75.0));
        let expected = found.expected.expect("rafie names so many a week");
        assert_eq!((expected.weeks, expected.sessions, expected.school_weeks), (12, 12, false));
    });
}

#[test]
fn a_pupil_who_was_never_on_the_programme_cannot_leave_it() {
    let case = Files { referral: "decisions: []\n", ..Files::default() }.case();
    let (calendar, instruments, policies) =
        (Calendar::default(), Instruments::default(), shelf("cluster"));
    let sources = Sources {
        case: &case,
        policies: &policies,
        settings: None,
        instruments: &instruments,
        school_days: SchoolDays::new(&calendar, Nation::England),
        today: day("2026-12-18"),
    };
    assert!(matches!(exit_check(&sources), Err(NoCheck::NeverOnIt(_))));
}
