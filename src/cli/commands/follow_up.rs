//! `lm follow-up`.

use crate::cli::call::Call;
use crate::cli::ending::{ended, has_come};
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::record::{RecordKind, Remark};
use crate::store::change::Change;
use crate::text::FieldPath;

/// Write down lighter support after the programme has ended
///
/// A look in the corridor, a word at the gate: support after the ending is no session and brings
/// nobody back on the programme; that is what lm reopen is for.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm follow-up Amira --by jo --note \"Still starts her writing by herself.\"
  lm follow-up Amira --by pupil --declined --on friday")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Whose words these are: a short id, a role, or "role: name"
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// What was seen or said
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    /// They were asked and chose to say nothing
    #[arg(long, conflicts_with = "note")]
    declined: bool,
    /// Leave it out of letters and lists
    #[arg(long)]
    restricted: bool,
    /// Take the entry from a file written like one under `follow_up` (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When the programme has not ended, or an answer is missing or not sound.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let ending = ended(&open, call, "support after an ending is written down when there is one")?;
    let own = open.recorded_by.as_ref().map(ToString::to_string);
    let declined = arguments.declined;
    let fields = vec![
        Field::day("date", "--on")
            .given(&arguments.on)
            .asks("Day", "The day on which it was seen or said")
            .or_today(),
        Field::person("by", "--by")
            .given(&arguments.by)
            .asks("Whose words are they?", "A short id, a role such as pupil, or role: name")
            .or(own)
            .needed(),
        Field::yes_no("declined", "--declined").given_if(declined),
        Field::words("text", "--note")
            .given(&arguments.note)
            .asks("What was seen or said?", "In a sentence or two")
            .when(|draft| !draft.contains_key("declined"))
            .needed(),
        Field::yes_no("restricted", "--restricted").given_if(arguments.restricted),
    ];
    let from = arguments.from.as_deref();
    let filled = fill::<Remark>(&fields, from, &About::case(&open, call), call)?;
    let entry = filled.entry;
    has_come("--on", entry.date, call.today)?;
    if entry.date < ending {
        let error = CommandError::usage(format!("{} is before the ending", entry.date.long()));
        return Err(error.because(format!("the programme ended on {}", ending.long())));
    }
    let mut change = Change::default();
    change.record(&open.file(RecordKind::Reviews), FieldPath::from("follow_up"), &entry);
    let done = Done::new(format!("wrote down the support of {}", entry.date.with_weekday()))
        .confirm(filled.was_asked)
        .next_step();
    open.write(change, done, call)
}
