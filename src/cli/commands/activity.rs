//! `lm activity`.

use crate::cli::call::Call;
use crate::cli::entry::{About, Field, choices, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{self, Done, RecordedBy};
use crate::cli::records;
use crate::domain::record::activities::{Activity, ActivityKind, Wellbeing};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::{ACTIVITIES_FILE, Folder, SchoolParts};
use crate::text::FieldPath;

/// Write down a club, drop-in, assembly or other activity
///
/// Pupils who are no mentees are counted, never named.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm activity
  lm activity --kind club --what \"Chess at lunchtime\" --present 14 --minutes 40 --mentee k7q2m
  lm activity --kind drop-in --what \"Open door\" --outcome stay-safe --by tm")]
pub struct Arguments {
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Which kind: club, drop-in, one-off-meeting, assembly, staff-briefing, parent-event, leaflet,
    /// transition or other
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// What
    #[arg(long, value_name = "WORDS")]
    what: Option<String>,
    /// An outcome it serves, for example be-healthy; may be given again
    #[arg(long, value_name = "OUTCOME")]
    outcome: Vec<String>,
    /// The short id of whoever led it (otherwise whoever writes it down)
    #[arg(long, value_name = "ID")]
    by: Option<String>,
    /// How many came
    #[arg(long, value_name = "NUMBER")]
    present: Option<String>,
    /// A mentee among them, by case id or name; may be given again
    #[arg(long, value_name = "MENTEE")]
    mentee: Vec<String>,
    /// How long, in minutes
    #[arg(long, value_name = "NUMBER")]
    minutes: Option<String>,
    /// How it went
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    /// Take it from a file written like an entry of activities.yaml (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or the activity cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let folder = records::folder(call)?;
    let (school, texts) = records::school_and_texts(&folder, SchoolParts::All)?;
    let recorded_by = arguments.recorded.known(&school, call)?;
    let about = About::school(&school, call);
    let fields = fields(arguments, &folder);
    let filled = fill::<Activity>(&fields, arguments.from.as_deref(), &about, call)?;
    let mut activity = filled.entry;
    activity.id = activity.id.or_else(|| Some(recording::new_id(&texts, call)));
    activity.by = activity.by.or(recorded_by);
    let mut change = Change::default();
    change.record(ACTIVITIES_FILE, FieldPath::from("activities"), &activity);
    let day = spoken_date::echo(activity.date, call.today);
    let done = Done::new(format!("wrote down ‘{}’ ({}) on {day}", activity.what, activity.kind))
        .entry(activity.id.as_ref())
        .confirm(filled.was_asked);
    recording::write(&folder, &change, &[], &done, call)
}

fn fields<'f>(given: &Arguments, folder: &'f Folder) -> Vec<Field<'f>> {
    let kinds = choices("an activity", ActivityKind::ALL, ActivityKind::code, ActivityKind::label);
    let outcomes = choices("an outcome", Wellbeing::ALL, Wellbeing::code, Wellbeing::label);
    vec![
        Field::day("date", "--on")
            .given(&given.on)
            .asks("Day", "The day on which it was")
            .or_today(),
        Field::one_of("kind", "--kind", kinds)
            .given(&given.kind)
            .asks("What kind of activity?", "The nearest; other where none fits")
            .needed(),
        Field::line("what", "--what")
            .given(&given.what)
            .asks("What was it?", "In a few words; name no pupil")
            .needed(),
        Field::one_of("outcomes", "--outcome", outcomes)
            .several()
            .given(&given.outcome)
            .asks("Which outcomes does it serve?", "One or more"),
        Field::staff("by", "--by").given(&given.by),
        Field::whole("present", "--present")
            .given(&given.present)
            .asks("How many came?", "Everybody, mentees too"),
        Field::own("mentees", "--mentee", |typed, about| records::case(folder, typed, about))
            .several()
            .given(&given.mentee)
            .asks("A mentee among them", "Case id or name; an empty line ends the list"),
        Field::whole("minutes", "--minutes")
            .given(&given.minutes)
            .asks("How many minutes?", "As long as it really was"),
        Field::words("note", "--note").given(&given.note).asks("How did it go?", "Name no pupil"),
    ]
}
