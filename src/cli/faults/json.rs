//! Faults as JSON, for programs of the school's own.

use super::Sheet;
use crate::diag::{Diagnostic, Marked, Severity};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The faults as one JSON object. Keys are only ever added.
///
/// `faults` is a list, by file and place in it. Of each fault:
/// - `code`: the name of the kind of fault; `lm explain` knows it
/// - `severity`: `error`, `warning` or `advice`
/// - `message`: what is wrong, in one line
/// - `file`: the path below the records folder, `/` on every system
/// - `line`, `column`: where it begins, from 1, in characters; `null` for a fault of a whole file
/// - `end`: `line` and `column` behind its last character, or `null`
/// - `field`: the way to the field, for example `plans[0].targets[1].by`, or `null`
/// - `label`: what is to say about this place; may be empty
/// - `help`: a list of what to do about it
/// - `related`: a list of other places, each with `file`, `line`, `column`, `end`, `field`, `label`
///
/// `summary` counts, whatever `--level` shows: `errors`, `warnings`, `advice`, `allowed` (accepted
/// in the records), `mentees` (looked at), `faulty` (mentees with an error or a warning), `files`
/// (read).
pub fn json(sheet: &Sheet<'_>) -> Value {
    let faults: Vec<Value> = sheet.shown.iter().map(|fault| of_fault(fault, sheet)).collect();
    json!({ "faults": faults, "summary": summary(sheet) })
}

fn of_fault(fault: &Diagnostic, sheet: &Sheet<'_>) -> Value {
    let text = |text: &str| sheet.values.text(text, fault);
    let mut value = of_mark(&fault.primary, fault, sheet);
    value["code"] = fault.code.0.into();
    value["severity"] = fault.severity.word().into();
    value["message"] = text(&fault.message).into();
    value["help"] = fault.help.iter().map(|help| text(help)).collect();
    value["related"] = fault.related.iter().map(|mark| of_mark(mark, fault, sheet)).collect();
    value
}

fn of_mark(mark: &Marked, fault: &Diagnostic, sheet: &Sheet<'_>) -> Value {
    let extent = mark.extent();
    json!({
        "file": sheet.values.path(&mark.file),
        "line": extent.map(|(start, _)| start.line),
        "column": extent.map(|(start, _)| start.column),
        "end": extent.map(|(_, end)| json!({ "line": end.line, "column": end.column })),
        "field": mark.field.as_ref().map(ToString::to_string),
        "label": sheet.values.text(&mark.label, fault),
    })
}

fn summary(sheet: &Sheet<'_>) -> Value {
    let faulty: BTreeSet<&str> = sheet
        .report
        .diagnostics
        .iter()
        .filter(|fault| fault.severity <= Severity::Warning)
        .filter_map(|fault| fault.primary.file.strip_prefix("mentees/")?.split('/').next())
        .collect();
    json!({
        "errors": sheet.count(Severity::Error),
        "warnings": sheet.count(Severity::Warning),
        "advice": sheet.count(Severity::Advice),
        "allowed": sheet.report.allowed,
        "mentees": sheet.report.cases.len(),
        "faulty": faulty.len(),
        "files": sheet.report.files,
    })
}
