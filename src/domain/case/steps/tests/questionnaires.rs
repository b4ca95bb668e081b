//! Steps that are proved by questionnaires and observations.

use super::super::{ALL_DAYS, is_answered, step_evidence};
use super::{case, day, path, proofs, read};
use crate::domain::calendar::Span;
use crate::domain::policy::{Policy, StepId};
use serde_json::{Value, json};

fn rating(instrument: &str, phase: &str, date: &str, role: &str) -> Value {
    json!({ "instrument": instrument, "phase": phase, "date": date, "respondent": { "role": role } })
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
