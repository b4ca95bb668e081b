//! `lm check`.

use crate::check::{self, Report, SavedPlans, Selection};
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::faults::{self, Look, Sheet, Values};
use crate::cli::git::Repository;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::saved::plans_before;
use crate::cli::{asked_about, json, records};
use crate::diag::{Diagnostic, Severity};
use crate::store::{Folder, disk, unit};
use clap::ValueEnum;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Look for mistakes in the records
///
/// It judges the records as they are written and says the same on any day. What is overdue,
/// `lm review-due` knows. Formats: human, concise (a line each), json, github, sarif, junit.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Arguments {
    /// Files, folders or mentees (id or name); without any, everything
    #[arg(value_name = "PATH|MENTEE")]
    what: Vec<String>,
    /// Only the files that are new or changed since they were saved in git, and what may not change
    /// without a word
    #[arg(long, conflicts_with = "what")]
    changed: bool,
    /// What git is about to commit, and not the files as they are: for a hook
    #[arg(long, conflicts_with_all = ["what", "changed"])]
    staged: bool,
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

const FORMATS: &[Format] =
    &[Format::Human, Format::Concise, Format::Json, Format::Github, Format::Sarif, Format::Junit];

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder, or the words of the command line do not fit.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(FORMATS)?;
    let values = values(arguments, format, call)?;
    let folder = records::folder(call)?;
    let (selection, before) = if arguments.changed {
        let repository = Repository::of(&folder, call)?;
        let changed = repository.changed()?;
        let before = plans_before(&repository, &changed)?;
        (Selection::only(changed), before)
    } else {
        (asked_about::selection(&arguments.what, &folder, call)?, SavedPlans::default())
    };
    let report = if arguments.staged {
        staged(&folder, call)?
    } else {
        warn_of_wrongly_kept(&folder, call);
        check::run_against(&folder, &selection, &before)
    };
    let level = arguments.level.severity();
    let shown = report.diagnostics.iter().filter(|fault| fault.severity <= level).collect();
    let strict = arguments.strict;
    let prefix = prefix(&folder, call);
    print(format, Sheet { report: &report, shown, values, strict, prefix }, call)?;
    if let Some(kinds) = faults::kinds(&report, level).filter(|_| format == Format::Human) {
        call.say_last(kinds);
    }
    call.say_last(faults::summary(&report, level));
    let fails = report.diagnostics.iter().any(|fault| {
        fault.severity == Severity::Error || strict && fault.severity == Severity::Warning
    });
    Ok(if fails { Exit::No } else { Exit::Done })
}

/// Looks at what git's index holds, in a folder of its own that is gone afterwards.
fn staged(folder: &Folder, call: &Call<'_, '_>) -> Result<Report, CommandError> {
    let repository = Repository::of(folder, call)?;
    let place = disk::passing_folder(folder.root()).map_err(|error| {
        CommandError::cannot("what is about to be committed could not be looked at").source(&error)
    })?;
    let records = repository.put_index_into(place.path())?;
    let indexed = Folder::at(&records).map_err(|_| {
        CommandError::cannot("lm.toml is not in what is about to be committed")
            .hint("add it with: git add lm.toml")
    })?;
    let before = plans_before(&repository, &repository.changed_in_index()?)?;
    Ok(check::run_against(&indexed, &Selection::all(), &before))
}

/// What `lm` puts down beside the records may hold what they said, and git would keep it for ever.
/// Git is asked only if it is there.
fn warn_of_wrongly_kept(folder: &Folder, call: &mut Call<'_, '_>) {
    if folder.root().join(unit::UNDO_FILE).symlink_metadata().is_err() {
        return;
    }
    let repository = Repository::find(folder, call).ok().flatten();
    let kept = repository.and_then(|repository| repository.wrongly_kept().ok());
    for file in kept.unwrap_or_default() {
        call.say_last(format!(
            "warning: git keeps {file}, which is no record and may hold what pupils' records said"
        ));
        call.say_last(format!("take it out with: git rm --cached {file}, and then: lm git-setup"));
    }
}

fn print(format: Format, sheet: Sheet<'_>, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
    let values = sheet.values;
    let text = match format {
        Format::Json => {
            json::print(call, faults::json(&sheet));
            return Ok(());
        }
        Format::Sarif => {
            json::print(call, faults::sarif(&sheet));
            return Ok(());
        }
        Format::Github => faults::github(&sheet),
        Format::Junit => faults::junit(&sheet)?,
        Format::Concise => faults::concise(&worst_file_last(sheet.shown), values),
        _ => {
            let look = Look { colours: call.colours(), width: call.world.terminal.width, values };
            faults::human(&worst_file_last(sheet.shown), look)
        }
    };
    call.out.extend_from_slice(text.as_bytes());
    Ok(())
}

/// Whether values may be seen. What a program reads goes on to places that more people see than the
/// records, and so does a log of CI.
fn values(
    arguments: &Arguments,
    format: Format,
    call: &Call<'_, '_>,
) -> Result<Values, CommandError> {
    let ci = call.world.environment.ci;
    if arguments.show_values && ci {
        return Err(CommandError::usage("names and values are never printed where CI is set")
            .hint("leave --show-values out, or run lm check on your own computer"));
    }
    let for_people = matches!(format, Format::Human | Format::Concise);
    let hidden = arguments.hide_values || ci || !for_people && !arguments.show_values;
    Ok(if hidden { Values::Hidden } else { Values::Shown })
}

/// From the current folder down to the records.
fn prefix(folder: &Folder, call: &Call<'_, '_>) -> String {
    match folder.path_from(&call.world.here) {
        Some(path) if !path.is_empty() => format!("{path}/"),
        _ => String::new(),
    }
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
