//! `lm plan review-on MENTEE DATE`.

use super::number_of;
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::date::Date;
use crate::domain::record::RecordKind;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The day of a review.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm plan review-on k7q2m 2026-11-20
  lm plan review-on \"Amira Khan\" +6w")]
pub(super) struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The day on which the plan is to be reviewed
    day: Option<String>,
    /// The plan, by its short name (otherwise the last)
    #[arg(long, value_name = "ID")]
    plan: Option<String>,
    /// Take the day from a file with `review_on` (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Set {
    review_on: Date,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no plan, the day is missing or none, or the plan cannot be written.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let plan = number_of(&open, given.plan.as_deref())?;
    let fields = [Field::day("review_on", "DATE")
        .given(&given.day)
        .asks("When is the plan to be reviewed?", "For example +6w")
        .needed()];
    let filled = fill::<Set>(&fields, given.from.as_deref(), &About::case(&open, call), call)?;
    let day = filled.entry.review_on;
    let mut change = Change::default();
    let field = FieldPath::from("plans").item(plan).key("review_on");
    change.set(&open.file(RecordKind::Plan), field, Value::plain(day));
    let echo = spoken_date::echo(day, call.today);
    let done = Done::new(format!("wrote down that the plan is to be reviewed on {echo}"))
        .next_step()
        .confirm(filled.was_asked);
    open.write(change, done, call)
}
