use super::*;
use crate::domain::statistics::Judged;
use crate::store::{toml_text, yaml};

/// Two sections of one item each, marked 1 (best) to 5.
const SHEET: &str = r#"
id = "sheet"
version = 1
title = "Sheet"
respondents = ["class-teacher"]
scale = { kind = "rating", from = 1, to = 5, better = "low" }
[[sections]]
id = "work"
title = "Work"
items = [
    { id = "starts", text = "starts tasks" },
    { id = "old", text = "a line of before", retired = true },
]
[[sections]]
id = "friends"
title = "Friends"
items = [{ id = "shares", text = "shares" }]
"#;

fn sheet(more: &str) -> Instruments {
    let text = SHEET
        .replace("[[sections]]\nid = \"work\"", &format!("{more}\n[[sections]]\nid = \"work\""));
    let sheet: Instrument = toml_text::read(&"test".into(), &text).value.expect("a sheet");
    Instruments([(sheet.id.clone(), sheet)].into())
}

fn ratings(lines: &[&str]) -> Vec<Rating> {
    let lines = lines.iter().map(|line| format!("- {{instrument: sheet, {line}}}\n"));
    let text = lines.collect::<Vec<_>>().concat();
    yaml::read(&"test".into(), &text).value.expect("ratings")
}

fn with<T>(
    instruments: &Instruments,
    lines: &[&str],
    combine: Combine,
    look: impl Fn(&Comparison<'_>) -> T,
) -> Vec<T> {
    let ratings = ratings(lines);
    let on = "2026-11-21".parse().expect("a date");
    comparisons(&ratings, instruments, combine, on).iter().map(look).collect()
}

fn found(lines: &[&str], combine: Combine) -> Vec<(Option<String>, [Option<f64>; 3])> {
    let rows = with(&sheet(""), lines, combine, |one| {
        one.rows
            .iter()
            .map(|row| (row.section.as_ref().map(ToString::to_string), row.percent()))
            .collect::<Vec<_>>()
    });
    rows.into_iter().flatten().collect()
}

const RATINGS: [&str; 6] = [
    "phase: before, date: 2026-09-01, respondent: {staff: a}, marks: {starts: 5, shares: 3}",
    "phase: before, date: 2026-09-02, respondent: {staff: b}, marks: {starts: 3, shares: 3}",
    "phase: before, date: 2026-09-03, respondent: {staff: b}, marks: {starts: 4, shares: 3}",
    "phase: after, date: 2026-11-03, respondent: {staff: a}, marks: {starts: 1, shares: 2}",
    "phase: after, date: 2026-12-03, respondent: {staff: b}, marks: {starts: 5, shares: 5}",
    "phase: review, date: 2026-10-03, respondent: {staff: b}, declined: true",
];

#[test]
fn each_persons_latest_marks_count_and_more_is_always_better() {
    let row = |section: Option<&str>, before, after| {
        (section.map(str::to_owned), [Some(before), None, Some(after)])
    };
    assert_eq!(
        found(&RATINGS, Combine::Mean),
        [row(Some("work"), 12.5, 100.0), row(Some("friends"), 50.0, 75.0), row(None, 31.25, 87.5)]
    );
    assert_eq!(
        found(&RATINGS, Combine::Latest),
        [row(Some("work"), 25.0, 100.0), row(Some("friends"), 50.0, 75.0), row(None, 37.5, 87.5)]
    );
}

#[test]
fn several_people_stand_side_by_side_and_as_a_mean_with_its_spread() {
    let seen = with(&sheet(""), &RATINGS, Combine::Mean, |one| {
        let before = one.rows.last().and_then(|row| row.scores[0]).expect("two people");
        let raters: Vec<_> = one.raters().iter().map(|rater| rater.percent).collect();
        ((before.count, before.lowest, before.highest), raters)
    });
    assert_eq!(
        seen,
        [((2, 25.0, 37.5), vec![[Some(25.0), None, Some(87.5)], [Some(37.5), None, None]])]
    );
}

#[test]
fn the_pupils_own_view_is_never_put_into_one_mean_with_what_others_see() {
    let lines = [
        "phase: before, date: 2026-09-01, respondent: {staff: a}, marks: {starts: 1, shares: 1}",
        "phase: before, date: 2026-09-01, respondent: {role: pupil}, marks: {starts: 5, shares: 5}",
    ];
    let seen = with(&sheet(""), &lines, Combine::Mean, |one| {
        (one.voice, one.rows.last().and_then(|row| row.percent()[0]))
    });
    assert_eq!(seen, [(Voice::Others, Some(100.0)), (Voice::Pupil, Some(0.0))]);
}

#[test]
fn a_mentee_who_comes_back_is_compared_anew() {
    let lines = [
        "phase: before, date: 2025-09-01, respondent: {staff: a}, marks: {starts: 5, shares: 5}",
        "phase: after, date: 2025-11-01, respondent: {staff: a}, marks: {starts: 1, shares: 1}",
        "phase: before, date: 2026-09-01, respondent: {staff: a}, marks: {starts: 4, shares: 4}",
        "phase: review, date: 2026-11-01, respondent: {staff: a}, marks: {starts: 3, shares: 3}",
    ];
    let seen = with(&sheet(""), &lines, Combine::Mean, |one| {
        one.rows.last().and_then(|row| one.change(row))
    });
    assert_eq!(seen, [Some(100.0), Some(25.0)]);
}

#[test]
fn what_speaks_against_a_comparison_is_told() {
    let before = "phase: before, date: 2026-09-01, respondent: {staff: a}";
    for (from, to, expected) in [
        (
            "marks: {starts: 1, shares: 1}",
            "2026-10-01, respondent: {staff: a}, marks: {starts: 1, shares: 1}",
            vec![],
        ),
        (
            "marks: {starts: 1, shares: 1}",
            "2026-09-20, respondent: {staff: a}, marks: {starts: 1, shares: 1}",
            vec!["too-soon"],
        ),
        (
            "marks: {starts: 1, shares: 1}",
            "2026-10-01, respondent: {staff: b}, marks: {starts: 1, shares: 1}",
            vec!["other-people"],
        ),
        (
            "marks: {starts: 1, shares: 1, old: 2}",
            "2026-10-01, respondent: {staff: a}, marks: {starts: 1, shares: 1}",
            vec!["other-form"],
        ),
        (
            "version: 1, marks: {starts: 1, shares: 1}",
            "2026-10-01, respondent: {staff: a}, version: 2, marks: {starts: 1, shares: 1}",
            vec!["other-form"],
        ),
        (
            "marks: {starts: 1, shares: 1}",
            "2026-10-01, respondent: {staff: a}, version: 2, marks: {starts: 1, shares: 1}",
            vec![],
        ),
        (
            "marks: {starts: 1}",
            "2026-10-01, respondent: {staff: a}, marks: {starts: 1, shares: 1}",
            vec!["too-many-missing"],
        ),
    ] {
        let lines = [format!("{before}, {from}"), format!("phase: after, date: {to}")];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let seen = with(&sheet(""), &lines, Combine::Mean, |one| {
            one.cautions(Some(4)).iter().map(Caution::code).collect::<Vec<_>>()
        });
        assert_eq!(seen, [expected], "{lines:?}");
    }
}

#[test]
fn missing_marks_are_told_even_where_a_total_stands() {
    let lines = ["phase: before, date: 2026-09-01, respondent: {staff: a}, marks: {starts: 1}"];
    let seen = with(&sheet("missing = { at_most_percent = 50 }"), &lines, Combine::Mean, |one| {
        let told: Vec<String> = one.cautions(None).iter().map(ToString::to_string).collect();
        (told, one.rows.last().and_then(|row| row.raw[0]))
    });
    let told = "No mark for 1 of 2 lines before: the others stand for it.".to_owned();
    assert_eq!(seen, [(vec![told], Some(2.0))]);
}

#[test]
fn a_change_is_judged_only_by_stated_figures_and_one_persons_marks() {
    const FIGURES: &str =
        "statistics = { standard_deviation = 1.5, reliability = 0.8, source = \"our own\" }";
    let same = |from: &str, to: &str| [format!("staff: a}}, {from}"), format!("staff: a}}, {to}")];
    for (figures, [from, to], expected) in [
        (
            "",
            same("marks: {starts: 5, shares: 5}", "marks: {starts: 1, shares: 1}"),
            Err(NotJudged::NoFigures),
        ),
        (
            FIGURES,
            same("marks: {starts: 5, shares: 5}", "marks: {starts: 3, shares: 3}"),
            Ok((4.0, Judged::ReliablyBetter)),
        ),
        (
            FIGURES,
            same("marks: {starts: 2, shares: 2}", "marks: {starts: 3, shares: 2}"),
            Ok((-1.0, Judged::NoReliableChange)),
        ),
        (
            FIGURES,
            same("marks: {starts: 1, shares: 1}", "marks: {starts: 3, shares: 3}"),
            Ok((-4.0, Judged::ReliablyWorse)),
        ),
        (
            FIGURES,
            same("marks: {starts: 1}", "marks: {starts: 3, shares: 3}"),
            Err(NotJudged::NoTotals),
        ),
        (
            FIGURES,
            same("marks: {starts: 1, shares: 1, old: 1}", "marks: {starts: 3, shares: 3}"),
            Err(NotJudged::OtherForm),
        ),
        (
            FIGURES,
            [
                "staff: a}, marks: {starts: 1, shares: 1}".to_owned(),
                "staff: b}, marks: {starts: 3, shares: 3}".to_owned(),
            ],
            Err(NotJudged::OtherPeople),
        ),
    ] {
        let lines = [
            format!("phase: before, date: 2026-09-01, respondent: {{{from}"),
            format!("phase: after, date: 2026-11-01, respondent: {{{to}"),
        ];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let seen = with(&sheet(figures), &lines, Combine::Mean, |one| {
            one.reliable_change().map(|found| found.map(|one| (one.better_by, one.judged)))
        });
        assert_eq!(seen, [Some(expected)], "{lines:?}");
    }
}
