//! Faults as a `JUnit` report: a suite for each mentee and each file of the school.

use super::Sheet;
use crate::cli::outcome::CommandError;
use crate::diag::{Diagnostic, Severity};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::collections::BTreeMap;

/// The report. A suite without faults has one case that passed; an error fails, and so does a
/// warning under `--strict`; what does not fail passes and says so in its output.
///
/// # Errors
///
/// Never in practice: the report is written to memory.
pub fn junit(sheet: &Sheet<'_>) -> Result<String, CommandError> {
    let mut suites: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
    for case in &sheet.report.cases {
        suites.entry(format!("mentees/{case}")).or_default();
    }
    for file in &sheet.report.school_files {
        suites.entry(sheet.values.path(file).into_owned()).or_default();
    }
    for fault in &sheet.shown {
        suites.entry(suite_of(&sheet.values.path(&fault.primary.file))).or_default().push(fault);
    }
    let mut report = Report::new("lm check");
    for (name, faults) in &suites {
        let mut suite = TestSuite::new(name);
        if faults.is_empty() {
            let mut passed = TestCase::new("no faults", TestCaseStatus::success());
            passed.set_classname(name);
            suite.add_test_case(passed);
        }
        for fault in faults {
            suite.add_test_case(test_case(name, fault, sheet));
        }
        report.add_test_suite(suite);
    }
    report
        .to_string()
        .map_err(|error| CommandError::cannot("the report could not be made").source(&error))
}

/// The mentee's folder, or the file itself.
fn suite_of(path: &str) -> String {
    let mut parts = path.splitn(3, '/');
    match (parts.next(), parts.next()) {
        (Some("mentees"), Some(case)) => format!("mentees/{case}"),
        _ => path.to_owned(),
    }
}

fn test_case(suite: &str, fault: &Diagnostic, sheet: &Sheet<'_>) -> TestCase {
    let path = sheet.values.path(&fault.primary.file).into_owned();
    let place = fault
        .primary
        .extent()
        .map_or_else(|| path.clone(), |(at, _)| format!("{path}:{}:{}", at.line, at.column));
    let message = sheet.values.text(&fault.message, fault);
    let fails =
        fault.severity == Severity::Error || fault.severity == Severity::Warning && sheet.strict;
    let mut words = format!("{place}: {}[{}] {message}", fault.severity.word(), fault.code);
    for help in &fault.help {
        words.push('\n');
        words.push_str(&sheet.values.text(help, fault));
    }
    let mut status = if fails {
        TestCaseStatus::non_success(NonSuccessKind::Failure)
    } else {
        TestCaseStatus::success()
    };
    if fails {
        status.set_message(&message).set_type(fault.code.0).set_description(&words);
    }
    let mut case = TestCase::new(format!("{} at {place}", fault.code), status);
    case.set_classname(suite);
    if !fails {
        case.set_system_out(&words);
    }
    case
}
