//! What each guard lets through and what it refuses, by table. Cases are written as records are.

use super::{Letter, Refusal};
use crate::domain::policy::PolicyShelf;
use crate::domain::tests::as_written::{case, day, in_force, policy};

fn shelf() -> PolicyShelf {
    in_force(policy(
        r#"
        [steps.decision]
        need = "required"
        [exit]
        criteria = [
            { id = "met", label = "all targets met", kind = "all-targets-met", letter = "exit-achieved" },
            { id = "not-coming", label = "does not come", kind = "does-not-attend", letter = "no-longer-appropriate" },
        ]
        "#,
    ))
}

/// What the guard says on 21 November 2026: `yes`, or the facts against the letter.
fn verdict(letter: Letter, referral: &str, plan: &str, reviews: &str) -> String {
    match letter.guard(&case(referral, plan, reviews), &shelf(), day("2026-11-21")) {
        Ok(()) => "yes".to_owned(),
        Err(Refusal { because, .. }) => because.join("; "),
    }
}

/// Referral, plan and reviews, and what the guard says.
type Row = (&'static str, &'static str, &'static str, &'static str);

fn judge(letter: Letter, rows: &[Row]) {
    for (referral, plan, reviews, expected) in rows {
        let found = verdict(letter, referral, plan, reviews);
        assert_eq!(found, *expected, "{}\n{referral}\n{plan}\n{reviews}", letter.code());
    }
}

const PLACE: &str = "decisions:\n- {date: 2026-09-14, outcome: [one-to-one]}\n";
const NO_PLAN: &str = "";
const MET: &str = "plans:\n- starts: 2026-09-21\n  targets:\n  - {id: t1, target: I come on time., outcome: {result: met, date: 2026-11-02}}\n  - {id: t2, target: I ask for help., outcome: {result: met, date: 2026-11-09}}\n";
const OPEN: &str = "plans:\n- starts: 2026-09-21\n  targets:\n  - {id: t1, target: I come on time., outcome: {result: met, date: 2026-11-02}}\n  - {id: t2, target: I ask for help.}\n";
const PARTLY: &str = "plans:\n- starts: 2026-09-21\n  targets:\n  - {id: t1, target: I come on time., outcome: {result: partly, date: 2026-11-02}}\n  - {id: t2, target: I ask for help., outcome: {result: met, date: 2026-12-01}}\n";
const DROPPED: &str = "plans:\n- starts: 2026-09-21\n  targets:\n  - {id: t1, target: I come on time., outcome: {result: met, date: 2026-11-02}}\n  - {id: t2, target: I join the club., outcome: {result: dropped, date: 2026-11-02, evidence: It closed}}\n";
const SILENT: &str = "plans:\n- starts: 2026-09-21\n  targets:\n  - {id: t1, target: I come on time., outcome: {result: met, date: 2026-11-02}}\n  - {id: t2, target: I join the club., outcome: {result: dropped, date: 2026-11-02}}\n";
const EXIT: &str = "exits:\n- {date: 2026-11-16, criteria: [met]}\n";
const DECIDED_EXIT: &str = "reviews:\n- {date: 2026-11-16, decision: exit}\n";

#[test]
fn exit_achieved_needs_every_target_met_and_an_ending() {
    judge(
        Letter::ExitAchieved,
        &[
            (PLACE, MET, EXIT, "yes"),
            (PLACE, MET, DECIDED_EXIT, "yes"),
            (PLACE, MET, "", "neither a review nor an exit says that the programme ends"),
            (
                PLACE,
                MET,
                "exits:\n- {date: 2026-11-30, criteria: [met]}\n",
                "neither a review nor an exit says that the programme ends",
            ),
            (PLACE, DROPPED, EXIT, "yes"),
            (PLACE, SILENT, EXIT, "dropped, and nobody wrote down why: ‹I join the club.›"),
            (PLACE, OPEN, EXIT, "still open: ‹I ask for help.›"),
            (PLACE, OPEN, "", "still open: ‹I ask for help.›"),
            (PLACE, PARTLY, EXIT, "partly met: ‹I come on time.›; still open: ‹I ask for help.›"),
            (PLACE, NO_PLAN, EXIT, "there is no plan yet"),
            (
                PLACE,
                "plans:\n- {starts: 2026-09-21}\n",
                EXIT,
                "the plan of 21 September 2026 has no targets",
            ),
            ("", MET, "", "the pupil never had a place on it"),
            // Back on the programme, with no plan since.
            (
                PLACE,
                MET,
                "exits:\n- {date: 2026-11-16, criteria: [met]}\nreadmissions:\n- {date: 2026-11-19, reason: x}\n",
                "there is no plan yet",
            ),
        ],
    );
}

#[test]
fn an_invitation_needs_a_place() {
    judge(
        Letter::Invitation,
        &[
            (PLACE, NO_PLAN, "", "yes"),
            (PLACE, OPEN, "", "yes"),
            ("", NO_PLAN, "", "on 21 November 2026 the case stands at: referred, no decision yet"),
            (
                "decisions:\n- {date: 2026-09-14, outcome: [waiting-list]}\n",
                NO_PLAN,
                "",
                "on 21 November 2026 the case stands at: on the waiting list",
            ),
            (PLACE, MET, EXIT, "on 21 November 2026 the case stands at: ended"),
            (
                "decisions:\n- {date: 2026-09-14, outcome: [one-to-one]}\nconsent:\n- {date: 2026-09-20, answer: refused}\n",
                NO_PLAN,
                "",
                "on 21 November 2026 the case stands at: consent refused",
            ),
        ],
    );
}

#[test]
fn teacher_referred_needs_a_referral_by_a_teacher() {
    judge(
        Letter::TeacherReferred,
        &[
            ("referral: {date: 2026-09-10, by: {role: class-teacher}}\n", NO_PLAN, "", "yes"),
            ("referral: {date: 2026-09-10, by: {role: form-tutor}}\n", NO_PLAN, "", "yes"),
            ("referral: {date: 2026-09-10, by: {role: subject-teacher}}\n", NO_PLAN, "", "yes"),
            (
                "referral: {date: 2026-09-10, by: {role: parent}}\n",
                NO_PLAN,
                "",
                "it was made by: parent or carer",
            ),
            (
                "referral: {date: 2026-09-10, by: {staff: af}}\n",
                NO_PLAN,
                "",
                "the referral does not say in which role it was made",
            ),
            (
                "referral: {date: 2026-12-10, by: {role: class-teacher}}\n",
                NO_PLAN,
                "",
                "there is no referral yet",
            ),
            (
                "referral: {date: 2026-09-10, by: {role: class-teacher}}\ndecisions:\n- {date: 2026-09-14, outcome: [not-accepted], reason: x}\n",
                NO_PLAN,
                "",
                "on 21 November 2026 the case stands at: not accepted",
            ),
        ],
    );
}

const OLD_AND_NEW: &str = "plans:\n- starts: 2026-09-21\n  targets:\n  - {id: t1, target: I come on time.}\n- starts: 2026-11-16\n  review_on: 2027-01-11\n  targets:\n  - {id: t1, target: I come on time.}\n  - {id: t3, target: I join in.}\n";
const OLD_AGAIN: &str = "plans:\n- starts: 2026-09-21\n  targets:\n  - {id: t1, target: I come on time.}\n- starts: 2026-11-16\n  targets:\n  - {id: t1, target: I come on time.}\n";

#[test]
fn continuing_needs_a_review_that_says_so_and_the_day_of_the_next() {
    judge(
        Letter::Continuing,
        &[
            (
                PLACE,
                OPEN,
                "reviews:\n- {date: 2026-11-16, decision: continue-same-targets, next_review: 2027-01-11}\n",
                "yes",
            ),
            (
                PLACE,
                OPEN,
                "reviews:\n- {date: 2026-11-16, decision: continue-new-targets, next_review: 2027-01-11}\n",
                "yes",
            ),
            (
                PLACE,
                OLD_AND_NEW,
                "reviews:\n- {date: 2026-11-16, decision: continue-new-targets}\n",
                "yes",
            ),
            (
                PLACE,
                OLD_AND_NEW,
                "reviews:\n- {date: 2026-11-16, decision: continue-same-targets, next_review: 2027-01-11}\n",
                "the review of 16 November 2026 decided: continue with the same targets; the plan of 16 November 2026 has a new target: ‹I join in.›",
            ),
            (
                PLACE,
                OLD_AGAIN,
                "reviews:\n- {date: 2026-11-16, decision: continue-new-targets, next_review: 2027-01-11}\n",
                "the review of 16 November 2026 decided: continue with new targets; the plan of 16 November 2026 has no new target",
            ),
            (PLACE, OPEN, "", "there is no review yet"),
            (
                PLACE,
                OPEN,
                "reviews:\n- {date: 2026-11-16}\n",
                "the review of 16 November 2026 has no decision",
            ),
            (
                PLACE,
                OPEN,
                "reviews:\n- {date: 2026-11-16, decision: exit}\n",
                "the review of 16 November 2026 decided: end the programme",
            ),
            (
                PLACE,
                OPEN,
                "reviews:\n- {date: 2026-11-16, decision: continue-same-targets}\n",
                "the review of 16 November 2026 set none",
            ),
            (
                PLACE,
                OPEN,
                "reviews:\n- {date: 2026-10-05, decision: continue-same-targets, next_review: 2026-11-16}\n",
                "it was to be on 16 November 2026, now past",
            ),
            (
                PLACE,
                OPEN,
                "reviews:\n- {date: 2026-10-05, decision: continue-same-targets, next_review: 2026-11-16}\npostponements:\n- {date: 2026-11-12, from: 2026-11-16, to: 2026-11-30, reason: parents-asked}\n",
                "yes",
            ),
            (PLACE, MET, EXIT, "it ended on 16 November 2026"),
        ],
    );
}

#[test]
fn reduced_monitoring_needs_a_review_that_says_so() {
    judge(
        Letter::ReducedMonitoring,
        &[
            (PLACE, OPEN, "reviews:\n- {date: 2026-11-16, decision: reduced-monitoring}\n", "yes"),
            (PLACE, OPEN, "", "there is no review yet"),
            (
                PLACE,
                OPEN,
                "reviews:\n- {date: 2026-11-09, decision: reduced-monitoring}\n- {date: 2026-11-16, decision: refer-on}\n",
                "the review of 16 November 2026 decided: refer on",
            ),
            (PLACE, MET, EXIT, "it ended on 16 November 2026"),
        ],
    );
}

#[test]
fn no_longer_appropriate_needs_an_ending_with_which_the_policy_sends_it() {
    judge(
        Letter::NoLongerAppropriate,
        &[
            (PLACE, OPEN, "exits:\n- {date: 2026-11-16, criteria: [not-coming]}\n", "yes"),
            (
                PLACE,
                OPEN,
                "reviews:\n- {date: 2026-11-16, decision: refer-on, criteria: [{criterion: not-coming, met: true}]}\n",
                "yes",
            ),
            (
                PLACE,
                OPEN,
                "reviews:\n- {date: 2026-11-16, decision: exit, criteria: [{criterion: not-coming, met: false}]}\n",
                "the ending of 16 November 2026 names no exit criterion",
            ),
            (PLACE, MET, EXIT, "the ending of 16 November 2026 rests on: all targets met"),
            (PLACE, OPEN, "", "neither a review nor an exit says that the programme ends"),
            (
                PLACE,
                OPEN,
                "exits:\n- {date: 2026-11-16, criteria: [not-coming]}\nreadmissions:\n- {date: 2026-11-19, reason: x}\n",
                "neither a review nor an exit says that the programme ends",
            ),
        ],
    );
}
