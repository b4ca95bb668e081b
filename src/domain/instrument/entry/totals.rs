//! The sums of what was typed, section by section, to be compared with the paper. They are sums of
//! what stands on the form, not scores.

use super::Marks;
use crate::domain::instrument::{Instrument, Line, ScaleKind};
use crate::domain::record::ratings::Answer;

/// A line for each section: `Task orientation and progression, 11 items: 27`.
pub fn totals(instrument: &Instrument, marks: &Marks) -> Vec<String> {
    let lines = instrument.lines();
    let sections = instrument.sections.iter().filter_map(|section| {
        let of_it: Vec<&Line<'_>> =
            lines.iter().filter(|line| line.section.id == section.id).collect();
        let parts: Vec<String> =
            KINDS.iter().filter_map(|kinds| part(&of_it, kinds, marks)).collect();
        let said = parts.join("; ");
        // Counts are told by column, and not how many columns there are.
        let sign =
            if of_it.iter().all(|line| line.scale.kind == ScaleKind::Tally) { ":" } else { "," };
        (!parts.is_empty()).then(|| format!("{}{sign} {said}", section.title))
    });
    sections.collect()
}

/// Kinds of answers that are added up together, in the order in which they are told.
const KINDS: &[&[ScaleKind]] = &[
    &[ScaleKind::Rating, ScaleKind::Frequency],
    &[ScaleKind::Paired],
    &[ScaleKind::Tally],
    &[ScaleKind::Tick],
    &[ScaleKind::Choice],
    &[ScaleKind::Text],
];

fn part(lines: &[&Line<'_>], kinds: &[ScaleKind], marks: &Marks) -> Option<String> {
    let lines: Vec<&&Line<'_>> =
        lines.iter().filter(|line| kinds.contains(&line.scale.kind)).collect();
    let answers: Vec<(&Line<'_>, &Answer)> =
        lines.iter().filter_map(|line| Some((**line, marks.get(&line.item.id)?))).collect();
    let counted = match (answers.len(), lines.len()) {
        (_, 0) => return None,
        (1, 1) => "1 item".to_owned(),
        (given, all) if given == all => format!("{all} items"),
        (given, all) => format!("{given} of {all} items"),
    };
    let said = match kinds[0] {
        ScaleKind::Paired => {
            let sum = |of: fn(&Answer) -> i64| answers.iter().map(|(_, one)| of(one)).sum::<i64>();
            format!("now {}, hoped for {}", sum(now), sum(hoped))
        }
        ScaleKind::Tally => return Some(columns(&answers)),
        ScaleKind::Tick => {
            let ticked = answers.iter().filter(|(_, one)| **one == Answer::Tick(true)).count();
            return Some(format!("{} items: {ticked} ticked", lines.len()));
        }
        ScaleKind::Choice => answers
            .iter()
            .filter_map(|(line, one)| chosen(line, one))
            .collect::<Vec<_>>()
            .join(", "),
        ScaleKind::Text => return (!answers.is_empty()).then(|| format!("{counted} in words")),
        _ => answers.iter().map(|(_, one)| now(one)).sum::<i64>().to_string(),
    };
    Some(if said.is_empty() { counted } else { format!("{counted}: {said}") })
}

fn now(answer: &Answer) -> i64 {
    match answer {
        Answer::Mark(mark) | Answer::Pair { now: mark, .. } => *mark,
        _ => 0,
    }
}

fn hoped(answer: &Answer) -> i64 {
    match answer {
        Answer::Pair { hoped, .. } => *hoped,
        _ => 0,
    }
}

/// `raises hand 7, stays in chair 5`.
fn columns(answers: &[(&Line<'_>, &Answer)]) -> String {
    let column = |(line, answer): &(&Line<'_>, &Answer)| match answer {
        Answer::Tallies(counts) => format!("{} {}", short(line), counts.iter().sum::<i64>()),
        _ => short(line),
    };
    answers.iter().map(column).collect::<Vec<_>>().join(", ")
}

/// A column's name without what it asks of the observer.
fn short(line: &Line<'_>) -> String {
    line.item.text.split(':').next().unwrap_or_default().to_owned()
}

fn chosen(line: &Line<'_>, answer: &Answer) -> Option<String> {
    let Answer::Text(code) = answer else { return None };
    let option = line.scale.options.iter().find(|option| option.id == code.as_str());
    option.map(|option| option.label.clone())
}
