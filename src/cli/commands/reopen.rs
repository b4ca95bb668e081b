//! `lm reopen`.

use crate::cli::call::Call;
use crate::cli::ending::{ended, has_come};
use crate::cli::entry::{About, Field, fill, staff};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::record::RecordKind;
use crate::domain::record::reviews::Readmission;
use crate::store::change::Change;
use crate::text::FieldPath;

/// Write down that a pupil comes back to the programme
///
/// The pupil keeps their folder; everything from before stays. A new time on the programme begins,
/// with a plan of its own.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm reopen Amira --reason \"Misses mornings again since the move\" --asked-by parent --mentor jo
  lm reopen k7q2m --reason \"As agreed with the family\" --decided-by lm --mentor jo --on monday")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// The day from which the pupil is on the programme again (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Why the pupil comes back
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// Who asked for it: a short id, a role, or "role: name"
    #[arg(long, value_name = "WHO")]
    asked_by: Option<String>,
    /// Who decided; may be given again
    #[arg(long, value_name = "WHO")]
    decided_by: Vec<String>,
    /// The mentor who takes the case (the short id)
    #[arg(long, value_name = "ID")]
    mentor: Option<String>,
    /// Take the entry from a file written like one under readmissions (- is standard input)
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
    let ending = ended(&open, call, "only a pupil whose programme has ended can come back")?;
    let fields = vec![
        Field::day("date", "--on")
            .given(&arguments.on)
            .asks("From which day?", "The day from which the pupil is on the programme again")
            .or_today(),
        Field::words("reason", "--reason")
            .given(&arguments.reason)
            .asks("Why does the pupil come back?", "In a sentence or two")
            .needed(),
        Field::person("asked_by", "--asked-by")
            .given(&arguments.asked_by)
            .asks("Who asked for it?", "A short id, a role such as parent, or role: name"),
        Field::person("decided_by", "--decided-by")
            .given(&arguments.decided_by)
            .several()
            .asks("Who decided?", "A short id, a role, or role: name"),
        Field::one_of("mentor", "--mentor", staff(&open.school))
            .given(&arguments.mentor)
            .asks("Which mentor takes the case?", "Somebody in lm.toml")
            .needed(),
    ];
    let from = arguments.from.as_deref();
    let filled = fill::<Readmission>(&fields, from, &About::case(&open, call), call)?;
    let entry = filled.entry;
    has_come("--on", entry.date, call.today)?;
    if entry.date < ending {
        let error = CommandError::usage(format!("{} is before the ending", entry.date.long()));
        return Err(error.because(format!("the programme ended on {}", ending.long())));
    }
    let mut change = Change::default();
    change.record(&open.file(RecordKind::Reviews), FieldPath::from("readmissions"), &entry);
    let id = &open.case.id;
    let done = Done::new(format!("wrote down the return of {}", entry.date.with_weekday()))
        .confirm(filled.was_asked)
        .next(format!("lm letter invitation {id}"))
        .next_step();
    open.write(change, done, call)
}
