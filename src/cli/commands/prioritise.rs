//! `lm prioritise MENTEE`.

use crate::cli::call::Call;
use crate::cli::ending::has_come;
use crate::cli::entry::{About, Field, choices, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::record::RecordKind;
use crate::domain::record::referral::{Prioritised, Urgency};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::text::FieldPath;

/// Write down a talk about how urgent a referral is
///
/// What the last talk found counts before what the referral says, for `lm today` and for the order of
/// the waiting list. A decision that was talked over at once needs no entry of its own: lm decide with
/// --discussed-with says it too.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm prioritise Amira --with sl
  lm prioritise k7q2m --with sl --urgency immediately --note \"Two exclusions since\"")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// With whom: a short id, a role, or "role: name"; may be given again
    #[arg(long, value_name = "WHO")]
    with: Vec<String>,
    /// How urgent it was found to be: immediately, within-two-weeks or within-half-term
    #[arg(long, value_name = "HOW-SOON")]
    urgency: Option<String>,
    /// What was said
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    /// Take the entry from a file written like one under prioritised (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or the talk cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let urgencies = choices("how urgent it is", Urgency::ALL, Urgency::code, Urgency::label);
    let fields = vec![
        Field::day("date", "--on")
            .given(&arguments.on)
            .asks("Day of the talk", "The day on which it was talked over")
            .or_today(),
        Field::person("with", "--with")
            .several()
            .given(&arguments.with)
            .asks("With whom?", "A short id, a role, or role: name; an empty line ends the list")
            .needed(),
        Field::one_of("urgency", "--urgency", urgencies)
            .given(&arguments.urgency)
            .asks("How urgent is it?", "Left empty, what the referral says stays"),
        Field::words("note", "--note")
            .given(&arguments.note)
            .asks("What was said?", "In a sentence; the family may read it"),
    ];
    let from = arguments.from.as_deref();
    let filled = fill::<Prioritised>(&fields, from, &About::case(&open, call), call)?;
    let talk = filled.entry;
    has_come("--on", talk.date, call.today)?;
    let mut change = Change::default();
    change.record(&open.file(RecordKind::Referral), FieldPath::from("prioritised"), &talk);
    let day = spoken_date::echo(talk.date, call.today);
    let found = talk.urgency.map_or_else(String::new, |urgency| format!(": {urgency}"));
    let done = Done::new(format!("wrote down the talk about the referral of {day}{found}"))
        .confirm(filled.was_asked)
        .next_step();
    open.write(change, done, call)
}
