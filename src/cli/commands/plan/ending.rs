//! `lm plan ending MENTEE`.

use super::number_of;
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy, say_of_part};
use crate::domain::record::RecordKind;
use crate::domain::record::plan::PlannedEnding;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;

/// How the programme will end: talked over with the pupil while there are still sessions left.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm plan ending \"Amira Khan\"
  lm plan ending k7q2m --last-session 2026-12-11 --how \"Every other week, then a last game of chess\" \\
      --what-helps-me \"I count to five\" --what-helps-me \"I can go to Mrs Osei\"
  lm plan ending k7q2m --teachers-told today")]
pub(super) struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The day it was talked over with the pupil (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The day planned for the last session
    #[arg(long, value_name = "DATE")]
    last_session: Option<String>,
    /// How it comes to its end: fewer sessions, who is there afterwards, how the last one is marked
    #[arg(long, value_name = "WORDS")]
    how: Option<String>,
    /// What helps the pupil from now on, in their own words; may be given again
    #[arg(long, value_name = "WORDS")]
    what_helps_me: Vec<String>,
    /// The day the teachers were told what goes on helping
    #[arg(long, value_name = "DATE")]
    teachers_told: Option<String>,
    /// The plan, by its short name (otherwise the last)
    #[arg(long, value_name = "ID")]
    plan: Option<String>,
    /// Take it from a file written like the part under `ending` (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command. What is in the record stays, unless a flag says otherwise; what helps the pupil
/// is added to.
///
/// # Errors
///
/// When there is no plan, nothing is said of the ending, or it cannot be written.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let plan = number_of(&open, given.plan.as_deref())?;
    let old = open.case.plan.plans[plan].ending.as_ref();
    let fields = fields(given, old);
    let filled =
        fill::<PlannedEnding>(&fields, given.from.as_deref(), &About::case(&open, call), call)?;
    let said = filled.entry;
    let at = FieldPath::from("plans").item(plan).key("ending");
    let file = open.file(RecordKind::Plan);
    let mut change = Change::default();
    let before = old.map(Value::of);
    say_of_part(&mut change, &file, &at, before.as_ref(), Value::of(&said));
    let day = spoken_date::echo(said.date, call.today);
    let done = Done::new(format!("wrote down how the end is prepared, talked over on {day}"))
        .next_step()
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

fn fields<'f>(given: &Arguments, old: Option<&PlannedEnding>) -> Vec<Field<'f>> {
    let is_new = old.is_none();
    let told = old.is_some_and(|old| old.teachers_told.is_some());
    // The day of the talk stays when only something is added.
    let talked = given.on.clone().or_else(|| old.map(|old| old.date.to_string()));
    vec![
        Field::day("date", "--on")
            .given(&talked)
            .asks("When did you talk it over with the pupil?", "The day of the talk")
            .or_today(),
        Field::day("last_session", "--last-session")
            .given(&given.last_session)
            .asks("When will the last session be?", "Leave it empty if that is still open")
            .when(move |_| is_new),
        Field::words("how", "--how")
            .given(&given.how)
            .asks("How will it come to its end?", "For example: every other week, then a last game")
            .when(move |_| is_new),
        Field::words("what_helps_me", "--what-helps-me")
            .several()
            .given(&given.what_helps_me)
            .for_pupil()
            .asks("What helps the pupil from now on?", "In their own words, one thing at a time")
            .when(move |_| is_new),
        Field::day("teachers_told", "--teachers-told")
            .given(&given.teachers_told)
            .asks(
                "When were the teachers told what goes on helping?",
                "Leave it empty if still to be done",
            )
            .when(move |_| !told),
    ]
}
