//! `lm check`.

use crate::check::{self, Report, Selection};
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::faults::{self, Look, Values};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::records;
use crate::diag::{Diagnostic, Severity};
use clap::ValueEnum;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Look for mistakes in the records
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Arguments {
    /// The mildest faults to show
    #[arg(long, value_enum, default_value = "warning")]
    level: LevelName,
    /// Warnings fail the check too
    #[arg(long)]
    strict: bool,
    /// Print no name and no value of the records, for logs (as it is anyway in CI and for github,
    /// json, junit and sarif)
    #[arg(long, conflicts_with = "show_values")]
    hide_values: bool,
    /// Print names and values of the records in every format
    #[arg(long)]
    show_values: bool,
}

/// How bad a fault must be to be shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum LevelName {
    /// What must be mended.
    Error,
    /// And what is very likely wrong.
    Warning,
    /// And what could be better.
    Advice,
}

impl LevelName {
    fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Advice => Severity::Advice,
        }
    }
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder, or the words of the command line do not fit.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Concise])?;
    let values = values(arguments, call)?;
    let folder = records::folder(call)?;
    let report = check::run(&folder, &Selection::default());
    let shown: Vec<&Diagnostic> = report
        .diagnostics
        .iter()
        .filter(|fault| fault.severity <= arguments.level.severity())
        .collect();
    let look = Look { colours: call.colours(), width: call.world.terminal.width, values };
    let text = match format {
        Format::Concise => faults::concise(&worst_file_last(shown), values),
        _ => faults::human(&worst_file_last(shown), look),
    };
    call.out.extend_from_slice(text.as_bytes());
    if format == Format::Human {
        call.say_last(summary(&report, arguments.level.severity()));
    }
    let fails = report.diagnostics.iter().any(|fault| {
        fault.severity == Severity::Error || arguments.strict && fault.severity == Severity::Warning
    });
    Ok(if fails { Exit::No } else { Exit::Done })
}

/// A log of CI is read by more people than the records are.
fn values(arguments: &Arguments, call: &Call<'_, '_>) -> Result<Values, CommandError> {
    let ci = call.world.environment.ci;
    if arguments.show_values && ci {
        return Err(CommandError::usage("names and values are never printed where CI is set")
            .hint("leave --show-values out, or run lm check on your own computer"));
    }
    let hidden = arguments.hide_values || ci;
    Ok(if hidden { Values::Hidden } else { Values::Shown })
}

/// The files with the worst faults come last, where a reader looks first; files as bad as each
/// other keep their order.
fn worst_file_last(mut faults: Vec<&Diagnostic>) -> Vec<&Diagnostic> {
    let mut worst: BTreeMap<&str, Severity> = BTreeMap::new();
    for fault in &faults {
        let file = worst.entry(&fault.primary.file).or_insert(fault.severity);
        *file = fault.severity.min(*file);
    }
    faults.sort_by_key(|fault| Reverse(worst[&*fault.primary.file]));
    faults
}

/// The last line: how many faults where, in words.
fn summary(report: &Report, level: Severity) -> String {
    let count =
        |severity| report.diagnostics.iter().filter(|fault| fault.severity == severity).count();
    let kinds = [
        (Severity::Error, count(Severity::Error), "error", "errors"),
        (Severity::Warning, count(Severity::Warning), "warning", "warnings"),
        (Severity::Advice, count(Severity::Advice), "piece of advice", "pieces of advice"),
    ];
    let (shown, hidden): (Vec<_>, Vec<_>) = kinds
        .into_iter()
        .filter(|(_, count, ..)| *count > 0)
        .partition(|(severity, ..)| *severity <= level);
    let counted = |kinds: &[(Severity, usize, &str, &str)]| {
        let parts = kinds.iter().map(|(_, count, one, many)| counted(*count, one, many));
        parts.collect::<Vec<_>>()
    };
    let mut line = if shown.is_empty() {
        format!("no faults in {}", mentees(report.cases))
    } else {
        format!("{} in {}", and(&counted(&shown)), places(report, level))
    };
    line.push_str(&format!(" ({})", self::counted(report.files, "file", "files")));
    if report.allowed > 0 {
        line.push_str(&format!("; {} allowed", self::counted(report.allowed, "fault", "faults")));
    }
    if let Some((mildest, ..)) = hidden.last() {
        let hidden = and(&counted(&hidden));
        line.push_str(&format!("; {hidden} not shown, see --level {}", mildest.word()));
    }
    line
}

/// In how many of the mentees there are faults, and whether elsewhere too.
fn places(report: &Report, level: Severity) -> String {
    let mut faulty = BTreeSet::new();
    let mut elsewhere = false;
    for fault in report.diagnostics.iter().filter(|fault| fault.severity <= level) {
        match fault.primary.file.strip_prefix("mentees/") {
            Some(rest) => {
                faulty.insert(rest.split('/').next().unwrap_or(rest));
            }
            None => elsewhere = true,
        }
    }
    match (faulty.len(), elsewhere) {
        (0, _) => format!("the school's files, none in {}", mentees(report.cases)),
        (some, false) => format!("{some} of {}", mentees(report.cases)),
        (some, true) => format!("{some} of {} and the school's files", mentees(report.cases)),
    }
}

fn mentees(count: usize) -> String {
    counted(count, "mentee", "mentees")
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
