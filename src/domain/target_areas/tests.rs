use super::*;
use crate::domain::instrument::Instrument;
use crate::domain::record::plan::PlanFile;
use crate::domain::record::ratings::RatingsFile;
use crate::store::{toml_text, yaml};

const TEACHER: &str = r#"
id = "teacher"
version = 1
title = "Teacher's form"
respondents = ["class-teacher"]
scale = { kind = "rating", from = 1, to = 4, better = "low" }
[[sections]]
id = "a"
title = "A"
area = "motivation"
items = [
    { id = "starts", text = "starts tasks" },
    { id = "listens", text = "listens", area = "concentration" },
]
[[sections]]
id = "b"
title = "About us"
items = [{ id = "informed", text = "was informed" }]
"#;

const PUPIL: &str = r#"
id = "pupil"
version = 1
title = "My form"
respondents = ["pupil"]
scale = { kind = "paired", from = 1, to = 10, better = "high" }
[[sections]]
id = "a"
title = "A"
area = "concentration"
items = [
    { id = "listening", text = "listening" },
    { id = "friends", text = "friends", area = "friendships" },
]
"#;

const SHEET: &str = r#"
id = "sheet"
version = 1
title = "Observation"
respondents = ["learning-mentor"]
scale = { kind = "tally", intervals = 2, better = "low" }
[[sections]]
id = "a"
title = "A"
items = [
    { id = "works", text = "works", better = "high", area = "concentration" },
    { id = "distracted", text = "distracted", area = "concentration" },
    { id = "shouts", text = "shouts", area = "behaviour" },
    { id = "hits", text = "hits", area = "friendships" },
]
"#;

const OWN: &str = r#"
id = "own"
version = 1
title = "Our own"
respondents = ["pupil"]
scale = { kind = "rating", from = 1, to = 3, better = "high" }
[[sections]]
id = "a"
title = "Lunch"
items = [{ id = "queue", text = "the queue" }]
"#;

/// An area: its name, how many forms point to it and how many do not, what covers it.
type Told<'a> = (&'a str, usize, usize, &'a str);

fn told(ratings: &str, plan: &str) -> Vec<(String, usize, usize, &'static str)> {
    let read = |text: &str| -> Instrument {
        toml_text::read(&"test".into(), text).value.expect("an instrument")
    };
    let all = [TEACHER, PUPIL, SHEET, OWN].map(read);
    let instruments = Instruments(all.into_iter().map(|one| (one.id.clone(), one)).collect());
    let mut case = Case::empty(Id::new("k7q2m").expect("an id"));
    let ratings: RatingsFile = yaml::read(&"test".into(), ratings).value.expect("ratings");
    let plan: PlanFile = yaml::read(&"test".into(), plan).value.expect("a plan");
    (case.ratings, case.plan) = (ratings, plan);
    let on = "2026-11-21".parse().expect("a date");
    let areas = target_areas(&case, &instruments, on);
    let told = areas.iter().map(|area| {
        let name = match area.about {
            About::Barrier(code) => code.to_string(),
            About::Section(title, section) => format!("{title}: {section}"),
        };
        let cover = match area.cover {
            Cover::Targets(_) => "target",
            Cover::PlanOnly => "plan",
            Cover::Nothing => "nothing",
        };
        (name, area.evidence.len(), area.otherwise.len(), cover)
    });
    told.collect()
}

fn rating(instrument: &str, who: &str, date: &str, marks: &str) -> String {
    format!(
        "  - {{instrument: {instrument}, phase: before, date: {date}, respondent: {{{who}}}, marks: {{{marks}}}}}\n"
    )
}

#[test]
fn low_lines_often_seen_columns_and_wishes_point_to_areas() {
    let rows: [(&[String], &[Told<'_>]); 8] = [
        (
            &[rating("teacher", "staff: a", "2026-09-01", "starts: 3, listens: 2")],
            &[("motivation", 1, 0, "nothing")],
        ),
        (&[rating("teacher", "staff: a", "2026-09-01", "starts: 2, listens: 2, informed: 4")], &[]),
        (
            &[rating(
                "pupil",
                "role: pupil",
                "2026-09-01",
                "listening: {now: 4, hoped: 5}, friends: {now: 5, hoped: 9}",
            )],
            &[("concentration", 1, 0, "nothing")],
        ),
        (
            &[rating(
                "pupil",
                "role: pupil",
                "2026-09-01",
                "listening: {now: 5, hoped: 10}, friends: {now: 10, hoped: 10}",
            )],
            &[("concentration", 1, 0, "nothing")],
        ),
        (
            &[rating(
                "sheet",
                "staff: m",
                "2026-09-01",
                "works: [9, 9], distracted: [4, 4], shouts: [4, 0], hits: [3, 0]",
            )],
            &[("concentration", 1, 0, "nothing"), ("behaviour", 1, 0, "nothing")],
        ),
        (
            &[rating(
                "sheet",
                "staff: m",
                "2026-09-01",
                "works: [9, 9], distracted: [1, 0], shouts: [0, 0], hits: [0, 0]",
            )],
            &[],
        ),
        (
            &[rating("own", "role: pupil", "2026-09-01", "queue: 1")],
            &[("Our own: Lunch", 1, 0, "nothing")],
        ),
        // A later completion by the same person stands for the earlier one.
        (
            &[
                rating("teacher", "staff: a", "2026-09-01", "starts: 4, listens: 1"),
                rating("teacher", "staff: a", "2026-10-01", "starts: 1, listens: 1"),
            ],
            &[],
        ),
    ];
    for (ratings, expected) in rows {
        let ratings = format!("ratings:\n{}", ratings.concat());
        let found = told(&ratings, "plans: []\n");
        let found: Vec<_> = found
            .iter()
            .map(|(name, for_it, against, cover)| (name.as_str(), *for_it, *against, *cover))
            .collect();
        assert_eq!(found, expected, "{ratings}");
    }
}

#[test]
fn what_no_target_covers_comes_first_then_what_most_forms_agree_on() {
    let ratings = [
        rating("teacher", "staff: a", "2026-09-01", "starts: 4, listens: 4"),
        rating("teacher", "staff: b", "2026-09-01", "starts: 1, listens: 4"),
        rating(
            "pupil",
            "role: pupil",
            "2026-09-01",
            "listening: {now: 10, hoped: 10}, friends: {now: 1, hoped: 9}",
        ),
    ];
    let plan = "
plans:
  - starts: 2026-09-10
    barriers: [friendships]
    targets:
      - { id: t1, target: Listen, barrier: concentration }
      - { id: t2, target: Start, barrier: motivation, outcome: { result: met, date: 2026-10-01 } }
";
    let found = told(&format!("ratings:\n{}", ratings.concat()), plan);
    let row = |name: &str, for_it, against, cover| (name.to_owned(), for_it, against, cover);
    assert_eq!(
        found,
        [
            row("motivation", 1, 1, "nothing"),
            row("friendships", 1, 0, "plan"),
            row("concentration", 2, 1, "target"),
        ]
    );
}
