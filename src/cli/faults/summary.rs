//! The last line of a check: how many faults where, in words.

use crate::check::Report;
use crate::diag::{Diagnostic, Severity};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many of one kind.
struct Count {
    severity: Severity,
    number: usize,
}

/// The line. Faults milder than `level` are not shown, and this says so.
pub fn summary(report: &Report, level: Severity) -> String {
    let all = [Severity::Error, Severity::Warning, Severity::Advice].map(|severity| Count {
        severity,
        number: report.diagnostics.iter().filter(|fault| fault.severity == severity).count(),
    });
    let (shown, hidden): (Vec<Count>, Vec<Count>) =
        all.into_iter().filter(|count| count.number > 0).partition(|count| count.severity <= level);

    let files = counted(report.files, "file", "files");
    let what = if shown.is_empty() { "no faults".to_owned() } else { list(&shown) };
    let place = place(report, level).map_or(files.clone(), |place| format!("{place} ({files})"));
    let mut parts = vec![format!("{what} in {place}")];
    if report.allowed > 0 {
        parts.push(format!("{} allowed", counted(report.allowed, "fault", "faults")));
    }
    if let Some(mildest) = hidden.last() {
        let word = mildest.severity.word();
        parts.push(format!("{} not shown, see them with --level {word}", list(&hidden)));
    }
    parts.join("; ")
}

/// So many faults are more than anybody reads from the first to the last.
const MANY: usize = 25;
/// So many kinds are named.
const MOST_KINDS: usize = 5;

/// Of many faults: how many there are of each kind, the most frequent first.
pub fn kinds(report: &Report, level: Severity) -> Option<String> {
    let shown = || report.diagnostics.iter().filter(|fault| fault.severity <= level);
    if shown().count() <= MANY {
        return None;
    }
    let mut each: BTreeMap<&str, usize> = BTreeMap::new();
    for fault in shown() {
        *each.entry(fault.code.0).or_default() += 1;
    }
    let mut each: Vec<(&str, usize)> = each.into_iter().collect();
    each.sort_by_key(|(code, count)| (Reverse(*count), *code));
    let others = each.len().saturating_sub(MOST_KINDS);
    each.truncate(MOST_KINDS);
    let mut each: Vec<String> =
        each.iter().map(|(code, count)| format!("{count} {code}")).collect();
    if others > 0 {
        each.push(format!("and of {}", counted(others, "other kind", "other kinds")));
    }
    Some(format!("by kind: {}; a line each: --format concise", each.join(", ")))
}

/// In how many of the mentees there are faults, and whether there are some elsewhere; `None` when
/// no mentee was looked at.
fn place(report: &Report, level: Severity) -> Option<String> {
    let mentees = counted(report.cases.len(), "mentee", "mentees");
    if report.cases.is_empty() {
        return None;
    }
    let shown = || report.diagnostics.iter().filter(|fault| fault.severity <= level);
    let of_case = |fault: &Diagnostic| {
        let id = fault.primary.file.strip_prefix("mentees/")?.split('/').next()?;
        // What only lies among the mentees' folders is no mentee.
        report.cases.binary_search_by(|case| case.as_str().cmp(id)).ok()
    };
    let faulty = shown().filter_map(of_case).collect::<BTreeSet<_>>().len();
    let elsewhere = shown().any(|fault| of_case(fault).is_none());
    Some(match (faulty, elsewhere) {
        (0, false) => mentees,
        (0, true) => format!("the school's files, none in {mentees}"),
        (some, false) => format!("{some} of {mentees}"),
        (some, true) => format!("{some} of {mentees} and the school's files"),
    })
}

fn list(counts: &[Count]) -> String {
    let words: Vec<String> = counts
        .iter()
        .map(|count| match count.severity {
            Severity::Error => counted(count.number, "error", "errors"),
            Severity::Warning => counted(count.number, "warning", "warnings"),
            Severity::Advice => counted(count.number, "piece of advice", "pieces of advice"),
        })
        .collect();
    match &words[..] {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::faults::sample::off_scale;
    use crate::domain::id::Id;

    fn report(cases: &[&str], faults: &[(&str, Severity)]) -> Report {
        let fault = |(file, severity): &(&str, Severity)| {
            let mut fault = off_scale();
            fault.severity = *severity;
            fault.primary.file = (*file).into();
            fault
        };
        Report {
            diagnostics: faults.iter().map(fault).collect(),
            cases: cases.iter().map(|id| Id::new(id).expect("an id")).collect(),
            files: 2,
            ..Report::default()
        }
    }

    #[test]
    fn the_last_line_counts_in_words() {
        use Severity::{Advice, Error, Warning};
        let (plan, settings) = ("mentees/a1/plan.yaml", "lm.toml");
        for (cases, faults, level, line) in [
            (&["a1", "b2"][..], &[][..], Warning, "no faults in 2 mentees (2 files)"),
            (&["a1"], &[(plan, Error)], Warning, "1 error in 1 of 1 mentee (2 files)"),
            (
                &["a1", "b2"],
                &[(plan, Error), (plan, Error), (plan, Warning)],
                Warning,
                "2 errors and 1 warning in 1 of 2 mentees (2 files)",
            ),
            (
                &["a1"],
                &[(settings, Warning)],
                Warning,
                "1 warning in the school's files, none in 1 mentee (2 files)",
            ),
            (
                &["a1"],
                &[(settings, Error), (plan, Advice)],
                Advice,
                "1 error and 1 piece of advice in 1 of 1 mentee and the school's files (2 files)",
            ),
            (&[], &[(settings, Error)], Warning, "1 error in 2 files"),
            (
                &["a1"],
                &[(plan, Warning), (plan, Advice), (plan, Advice)],
                Error,
                "no faults in 1 mentee (2 files); 1 warning and 2 pieces of advice not shown, \
                 see them with --level advice",
            ),
        ] {
            assert_eq!(summary(&report(cases, faults), level), line);
        }
        let allowed = Report { allowed: 1, ..report(&["a1"], &[]) };
        assert_eq!(summary(&allowed, Warning), "no faults in 1 mentee (2 files); 1 fault allowed");
    }
}
