//! A view in which no fact is empty: what templates may ask for, all of it. Everything in it is
//! invented.

use super::{
    Addressee, ConsentView, ContinuationView, DecisionView, ExitView, LetterView, MissedView,
    OutcomeView, ParentView, PlanView, PronounsView, PupilView, ReferralView, ReviewView,
    SchoolView, SessionsView, StaffView, StandingView, StepView, TargetView,
};
use crate::domain::case::Standing;
use crate::domain::choices::Pronouns;
use crate::domain::date::Date;
use crate::domain::policy::CriterionKind;
use crate::domain::record::reviews::ReviewDecision;

fn day(month: u32, day: u32) -> Date {
    Date::of(2026, month, day).expect("a day of the calendar")
}

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

impl LetterView {
    /// A letter about an invented pupil, with every fact that there can be. No real letter has all
    /// of them: a programme does not go on and end on the same day.
    pub fn example() -> Self {
        let school = SchoolView::example();
        Self {
            today: day(11, 21),
            reference: "k7q2m".to_owned(),
            mentor: Some(StaffView::example("Ms J. Okafor", "learning mentor")),
            pupil: PupilView {
                first: "Amira".to_owned(),
                full: "Amira Khan".to_owned(),
                year: Some("Year 5".to_owned()),
                class: Some("5B".to_owned()),
                pronouns: PronounsView::of(Pronouns::She),
            },
            addressee: Addressee {
                name: "Mrs Nasreen Khan".to_owned(),
                lines: texts(&["Mrs Nasreen Khan", "27 Mill Road", "Ashby Green"]),
                by_hand: false,
                language: Some("Urdu".to_owned()),
                safe_contact: Vec::new(),
            },
            parents: vec![ParentView {
                name: "Mrs Nasreen Khan".to_owned(),
                relationship: Some("mother".to_owned()),
            }],
            standing: StandingView {
                code: Standing::Active.code(),
                words: Standing::Active.label().to_owned(),
                place: true,
            },
            consent: ConsentView { needed: true, given: true, awaited: false },
            referral: Some(ReferralView {
                date: day(6, 8),
                by_role: Some("class teacher".to_owned()),
                by_name: Some("Mr R. Lunt".to_owned()),
                reasons: texts(&["low self-esteem"]),
            }),
            decision: Some(DecisionView {
                date: day(6, 15),
                outcomes: texts(&["one-to-one mentoring"]),
                subjects: texts(&["maths"]),
                days: texts(&["Tuesday"]),
            }),
            plan: Some(PlanView::example()),
            sessions: SessionsView {
                planned: Some(8),
                arranged: 8,
                attended: 7,
                missed: 1,
                missed_because: vec![MissedView {
                    reason: "illness".to_owned(),
                    count: 1,
                    by_school: false,
                }],
            },
            last_review: Some(ReviewView {
                date: day(11, 6),
                decision: Some(ReviewDecision::ContinueSameTargets.label().to_owned()),
                decision_code: Some(ReviewDecision::ContinueSameTargets.code()),
                next_review: Some(day(12, 18)),
            }),
            next_review: Some(day(12, 18)),
            continuation: Some(ContinuationView {
                new_targets: false,
                targets: vec![TargetView::example()],
                next_review: day(12, 18),
            }),
            exit: Some(ExitView {
                date: day(11, 13),
                ended: true,
                reasons: texts(&["all targets met"]),
                kinds: vec![CriterionKind::AllTargetsMet.code()],
                next_step: Some("A chess club on Wednesdays.".to_owned()),
                words: Some("I put my hand up now.".to_owned()),
                keeping_it_up: texts(&["my worry book"]),
            }),
            school,
        }
    }
}

impl SchoolView {
    pub(super) fn example() -> Self {
        Self {
            name: "Ashby Green School".to_owned(),
            address: texts(&["14 Chapel Lane", "Ashby Green"]),
            phone: Some("01632 960114".to_owned()),
            email: Some("office@ashbygreen.example".to_owned()),
            website: Some("https://ashbygreen.example".to_owned()),
            headteacher: Some(StaffView::example("Mrs B. Oduya", "headteacher")),
        }
    }
}

impl StaffView {
    pub(super) fn example(name: &str, role: &str) -> Self {
        Self { name: name.to_owned(), role: Some(role.to_owned()) }
    }
}

impl PlanView {
    pub(super) fn example() -> Self {
        Self {
            starts: day(9, 14),
            review_on: Some(day(11, 6)),
            focus: Some("Feeling safe in class".to_owned()),
            targets: vec![TargetView::example()],
        }
    }
}

impl TargetView {
    pub(super) fn example() -> Self {
        Self {
            words: "I put my hand up in class at least once a day.".to_owned(),
            steps: vec![StepView {
                step: "I tell Mr Lunt when I am ready".to_owned(),
                done: Some(day(9, 21)),
            }],
            helpers: texts(&["Mr Lunt"]),
            success: Some("Mr Lunt ticks my card every day for two weeks.".to_owned()),
            by: Some(day(11, 6)),
            outcome: Some(OutcomeView { result: "met".to_owned(), date: day(11, 4) }),
            open: false,
            met: true,
        }
    }
}
