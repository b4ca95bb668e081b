//! One answer as somebody types it for one item.

use super::{EntryRefusal, fitting, wanted};
use crate::domain::instrument::{Scale, ScaleKind};
use crate::domain::person::folded;
use crate::domain::record::ratings::Answer;

/// What parts the two marks of a pair.
pub(super) const BETWEEN_TWO: [char; 3] = ['/', '>', ':'];

/// The answer that somebody typed; `None` for nothing, `-` or, where it is no tick, `.`: the item
/// was left empty.
///
/// # Errors
///
/// When it does not fit the scale.
pub fn read_answer(scale: &Scale, typed: &str) -> Result<Option<Answer>, EntryRefusal> {
    let typed = typed.trim();
    if matches!(typed, "" | "-") || typed == "." && scale.kind != ScaleKind::Tick {
        return Ok(None);
    }
    let answer = match scale.kind {
        ScaleKind::Rating | ScaleKind::Frequency => Answer::Mark(mark(scale, typed)?),
        ScaleKind::Paired => pair(scale, typed)?,
        ScaleKind::Tally => Answer::Tallies(tallies(scale, typed)?),
        ScaleKind::Tick => Answer::Tick(tick(typed)?),
        ScaleKind::Choice => Answer::Text(choice(scale, typed)?),
        ScaleKind::Text => Answer::Text(typed.to_owned()),
    };
    fitting(scale, answer).map(Some)
}

/// A mark: a whole number, or the words that the scale prints beside one.
pub(super) fn mark(scale: &Scale, typed: &str) -> Result<i64, EntryRefusal> {
    if let Ok(mark) = typed.parse() {
        return Ok(mark);
    }
    let words = folded(typed);
    let by_words = scale
        .labels
        .iter()
        .filter(|(_, label)| **label == typed || !words.is_empty() && folded(label) == words)
        .find_map(|(mark, _)| mark.parse().ok());
    by_words.ok_or_else(|| {
        let between =
            typed.contains(['½', '.', ',']) && typed.starts_with(|c: char| c.is_ascii_digit());
        let why = if between { "is between two marks" } else { "is no mark" };
        EntryRefusal::new(format!("‹{typed}› {why}"), wanted(scale))
    })
}

fn pair(scale: &Scale, typed: &str) -> Result<Answer, EntryRefusal> {
    let parted = typed.replace("->", "/");
    let parts: Vec<&str> = parted
        .split(|c: char| c.is_whitespace() || c == ',' || BETWEEN_TWO.contains(&c))
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [now, hoped] if *now != "-" && *hoped != "-" => {
            Ok(Answer::Pair { now: mark(scale, now)?, hoped: mark(scale, hoped)? })
        }
        [_, _] | [_] => Err(EntryRefusal::new(
            format!("‹{typed}› is only one of two marks"),
            "write where the pupil is now and where they would like to be, for example 4/8; or - for neither",
        )),
        _ => Err(EntryRefusal::new(format!("‹{typed}› is more than two marks"), wanted(scale))),
    }
}

pub(super) fn tallies(scale: &Scale, typed: &str) -> Result<Vec<i64>, EntryRefusal> {
    let parts: Vec<&str> = typed
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '/'))
        .filter(|part| !part.is_empty())
        .collect();
    let single = || typed.chars().filter(char::is_ascii_digit).map(|digit| digit.to_string());
    let wanted_counts = scale.intervals.unwrap_or(parts.len());
    let counts: Vec<String> = if parts.len() == wanted_counts {
        parts.iter().map(|part| (*part).to_owned()).collect()
    } else {
        single().collect()
    };
    if counts.len() != wanted_counts {
        let message = format!("{} counts where {wanted_counts} belong", counts.len());
        return Err(EntryRefusal::new(message, wanted(scale)));
    }
    counts
        .iter()
        .map(|count| {
            count.parse().map_err(|_| {
                EntryRefusal::new(
                    format!("‹{count}› is no count"),
                    "write how many ticks there are",
                )
            })
        })
        .collect()
}

pub(super) fn tick(typed: &str) -> Result<bool, EntryRefusal> {
    match &*typed.to_lowercase() {
        "x" | "✓" | "✔" | "1" | "y" | "yes" | "true" => Ok(true),
        "." | "0" | "n" | "no" | "false" => Ok(false),
        _ => Err(EntryRefusal::new(
            format!("‹{typed}› is neither a tick nor none"),
            "write x for a tick and . for none",
        )),
    }
}

/// The code of an answer, from its code, its words or its number.
pub(super) fn choice(scale: &Scale, typed: &str) -> Result<String, EntryRefusal> {
    let words = folded(typed);
    let by_name = scale
        .options
        .iter()
        .find(|option| option.id == typed || folded(&option.label) == words && !words.is_empty());
    let by_number = || scale.options.get(typed.parse::<usize>().ok()?.checked_sub(1)?);
    by_name.or_else(by_number).map(|option| option.id.to_string()).ok_or_else(|| {
        EntryRefusal::new(format!("‹{typed}› is not one of the answers"), wanted(scale))
    })
}
