//! Scores, marks and changes in words and small bars. Above 0 is always better.

use crate::domain::choices::Phase;
use crate::domain::instrument::{Better, Comparison, Counted, ItemRow, Row};
use crate::domain::statistics::Spread;

/// A phase as the head of a column.
pub(super) fn heading(phase: Phase) -> &'static str {
    match phase {
        Phase::Before => "Before",
        Phase::Review => "Review",
        Phase::After => "After",
    }
}

/// What stands where nothing is known.
pub(super) fn nothing() -> String {
    "–".to_owned()
}

/// A score from 0 to 100 as a bar of ten blocks and a number.
pub(super) fn bar(score: i64) -> String {
    let blocks = usize::try_from((score + 5) / 10).unwrap_or(0).min(10);
    format!("{}{} {score:>3}", "█".repeat(blocks), "·".repeat(10 - blocks))
}

/// A change in words: `better by 12 points`, `worse by 1 point`, `no change`.
pub(super) fn in_words(better_by: i64, unit: &str) -> String {
    let size = better_by.abs();
    let s = if size == 1 { "" } else { "s" };
    match better_by {
        0 => "no change".to_owned(),
        1.. => format!("better by {size} {unit}{s}"),
        _ => format!("worse by {size} {unit}{s}"),
    }
}

/// To the nearest whole number.
#[expect(clippy::cast_possible_truncation, reason = "scores and counts are small")]
pub(super) fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// A number with at most one decimal: `3`, `2.5`.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// The ends of the scale, and which of them is better.
pub(super) fn scale(one: &Comparison<'_>) -> Option<String> {
    let mut scales: Vec<(Counted, String)> = Vec::new();
    for row in one.items() {
        if scales.iter().any(|(counted, _)| *counted == row.counted) {
            continue;
        }
        let scale = one.instrument.scale_of(row.section, row.item);
        let end = |mark: i64| match scale.labels.get(&mark.to_string()) {
            Some(label) => format!("{mark} {label}"),
            None => mark.to_string(),
        };
        let Counted { lowest, highest, better } = row.counted;
        let better = if better == Better::Low { "lower" } else { "higher" };
        let words = format!("{} … {}: {better} is better", end(lowest), end(highest));
        scales.push((row.counted, words));
    }
    let words: Vec<String> = scales.into_iter().map(|(_, words)| words).collect();
    (!words.is_empty()).then(|| words.join("; or "))
}

/// The marks of a line at one time, as they stand on the forms.
pub(super) fn marks(row: &ItemRow<'_>, at: usize) -> String {
    let marks = row.marks[at].iter().map(|mark| match mark {
        (Some(now), Some(hoped)) => format!("{now} (hopes {hoped})"),
        (Some(now), None) => now.to_string(),
        _ => nothing(),
    });
    marks.collect::<Vec<_>>().join(" / ")
}

/// What stands below the table of a questionnaire.
pub(super) fn remarks(one: &Comparison<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(all) = one.rows.last() {
        lines.extend(total(one, all));
        lines.extend(hoped(all));
    }
    let shares = one.rows.last().map(|row| row.scores);
    let shares = shares.or_else(|| one.observed.as_ref().map(|seen| seen.shares));
    for (phase, spread) in Phase::ALL.iter().zip(shares.into_iter().flatten()) {
        lines.extend(spread.filter(|spread| spread.count > 1).map(|all| several(*phase, &all)));
    }
    if let Some(judged) = one.reliable_change() {
        lines.push(match judged {
            Ok(change) => format!(
                "Against chance: {} (a total must change by more than {} points)",
                change.judged,
                number(change.rule.critical)
            ),
            Err(why) => format!("Against chance: unknown, because {why}"),
        });
    }
    lines
}

/// The sum of the marks, as a person with the paper forms adds it up.
fn total(one: &Comparison<'_>, all: &Row) -> Option<String> {
    let told = |(phase, raw): (&Phase, Option<f64>)| {
        raw.map(|raw| format!("{} {}", number(raw), phase.label()))
    };
    let totals: Vec<String> = Phase::ALL.iter().zip(all.raw).filter_map(told).collect();
    if totals.is_empty() {
        return None;
    }
    let change = match one.between().and_then(|between| all.better_by(between)) {
        Some(better_by) if better_by > 0.0 => format!(", better by {}", number(better_by)),
        Some(better_by) if better_by < 0.0 => format!(", worse by {}", number(-better_by)),
        Some(_) => ", no change".to_owned(),
        None => String::new(),
    };
    let (best, worst) = (number(all.best), number(all.worst));
    let totals = totals.join(", ");
    Some(format!("Total of the marks: {totals}{change} (the best is {best}, the worst {worst})"))
}

/// Where the pupil would like to be, and how far that is.
fn hoped(all: &Row) -> Option<String> {
    let percent = all.percent();
    let gaps = Phase::ALL.iter().enumerate().filter_map(|(at, phase)| {
        let (hoped, now) = (whole(all.hoped[at]?), whole(percent[at]?));
        let gap = hoped - now;
        let s = if gap.abs() == 1 { "" } else { "s" };
        Some(format!("{hoped} {} ({gap} point{s} to go)", phase.label()))
    });
    let gaps: Vec<String> = gaps.collect();
    (!gaps.is_empty()).then(|| format!("Would like to be at: {}", gaps.join(", ")))
}

fn several(phase: Phase, all: &Spread) -> String {
    let deviation = all.deviation.map(|one| format!(", standard deviation {}", number(one)));
    format!(
        "{}: the mean of {} people, from {} to {}{}",
        heading(phase),
        all.count,
        whole(all.lowest),
        whole(all.highest),
        deviation.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_says_which_way_it_is() {
        for (better_by, words) in [
            (12, "better by 12 points"),
            (1, "better by 1 point"),
            (0, "no change"),
            (-1, "worse by 1 point"),
            (-40, "worse by 40 points"),
        ] {
            assert_eq!(in_words(better_by, "point"), words);
        }
    }

    #[test]
    fn a_bar_is_as_long_as_its_score() {
        for (score, shown) in [
            (0, "··········   0"),
            (4, "··········   4"),
            (5, "█·········   5"),
            (50, "█████·····  50"),
            (100, "██████████ 100"),
        ] {
            assert_eq!(bar(score), shown);
        }
    }
}
