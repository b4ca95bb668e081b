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
    let Ok(heading) = reader.headers().cloned() else {
        findings.push(Finding::error(
            codes::NOT_CSV,
            "this is not a sheet of columns",
            Place::file(Arc::clone(name)),
        ));
        return (Vec::new(), findings);
    };
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

fn bad_row(
    name: &Arc<str>,
    text: &str,
    offset: usize,
    heading: &csv::StringRecord,
    error: &csv::Error,
) -> Finding {
    let at = error.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
    let what = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("this line has {len} columns where the first line has {expected_len}")
        }
        csv::ErrorKind::Deserialize { err, .. } => {
            let column = err.field().and_then(|field| usize::try_from(field).ok());
            match column.and_then(|field| heading.get(field)) {
                Some(column) => format!("‹{column}› cannot be read in this line"),
                None => "a value in this line cannot be read".to_owned(),
            }
        }
        _ => "this line cannot be read".to_owned(),
    };
    Finding::error(codes::WRONG_VALUE, what, Place::bytes(Arc::clone(name), line_at(text, at + offset)))
        .help("categories are a, b, c or d; attendance is a number; leave a column empty when it is not known")
}

/// The line that begins at this byte.
fn line_at(text: &str, at: usize) -> Range {
    let at = at.min(text.len());
    let end = text[at..].find(['\r', '\n']).map_or(text.len(), |length| at + length);
    Range::new(at, end)
}
