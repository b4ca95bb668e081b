//! `lm staff away STAFF`.

use super::{OpenStaff, Whose};
use crate::cli::call::Call;
use crate::cli::entry::{Field, choices, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::Done;
use crate::domain::date::Date;
use crate::domain::record::staff::{Away, AwayReason};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::{Position, Value};
use crate::text::FieldPath;

/// Write down days or weeks away, and who covers
///
/// The reason is a class and nothing more: what ails a member of staff is nobody's business here.
/// lm caseload then says whose meetings and reviews fall into it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm staff away rw --first-day 2026-12-02 --last-day 2026-12-04 --cover tm --reason training
  lm staff away rw --first-day today --reason absent
  lm staff away rw --ended yesterday")]
pub(super) struct Arguments {
    #[command(flatten)]
    whose: Whose,
    /// The first day away (otherwise today)
    #[arg(long, value_name = "DATE")]
    first_day: Option<String>,
    /// The last day away; left out while nobody knows it
    #[arg(long, value_name = "DATE")]
    last_day: Option<String>,
    /// Why, as a class: leave, absent, training or other-duty
    #[arg(long, value_name = "CLASS")]
    reason: Option<String>,
    /// The short id of whoever covers
    #[arg(long, value_name = "ID")]
    cover: Option<String>,
    /// The last day of an absence that is written down without one
    #[arg(long, value_name = "DATE")]
    #[arg(conflicts_with_all = ["from", "first_day", "last_day", "reason", "cover"])]
    ended: Option<String>,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or the absence cannot be written.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenStaff::open(&given.whose, call)?;
    let about = open.about(call);
    if let Some(ended) = &given.ended {
        return end(spoken("--ended", ended, &open, call)?, &open, call);
    }
    let reasons = choices("a reason", AwayReason::ALL, AwayReason::code, AwayReason::label);
    let fields = [
        Field::day("from", "--first-day")
            .given(&given.first_day)
            .asks("First day away", "The first day on which the mentor is not there")
            .or_today(),
        Field::day("to", "--last-day")
            .given(&given.last_day)
            .asks("Last day away", "Leave it empty while nobody knows it"),
        Field::one_of("reason", "--reason", reasons)
            .given(&given.reason)
            .asks("Why, as a class?", "No more than the class; leave it empty to say nothing"),
        Field::staff("cover", "--cover")
            .given(&given.cover)
            .asks("Who covers?", "A short id from lm.toml; leave it empty while nobody does"),
    ];
    let filled = fill::<Away>(&fields, given.whose.from.as_deref(), &about, call)?;
    let away = filled.entry;
    let mut change = Change::default();
    let list = FieldPath::from("away");
    change.insert(&open.file, list, Position::ByDay("from"), Value::of(&away));
    let done = Done::new(format!("wrote down the absence {}", days(&away, call.today)))
        .next("lm caseload")
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

/// `from Wed 2 December 2026 (in 11 days) to Fri 4 December 2026`.
fn days(away: &Away, today: Date) -> String {
    let from = spoken_date::echo(away.from, today);
    match away.to {
        Some(to) if to == away.from => format!("on {from}"),
        Some(to) => format!("from {from} to {}", to.with_weekday()),
        None => format!("from {from}, until nobody knows when"),
    }
}

fn spoken(
    flag: &str,
    typed: &str,
    open: &OpenStaff,
    call: &Call<'_, '_>,
) -> Result<Date, CommandError> {
    let read = Field::day("to", "").read(typed, &open.about(call));
    let day = read.map_err(|refusal| refusal.of_flag(flag))?;
    Ok(day.as_str().and_then(|day| day.parse().ok()).unwrap_or(call.today))
}

/// The last day of the absence that has none.
fn end(day: Date, open: &OpenStaff, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let Some(at) = open.record.away.iter().rposition(|away| away.to.is_none()) else {
        return Err(CommandError::usage("no absence is written down without its last day")
            .hint(format!("see them with: lm staff show {}", open.member.id)));
    };
    let first = open.record.away[at].from;
    if day < first {
        return Err(CommandError::usage(format!(
            "--ended: the absence only began on {}",
            first.with_weekday()
        )));
    }
    let mut change = Change::default();
    change.set(&open.file, FieldPath::from("away").item(at).key("to"), Value::plain(day));
    let echo = spoken_date::echo(day, call.today);
    open.write(change, Done::new(format!("wrote down that the absence ended on {echo}")), call)
}
