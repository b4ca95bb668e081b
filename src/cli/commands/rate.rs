//! `lm rate`.

mod awaited;
mod from_file;
mod item_by_item;

use crate::cli::ask::{self, words};
use crate::cli::call::Call;
use crate::cli::completed_form::{CompletedForm, Completeness, Flags, last_steps, read_percent};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::questionnaires;
use crate::cli::recording::OpenCase;
use crate::domain::id::Id;
use crate::domain::instrument::entry::{EntryRefusal, read_answer, read_marks};
use crate::domain::instrument::{Instrument, ScaleKind};
use crate::store::nearest;
pub(super) use from_file::read as answers_from_file;

/// Write down a completed questionnaire
///
/// At a terminal it asks item by item. From paper it is quicker to type the marks as they stand
/// there, in printed order: blanks, commas and strokes only part them. - is an item left empty, 4/8
/// a pair of marks, x a tick and . none. Section totals are echoed to be compared with the paper.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm rate \"Amira Khan\" staff-rating --by class-teacher --marks \"33232 411223 113 222333 4411 2323 1123\"
  lm rate k7q2m self-esteem --scribe rw --marks \"4/8 2/9 5/8 6/6 7/9 3/7 4/8 5/8 8/9 5/7 4/8 6/9 3/7\"
  lm rate k7q2m exit-parent --from answers.csv --on 12/3/2027
  lm rate k7q2m child-evaluation --declined

lm instrument list names the questionnaires; lm guide ratings says more.")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// The questionnaire: its id, or its title; without it, those that the case waits for
    instrument: Option<String>,
    /// The marks in printed order; items answered in words are passed over
    #[arg(long, value_name = "MARKS", conflicts_with_all = ["from", "declined"], allow_hyphen_values = true)]
    marks: Option<String>,
    /// A file with the answers by item: YAML, JSON, or CSV with item,mark (- is standard input)
    #[arg(long, value_name = "FILE", conflicts_with = "declined")]
    from: Option<String>,
    /// An answer in words, for example "say=I liked it"; may be given again
    #[arg(long, value_name = "ITEM=WORDS", conflicts_with = "declined")]
    words: Vec<String>,
    /// Attendance in per cent, where the form asks for it
    #[arg(long, value_name = "PERCENT")]
    attendance: Option<String>,
    /// The person was asked and chose not to answer
    #[arg(long)]
    declined: bool,
    /// Go on although more items are empty than a total can bear
    #[arg(long)]
    allow_missing: bool,
    /// Who and when
    #[command(flatten)]
    flags: Flags,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or does not fit the questionnaire, or the file cannot be written;
/// nothing is written then.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.flags.recorded, call)?;
    // From standard input come the answers then.
    let may_ask = call.may_ask() && arguments.from.as_deref() != Some("-");
    let instrument = match &arguments.instrument {
        Some(named) => questionnaires::named(&open.school.instruments, named)?,
        None => awaited::chosen(&open, may_ask, call)?,
    };
    let mut form = CompletedForm::of_flags(&open, instrument, &arguments.flags, call)?;
    form.declined = arguments.declined;
    form.attendance = attendance(arguments, instrument)?;
    let mut whole = Completeness { allow_missing: arguments.allow_missing, named: None };
    if let Some(marks) = &arguments.marks {
        form.marks = read_marks(instrument, marks).map_err(|refusals| refused(&refusals))?;
    }
    if let Some(from) = &arguments.from {
        let file = from_file::read(from, instrument, call)?;
        form.marks = file.marks;
        form.comment = form.comment.or(file.comment);
        form.attendance = form.attendance.or(file.attendance_percent);
        whole.named = Some(file.named);
    }
    for typed in &arguments.words {
        let (item, words) = in_words(instrument, typed)?;
        form.marks.insert(item, words);
    }
    ask_for_the_rest(arguments, may_ask, &mut form, call)?;
    form.write(&whole, call)
}

/// Asks what no flag says, where somebody is there to be asked.
fn ask_for_the_rest(
    given: &Arguments,
    may_ask: bool,
    form: &mut CompletedForm<'_>,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    let has_marks = given.marks.is_some() || given.from.is_some() || given.declined;
    let is_sheet = form.instrument.intervals().is_some();
    let nothing = !may_ask && given.words.is_empty();
    if !has_marks && (nothing || is_sheet) {
        return Err(no_marks(form.instrument));
    }
    form.settle(may_ask, call)?;
    if !may_ask || has_marks {
        return Ok(());
    }
    let mut steps = item_by_item::steps(form.instrument);
    steps.extend(last_steps());
    ask::fill_in_all(&steps, form, call)
}

fn no_marks(instrument: &Instrument) -> CommandError {
    if instrument.intervals().is_some() {
        return CommandError::usage("there are no marks to write down").hint(format!(
            "an observation is written down row by row: lm observe MENTEE --sheet {}",
            instrument.id
        ));
    }
    CommandError::usage("not given: --marks or --from")
        .hint("give one of them, or run lm rate at a terminal, where it asks")
}

/// Wrong marks, as the end of the command; the first is the error and the others follow.
pub(super) fn refused(refusals: &[EntryRefusal]) -> CommandError {
    let quoted = |text: &str| text.replace('‹', "‘").replace('›', "’");
    let (first, others) = refusals.split_first().expect("there is a refusal");
    let error = CommandError::usage(quoted(&first.message));
    let error = others.iter().fold(error, |error, one| error.because(quoted(&one.message)));
    let mut helps: Vec<&str> = refusals.iter().map(|one| &*one.help).collect();
    helps.dedup();
    let error = helps.iter().take(3).fold(error, |error, help| error.hint(quoted(help)));
    error.hint(NOTHING)
}

/// What follows every refusal of marks.
const NOTHING: &str = "nothing was written";

fn attendance(given: &Arguments, instrument: &Instrument) -> Result<Option<f64>, CommandError> {
    let Some(typed) = &given.attendance else { return Ok(None) };
    if !instrument.asks_attendance {
        return Err(CommandError::usage(format!(
            "`{}` does not ask for attendance",
            instrument.id
        ))
        .hint("leave --attendance out"));
    }
    read_percent(typed).map(Some).map_err(|refusal| refusal.of_flag("--attendance"))
}

/// An item and its answer, from `say=I liked it`.
fn in_words(
    instrument: &Instrument,
    typed: &str,
) -> Result<(Id, crate::domain::record::ratings::Answer), CommandError> {
    let (item, said) = typed.split_once('=').unwrap_or((typed, ""));
    let line = instrument.lines().into_iter().find(|line| line.item.id == *item.trim());
    let Some(line) = line else {
        let error =
            CommandError::usage(format!("`{}` has no item `{}`", instrument.id, item.trim()));
        let near = nearest::did_you_mean(item, &instrument.item_ids());
        return Err(error.hint(near.unwrap_or_else(|| {
            format!("`lm instrument show {}` lists its items", instrument.id)
        })));
    };
    let flag = format!("--words {}", line.item.id);
    let said = words::any_lines(said).map_err(|refusal| refusal.of_flag(&flag))?;
    if line.scale.kind != ScaleKind::Text {
        return Err(CommandError::usage(format!("{} is not answered in words", line.name())).hint(
            format!("the answer is {}: give it with --marks or --from", line.scale.answers()),
        ));
    }
    match read_answer(line.scale, &said) {
        Ok(Some(answer)) => Ok((line.item.id.clone(), answer)),
        Ok(None) => Err(CommandError::usage(format!("{flag}: there is nothing written here"))),
        Err(refusal) => Err(refused(&[refusal.of(&line)])),
    }
}
