//! Faults as annotations of a GitHub workflow.

use super::{Sheet, percent_encoded};
use crate::diag::{Diagnostic, Severity};
use std::fmt::Write as _;

/// GitHub shows so many annotations of a kind from one step and drops the others without a word.
const MOST: usize = 10;

/// A workflow command for each fault, the worst first; where GitHub would drop some, the last of
/// the kind says how many there are.
pub fn github(sheet: &Sheet<'_>) -> String {
    let mut text = String::new();
    for (severity, command) in
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Advice, "notice")]
    {
        let faults: Vec<&&Diagnostic> =
            sheet.shown.iter().filter(|fault| fault.severity == severity).collect();
        let shown = if faults.len() > MOST { MOST - 1 } else { faults.len() };
        for fault in &faults[..shown] {
            annotate(&mut text, command, fault, sheet);
        }
        if faults.len() > shown {
            let more = faults.len() - shown;
            let kind = severity.word();
            let _ = writeln!(
                text,
                "::{command} title=lm check::{more} more of this kind ({kind}): run lm check"
            );
        }
    }
    text
}

fn annotate(text: &mut String, command: &str, fault: &Diagnostic, sheet: &Sheet<'_>) {
    let _ = write!(text, "::{command} file={}", property(&sheet.path(&fault.primary.file)));
    if let Some((start, end)) = fault.primary.extent() {
        let _ = write!(text, ",line={},col={}", start.line, start.column);
        if end.line == start.line && end.column > start.column {
            let _ = write!(text, ",endColumn={}", end.column);
        }
    }
    let mut words = sheet.values.text(&fault.message, fault);
    for more in std::iter::once(&fault.primary.label).chain(&fault.help) {
        if !more.is_empty() {
            words.push('\n');
            words.push_str(&sheet.values.text(more, fault));
        }
    }
    let _ = writeln!(text, ",title={}::{}", property(fault.code.0), message(&words));
}

fn message(text: &str) -> String {
    percent_encoded(text, |byte| !matches!(byte, b'%' | b'\r' | b'\n'))
}

fn property(text: &str) -> String {
    percent_encoded(text, |byte| !matches!(byte, b'%' | b'\r' | b'\n' | b':' | b','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Report;
    use crate::cli::faults::Values;
    use crate::cli::faults::sample::off_scale;

    fn shown(faults: &[Diagnostic]) -> String {
        let report = Report::default();
        let shown = faults.iter().collect();
        let values = Values::Shown;
        github(&Sheet { report: &report, shown, values, strict: false, prefix: String::new() })
    }

    #[test]
    fn nothing_in_a_record_makes_an_annotation_of_its_own() {
        let mut fault = off_scale();
        fault.message = "‹a\r\n::set-output name=x::100%› is odd".into();
        fault.primary.file = "mentees/k7q2m/a\n::error::b, c: d.yaml".into();
        let text = shown(&[fault]);
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(
            text.starts_with("::error file=mentees/k7q2m/a %3A%3Aerror%3A%3Ab%2C c%3A d.yaml,")
        );
        assert!(text.contains("100%25’ is odd%0A"), "{text}");
    }

    #[test]
    fn of_too_many_the_last_says_how_many_more() {
        let faults = vec![off_scale(); 10];
        assert_eq!(shown(&faults).lines().count(), 10);
        let mut faults = vec![off_scale(); 25];
        faults[0].severity = Severity::Warning;
        let text = shown(&faults);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 11);
        assert_eq!(lines[9], "::error title=lm check::15 more of this kind (error): run lm check");
        assert!(lines[10].starts_with("::warning "), "the worst come first");
    }
}
