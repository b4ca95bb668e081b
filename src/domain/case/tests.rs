//! Where a case stands and when its next review is due, by table. Cases are written as records
//! are, so that a reader sees what a school would see.

mod days;

use super::{NextReview, Standing, next_review, standing};
use crate::domain::calendar::{Calendar, Nation, SchoolDays};
use crate::domain::id::Id;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::Case;
use crate::domain::tests::as_written::{case, day, in_force, policy, record};
use crate::domain::tests::school_year;

fn shelf(text: &str) -> PolicyShelf {
    in_force(policy(text))
}

const CONSENT_REQUIRED: &str = r#"
consent = { parent = "required" }
[exit]
criteria = [
    { id = "left-school", label = "left", kind = "left-school" },
    { id = "all-targets-met", label = "all met", kind = "all-targets-met" },
]
"#;

const PLACE: &str = "decisions:\n- {date: 2026-09-14, outcome: [one-to-one]}\n";

#[test]
fn a_case_stands_where_its_evidence_puts_it() {
    let on = day("2026-11-21");
    let consent =
        |answer: &str| format!("{PLACE}consent:\n- {{date: 2026-09-15, answer: {answer}}}\n");
    let plan = "plans:\n- {starts: 2026-09-21}\n";
    let exit = |code: &str| format!("exits:\n- {{date: 2026-11-02, criteria: [{code}]}}\n");
    let review =
        |decision: &str| format!("reviews:\n- {{date: 2026-11-02, decision: {decision}}}\n");
    let decided =
        |outcome: &str| format!("decisions:\n- {{date: 2026-09-14, outcome: [{outcome}]}}\n");
    let back = format!(
        "{}readmissions:\n- {{date: 2026-11-16, reason: new worries}}\n",
        exit("all-targets-met")
    );
    let after =
        format!("{}follow_up:\n- {{date: 2026-11-16, text: all well}}\n", exit("all-targets-met"));
    for (referral, plan, reviews, expected) in [
        (String::new(), "", String::new(), Standing::Referred),
        (decided("waiting-list"), "", String::new(), Standing::Waiting),
        (decided("not-accepted"), "", String::new(), Standing::NotAccepted),
        (decided("one-off"), "", String::new(), Standing::OneOff),
        (decided("outside-agency"), "", String::new(), Standing::PassedOn),
        (PLACE.to_owned(), "", String::new(), Standing::AwaitingConsent),
        (consent("no-reply"), "", String::new(), Standing::AwaitingConsent),
        (consent("refused"), "", String::new(), Standing::ConsentRefused),
        (consent("given"), "", String::new(), Standing::GettingReady),
        (consent("given"), plan, String::new(), Standing::Active),
        (consent("withdrawn"), plan, String::new(), Standing::ConsentWithdrawn),
        (consent("given"), plan, review("reduced-monitoring"), Standing::ReducedMonitoring),
        (consent("given"), plan, review("continue-same-targets"), Standing::Active),
        (consent("given"), plan, exit("all-targets-met"), Standing::Ended),
        (consent("given"), plan, exit("left-school"), Standing::LeftSchool),
        (consent("given"), plan, after, Standing::FollowUp),
        (consent("given"), plan, back, Standing::GettingReady),
        // What is dated later than the day does not count yet.
        (
            consent("given"),
            "plans:\n- {starts: 2026-11-23}\n",
            String::new(),
            Standing::GettingReady,
        ),
    ] {
        let case = case(&referral, plan, &reviews);
        assert_eq!(
            standing(&case, &shelf(CONSENT_REQUIRED), on),
            expected,
            "{referral}{plan}{reviews}"
        );
    }
}

#[test]
fn a_case_is_judged_by_what_was_known_on_the_day() {
    let case = case(
        PLACE,
        "plans:\n- {starts: 2026-09-21}\n",
        "exits:\n- {date: 2026-11-02, criteria: [x]}\n",
    );
    let policies = shelf("");
    for (on, expected) in [
        ("2026-09-13", Standing::Referred),
        ("2026-09-14", Standing::GettingReady),
        ("2026-09-21", Standing::Active),
        ("2026-11-01", Standing::Active),
        ("2026-11-02", Standing::Ended),
    ] {
        assert_eq!(standing(&case, &policies, day(on)), expected, "on {on}");
    }
}

#[test]
fn the_next_review_is_due_by_the_policy_the_plan_and_the_last_review() {
    let window =
        "review = { basis = \"window\", min_weeks = 6, max_weeks = 8, monitoring_weeks = 12 }";
    let school_weeks =
        "review = { basis = \"window\", min_weeks = 6, max_weeks = 8, count = \"school-weeks\" }";
    let band = "review = { basis = \"plan-period\" }\n[[bands]]\nid = \"short\"\nlabel = \"short\"\nmax_weeks = 6\n";
    let as_set = "review = { basis = \"as-set\" }";
    let plan = "plans:\n- {starts: 2026-09-14}\n";
    let plan_with = |more: &str| format!("plans:\n- {{starts: 2026-09-14, {more}}}\n");
    let reviewed = |more: &str| format!("reviews:\n- {{date: 2026-11-02, {more}}}\n");
    let put_off = "postponements:\n- {date: 2026-11-05, from: 2026-11-09, to: 2026-11-12, reason: parents-asked}\n";
    let too_late = "postponements:\n- {date: 2026-11-10, from: 2026-11-09, to: 2026-11-12, reason: parents-asked}\n";
    for (policy, plan, reviews, due, why) in [
        (window, plan.to_owned(), String::new(), "2026-11-09", "eight weeks after the plan"),
        (school_weeks, plan.to_owned(), String::new(), "2026-11-16", "half-term is no school week"),
        (
            window,
            plan_with("review_on: 2026-10-23"),
            String::new(),
            "2026-10-23",
            "the plan's day is earlier",
        ),
        (
            window,
            plan_with("review_on: 2026-12-11"),
            String::new(),
            "2026-11-09",
            "the policy's limit is earlier",
        ),
        (
            window,
            plan_with("review_on: 2026-10-27"),
            String::new(),
            "2026-11-02",
            "half-term moves it",
        ),
        (
            window,
            plan.to_owned(),
            reviewed("next_review: 2026-12-15"),
            "2026-12-15",
            "set at the review",
        ),
        (
            window,
            plan.to_owned(),
            reviewed("decision: reduced-monitoring"),
            "2027-01-25",
            "monitoring",
        ),
        (band, plan_with("band: short"), String::new(), "2026-11-02", "the band ends in half-term"),
        (as_set, plan.to_owned(), reviewed("next_review: 2026-11-27"), "2026-11-27", "as set"),
        (
            window,
            "plans:\n- {starts: 2026-11-09}\n".to_owned(),
            reviewed("decision: continue-new-targets"),
            "2027-01-05",
            "a new plan counts anew",
        ),
        (window, plan.to_owned(), put_off.to_owned(), "2026-11-12", "put off in time"),
        (window, plan.to_owned(), too_late.to_owned(), "2026-11-09", "put off too late"),
    ] {
        let case = case(PLACE, &plan, &reviews);
        let calendar = school_year::two_terms();
        let school_days = SchoolDays::new(&calendar, Nation::England);
        match next_review(&case, &shelf(policy), &school_days, day("2026-11-21")) {
            NextReview::Due(review) => assert_eq!(review.due, day(due), "{why}"),
            other => panic!("{why}: {other:?}"),
        }
    }
}

#[test]
fn a_day_that_nobody_set_is_said_to_be_missing() {
    let case = case(PLACE, "plans:\n- {starts: 2026-09-14}\n", "");
    let calendar = Calendar::default();
    let school_days = SchoolDays::new(&calendar, Nation::England);
    let policies = shelf("review = { basis = \"as-set\" }");
    assert_eq!(
        next_review(&case, &policies, &school_days, day("2026-11-21")),
        NextReview::NoDaySet
    );
    let before = next_review(&case, &policies, &school_days, day("2026-09-14").add_days(-1));
    assert_eq!(before, NextReview::NotStarted);
}

#[test]
fn a_review_is_put_off_in_time_and_no_further_than_the_policy_allows() {
    let policies = shelf(
        "review = { basis = \"window\", min_weeks = 6, max_weeks = 8, max_postponement_weeks = 2 }",
    );
    // Eight weeks after 31 August is in half-term, so that the review is due on 2 November.
    let plan = "plans:\n- {starts: 2026-08-31}\n";
    let put_off = |entries: &[(&str, &str, &str)]| {
        let lines: Vec<String> = entries
            .iter()
            .map(|(date, from, to)| {
                format!("- {{date: {date}, from: {from}, to: {to}, reason: staff-absent}}\n")
            })
            .collect();
        format!("postponements:\n{}", lines.concat())
    };
    for (entries, due, too_far, why) in [
        (&[][..], "2026-11-02", None, "not put off"),
        (&[("2026-10-20", "2026-10-26", "2026-11-09")], "2026-11-09", None, "from the raw day"),
        (&[("2026-10-20", "2026-11-02", "2026-11-09")], "2026-11-09", None, "from the open day"),
        (&[("2026-10-20", "2026-10-22", "2026-11-09")], "2026-11-09", None, "from the diary's day"),
        (&[("2026-11-02", "2026-11-02", "2026-11-09")], "2026-11-09", None, "on its last day"),
        (&[("2026-11-03", "2026-11-02", "2026-11-09")], "2026-11-02", None, "when it was overdue"),
        (&[("2026-10-20", "2026-11-02", "2026-11-16")], "2026-11-16", None, "as far as allowed"),
        (
            &[("2026-10-20", "2026-11-02", "2026-12-07")],
            "2026-11-16",
            Some("2026-12-07"),
            "further than allowed",
        ),
        (
            &[
                ("2026-10-20", "2026-11-02", "2026-11-12"),
                ("2026-11-11", "2026-11-12", "2026-11-23"),
            ],
            "2026-11-16",
            Some("2026-11-23"),
            "twice, and together further than allowed",
        ),
        (
            &[
                ("2026-10-20", "2026-11-02", "2026-11-05"),
                ("2026-11-06", "2026-11-05", "2026-11-12"),
            ],
            "2026-11-05",
            None,
            "the second time when it was overdue",
        ),
        (
            &[("2026-10-20", "2026-08-28", "2026-11-09")],
            "2026-11-02",
            None,
            "one of an earlier plan",
        ),
    ] {
        let case = case(PLACE, plan, &put_off(entries));
        let calendar = school_year::two_terms();
        let school_days = SchoolDays::new(&calendar, Nation::England);
        let case = Case {
            referral: Some(record(
                "pupil: { name: Amira Khan }\ndecisions:\n- {date: 2026-08-31, outcome: [one-to-one]}\n",
            )),
            ..case
        };
        match next_review(&case, &policies, &school_days, day("2026-12-01")) {
            NextReview::Due(review) => {
                assert_eq!(review.due, day(due), "{why}");
                assert_eq!(review.postponed_too_far, too_far.map(day), "{why}");
            }
            other => panic!("{why}: {other:?}"),
        }
    }
}

#[test]
fn no_review_is_due_after_one_that_decided_to_end() {
    let policies = shelf("review = { basis = \"window\", min_weeks = 6, max_weeks = 8 }");
    let calendar = Calendar::default();
    let school_days = SchoolDays::new(&calendar, Nation::England);
    let decided = "reviews:\n- {date: 2026-11-02, decision: exit}\n";
    let after = |more: &str| format!("{decided}{more}");
    for (reviews, expected) in [
        (decided.to_owned(), "ending decided on 2026-11-02"),
        (after("- {date: 2026-11-16, decision: continue-same-targets}\n"), "due"),
        (after("exits:\n- {date: 2026-11-09, criteria: [x]}\n"), "ended"),
        (
            after(
                "exits:\n- {date: 2026-11-09, criteria: [x]}\nreadmissions:\n- {date: 2026-11-16, reason: y}\n",
            ),
            "not started",
        ),
        ("reviews:\n- {date: 2026-11-02, decision: refer-on}\n".to_owned(), "due"),
        ("reviews:\n- {date: 2026-11-30, decision: exit}\n".to_owned(), "due"),
    ] {
        let case = case(PLACE, "plans:\n- {starts: 2026-09-14}\n", &reviews);
        let found = match next_review(&case, &policies, &school_days, day("2026-11-21")) {
            NextReview::Due(_) => "due".to_owned(),
            NextReview::EndingDecided(on) => format!("ending decided on {on}"),
            NextReview::NotOpen(stands) => stands.code().to_owned(),
            NextReview::NotStarted => "not started".to_owned(),
            NextReview::NoDaySet => "no day".to_owned(),
        };
        assert_eq!(found, expected, "{reviews}");
    }
}

#[test]
fn without_a_decision_the_work_says_where_a_case_stands_where_deciding_is_optional() {
    let optional = "[steps.decision]\nneed = \"optional\"\n";
    let absent = "";
    let required = "[steps.decision]\nneed = \"required\"\n";
    let plan = "plans:\n- {starts: 2026-09-21}\n";
    let listed = "decisions:\n- {date: 2026-09-24, outcome: [waiting-list]}\n";
    let refused = "decisions:\n- {date: 2026-09-14, outcome: [not-accepted]}\n";
    let exit = "exits:\n- {date: 2026-11-02, criteria: [x]}\n";
    for (policy, referral, plan, reviews, expected) in [
        (optional, "", plan, "", Standing::Active),
        (absent, "", plan, "", Standing::Active),
        (required, "", plan, "", Standing::Referred),
        (optional, "", "", "", Standing::Referred),
        // Work before the pupil was put on the list does not end the waiting.
        (optional, listed, plan, "", Standing::Waiting),
        (optional, listed, "plans:\n- {starts: 2026-10-05}\n", "", Standing::Active),
        (optional, refused, plan, "", Standing::NotAccepted),
        (optional, "", plan, exit, Standing::Ended),
        (optional, "", "plans:\n- {starts: 2026-12-01}\n", "", Standing::Referred),
    ] {
        let case = case(referral, plan, reviews);
        let found = standing(&case, &shelf(policy), day("2026-11-21"));
        assert_eq!(found, expected, "{policy}{referral}{plan}{reviews}");
    }
}

#[test]
fn whoever_was_named_last_is_the_mentor() {
    let place = "decisions:\n- {date: 2026-09-14, outcome: [one-to-one], mentor: jb}\n";
    let plans =
        "plans:\n- {starts: 2026-09-21, key_worker: tb}\n- {starts: 2026-11-23, key_worker: mo}\n";
    let back = "exits:\n- {date: 2026-10-12, criteria: [x]}\nreadmissions:\n- {date: 2026-11-02, reason: y, mentor: jo}\n";
    for (referral, plan, reviews, on, expected) in [
        (place, "", "", "2026-09-13", None),
        (place, "", "", "2026-09-14", Some("jb")),
        (place, plans, "", "2026-09-21", Some("tb")),
        (place, plans, back, "2026-11-01", Some("tb")),
        (place, plans, back, "2026-11-02", Some("jo")),
        (place, plans, back, "2026-11-23", Some("mo")),
        (PLACE, "", "", "2026-11-21", None),
    ] {
        let case = case(referral, plan, reviews);
        assert_eq!(case.mentor(day(on)).map(Id::as_str), expected, "{plan}{reviews} on {on}");
    }
}
