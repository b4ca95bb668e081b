//! The life of a case, step by step, as records, so that a test can stop it before or behind any
//! step; and how a state is told in a few words.

use crate::domain::calendar::{Nation, SchoolDays};
use crate::domain::case::{AsOf, StepState, WaitingFor, case_stage};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::{Need, Policy, StepId};
use crate::domain::record::Case;
use crate::domain::record::settings::School;
use crate::domain::tests::as_written::{day, in_force};
use crate::domain::tests::school_year;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error}: {value}"))
}

/// The order in which the steps are taken, each with its day. The exit is on the day of `ending`.
const DAYS: [(StepId, &str); 24] = [
    (StepId::Identification, "2026-09-08"),
    (StepId::Referral, "2026-09-10"),
    (StepId::RatingBefore, "2026-09-11"),
    (StepId::Prioritisation, "2026-09-14"),
    (StepId::Decision, "2026-09-15"),
    (StepId::ParentsInformed, "2026-09-16"),
    (StepId::Consent, "2026-09-17"),
    (StepId::Baseline, "2026-09-18"),
    (StepId::Observation, "2026-09-18"),
    (StepId::PlanningMeeting, "2026-09-21"),
    (StepId::FirstMeeting, "2026-09-22"),
    (StepId::Agreement, "2026-09-23"),
    (StepId::Plan, "2026-09-24"),
    (StepId::Sessions, "2026-09-28"),
    (StepId::ContactLog, "2026-09-29"),
    (StepId::LessonAlert, "2026-10-01"),
    (StepId::Review, "2026-11-02"),
    (StepId::ReviewDecision, "2026-11-02"),
    (StepId::RatingAfter, "2026-11-12"),
    (StepId::Ending, "2026-11-11"),
    (StepId::Evaluations, "2026-11-16"),
    (StepId::OutcomeInformed, "2026-11-17"),
    (StepId::FollowUp, "2026-11-18"),
    (StepId::Transfer, "2026-11-19"),
];

const EXIT: &str = "2026-11-10";

/// The life of a case under a policy, whose questionnaires are all answered.
pub(super) struct Life<'p> {
    policy: &'p Policy,
    days: Vec<(StepId, Date)>,
    exit: Date,
}

impl Life<'static> {
    /// Under a policy that will change while the test runs.
    pub(super) fn new(policy: &Policy) -> Self {
        let days = DAYS.iter().map(|(step, at)| (*step, day(at))).collect();
        // Tests are short, and a policy each is little.
        Life { policy: Box::leak(Box::new(policy.clone())), days, exit: day(EXIT) }
    }
}

impl Life<'_> {
    /// The day of a step; other steps are counted from the end of the programme, not from the talk
    /// about it.
    pub(super) fn day_of(&self, step: StepId) -> Date {
        self.days.iter().find(|(one, _)| *one == step).expect("a day for each step").1
    }

    /// The day from which a deadline is counted that is so long after a step.
    pub(super) fn counted_from(&self, step: StepId) -> Date {
        if step == StepId::Ending { self.exit } else { self.day_of(step) }
    }

    /// The case just before a step, or with it.
    pub(super) fn case(&self, until: StepId, with: bool) -> Case {
        let mut files = json!({
            "referral": { "pupil": { "name": "Ada Example", "year": 8 } },
            "ratings": { "ratings": [] }, "plan": { "plans": [] },
            "sessions": { "sessions": [] }, "contacts": { "contacts": [] },
            "reviews": { "reviews": [], "exits": [] },
        });
        let last =
            self.days.iter().position(|(step, _)| *step == until).expect("a step of the life");
        if until == StepId::Identification {
            self.take(&mut files, StepId::Referral, self.day_of(StepId::Referral));
        }
        for (step, at) in &self.days[..=last] {
            let by_a_contact = matches!(step, StepId::ParentsInformed | StepId::PlanningMeeting);
            if *step == StepId::RatingAfter {
                let criteria =
                    if until == StepId::Transfer { "left-school" } else { "all-targets-met" };
                files["reviews"]["exits"] =
                    json!([{ "date": self.exit, "criteria": [criteria], "transfer": {} }]);
            }
            if *step == StepId::LessonAlert {
                push(
                    &mut files,
                    "sessions",
                    "sessions",
                    json!({
                    "date": "2026-09-28", "attendance": "attended", "lesson_missed": "history" }),
                );
            }
            if *step == until && !with || until == StepId::ContactLog && by_a_contact {
                continue;
            }
            self.take(&mut files, *step, *at);
        }
        let mut case = Case::empty(Id::new("k7q2m").expect("an id"));
        case.referral = Some(read(&files["referral"]));
        case.ratings = read(&files["ratings"]);
        case.plan = read(&files["plan"]);
        case.sessions = read(&files["sessions"]);
        case.contacts = read(&files["contacts"]);
        case.reviews = read(&files["reviews"]);
        case
    }

    /// Writes down that a step was taken.
    fn take(&self, files: &mut Value, step: StepId, at: Date) {
        let contact = |purpose: &str| json!({ "date": at, "type": "meeting", "purpose": purpose });
        let referral = &mut files["referral"];
        match step {
            StepId::Identification => {
                referral["profile"] = json!({ "date": at, "attendance": "b" });
            }
            StepId::Referral => {
                referral["referral"] = json!({ "date": at, "by": { "role": "class-teacher" } });
            }
            StepId::Prioritisation => referral["prioritised"] = json!([{ "date": at }]),
            StepId::Decision => {
                referral["decisions"] = json!([{ "date": at, "outcome": ["one-to-one"] }]);
            }
            StepId::Consent => referral["consent"] = json!([{ "date": at, "answer": "given" }]),
            StepId::Baseline => referral["baseline"] = json!({ "date": at }),
            StepId::Agreement => {
                referral["agreement"] = json!({ "signed_by_pupil": at, "signed_by_mentor": at });
            }
            StepId::RatingBefore
            | StepId::Observation
            | StepId::RatingAfter
            | StepId::Evaluations => self.answer(files, step, at),
            StepId::ParentsInformed => {
                push(files, "contacts", "contacts", contact("parents-informed"));
            }
            StepId::PlanningMeeting => {
                push(files, "contacts", "contacts", contact("planning-meeting"));
            }
            StepId::ContactLog => push(files, "contacts", "contacts", contact("progress")),
            StepId::LessonAlert => push(files, "contacts", "contacts", contact("lesson-alert")),
            StepId::FirstMeeting => files["sessions"]["first_meeting"] = json!({ "date": at }),
            StepId::Plan => files["plan"]["plans"] = json!([{ "starts": at }]),
            StepId::Sessions => {
                push(
                    files,
                    "sessions",
                    "sessions",
                    json!({ "date": at, "attendance": "attended" }),
                );
            }
            StepId::Review => files["reviews"]["reviews"] = json!([{ "date": at }]),
            StepId::ReviewDecision => {
                files["reviews"]["reviews"][0]["decision"] = json!("continue-same-targets");
            }
            StepId::Ending => files["reviews"]["exits"][0]["pupil_told"] = json!(at),
            StepId::OutcomeInformed => files["reviews"]["exits"][0]["parents_told"] = json!(at),
            StepId::FollowUp => {
                files["reviews"]["follow_up"] = json!([{ "date": at, "text": "well" }]);
            }
            StepId::Transfer => files["reviews"]["exits"][0]["transfer"]["sent"] = json!(at),
            StepId::RoleMadeKnown => {}
        }
    }

    /// Answers every questionnaire of a step; where the policy names none, the usual one.
    fn answer(&self, files: &mut Value, step: StepId, at: Date) {
        let lines = self.policy.questionnaires.iter().filter(|line| line.step == step);
        let mut any = false;
        for line in lines.filter(|line| line.need != Need::Absent) {
            for number in 0..line.min_raters.unwrap_or(1) {
                any = true;
                push(
                    files,
                    "ratings",
                    "ratings",
                    json!({
                        "instrument": line.instrument, "phase": line.phase, "date": at,
                        "respondent": { "role": line.respondents[0], "name": format!("Rater {number}") },
                    }),
                );
            }
        }
        if !any {
            let phase = if step == StepId::RatingAfter { "after" } else { "before" };
            let marks =
                if step == StepId::Observation { json!({ "on-task": [1] }) } else { json!({}) };
            push(
                files,
                "ratings",
                "ratings",
                json!({
                    "instrument": "own", "phase": phase, "date": at, "marks": marks,
                    "respondent": { "role": "class-teacher" },
                }),
            );
        }
    }
}

fn push(files: &mut Value, file: &str, list: &str, entry: Value) {
    files[file][list].as_array_mut().expect("a list").push(entry);
}

/// Hands a case to `look`, with the policy in force from always on and the calendar of 2026/27 of a
/// secondary school.
pub(super) fn stage<T>(
    case: &Case,
    policy: &Policy,
    on: Date,
    look: impl FnOnce(&Case, &AsOf<'_>) -> T,
) -> T {
    let (policies, calendar) = (in_force(policy.clone()), school_year::two_terms());
    let school: School =
        read(&json!({ "name": "A school", "phase": "secondary", "nation": "england" }));
    let school_days = SchoolDays::new(&calendar, Nation::England);
    look(case, &AsOf { policies: &policies, school_days, school: Some(&school), on })
}

/// The state of a step on a day, in a few words.
pub(super) fn told(case: &Case, policy: &Policy, step: StepId, on: Date) -> String {
    stage(case, policy, on, |case, as_of| in_words(&case_stage(case, as_of).step(step).state))
}

pub(super) fn in_words(state: &StepState) -> String {
    match state {
        StepState::NotAsked(why) => format!("not asked: {why:?}"),
        StepState::Waived(proof) => format!("waived {}", proof.date),
        StepState::Done(proof) => format!("done {}", proof.date),
        StepState::Refused(proof) => format!("refused {}", proof.date),
        StepState::Waiting(WaitingFor::Steps(steps), _) => {
            let codes: Vec<_> = steps.iter().map(|step| step.code()).collect();
            format!("waiting for {}", codes.join(", "))
        }
        StepState::Waiting(what, _) => format!("waiting for {what:?}"),
        StepState::Ready => "ready".to_owned(),
        StepState::Due(due) => format!("due {}", due.due.day),
        StepState::Overdue(due) => format!("overdue since {}", due.due.day),
        StepState::Possible => "possible".to_owned(),
    }
}
