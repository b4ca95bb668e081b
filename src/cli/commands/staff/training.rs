//! `lm staff training STAFF`.

use super::{OpenStaff, Whose};
use crate::cli::call::Call;
use crate::cli::entry::{Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::Done;
use crate::domain::record::staff::Training;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::text::FieldPath;

/// Write down training, induction or a course
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm staff training rw
  lm staff training rw --on 2026-11-18 --what \"Safeguarding update\" --hours 3 \\
      --impact \"A new first page for the leaflet\"")]
pub(super) struct Arguments {
    #[command(flatten)]
    whose: Whose,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// What
    #[arg(long, value_name = "WORDS")]
    what: Option<String>,
    /// How long, in hours
    #[arg(long, value_name = "NUMBER")]
    hours: Option<String>,
    /// What was learnt or will be done with it
    #[arg(long, value_name = "WORDS")]
    impact: Option<String>,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or the training cannot be written.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenStaff::open(&given.whose, call)?;
    let about = open.about(call);
    let fields = [
        Field::day("date", "--on")
            .given(&given.on)
            .asks("Day", "The day, or the first day of a longer course")
            .or_today(),
        Field::line("what", "--what")
            .given(&given.what)
            .asks("What was it?", "In a few words")
            .needed(),
        Field::number("hours", "--hours")
            .given(&given.hours)
            .asks("How many hours?", "Halves are allowed, for example 1.5"),
        Field::words("impact", "--impact")
            .given(&given.impact)
            .asks("What was learnt, or will be done with it?", "In a few words"),
    ];
    let filled = fill::<Training>(&fields, given.whose.from.as_deref(), &about, call)?;
    let training = filled.entry;
    let mut change = Change::default();
    change.record(&open.file, FieldPath::from("training"), &training);
    let day = spoken_date::echo(training.date, call.today);
    let done = Done::new(format!("wrote down the training ‘{}’ on {day}", training.what))
        .confirm(filled.was_asked);
    open.write(change, done, call)
}
