//! `lm staff supervision STAFF` and `lm staff performance STAFF`.

use super::{OpenStaff, Whose};
use crate::cli::call::Call;
use crate::cli::entry::{Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::Done;
use crate::cli::records;
use crate::cli::somebody::staff_name;
use crate::domain::record::staff::{PerformanceReview, Supervision};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::text::FieldPath;

/// Write down a supervision meeting
///
/// Casework stands as cases and never as names; safeguarding detail belongs in the school's
/// safeguarding system.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm staff supervision rw
  lm staff supervision rw --with db --case k7q2m --raised \"Two reviews in one week\" \\
      --agreed \"Ask for the hall\" --next +8w")]
pub(super) struct Supervised {
    #[command(flatten)]
    whose: Whose,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The short id of whoever supervises
    #[arg(long, value_name = "ID")]
    with: Option<String>,
    /// A case that was talked about, by its id or the pupil's name; may be given again
    #[arg(long, value_name = "MENTEE")]
    case: Vec<String>,
    /// What was raised
    #[arg(long, value_name = "WORDS")]
    raised: Option<String>,
    /// Something that was agreed; may be given again
    #[arg(long, value_name = "WORDS")]
    agreed: Vec<String>,
    /// The day of the next meeting
    #[arg(long, value_name = "DATE")]
    next: Option<String>,
}

/// Write down a performance review of the role
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  lm staff performance rw --with db --objective \"A number in every plan\" --outcome \"Met; go on\"")]
pub(super) struct Reviewed {
    #[command(flatten)]
    whose: Whose,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The short id of whoever led it
    #[arg(long, value_name = "ID")]
    with: Option<String>,
    /// An objective; may be given again
    #[arg(long, value_name = "WORDS")]
    objective: Vec<String>,
    /// The outcome
    #[arg(long, value_name = "WORDS")]
    outcome: Option<String>,
}

/// Runs `lm staff supervision`.
///
/// # Errors
///
/// When an answer is missing or not sound, or the meeting cannot be written.
pub(super) fn supervised(
    given: &Supervised,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let open = OpenStaff::open(&given.whose, call)?;
    let about = open.about(call);
    let folder = &open.folder;
    let fields = [
        on(given.on.as_ref()),
        with(given.with.as_ref(), "Who supervised?"),
        Field::own("cases", "--case", |typed, about| records::case(folder, typed, about))
            .several()
            .given(&given.case)
            .asks("A case that was talked about", "Case id or name; an empty line ends the list"),
        Field::words("raised", "--raised")
            .given(&given.raised)
            .asks("What was raised?", "In a few words; name no pupil"),
        Field::line("agreed", "--agreed")
            .several()
            .given(&given.agreed)
            .asks("Something that was agreed", "One a line; an empty line ends the list"),
        Field::day("next", "--next")
            .given(&given.next)
            .asks("When is the next meeting?", "For example +8w; leave it empty if none is set"),
    ];
    let filled = fill::<Supervision>(&fields, given.whose.from.as_deref(), &about, call)?;
    let meeting = filled.entry;
    let mut change = Change::default();
    change.record(&open.file, FieldPath::from("supervision"), &meeting);
    let day = spoken_date::echo(meeting.date, call.today);
    let by = staff_name(&open.school, &meeting.with);
    let done =
        Done::new(format!("wrote down the supervision by {by} on {day}")).confirm(filled.was_asked);
    open.write(change, done, call)
}

/// Runs `lm staff performance`.
///
/// # Errors
///
/// When an answer is missing or not sound, or the review cannot be written.
pub(super) fn reviewed(given: &Reviewed, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenStaff::open(&given.whose, call)?;
    let about = open.about(call);
    let fields = [
        on(given.on.as_ref()),
        with(given.with.as_ref(), "Who led it?"),
        Field::line("objectives", "--objective")
            .several()
            .given(&given.objective)
            .asks("An objective", "One a line; an empty line ends the list"),
        Field::words("outcome", "--outcome")
            .given(&given.outcome)
            .asks("What was the outcome?", "In a few words"),
    ];
    let filled = fill::<PerformanceReview>(&fields, given.whose.from.as_deref(), &about, call)?;
    let review = filled.entry;
    let mut change = Change::default();
    change.record(&open.file, FieldPath::from("performance"), &review);
    let day = spoken_date::echo(review.date, call.today);
    let done =
        Done::new(format!("wrote down the performance review of {day}")).confirm(filled.was_asked);
    open.write(change, done, call)
}

fn on<'f>(given: Option<&String>) -> Field<'f> {
    Field::day("date", "--on").given(given).asks("Day", "The day on which it was").or_today()
}

fn with<'f>(given: Option<&String>, question: &'static str) -> Field<'f> {
    Field::staff("with", "--with")
        .given(given)
        .asks(question, "A short id from lm.toml, or the full name")
        .needed()
}
