//! Counts of an observer, a row for each interval, in the order of the sheet's columns.

use super::{EntryRefusal, Marks};
use crate::domain::instrument::{Better, Instrument, Line};
use crate::domain::record::ratings::Answer;

/// The counts of one row: numbers with something between (`1 1 10 0`), or digits with nothing
/// between or parted as the columns are (`1110 200000 0`).
///
/// # Errors
///
/// When it has another number of counts than the sheet has columns, or something that is no count.
pub fn read_row(instrument: &Instrument, typed: &str) -> Result<Vec<i64>, EntryRefusal> {
    let columns = instrument.asked();
    let parts: Vec<String> = typed
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|'))
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let signs = || parts.iter().flat_map(|part| part.chars()).map(|sign| sign.to_string());
    let counts: Vec<String> =
        if parts.len() == columns { parts.clone() } else { signs().collect() };
    let mut row = Vec::new();
    for (at, count) in counts.iter().enumerate() {
        let count = match &**count {
            "-" | "." => Ok(0),
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse(),
            other => other.parse::<u32>().map(i64::from),
        };
        row.push(count.map_err(|_| {
            let name = instrument.lines().get(at).map_or_else(String::new, Line::name);
            EntryRefusal::new(
                format!("{name}: ‹{}› is no count", counts[at]),
                "write how many ticks stand in the column; 0 for none",
            )
        })?);
    }
    if row.len() != columns {
        return Err(EntryRefusal::new(
            format!("{} counts for {columns} columns", row.len()),
            format!("the columns are: {}", columns_of(instrument)),
        ));
    }
    Ok(row)
}

/// The answers of a whole sheet, from its rows.
///
/// # Errors
///
/// Every row that is wrong, by its number, and a number of rows that is not the sheet's.
pub fn read_rows(instrument: &Instrument, rows: &[String]) -> Result<Marks, Vec<EntryRefusal>> {
    let intervals = instrument.intervals().unwrap_or(0);
    let mut refusals = Vec::new();
    let mut read = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        match read_row(instrument, row) {
            Ok(row) => read.push(row),
            Err(refusal) => refusals.push(EntryRefusal {
                message: format!("row {}: {}", at + 1, refusal.message),
                ..refusal
            }),
        }
    }
    if rows.len() != intervals {
        let given =
            if rows.len() == 1 { "1 row".to_owned() } else { format!("{} rows", rows.len()) };
        refusals.push(EntryRefusal::new(
            format!("{given} for {intervals} intervals"),
            "give a row for each interval; one in which nothing was seen is all 0",
        ));
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let columns = instrument.lines();
    let column = |at: usize| read.iter().map(|row| row[at]).collect();
    let marks = columns.iter().enumerate();
    Ok(marks.map(|(at, line)| (line.item.id.clone(), Answer::Tallies(column(at)))).collect())
}

/// The columns of what is not wanted in which most was counted, the fullest first; at most three.
pub fn most_ticked<'i>(instrument: &'i Instrument, marks: &Marks) -> Vec<(Line<'i>, i64)> {
    const MOST: usize = 3;
    let mut columns: Vec<(Line<'i>, i64)> = instrument
        .lines()
        .into_iter()
        .filter(|line| instrument.direction(line) == Better::Low)
        .filter_map(|line| match marks.get(&line.item.id) {
            Some(Answer::Tallies(counts)) => Some((line, counts.iter().sum())),
            _ => None,
        })
        .filter(|(_, ticks)| *ticks > 0)
        .collect();
    columns.sort_by_key(|(_, ticks)| std::cmp::Reverse(*ticks));
    columns.truncate(MOST);
    columns
}

fn columns_of(instrument: &Instrument) -> String {
    let lines = instrument.lines();
    let names: Vec<String> =
        lines.iter().map(|line| format!("{} {}", line.number, line.item.text)).collect();
    names.join(", ")
}
