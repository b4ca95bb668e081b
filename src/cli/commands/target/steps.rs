//! `lm target add-step MENTEE` and `lm target step-done MENTEE`.

use super::{chosen, is_over};
use crate::cli::ask::{Choices, Question, Said};
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::date::Date;
use crate::domain::person::folded;
use crate::domain::record::RecordKind;
use crate::domain::record::plan::{Step, Target};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Add a small step towards a target
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm target add-step k7q2m t1 \"Say the first sentence aloud\"
  lm target add-step \"Amira Khan\"")]
pub(super) struct Adding {
    /// The mentee: a case id or a name
    mentee: String,
    /// The target, by its short name
    target: Option<String>,
    /// What to do, in the pupil's words
    step: Option<String>,
    /// Take it from a file written like an entry under steps (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// A small step was done
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm target step-done k7q2m t1
  lm target step-done k7q2m t1 \"first sentence\" --on yesterday")]
pub(super) struct Doing {
    /// The mentee: a case id or a name
    mentee: String,
    /// The target, by its short name
    target: Option<String>,
    /// Words of the step, when more than one is open
    step: Option<String>,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Take it from a file with the keys step and done, as under steps (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Which step was done, and when.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct DoneStep {
    step: Option<String>,
    done: Option<Date>,
}

/// Runs `lm target add-step`.
///
/// # Errors
///
/// When there is no such target, the step is missing, or it cannot be written.
pub(super) fn add(given: &Adding, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let from = given.from.as_deref();
    let also = if given.step.is_none() && from.is_none() { &["STEP"][..] } else { &[] };
    let is_open = |target: &Target| target.outcome.is_none();
    let (path, target) = chosen(&open, given.target.as_ref(), from, also, is_open, call)?;
    is_over(target, &open)?;
    let fields = [Field::line("step", "STEP")
        .given(&given.step)
        .for_pupil()
        .asks("The small step", "In the pupil's words, small enough to succeed")
        .needed()];
    let filled = fill::<Step>(&fields, from, &About::case(&open, call), call)?;
    let mut change = Change::default();
    change.append(&open.file(RecordKind::Plan), path.key("steps"), &filled.entry);
    let done = Done::new(format!("wrote down the step ‘{}’ of {}", filled.entry.step, target.id))
        .next(format!("lm target step-done {} {}", open.case.id, target.id))
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

/// Runs `lm target step-done`.
///
/// # Errors
///
/// When there is no such target or step, or it cannot be written.
pub(super) fn done(given: &Doing, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let from = given.from.as_deref();
    let has_open = |target: &Target| target.steps.iter().any(|step| step.done.is_none());
    let (path, target) = chosen(&open, given.target.as_ref(), from, &[], has_open, call)?;
    let fields = [
        Field::line("step", "STEP").given(&given.step),
        Field::day("done", "--on").given(&given.on).or_today(),
    ];
    let said = fill::<DoneStep>(&fields, from, &About::case(&open, call), call)?.entry;
    let on = said.done.unwrap_or(call.today);
    let at = open_step(target, said.step.as_deref(), from, call)?;
    let mut change = Change::default();
    let field: FieldPath = path.key("steps").item(at).key("done");
    change.set(&open.file(RecordKind::Plan), field, Value::plain(on));
    let (step, day) = (&target.steps[at].step, spoken_date::echo(on, call.today));
    let done = Done::new(format!("wrote down that the step ‘{step}’ was done on {day}"));
    open.write(change, done.next_step(), call)
}

/// The open step with these words, else the one that is chosen.
fn open_step(
    target: &Target,
    words: Option<&str>,
    from: Option<&str>,
    call: &mut Call<'_, '_>,
) -> Result<usize, CommandError> {
    let wanted = words.map(folded);
    let steps = target.steps.iter().enumerate().filter(|(_, step)| step.done.is_none());
    let fitting: Vec<(usize, &str)> = steps
        .map(|(at, step)| (at, &*step.step))
        .filter(|(_, step)| wanted.as_ref().is_none_or(|words| folded(step).contains(words)))
        .collect();
    match fitting[..] {
        [] => {
            let message = format!("target {} has no such open step", target.id);
            Err(CommandError::usage(message).hint("add one with: lm target add-step"))
        }
        [(at, _)] => Ok(at),
        _ if call.may_ask() && from != Some("-") => {
            let numbered = fitting.iter().map(|(at, step)| (at.to_string(), *step));
            let choices = Choices::new("a step", numbered);
            let question = Question::needed("Which step was done?", "Those that are still open");
            match choices.ask_one(call, &question)? {
                Said::This(Some(code)) => {
                    code.parse().map_err(|_| CommandError::refused("nothing was written"))
                }
                _ => Err(CommandError::refused("nothing was written")),
            }
        }
        _ => {
            let words: Vec<&str> = fitting.iter().map(|(_, step)| *step).collect();
            Err(CommandError::usage("not given: STEP, and more than one step is open")
                .hint(format!("say which, by some of its words: {}", words.join("; "))))
        }
    }
}
