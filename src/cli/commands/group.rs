//! `lm group new`, `join` and `leave`. What a group did on a day is `lm group-session`'s.

mod members;
mod new;

use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use clap::Subcommand;

/// Begin a group, and write down who joins and who leaves it
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Begin a group: what it is about, who leads it, how long it goes on
    New(Box<new::Arguments>),
    /// A mentee joins a group
    Join(members::Joining),
    /// A mentee leaves a group; what they did in it stays in the record
    Leave(members::Leaving),
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, there is no such group, or it cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    match &arguments.what {
        What::New(given) => new::run(given, call),
        What::Join(given) => members::join(given, call),
        What::Leave(given) => members::leave(given, call),
    }
}
