//! `lm track attendance`, `exclusion`, `incident` and `attainment`.

use crate::cli::call::Call;
use crate::cli::entry::{About, Field, choices, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::date::Date;
use crate::domain::record::RecordKind;
use crate::domain::record::tracking::{
    Attainment, AttendancePeriod, Exclusion, ExclusionKind, Incident,
};
use crate::store::change::Change;
use crate::store::edit::{Position, Value};
use crate::text::FieldPath;
use clap::Subcommand;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Write down figures: attendance, exclusions, incidents, attainment
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Attendance in a period; a school day has two sessions
    Attendance(Attendance),
    /// A suspension or exclusion
    Exclusion(Excluded),
    /// A behaviour incident, or how many there were in a week
    Incident(Happened),
    /// A result or prediction
    Attainment(Attained),
}

/// What every kind of figure has.
#[derive(Debug, clap::Args)]
struct Whose {
    /// The mentee: a case id or a name
    mentee: String,
    /// Take it from a file written like an entry of tracking.yaml (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Attendance in a period.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  lm track attendance k7q2m --first-day 2026-09-07 --last-day 2026-10-23 --possible 70 --missed 9")]
struct Attendance {
    #[command(flatten)]
    whose: Whose,
    /// The first day of the period
    #[arg(long, value_name = "DATE")]
    first_day: Option<String>,
    /// The last day of the period
    #[arg(long, value_name = "DATE")]
    last_day: Option<String>,
    /// Sessions that were possible
    #[arg(long, value_name = "NUMBER")]
    possible: Option<String>,
    /// Sessions missed, with leave or without
    #[arg(long, value_name = "NUMBER")]
    missed: Option<String>,
    /// Of those, without leave
    #[arg(long, value_name = "NUMBER")]
    unauthorised: Option<String>,
    /// Times late
    #[arg(long, value_name = "NUMBER")]
    late: Option<String>,
    /// Where the figures come from
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
}

/// A suspension or exclusion.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  lm track exclusion k7q2m --kind suspension --on 2026-11-09 --days 1.5")]
struct Excluded {
    #[command(flatten)]
    whose: Whose,
    /// The first day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Which: suspension, permanent or internal
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// How many school days; halves are allowed
    #[arg(long, value_name = "NUMBER")]
    days: Option<String>,
}

/// A behaviour incident.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  lm track incident k7q2m --on monday --place lunchtime --count 3")]
struct Happened {
    #[command(flatten)]
    whose: Whose,
    /// The day, or the Monday of the week counted (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// How many
    #[arg(long, value_name = "NUMBER")]
    count: Option<String>,
    /// Where or when: lunchtime, corridor, maths …
    #[arg(long, value_name = "WORDS")]
    place: Option<String>,
    /// What, briefly
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
}

/// A result or prediction.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  lm track attainment k7q2m --subject english --value 3b --expected 4c")]
struct Attained {
    #[command(flatten)]
    whose: Whose,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Subject or test: english, maths, cats …
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<String>,
    /// The result, as the school writes it
    #[arg(long, value_name = "RESULT")]
    value: Option<String>,
    /// What was expected
    #[arg(long, value_name = "RESULT")]
    expected: Option<String>,
    /// Whether it is at or above what was expected: yes or no
    #[arg(long, value_name = "YES-OR-NO")]
    on_track: Option<String>,
    /// What kind of assessment it was
    #[arg(long, value_name = "WORDS")]
    assessment: Option<String>,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or the figures cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    match &arguments.what {
        What::Attendance(given) => write::<AttendancePeriod>(
            &given.whose,
            ["attendance", "from"],
            &attendance(given),
            call,
        ),
        What::Exclusion(given) => {
            write::<Exclusion>(&given.whose, ["exclusions", "date"], &exclusion(given), call)
        }
        What::Incident(given) => {
            write::<Incident>(&given.whose, ["incidents", "date"], &incident(given), call)
        }
        What::Attainment(given) => {
            write::<Attainment>(&given.whose, ["attainment", "date"], &attainment(given), call)
        }
    }
}

/// An entry of a list of `tracking.yaml`, in the order of the days in one of its fields.
fn write<T: Serialize + DeserializeOwned + JsonSchema>(
    whose: &Whose,
    [list, day]: [&'static str; 2],
    fields: &[Field<'_>],
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&whose.mentee, &whose.recorded, call)?;
    let about = About::case(&open, call);
    let filled = fill::<T>(fields, whose.from.as_deref(), &about, call)?;
    let mut change = Change::default();
    let entry = Value::of(&filled.entry);
    let file = open.file(RecordKind::Tracking);
    change.insert(&file, FieldPath::from(list), Position::ByDay(day), entry.clone());
    let (first, until) = (day_of(&entry, day), day_of(&entry, "to"));
    let days = match until {
        Some(until) => format!("from {} to {}", in_full(first), until.long()),
        None => format!("of {}", in_full(first)),
    };
    let what = match list {
        "attendance" => "attendance",
        "exclusions" => "exclusion",
        "incidents" => "incidents",
        _ => "result",
    };
    let done =
        Done::new(format!("wrote down the {what} {days}")).next_step().confirm(filled.was_asked);
    open.write(change, done, call)
}

/// A day of an entry.
fn day_of(entry: &Value, key: &str) -> Option<Date> {
    entry.get(key)?.text()?.parse().ok()
}

fn in_full(day: Option<Date>) -> String {
    day.map_or_else(String::new, Date::long)
}

fn attendance<'f>(given: &Attendance) -> [Field<'f>; 7] {
    [
        Field::day("from", "--first-day")
            .given(&given.first_day)
            .asks("First day of the period", "The first day that is counted")
            .needed(),
        Field::day("to", "--last-day")
            .given(&given.last_day)
            .asks("Last day of the period", "The last day that is counted")
            .needed(),
        Field::whole("possible", "--possible")
            .given(&given.possible)
            .asks("How many sessions were possible?", "A school day has two")
            .needed(),
        Field::whole("missed", "--missed")
            .given(&given.missed)
            .asks("How many were missed?", "With leave or without")
            .needed(),
        Field::whole("unauthorised", "--unauthorised")
            .given(&given.unauthorised)
            .asks("How many of those without leave?", "As the register has it"),
        Field::whole("late", "--late")
            .given(&given.late)
            .asks("How often late?", "As the register has it"),
        Field::line("source", "--source").given(&given.source),
    ]
}

fn exclusion<'f>(given: &Excluded) -> [Field<'f>; 3] {
    let kinds = choices("a kind", ExclusionKind::ALL, ExclusionKind::code, ExclusionKind::label);
    [
        Field::day("date", "--on")
            .given(&given.on)
            .asks("First day", "The first day of it")
            .or_today(),
        Field::one_of("kind", "--kind", kinds)
            .given(&given.kind)
            .asks("Which kind?", "As the school recorded it")
            .needed(),
        Field::number("days", "--days")
            .given(&given.days)
            .asks("How many school days?", "Halves are allowed, for example 1.5"),
    ]
}

fn incident<'f>(given: &Happened) -> [Field<'f>; 4] {
    [
        Field::day("date", "--on")
            .given(&given.on)
            .asks("Day", "The day, or the Monday of the week counted")
            .or_today(),
        Field::whole("count", "--count").given(&given.count).asks("How many?", "Nothing means one"),
        Field::line("place", "--place")
            .given(&given.place)
            .asks("Where or when?", "Lunchtime, corridor …"),
        Field::words("note", "--note")
            .given(&given.note)
            .asks("What, briefly?", "What was seen, not what it means"),
    ]
}

fn attainment<'f>(given: &Attained) -> [Field<'f>; 6] {
    [
        Field::day("date", "--on").given(&given.on).asks("Day", "The day of the result").or_today(),
        Field::id("subject", "--subject")
            .given(&given.subject)
            .asks("Subject or test", "One word in small letters: english, maths, cats")
            .needed(),
        Field::line("value", "--value")
            .given(&given.value)
            .asks("The result", "As the school writes it")
            .needed(),
        Field::line("expected", "--expected")
            .given(&given.expected)
            .asks("What was expected?", "As the school writes it"),
        Field::yes_no("on_track", "--on-track").given(&given.on_track),
        Field::line("assessment", "--assessment").given(&given.assessment),
    ]
}
