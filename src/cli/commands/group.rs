//! `lm group`, and `new`, `join`, `leave` and `show` below it. What a group did on a day is `lm group-session`'s.

mod list;
mod members;
mod new;
mod show;

use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use clap::Subcommand;

/// List the groups, show one, begin one, and write down who joins and who leaves it
///
/// By itself it lists the groups: who leads them, until when they go on, how many are in them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm group                             the groups
  lm group show sunflowers             who is in it, what was done, who came
  lm group join sunflowers \"Amira Khan\"")]
pub struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show a group: who leads it, who is in it on the day, what was done, and who came
    Show(show::Arguments),
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
/// When there is no such group, an answer is missing or not sound, or it cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    match &arguments.what {
        None => list::run(call),
        Some(What::Show(given)) => show::run(given, call),
        Some(What::New(given)) => new::run(given, call),
        Some(What::Join(given)) => members::join(given, call),
        Some(What::Leave(given)) => members::leave(given, call),
    }
}
