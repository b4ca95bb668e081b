//! `lm instrument list|show|new|check`.

mod check;
mod draft;
mod item_lines;
mod list;
mod new;
mod questions;
mod show;

use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use clap::Subcommand;

/// See the questionnaires and observation sheets, and make your own
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm instrument list
  lm instrument show staff-rating
  lm instrument new playtime --title \"Playtime\" --respondent pupil --from 1 --to 5 --better high
  lm instrument new our-rating --like staff-rating
  lm instrument check

lm guide own-questionnaire leads from nothing to a score before and after.")]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the questionnaires: those that come with lm, and your own
    List,
    /// Show a questionnaire: its items in printed order, its scale, and which end is better
    Show(show::Arguments),
    /// Write a questionnaire of your own
    New(Box<new::Arguments>),
    /// Look for mistakes in questionnaires of your own
    Check(check::Arguments),
}

/// Runs the command.
///
/// # Errors
///
/// When there is no such questionnaire, or one cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    match &arguments.what {
        What::List => list::run(call),
        What::Show(arguments) => show::run(arguments, call),
        What::New(arguments) => new::run(arguments, call),
        What::Check(arguments) => check::run(arguments, call),
    }
}
