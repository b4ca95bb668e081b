//! What there is to see to, by table: a case, a day, and what is found.

use super::{MatterKind, matters};
use crate::domain::calendar::{Calendar, Nation, SchoolDays};
use crate::domain::case::{AsOf, SchoolWork, case_stage};
use crate::domain::policy::{Policy, StepId};
use crate::domain::record::Case;
use crate::domain::tests::as_written::{self, day, in_force, record};
use crate::domain::tests::school_year;

/// The texts of a case: what stands below the referral, and the plan, the sessions, the contacts and
/// the reviews.
type Texts = [String; 5];

fn texts(referral: &str, plan: &str, sessions: &str, contacts: &str, reviews: &str) -> Texts {
    [referral, plan, sessions, contacts, reviews].map(str::to_owned)
}

fn case([referral, plan, sessions, contacts, reviews]: &Texts) -> Case {
    let mut case = as_written::empty_case();
    case.referral = Some(record(&format!(
        "pupil: {{ name: Ada Example }}\n\
         referral: {{ date: 2026-09-10, by: {{ role: class-teacher }} }}\n{referral}"
    )));
    case.plan = record(plan);
    case.sessions = record(sessions);
    case.contacts = record(contacts);
    case.reviews = record(reviews);
    case
}

const PLACE: &str = "decisions:\n- { date: 2026-09-14, outcome: [one-to-one], mentor: jb, acknowledged: 2026-09-15 }\n";

/// What is found, in a word each, with its day.
fn found(texts: &Texts, policy: &str) -> Vec<String> {
    found_in(&case(texts), policy)
}

fn found_in(case: &Case, policy: &str) -> Vec<String> {
    let policies = in_force(as_written::policy(policy));
    let calendar = school_year::two_terms();
    let school_days = SchoolDays::new(&calendar, Nation::England);
    let as_of = AsOf { policies: &policies, school_days, school: None, on: day("2026-11-19") };
    let stage = case_stage(case, &as_of);
    matters(case, &stage, &as_of)
        .into_iter()
        .map(|matter| {
            let by = matter.by.map_or_else(String::new, |by| format!(" by {by}"));
            format!("{}{by}", word(&matter.kind))
        })
        .collect()
}

fn word(kind: &MatterKind) -> String {
    match kind {
        MatterKind::Promise { what, .. } => format!("promise {}", what.as_deref().unwrap_or("?")),
        MatterKind::Step { step, first, .. } => format!("{} after {}", step.code(), first.len()),
        MatterKind::Next(steps) => {
            let codes: Vec<&str> = steps.iter().map(|step| step.code()).collect();
            format!("next {}", codes.join(" "))
        }
        MatterKind::ConsentUnanswered { asked } => format!("no answer since {asked}"),
        MatterKind::ExitToWrite { decided } => format!("exit of {decided}"),
        MatterKind::ConsentWithdrawn { on } => format!("withdrawn on {on}"),
        MatterKind::FollowUp { what, .. } => {
            format!("follow-up {}", what.as_deref().unwrap_or("?"))
        }
        MatterKind::Reply { to, .. } => format!("reply {}", to.code()),
        MatterKind::Receipt { sent, .. } => format!("receipt {sent}"),
        MatterKind::EndingToPrepare { held, planned } => format!("end after {held} of {planned}"),
        MatterKind::NoContact { last, allowed, .. } => format!("silent since {last} of {allowed}"),
        MatterKind::TargetsPast(ids) => format!("past {}", ids.len()),
        MatterKind::Targets { undated, unmeasured } => format!("targets {undated} {unmeasured}"),
        MatterKind::ReferrerNotTold { .. } => "tell the referrer".to_owned(),
        MatterKind::ParentsNotTold { .. } => "tell the parents".to_owned(),
        MatterKind::PlanNotCopied { .. } => "copy the plan".to_owned(),
        MatterKind::NoMentor => "no mentor".to_owned(),
        MatterKind::HandOver { to, .. } => format!("asked {to}"),
        MatterKind::NeedsCover { mentor, leaves, .. } => {
            format!("{mentor} {}", if *leaves { "leaves" } else { "away" })
        }
        MatterKind::Waiting { urgency, .. } => format!("waiting {urgency:?}"),
    }
}

/// A policy, a case, and what is found in it.
type Row<'r> = (&'r str, Texts, &'r [&'r str]);

fn are_found(rows: &[Row<'_>]) {
    for (policy, texts, expected) in rows {
        assert_eq!(found(texts, policy), *expected, "{policy} {texts:?}");
    }
}

fn session(more: &str) -> String {
    format!("sessions:\n- {{ date: 2026-11-16, attendance: attended{more} }}\n")
}

fn contact(more: &str) -> String {
    format!("contacts:\n- {{ date: 2026-11-16, type: phone{more} }}\n")
}

fn plan(targets: &str) -> String {
    format!("plans:\n- {{ starts: 2026-09-21, targets: [{targets}] }}\n")
}

fn review(more: &str) -> String {
    format!("reviews:\n- {{ date: 2026-11-02{more} }}\n")
}

#[test]
fn what_was_promised_or_asked_for_is_found_until_it_is_there() {
    let quiet = session("");
    let request = |more: &str| {
        format!("referrals_on:\n- {{ date: 2026-11-10, to: multi-agency-team{more} }}\n")
    };
    let mast = "[[onward]]\nid = \"mast\"\nto = \"multi-agency-team\"\nreply_within_days = 7\n";
    are_found(&[
        ("", texts(PLACE, "{}", &quiet, "{}", "{}"), &[]),
        // Promises, also those in a restricted entry, until the day on which they are kept.
        (
            "",
            texts(
                PLACE,
                "{}",
                &session(", promises: [{ what: Talk to Mr H, by: 2026-11-18 }]"),
                "{}",
                "{}",
            ),
            &["promise Talk to Mr H by 2026-11-18"],
        ),
        (
            "",
            texts(
                PLACE,
                "{}",
                &session(", restricted: true, promises: [{ what: Talk }]"),
                "{}",
                "{}",
            ),
            &["promise ?"],
        ),
        (
            "",
            texts(
                PLACE,
                "{}",
                &session(", promises: [{ what: Talk, kept: 2026-11-18 }]"),
                "{}",
                "{}",
            ),
            &[],
        ),
        // Follow-ups and replies; a reply is due when it was asked for by, or when the policy says.
        (
            "",
            texts(
                PLACE,
                "{}",
                &quiet,
                &contact(", follow_up: { what: Ring again, by: 2026-11-25 }"),
                "{}",
            ),
            &["follow-up Ring again by 2026-11-25"],
        ),
        ("", texts(PLACE, "{}", &quiet, &request(""), "{}"), &["reply multi-agency-team"]),
        (
            mast,
            texts(PLACE, "{}", &quiet, &request(""), "{}"),
            &["reply multi-agency-team by 2026-11-17"],
        ),
        (
            mast,
            texts(PLACE, "{}", &quiet, &request(", reply_by: 2026-11-27"), "{}"),
            &["reply multi-agency-team by 2026-11-27"],
        ),
        (mast, texts(PLACE, "{}", &quiet, &request(", replied: 2026-11-16"), "{}"), &[]),
    ]);
}

#[test]
fn silence_and_targets_without_an_end_are_found() {
    let quiet = session("");
    let silence = "[sessions]\nno_contact_days = 21\n";
    are_found(&[
        // Silence, counted from the last contact that reached somebody.
        (silence, texts(PLACE, "{}", &quiet, "{}", "{}"), &[]),
        (
            silence,
            texts(PLACE, "{}", "{}", &contact(", reached: false"), "{}"),
            &["silent since 2026-09-14 of 21 by 2026-10-05"],
        ),
        // Targets.
        (
            "",
            texts(
                PLACE,
                &plan("{ id: t1, target: Be kind }, { id: t2, target: 3 goals, by: 2026-11-06 }"),
                &quiet,
                "{}",
                "{}",
            ),
            &["past 1 by 2026-11-06", "targets 1 1"],
        ),
        (
            "",
            texts(
                PLACE,
                &plan("{ id: t1, target: Be kind, outcome: { result: met, date: 2026-11-03 } }"),
                &quiet,
                "{}",
                "{}",
            ),
            &[],
        ),
    ]);
}

#[test]
fn those_who_should_know_are_named_until_they_do() {
    let quiet = session("");
    let asked = "decisions:\n- { date: 2026-09-14, outcome: [one-to-one], mentor: jb }\n";
    are_found(&[
        // Those who should know.
        (
            "[steps.decision]\nneed = \"required\"\n",
            texts(asked, "{}", &quiet, "{}", "{}"),
            &["tell the referrer"],
        ),
        (
            "[review]\ntell_parents = \"required\"\n",
            texts(PLACE, "{}", &quiet, "{}", &review(", decision: reduced-monitoring")),
            &["tell the parents"],
        ),
        (
            "[review]\ntell_parents = \"required\"\n",
            texts(
                PLACE,
                "{}",
                &quiet,
                "{}",
                &review(", decision: reduced-monitoring, parents_told: 2026-11-03"),
            ),
            &[],
        ),
        (
            "[plan]\nparent_copy = \"required\"\n",
            texts(PLACE, &plan(""), &quiet, "{}", "{}"),
            &["copy the plan"],
        ),
        (
            "",
            texts(
                "decisions:\n- { date: 2026-09-14, outcome: [one-to-one] }\n",
                "{}",
                &quiet,
                "{}",
                "{}",
            ),
            &["no mentor"],
        ),
    ]);
}

#[test]
fn steps_are_found_as_long_as_the_case_asks_for_them() {
    let quiet = session("");
    are_found(&[
        // The ending that a review decided, and steps in one line.
        (
            "",
            texts(PLACE, "{}", &quiet, "{}", &review(", decision: exit")),
            &["exit of 2026-11-02"],
        ),
        (
            "[steps]\nbaseline = { need = \"required\" }\nplan = { need = \"required\" }\nreview = { need = \"required\", after = [\"plan\"] }\n",
            texts(PLACE, "{}", &quiet, "{}", "{}"),
            &["next baseline plan"],
        ),
        (
            "[steps]\nplan = { need = \"required\", within = { weeks = 2, of = \"decision\" } }\n",
            texts(PLACE, "{}", &quiet, "{}", "{}"),
            &["plan after 0 by 2026-09-28"],
        ),
        // Consent that was asked for and not answered.
        (
            "consent = { parent = \"required\" }\n[steps]\nconsent = { need = \"required\" }\n",
            texts(
                &format!("{PLACE}consent:\n- {{ date: 2026-09-16, answer: no-reply }}\n"),
                "{}",
                &quiet,
                "{}",
                "{}",
            ),
            &["no answer since 2026-09-16"],
        ),
        // The waiting list has one line, whatever else is open.
        (
            "[steps]\nbaseline = { need = \"required\" }\n",
            texts(
                "decisions:\n- { date: 2026-09-14, outcome: [waiting-list] }\n",
                "{}",
                "{}",
                "{}",
                "{}",
            ),
            &["waiting None"],
        ),
        // What is closed asks for nothing more; what ended lately still does.
        (
            "[steps]\nbaseline = { need = \"required\" }\n",
            texts(
                "decisions:\n- { date: 2026-09-14, outcome: [not-accepted] }\n",
                "{}",
                "{}",
                "{}",
                "{}",
            ),
            &[],
        ),
        (
            "[steps]\noutcome-informed = { need = \"required\" }\n",
            texts(PLACE, "{}", "{}", "{}", "exits:\n- { date: 2026-11-12, criteria: [x] }\n"),
            &["next outcome-informed"],
        ),
        (
            "[steps]\noutcome-informed = { need = \"required\" }\n",
            texts(PLACE, "{}", "{}", "{}", "exits:\n- { date: 2026-09-25, criteria: [x] }\n"),
            &[],
        ),
    ]);
}

#[test]
fn a_pupil_who_comes_to_a_group_is_not_silent() {
    let policy = "[sessions]\nno_contact_days = 21\n";
    let mut case = case(&texts(PLACE, "", "", "", ""));
    let silent = ["silent since 2026-09-14 of 21 by 2026-10-05"];
    assert_eq!(found_in(&case, policy), silent);
    for (attendance, expected) in [("missed", &silent[..]), ("attended", &[][..])] {
        let group = record(&format!(
            "name: Sunflowers\nstarts: 2026-09-14\nmembers: [{{ case: k7q2m }}]\n\
             sessions:\n- {{ date: 2026-11-16, attendance: {{ k7q2m: {attendance} }} }}\n"
        ));
        case.from_school = SchoolWork::gather([("sunflowers", &group)], [], &[]).of(&case.id);
        assert_eq!(found_in(&case, policy), expected, "{attendance}");
    }
}

#[test]
fn what_is_asked_at_each_review_is_missing_again_before_the_next() {
    let policy: Policy = toml::from_str(
        "steps.review.need = \"required\"\n\
         review = { basis = \"window\", max_weeks = 8 }\n\
         [[questionnaires]]\nid = \"voice\"\ninstrument = \"review-pupil-voice\"\n\
         step = \"review\"\nphase = \"review\"\nrespondents = [\"pupil\"]\nneed = \"required\"\n",
    )
    .expect("a policy");
    let policies = in_force(policy);
    let calendar = Calendar::default();
    let school_days = SchoolDays::new(&calendar, Nation::England);
    let as_of = AsOf { policies: &policies, school_days, school: None, on: day("2026-11-19") };
    for (answered, missing) in [
        (None, 1),
        (Some("2026-10-15"), 1), // for the review of that day
        (Some("2026-10-16"), 0),
        (Some("2026-11-19"), 0),
        (Some("2026-11-20"), 1),
    ] {
        let mut case = case(&texts(
            PLACE,
            "plans: [{ starts: 2026-09-24 }]\n",
            "sessions: []\n",
            "contacts: []\n",
            "reviews: [{ date: 2026-10-15, decision: continue-same-targets }]\n",
        ));
        if let Some(answered) = answered {
            case.ratings = record(&format!(
                "ratings: [{{ instrument: review-pupil-voice, phase: review, date: {answered}, \
                 respondent: {{ role: pupil }} }}]\n"
            ));
        }
        let stage = case_stage(&case, &as_of);
        let all = matters(&case, &stage, &as_of);
        let review = all.iter().find(|one| one.step() == Some(StepId::Review));
        let review = review.expect("a review is to come");
        assert_eq!(review.questionnaires.len(), missing, "answered {answered:?}");
    }
}

#[test]
fn a_case_rests_when_the_parents_said_no_and_ends_when_they_take_consent_back() {
    let policy = "steps.first-meeting = { need = \"required\", within = { weeks = 2, of = \"referral\" } }\n\
                  steps.plan.need = \"required\"\nsteps.referral.need = \"required\"\n\
                  steps.review.need = \"required\"\nreview = { basis = \"as-set\" }\n\
                  steps.consent.need = \"required\"\nconsent.parent = \"required\"\n";
    let plan = "plans: [{ starts: 2026-09-24, targets: [] }]\n";
    for (answers, plan, expected) in [
        (
            "[{ date: 2026-09-16, answer: no-reply }]",
            "plans: []\n",
            &["no answer since 2026-09-16"][..],
        ),
        ("[{ date: 2026-09-16, answer: refused }]", "plans: []\n", &[]),
        (
            "[{ date: 2026-09-16, answer: given }, { date: 2026-11-17, answer: withdrawn }]",
            plan,
            &["withdrawn on 2026-11-17"],
        ),
    ] {
        let referral = format!("{PLACE}consent: {answers}\n");
        let texts = texts(&referral, plan, "sessions: []\n", "contacts: []\n", "reviews: []\n");
        let found = found(&texts, policy);
        assert!(
            expected.iter().all(|one| found.iter().any(|line| line.contains(one))),
            "{answers}: {found:?}"
        );
        let rests = !answers.contains("no-reply");
        assert!(!rests || found.len() == expected.len(), "{answers}: {found:?}");
    }
}

#[test]
fn the_end_is_to_be_prepared_while_a_third_of_the_planned_sessions_is_left() {
    let wanted = "[plan]\nprepare_ending = \"required\"\n";
    let plan = |more: &str| format!("plans: [{{ starts: 2026-09-21{more} }}]\n");
    let planned = plan(", planned_sessions: 4");
    let sessions = |all: &str| format!("sessions: [{all}]\n");
    let two = sessions(
        "{ date: 2026-09-18, attendance: attended }, { date: 2026-09-24, attendance: attended }, \
         { date: 2026-10-01, attendance: missed }, { date: 2026-11-18, attendance: late }",
    );
    let three = sessions(
        "{ date: 2026-09-24, attendance: attended }, { date: 2026-10-01, attendance: attended }, \
         { date: 2026-11-18, attendance: late }",
    );
    let asked: &[&str] = &["end after 3 of 4"];
    for (policy, plan, sessions, reviews, expected) in [
        // Before the plan, and missed, do not count: two of four are not two thirds.
        (wanted, planned.clone(), &two, "{}".to_owned(), &[][..]),
        (wanted, planned.clone(), &three, "{}".to_owned(), asked),
        ("", planned.clone(), &three, "{}".to_owned(), &[]),
        (wanted, plan(""), &three, "{}".to_owned(), &[]),
        (wanted, plan(", planned_sessions: 5"), &three, "{}".to_owned(), &[]),
        (
            wanted,
            plan(", planned_sessions: 4, ending: { date: 2026-11-19 }"),
            &three,
            "{}".to_owned(),
            &[],
        ),
        // A talk that is still to come has not been held.
        (
            wanted,
            plan(", planned_sessions: 4, ending: { date: 2026-11-20 }"),
            &three,
            "{}".to_owned(),
            asked,
        ),
        (wanted, planned, &three, review(", decision: reduced-monitoring"), &[]),
    ] {
        let texts = texts(PLACE, &plan, sessions, "{}", &reviews);
        assert_eq!(found(&texts, policy), expected, "{policy} {texts:?}");
    }
}
