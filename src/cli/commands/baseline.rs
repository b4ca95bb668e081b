//! `lm baseline MENTEE`.

use crate::cli::ask::{Refusal, words};
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy, add_to_part};
use crate::domain::record::referral::Baseline;
use serde_json::{Map, Value as Json};

/// Write down the figures at the start: attendance, attainment, incidents
///
/// What is in the record already stays, unless a flag says otherwise. Later figures belong to
/// lm track.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm baseline \"Amira Khan\"
  lm baseline k7q2m --attendance 93.5 --attainment english=3b --attainment maths=4c
  lm baseline k7q2m --on 2026-09-14 --exclusions 1 --incidents 6")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The day to which the figures belong (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Attendance in per cent
    #[arg(long, value_name = "PERCENT")]
    attendance: Option<String>,
    /// A result by subject or test, for example english=3b; may be given again
    #[arg(long, value_name = "SUBJECT=RESULT")]
    attainment: Vec<String>,
    /// Exclusions in the year before
    #[arg(long, value_name = "NUMBER")]
    exclusions: Option<String>,
    /// Behaviour incidents in the half-term before
    #[arg(long, value_name = "NUMBER")]
    incidents: Option<String>,
    /// Take the figures from a file written like the part under baseline (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is not sound, or the figures cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let about = About::case(&open, call);
    let filled = fill::<Baseline>(&fields(arguments), arguments.from.as_deref(), &about, call)?;
    let mut figures = filled.entry;
    if figures.attendance_percent.is_none()
        && figures.attainment.is_empty()
        && figures.exclusions.is_none()
        && figures.incidents.is_none()
    {
        return Err(CommandError::usage("not given: --attendance or --attainment")
            .hint("give at least one figure, for example --attendance 93"));
    }
    figures.recorded_by = figures.recorded_by.or_else(|| open.recorded_by.clone());
    let is_there = open.case.referral.as_ref().is_some_and(|file| file.baseline.is_some());
    let change = add_to_part(&open, "baseline", is_there, &figures)?;
    let done =
        Done::new("wrote down the figures at the start").next_step().confirm(filled.was_asked);
    open.write(change, done, call)
}

fn fields(given: &Arguments) -> Vec<Field<'static>> {
    let results = (!given.attainment.is_empty()).then(|| given.attainment.join(", "));
    vec![
        Field::day("date", "--on")
            .given(&given.on)
            .asks("To which day do the figures belong?", "The day on which they were taken")
            .or_today(),
        Field::own("attendance_percent", "--attendance", percent)
            .given(&given.attendance)
            .asks("Attendance in per cent", "Of the sessions that were possible"),
        Field::own("attainment", "--attainment", |typed, _| by_subject(typed))
            .given(&results)
            .asks("Results", "Subject or test, = and the result: english=3b, maths=4c"),
        Field::whole("exclusions", "--exclusions")
            .given(&given.exclusions)
            .asks("How many exclusions in the year before?", "0 for none"),
        Field::whole("incidents", "--incidents")
            .given(&given.incidents)
            .asks("How many incidents in the half-term before?", "0 for none"),
    ]
}

fn percent(typed: &str, about: &About<'_>) -> Result<Json, Refusal> {
    let number = Field::number("attendance_percent", "--attendance")
        .read(typed.trim().trim_end_matches('%'), about)?;
    if number.as_f64().is_some_and(|number| (0.0..=100.0).contains(&number)) {
        return Ok(number);
    }
    Err(Refusal::new(format!("‹{}› is no percentage", typed.trim()), "write a number up to 100"))
}

/// `english=3b, maths=4c`.
pub(super) fn by_subject(typed: &str) -> Result<Json, Refusal> {
    let mut results = Map::new();
    for written in typed.split(',').map(str::trim).filter(|written| !written.is_empty()) {
        let Some((subject, result)) = written.split_once('=') else {
            return Err(Refusal::new(
                format!("‹{written}› has no ="),
                "write the subject, = and the result, for example english=3b",
            ));
        };
        let subject = words::short_id(&subject.trim().to_lowercase().replace(' ', "-"))?;
        results.insert(subject.to_string(), words::one_line(result)?.into());
    }
    Ok(Json::Object(results))
}
