//! `lm observe`.

use super::rate::{answers_from_file, refused};
use crate::cli::ask::{self, Question, Refusal, Step, words};
use crate::cli::call::Call;
use crate::cli::completed_form::{CompletedForm, Completeness, Flags, last_steps};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::questionnaires;
use crate::cli::recording::OpenCase;
use crate::domain::date::Time;
use crate::domain::instrument::Instrument;
use crate::domain::instrument::entry::{Marks, most_ticked, read_row, read_rows};

/// Write down an observation, a row of counts for each interval
///
/// A row is typed in the order of the sheet's columns: digits with nothing between, or numbers with
/// blanks between. Totals of the columns are echoed; those with most ticks suggest the targets.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm observe \"Amira Khan\" --by rw --at 09:50 --lesson Maths --row 11102000000 --row 01113000010 \\
      --row 11111000000 --row 10104110000 --row 11102000000 --row 11101000000
  lm observe k7q2m --sheet playground-observation --by rw

At a terminal the rows that are not given are asked. lm instrument show classroom-observation
names the columns.")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// The sheet
    #[arg(long, value_name = "ID", default_value = "classroom-observation")]
    sheet: String,
    /// When it began, for example 09:50
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The lesson, or the place
    #[arg(long, value_name = "WORDS")]
    lesson: Option<String>,
    /// The counts of one interval, in the order of the columns; one for each interval
    #[arg(long, value_name = "COUNTS")]
    row: Vec<String>,
    /// A file with the counts by column: YAML or JSON (- is standard input)
    #[arg(long, value_name = "FILE", conflicts_with = "row")]
    from: Option<String>,
    /// Who and when
    #[command(flatten)]
    flags: Flags,
}

/// Runs the command.
///
/// # Errors
///
/// When a row is missing or does not fit the sheet, or the file cannot be written; nothing is
/// written then.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.flags.recorded, call)?;
    let instrument = questionnaires::named(&open.school.instruments, &arguments.sheet)?;
    let Some(intervals) = instrument.intervals() else {
        return Err(CommandError::usage(format!("`{}` is no observation sheet", instrument.id))
            .hint(format!("write it down with lm rate MENTEE {}", instrument.id)));
    };
    let mut form = CompletedForm::of_flags(&open, instrument, &arguments.flags, call)?;
    if let Some(at) = &arguments.at {
        form.time = Some(time(at).map_err(|refusal| refusal.of_flag("--at"))?);
    }
    let lesson = arguments.lesson.as_deref().map(words::one_line).transpose();
    form.lesson = lesson.map_err(|refusal| refusal.of_flag("--lesson"))?;
    if let Some(from) = &arguments.from {
        return counted(from, form, call);
    }
    form.rows.clone_from(&arguments.row);
    let may_ask = call.may_ask();
    if !may_ask && form.rows.is_empty() {
        return Err(CommandError::usage("not given: --row or --from")
            .hint(format!("give a row of counts for each of the {intervals} intervals")));
    }
    if !may_ask {
        form.marks = read_rows(instrument, &form.rows).map_err(|refusals| refused(&refusals))?;
    }
    form.settle(may_ask, call)?;
    if may_ask {
        let mut steps = when_and_where();
        steps.extend(rows(instrument, intervals, arguments.row.len()));
        steps.extend(last_steps());
        ask::fill_in_all(&steps, &mut form, call)?;
    }
    form.marks = read_rows(instrument, &form.rows).map_err(|refusals| refused(&refusals))?;
    form.remarks.extend(suggestion(instrument, &form.marks));
    form.write(&Completeness::default(), call)
}

/// The counts of a whole sheet from a file.
fn counted(
    from: &str,
    mut form: CompletedForm<'_>,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let file = answers_from_file(from, form.instrument, call)?;
    form.marks = file.marks;
    form.comment = form.comment.or(file.comment);
    // Standard input holds the counts then.
    form.settle(call.may_ask() && from != "-", call)?;
    form.remarks.extend(suggestion(form.instrument, &form.marks));
    form.write(&Completeness { allow_missing: false, named: Some(file.named) }, call)
}

/// A time of day, with or without a zero in front: `9:50`.
fn time(typed: &str) -> Result<Time, Refusal> {
    let typed = typed.trim();
    let padded = if typed.len() == 4 { format!("0{typed}") } else { typed.to_owned() };
    padded.replace('.', ":").parse().map_err(|_| {
        Refusal::new(format!("‹{typed}› is no time of day"), "write for example 09:50 or 14:05")
    })
}

fn when_and_where<'f, 'c>() -> Vec<Step<'f, CompletedForm<'c>>> {
    vec![
        Step::new(|form: &mut CompletedForm<'c>, call| {
            let question = Question::optional("When it began", "For example 09:50");
            Ok(ask::ask(call, &question, time)?.map(|time| form.time = time))
        })
        .unless_known(|form: &CompletedForm<'_>| form.time.is_some()),
        Step::new(|form: &mut CompletedForm<'c>, call| {
            let question = Question::optional("The lesson, or the place", "For example Maths");
            Ok(ask::ask(call, &question, words::one_line)?.map(|words| form.lesson = words))
        })
        .unless_known(|form: &CompletedForm<'_>| form.lesson.is_some()),
    ]
}

/// A question for each row that is not given.
fn rows<'f>(
    instrument: &'f Instrument,
    intervals: usize,
    given: usize,
) -> Vec<Step<'f, CompletedForm<'f>>> {
    let row = move |at: usize| {
        Step::new(move |form: &mut CompletedForm<'f>, call: &mut Call<'_, '_>| {
            if at == given {
                ask::talk(call, &format!("The columns: {}\n", columns(instrument)));
            }
            let text = format!("Interval {}", at + 1);
            let help =
                "A count for each column, in their order: 11102000000, or with blanks between";
            let question = Question::needed(&text, help);
            let said = ask::ask_needed(call, &question, |typed| {
                read_row(instrument, typed)
                    .map(|_| typed.to_owned())
                    .map_err(|refusal| Refusal::new(refusal.message, refusal.help))
            })?;
            Ok(said.map(|row| {
                form.rows.truncate(at);
                form.rows.push(row);
            }))
        })
    };
    (given..intervals).map(row).collect()
}

fn columns(instrument: &Instrument) -> String {
    let lines = instrument.lines();
    lines
        .iter()
        .map(|line| format!("{} {}", line.number, line.item.text))
        .collect::<Vec<_>>()
        .join(", ")
}

/// `most ticks: distracted 9, out of seat 4; these suggest the targets`.
fn suggestion(instrument: &Instrument, marks: &Marks) -> Option<String> {
    let columns = most_ticked(instrument, marks);
    let named: Vec<String> =
        columns.iter().map(|(line, ticks)| format!("{} {ticks}", line.item.text)).collect();
    (!named.is_empty())
        .then(|| format!("most ticks: {}; these suggest the targets", named.join(", ")))
}
