//! Reviews, endings and what comes after them.

use super::proofs;
use crate::domain::policy::{Policy, StepId};
use serde_json::{Value, json};

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
