//! `lm check`.

use crate::check::{self, Selection};
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::records;
use crate::diag::Severity;

/// Look for mistakes in the records
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Warnings fail the check too
    #[arg(long)]
    strict: bool,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    call.format(&[Format::Concise])?;
    let folder = records::folder(call)?;
    let report = check::run(&folder, &Selection::default());
    for fault in &report.diagnostics {
        let place = fault
            .primary
            .position()
            .map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
        call.print(&format!(
            "{}{place}: {}[{}] {}",
            fault.primary.file,
            fault.severity.word(),
            fault.code,
            fault.message
        ));
    }
    let fails = report.diagnostics.iter().any(|fault| {
        fault.severity == Severity::Error || arguments.strict && fault.severity == Severity::Warning
    });
    Ok(if fails { Exit::No } else { Exit::Done })
}
