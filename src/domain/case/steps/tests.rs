use super::{
    ALL_DAYS, EvidenceKind, StepEvidence, WrittenAt, is_answered, is_the_schools, step_evidence,
    step_evidence_in, step_is_needed,
};
use crate::domain::calendar::Span;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::{Policy, StepId};
use crate::domain::record::Case;
use crate::domain::record::settings::School;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error}: {value}"))
}

/// A case from its files by name; the referral needs no pupil.
fn case(files: &Value) -> Case {
    let mut case = Case::empty(Id::new("k7q2m").expect("an id"));
    let mut referral = json!({ "pupil": { "name": "Ada Example" } });
    for (name, file) in files.as_object().expect("files by name") {
        match name.as_str() {
            "referral" => {
                for (key, value) in file.as_object().expect("fields") {
                    referral[key] = value.clone();
                }
            }
            "ratings" => case.ratings = read(file),
            "plan" => case.plan = read(file),
            "sessions" => case.sessions = read(file),
            "contacts" => case.contacts = read(file),
            "reviews" => case.reviews = read(file),
            other => panic!("no file {other}"),
        }
    }
    case.referral = Some(read(&referral));
    case
}

fn path(at: WrittenAt) -> String {
    let entry = at.entry.map_or_else(String::new, |entry| format!("[{entry}]"));
    let part = at.part.map_or_else(String::new, |part| format!(".{part}"));
    format!("{}:{}{entry}{part}", at.file.file_name(), at.field)
}

fn told(evidence: Option<StepEvidence>) -> String {
    evidence.map_or_else(
        || "no proof".to_owned(),
        |one| format!("{} {} {}", one.date, one.kind.code(), path(one.at)),
    )
}

fn proofs(policy: &Policy, step: StepId, cases: &[(Value, &str)]) {
    for (files, expected) in cases {
        let found = told(step_evidence(&case(files), policy, step));
        assert_eq!(&found, expected, "{}: {files}", step.code());
    }
}

fn rating(instrument: &str, phase: &str, date: &str, role: &str) -> Value {
    json!({ "instrument": instrument, "phase": phase, "date": date, "respondent": { "role": role } })
}

#[test]
fn nothing_proves_a_step_in_an_empty_case() {
    let bare = case(&json!({}));
    for step in StepId::ALL {
        assert_eq!(step_evidence(&bare, &Policy::default(), *step), None, "{}", step.code());
    }
}

#[test]
fn the_role_is_made_known_by_a_leaflet_that_arrived() {
    let contact = |letter: &str, reached: bool| {
        json!({ "contacts": { "contacts": [
            { "date": "2026-09-07", "type": "letter", "letter": letter, "reached": reached } ] } })
    };
    proofs(
        &Policy::default(),
        StepId::RoleMadeKnown,
        &[
            (contact("leaflet-parents", true), "2026-09-07 leaflet contacts.yaml:contacts[0]"),
            (contact("leaflet-parents", false), "no proof"),
            (contact("invitation", true), "no proof"),
        ],
    );
    assert!(is_the_schools(StepId::RoleMadeKnown) && !is_the_schools(StepId::Referral));
}

#[test]
fn the_first_steps_are_proved_by_the_referral_file() {
    let referral = |channel: &str| {
        json!({ "referral": { "referral": {
            "date": "2026-09-10", "by": { "role": "senco" }, "channel": channel } } })
    };
    let policy = Policy::default();
    proofs(
        &policy,
        StepId::Referral,
        &[(referral("form"), "2026-09-10 referral referral.yaml:referral.date")],
    );
    proofs(
        &policy,
        StepId::Identification,
        &[
            (referral("data"), "2026-09-10 data referral.yaml:referral.date"),
            (referral("form"), "no proof"),
            (
                json!({ "referral": { "profile": { "date": "2026-09-08", "attendance": "b" } } }),
                "2026-09-08 data referral.yaml:profile.date",
            ),
            (json!({ "referral": { "profile": { "date": "2026-09-08" } } }), "no proof"),
        ],
    );
    proofs(
        &policy,
        StepId::Prioritisation,
        &[
            (
                json!({ "referral": {
                    "prioritised": [{ "date": "2026-09-12" }],
                    "decisions": [{ "date": "2026-09-14", "outcome": ["one-to-one"],
                                    "discussed_with": [{ "role": "senco" }] }] } }),
                "2026-09-12 talk referral.yaml:prioritised[0]",
            ),
            (
                json!({ "referral": { "decisions": [
                    { "date": "2026-09-14", "outcome": ["one-to-one"] },
                    { "date": "2026-09-16", "outcome": ["one-to-one"],
                      "discussed_with": [{ "role": "senco" }] }] } }),
                "2026-09-16 talk referral.yaml:decisions[1]",
            ),
        ],
    );
    proofs(
        &policy,
        StepId::Decision,
        &[
            (
                json!({ "referral": { "decisions": [
                    { "date": "2026-09-14", "outcome": ["waiting-list"] },
                    { "date": "2026-11-20", "outcome": ["one-to-one"] }] } }),
                "2026-11-20 decision referral.yaml:decisions[1]",
            ),
            (
                json!({ "referral": { "decisions": [
                    { "date": "2026-09-14", "outcome": ["waiting-list"] }] } }),
                "2026-09-14 decision referral.yaml:decisions[0]",
            ),
        ],
    );
    proofs(
        &policy,
        StepId::Baseline,
        &[
            (
                json!({ "referral": { "baseline": { "date": "2026-09-21" } } }),
                "2026-09-21 baseline referral.yaml:baseline.date",
            ),
            (
                json!({ "referral": { "referral": {
                    "date": "2026-09-10", "by": {}, "attainment": { "english": "4c" } } } }),
                "2026-09-10 baseline referral.yaml:referral.date",
            ),
        ],
    );
}

#[test]
fn parents_are_informed_by_a_contact_that_reached_them_or_by_having_answered() {
    let contact = |more: Value| {
        let mut contact = json!({ "date": "2026-09-15", "type": "phone" });
        for (key, value) in more.as_object().expect("fields") {
            contact[key] = value.clone();
        }
        json!({ "contacts": { "contacts": [contact] } })
    };
    let mut policy = Policy::default();
    policy.steps.insert(StepId::ParentsInformed, read(&json!({ "letters": ["invitation"] })));
    let yes = "2026-09-15 contact contacts.yaml:contacts[0]";
    proofs(
        &policy,
        StepId::ParentsInformed,
        &[
            (contact(json!({ "purpose": "parents-informed" })), yes),
            (contact(json!({ "purpose": "consent-asked", "with": [{ "role": "parent" }] })), yes),
            (contact(json!({ "letter": "invitation" })), yes),
            (contact(json!({ "purpose": "parents-informed", "reached": false })), "no proof"),
            (
                contact(json!({ "purpose": "parents-informed", "with": [{ "role": "senco" }] })),
                "no proof",
            ),
            (contact(json!({ "purpose": "progress" })), "no proof"),
            (
                json!({ "referral": { "consent": [
                    { "date": "2026-09-13", "answer": "no-reply" },
                    { "date": "2026-09-18", "answer": "refused" }] } }),
                "2026-09-18 consent referral.yaml:consent[1]",
            ),
            (
                json!({ "referral": { "decisions": [
                    { "date": "2026-09-14", "outcome": ["one-to-one"], "told": ["parent"] }] } }),
                "2026-09-14 decision referral.yaml:decisions[0]",
            ),
        ],
    );
}

#[test]
fn consent_is_proved_by_the_first_yes_to_the_programme() {
    proofs(
        &Policy::default(),
        StepId::Consent,
        &[
            (
                json!({ "referral": { "consent": [
                    { "date": "2026-09-13", "answer": "no-reply" },
                    { "date": "2026-09-14", "answer": "given", "scope": ["observation"] },
                    { "date": "2026-09-18", "answer": "given", "scope": ["programme"] },
                    { "date": "2026-10-18", "answer": "withdrawn" }] } }),
                "2026-09-18 consent referral.yaml:consent[2]",
            ),
            (
                json!({ "referral": { "consent": [{ "date": "2026-09-13", "answer": "refused" }] } }),
                "no proof",
            ),
        ],
    );
}

#[test]
fn a_planning_meeting_is_one_or_failing_that_a_talk_with_the_teacher() {
    let talk = json!({ "date": "2026-09-14", "type": "in-person", "purpose": "liaison" });
    let meeting = json!({ "date": "2026-09-22", "type": "meeting", "purpose": "planning-meeting" });
    proofs(
        &Policy::default(),
        StepId::PlanningMeeting,
        &[
            (
                json!({ "contacts": { "contacts": [talk, meeting] } }),
                "2026-09-22 contact contacts.yaml:contacts[1]",
            ),
            (
                json!({ "contacts": { "contacts": [talk] } }),
                "2026-09-14 liaison contacts.yaml:contacts[0]",
            ),
        ],
    );
}

#[test]
fn the_agreement_is_complete_with_the_later_signature_or_when_declined() {
    let agreement = |fields: Value| json!({ "referral": { "agreement": fields } });
    let both =
        agreement(json!({ "signed_by_pupil": "2026-09-25", "signed_by_mentor": "2026-09-23" }));
    let policy = Policy::default();
    proofs(
        &policy,
        StepId::Agreement,
        &[
            (both.clone(), "2026-09-25 agreement referral.yaml:agreement.signed_by_pupil"),
            (agreement(json!({ "signed_by_mentor": "2026-09-23" })), "no proof"),
            (
                agreement(json!({ "signed_by_mentor": "2026-09-23", "declined": "2026-09-25" })),
                "2026-09-25 declined referral.yaml:agreement.declined",
            ),
        ],
    );
    let evidence = step_evidence(&case(&both), &policy, StepId::Agreement).expect("both signed");
    assert_eq!(evidence.began, day("2026-09-23"));
    assert_eq!(path(evidence.began_at), "referral.yaml:agreement.signed_by_mentor");
}

#[test]
fn the_work_itself_is_proved_by_meeting_plan_and_sessions_held() {
    let policy = Policy::default();
    proofs(
        &policy,
        StepId::FirstMeeting,
        &[(
            json!({ "sessions": { "first_meeting": { "date": "2026-09-25" } } }),
            "2026-09-25 first-meeting sessions.yaml:first_meeting.date",
        )],
    );
    proofs(
        &policy,
        StepId::Plan,
        &[
            (
                json!({ "plan": { "plans": [{ "starts": "2026-10-01" }] } }),
                "2026-10-01 plan plan.yaml:plans[0].starts",
            ),
            (
                json!({ "plan": { "plans": [
                    { "starts": "2026-10-01", "agreed_by_pupil": "2026-09-28" }] } }),
                "2026-09-28 plan plan.yaml:plans[0].agreed_by_pupil",
            ),
        ],
    );
    let sessions = json!({ "sessions": { "sessions": [
        { "date": "2026-10-02", "attendance": "missed" },
        { "date": "2026-10-09", "attendance": "late", "teacher_told": "2026-10-08" }] } });
    proofs(
        &policy,
        StepId::Sessions,
        &[(sessions.clone(), "2026-10-09 session sessions.yaml:sessions[1]")],
    );
    proofs(
        &policy,
        StepId::LessonAlert,
        &[
            (sessions, "2026-10-08 session sessions.yaml:sessions[1].teacher_told"),
            (
                json!({ "contacts": { "contacts": [
                    { "date": "2026-10-01", "type": "email", "purpose": "lesson-alert" }] } }),
                "2026-10-01 contact contacts.yaml:contacts[0]",
            ),
        ],
    );
    proofs(
        &policy,
        StepId::ContactLog,
        &[(
            json!({ "contacts": { "contacts": [{ "date": "2026-10-01", "type": "email" }] } }),
            "2026-10-01 contact contacts.yaml:contacts[0]",
        )],
    );
}

#[test]
fn a_review_and_its_decision_are_two_steps() {
    let reviews = json!({ "reviews": { "reviews": [
        { "date": "2026-11-10" },
        { "date": "2026-12-10", "decision": "exit", "parents_told": "2026-12-11" }] } });
    let policy = Policy::default();
    proofs(
        &policy,
        StepId::Review,
        &[(reviews.clone(), "2026-11-10 review reviews.yaml:reviews[0]")],
    );
    proofs(
        &policy,
        StepId::ReviewDecision,
        &[(reviews.clone(), "2026-12-10 review reviews.yaml:reviews[1].decision")],
    );
    proofs(
        &policy,
        StepId::OutcomeInformed,
        &[(reviews, "2026-12-11 review reviews.yaml:reviews[1].parents_told")],
    );
}

#[test]
fn the_ending_is_proved_by_what_the_pupil_heard_or_said() {
    let exit = |more: Value| {
        let mut exit = json!({ "date": "2026-12-15", "criteria": [] });
        for (key, value) in more.as_object().expect("fields") {
            exit[key] = value.clone();
        }
        json!({ "reviews": { "exits": [exit] } })
    };
    let policy = Policy::default();
    proofs(
        &policy,
        StepId::Ending,
        &[
            (
                exit(json!({ "pupil_told": "2026-12-14" })),
                "2026-12-14 exit reviews.yaml:exits[0].pupil_told",
            ),
            (
                exit(json!({ "in_my_own_words": "I put my hand up now" })),
                "2026-12-15 exit reviews.yaml:exits[0].in_my_own_words",
            ),
            (
                exit(json!({ "words_declined": "2026-12-15" })),
                "2026-12-15 declined reviews.yaml:exits[0].words_declined",
            ),
            (exit(json!({})), "no proof"),
        ],
    );
    proofs(
        &policy,
        StepId::OutcomeInformed,
        &[(
            exit(json!({ "parents_told": "2026-12-16" })),
            "2026-12-16 exit reviews.yaml:exits[0].parents_told",
        )],
    );
    proofs(
        &policy,
        StepId::Transfer,
        &[
            (
                exit(json!({ "transfer": { "sent": "2027-01-05" } })),
                "2027-01-05 transfer reviews.yaml:exits[0].transfer",
            ),
            (exit(json!({ "transfer": { "approved": "2027-01-05" } })), "no proof"),
        ],
    );
    proofs(
        &policy,
        StepId::FollowUp,
        &[(
            json!({ "reviews": { "follow_up": [{ "date": "2027-02-01" }] } }),
            "2027-02-01 follow-up reviews.yaml:follow_up[0]",
        )],
    );
}

fn questionnaires(lines: &Value) -> Policy {
    read(&json!({ "questionnaires": lines }))
}

#[test]
fn questionnaires_prove_a_step_when_every_required_line_is_answered() {
    let policy = questionnaires(&json!([
        { "id": "a", "instrument": "survey", "step": "rating-before", "phase": "before",
          "respondents": ["subject-teacher"], "need": "required", "min_raters": 2 },
        { "id": "b", "instrument": "extra", "step": "rating-before", "phase": "before",
          "respondents": ["pupil"], "need": "optional" },
        { "id": "ks1", "instrument": "exit-1", "step": "evaluations", "phase": "after",
          "respondents": ["pupil"], "need": "required", "key_stages": ["ks1"] },
        { "id": "ks2", "instrument": "exit-2", "step": "evaluations", "phase": "after",
          "respondents": ["pupil"], "need": "required", "key_stages": ["ks2"] },
        { "id": "parent", "instrument": "exit-p", "step": "evaluations", "phase": "after",
          "respondents": ["parent"], "need": "required" },
    ]));
    let teacher = |name: &str, date: &str| {
        let mut one = rating("survey", "before", date, "subject-teacher");
        one["respondent"]["name"] = json!(name);
        one
    };
    let ratings = |list: Value| json!({ "ratings": { "ratings": list } });
    let mut refused = rating("exit-p", "after", "2026-12-18", "parent");
    refused["declined"] = json!(true);
    let two = ratings(json!([teacher("A", "2026-09-20"), teacher("B", "2026-09-18")]));
    proofs(
        &policy,
        StepId::RatingBefore,
        &[
            (two.clone(), "2026-09-20 questionnaire ratings.yaml:ratings[0]"),
            (ratings(json!([teacher("A", "2026-09-18"), teacher("A", "2026-09-20")])), "no proof"),
            (ratings(json!([rating("survey", "after", "2026-09-18", "pupil")])), "no proof"),
        ],
    );
    let evidence = step_evidence(&case(&two), &policy, StepId::RatingBefore).expect("two");
    assert_eq!(
        (evidence.began, path(evidence.began_at)),
        (day("2026-09-18"), "ratings.yaml:ratings[1]".to_owned())
    );
    proofs(
        &policy,
        StepId::Evaluations,
        &[
            (
                ratings(json!([rating("exit-2", "after", "2026-12-16", "pupil"), refused])),
                "2026-12-18 declined ratings.yaml:ratings[1]",
            ),
            (ratings(json!([refused])), "no proof"),
        ],
    );
    assert!(is_answered(&case(&two), &policy.questionnaires[0], ALL_DAYS));
    let first = Span { from: day("2026-09-01"), to: day("2026-09-19") };
    assert!(!is_answered(&case(&two), &policy.questionnaires[0], first));
}

#[test]
fn where_the_policy_names_no_questionnaire_any_of_the_kind_will_do() {
    let mut seen = rating("our-grid", "before", "2026-09-17", "learning-mentor");
    seen["marks"] = json!({ "on-task": [1, 2, 3] });
    let ratings = json!({ "ratings": { "ratings": [
        rating("self-esteem", "before", "2026-09-10", "pupil"),
        seen,
        rating("our-form", "before", "2026-09-19", "class-teacher"),
        rating("our-form", "after", "2026-12-19", "class-teacher"),
    ] } });
    let policy = Policy::default();
    for (step, expected) in [
        (StepId::Observation, "2026-09-17 observation ratings.yaml:ratings[1]"),
        (StepId::RatingBefore, "2026-09-19 questionnaire ratings.yaml:ratings[2]"),
        (StepId::RatingAfter, "2026-12-19 questionnaire ratings.yaml:ratings[3]"),
    ] {
        proofs(&policy, step, &[(ratings.clone(), expected)]);
    }
}

#[test]
fn only_what_is_dated_inside_the_days_counts() {
    let sessions = case(&json!({ "sessions": { "sessions": [
        { "date": "2026-10-02", "attendance": "attended" },
        { "date": "2027-03-02", "attendance": "attended" }] } }));
    let policy = Policy::default();
    for (from, to, expected) in [
        ("2026-10-02", "2026-10-02", "2026-10-02 session sessions.yaml:sessions[0]"),
        ("2026-10-03", "2027-12-31", "2027-03-02 session sessions.yaml:sessions[1]"),
        ("2026-10-03", "2027-03-01", "no proof"),
    ] {
        let days = Span { from: day(from), to: day(to) };
        let found = step_evidence_in(&sessions, &policy, StepId::Sessions, days);
        assert_eq!(told(found), expected, "{from} to {to}");
    }
}

#[test]
fn a_step_is_needed_where_the_policy_the_phase_and_the_referrer_ask_for_it() {
    let policy: Policy = read(&json!({ "steps": {
        "parents-informed": { "need": "required", "unless_referred_by": ["parent"] },
        "lesson-alert": { "need": "required", "phases": ["secondary"] },
        "consent": { "need": "optional" } } }));
    let school = |phase: &str| -> School {
        read(&json!({ "name": "A school", "phase": phase, "nation": "england" }))
    };
    let referred_by = |role: &str, year: u8| {
        let mut one = case(&json!({ "referral": { "referral": {
            "date": "2026-09-10", "by": { "role": role } } } }));
        if let Some(file) = &mut one.referral {
            file.pupil.year = Some(read(&json!(year)));
        }
        one
    };
    for (step, role, year, phase, expected) in [
        (StepId::ParentsInformed, "class-teacher", 5, "primary", true),
        (StepId::ParentsInformed, "parent", 5, "primary", false),
        (StepId::LessonAlert, "senco", 8, "secondary", true),
        (StepId::LessonAlert, "senco", 5, "primary", false),
        (StepId::LessonAlert, "senco", 8, "all-through", true),
        (StepId::LessonAlert, "senco", 5, "all-through", false),
        (StepId::Consent, "senco", 5, "primary", false),
        (StepId::Plan, "senco", 5, "primary", false),
    ] {
        let found = step_is_needed(&referred_by(role, year), &policy, Some(&school(phase)), step);
        assert_eq!(found, expected, "{} {role} year {year} {phase}", step.code());
    }
    let unknown = step_is_needed(&referred_by("senco", 8), &policy, None, StepId::LessonAlert);
    assert!(!unknown, "without a school nobody can say");
}

#[test]
fn every_kind_of_evidence_has_its_words() {
    for kind in EvidenceKind::ALL {
        assert!(!kind.label().is_empty() && EvidenceKind::from_code(kind.code()) == Some(*kind));
    }
}
