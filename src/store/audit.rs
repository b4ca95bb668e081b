//! Reading an audit sheet: CSV with the columns of [`COLUMNS`], each fault with its line.

use super::{codes, nearest};
use crate::diag::{Finding, Place};
use crate::domain::record::audit::{AuditRow, COLUMNS};
use crate::text::Range;
use std::sync::Arc;

/// The rows of a sheet, and what is wrong with it. A bad row is left out; the others stay.
pub fn read(name: &Arc<str>, text: &str) -> (Vec<AuditRow>, Vec<Finding>) {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - body.len();
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(body.as_bytes());
    let mut findings = Vec::new();
    let heading = reader.headers().cloned().unwrap_or_default();
    if let Some(finding) = other_separator(name, text, offset, &heading) {
        return (Vec::new(), vec![finding]);
    }
    for column in &heading {
        if !COLUMNS.contains(&column) {
            let at = body.find(column).unwrap_or(0) + offset;
            let mut finding = Finding::error(
                codes::UNKNOWN_KEY,
                format!("there is no column ‹{column}› in an audit sheet"),
                Place::bytes(Arc::clone(name), Range::new(at, at + column.len())),
            );
            finding.help.extend(nearest::did_you_mean(column, COLUMNS));
            findings.push(finding);
        }
    }
    if !heading.iter().any(|column| column == "pupil") {
        findings.push(
            Finding::error(
                codes::MISSING_KEY,
                "the column `pupil` is missing",
                Place::bytes(Arc::clone(name), line_at(text, offset)),
            )
            .help("the first line of the sheet names the columns, separated by commas"),
        );
        return (Vec::new(), findings);
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        match record.and_then(|record| record.deserialize(Some(&heading))) {
            Ok(row) => rows.push(row),
            Err(error) => findings.push(bad_row(name, text, offset, &heading, &error)),
        }
    }
    (rows, findings)
}

/// A sheet as spreadsheets in some languages save it: to us it has a single column.
fn other_separator(
    name: &Arc<str>,
    text: &str,
    offset: usize,
    heading: &csv::StringRecord,
) -> Option<Finding> {
    let [only] = heading.iter().collect::<Vec<_>>()[..] else { return None };
    let words = [(';', "semicolons"), ('\t', "tabs")];
    let (_, word) = words.iter().find(|(separator, _)| only.contains(*separator))?;
    let place = Place::bytes(Arc::clone(name), line_at(text, offset));
    let message = format!("the columns are separated by {word} and not by commas");
    Some(
        Finding::error(codes::NOT_CSV, message, place)
            .help("save the sheet again as CSV with commas"),
    )
}

/// What may stand in the columns that have a kind.
const EACH: &str = "categories are a, b, c or d; attendance is a number; leave a column empty when it is not known";

fn bad_row(
    name: &Arc<str>,
    text: &str,
    offset: usize,
    heading: &csv::StringRecord,
    error: &csv::Error,
) -> Finding {
    let at = error.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
    let (what, help) = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => (
            format!("this line has {len} columns where the first line has {expected_len}"),
            "an empty column keeps its comma; a text with a comma in it stands between \" and \"",
        ),
        csv::ErrorKind::Deserialize { err, .. } => {
            let column = err.field().and_then(|field| usize::try_from(field).ok());
            let what = match column.and_then(|field| heading.get(field)) {
                Some(column) => format!("‹{column}› cannot be read in this line"),
                None => "a value in this line cannot be read".to_owned(),
            };
            (what, EACH)
        }
        _ => ("this line cannot be read".to_owned(), EACH),
    };
    let place = Place::bytes(Arc::clone(name), line_at(text, at + offset));
    Finding::error(codes::WRONG_VALUE, what, place).help(help)
}

/// The line that begins at this byte.
fn line_at(text: &str, at: usize) -> Range {
    let at = at.min(text.len());
    let end = text[at..].find(['\r', '\n']).map_or(text.len(), |length| at + length);
    Range::new(at, end)
}
