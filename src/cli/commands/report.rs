//! `lm report`: documents for the school's own files.

mod case;
mod register;

use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};

/// Write a report: the mentoring register, or all about one mentee
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    report: Report,
}

#[derive(Debug, clap::Subcommand)]
enum Report {
    /// The mentoring register: who is on the programme, with whom and since when
    ///
    /// Who is on it, and who sees the reasons, follows from your policy (the key `register`).
    Register(register::Arguments),
    /// All about one mentee, for a review meeting
    ///
    /// Restricted entries and safeguarding pointers are only counted, unless you ask for them.
    Case(case::Arguments),
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder, a name is not known, or a template is broken.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    match &arguments.report {
        Report::Register(arguments) => register::run(arguments, call),
        Report::Case(arguments) => case::run(arguments, call),
    }
}
