//! `lm plan sessions MENTEE NUMBER`: how many sessions are planned, and why that changed.

use super::number_of;
use crate::cli::call::Call;
use crate::cli::entry::{About, Draft, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy, right_all_the_same};
use crate::domain::case::held_on_plan;
use crate::domain::record::RecordKind;
use crate::domain::record::plan::SessionsChanged;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Fewer sessions than were planned need a reason. The change stays in the plan, with its day.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm plan sessions \"Amira Khan\" 6 --because \"Exams: one lesson a week is all that can be missed\"
  lm plan sessions k7q2m 12 --because \"It helps, and two targets are open\" --by \"parent: Mrs Khan\"
  lm plan sessions k7q2m 6 --was 10 --because …      when it was changed in the file already")]
pub(super) struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// How many sessions are planned now, those that were held included
    number: Option<String>,
    /// Why; needed when there are fewer
    #[arg(long, value_name = "WORDS")]
    because: Option<String>,
    /// Who decided it: a short id, a role, or "role: name" (otherwise who writes it down)
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// The day it was decided (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// How many were planned before, where the number in the file was changed already
    #[arg(long, value_name = "NUMBER")]
    was: Option<String>,
    /// The plan, by its short name (otherwise the last)
    #[arg(long, value_name = "ID")]
    plan: Option<String>,
    /// Take it from a file written like an entry under `sessions_changed` (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// The first number of a plan that had none.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct First {
    to: u32,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no plan, the number is missing or the same, fewer have no reason, or it cannot be
/// written.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let plan = number_of(&open, given.plan.as_deref())?;
    let planned = open.case.plan.plans[plan].planned_sessions;
    let at = FieldPath::from("plans").item(plan);
    let (file, mut change) = (open.file(RecordKind::Plan), Change::default());
    if planned.is_none() && given.was.is_none() && given.from.is_none() {
        let (to, was_asked) = first(given, &open, call)?;
        right_all_the_same(&doubts(to, plan, &open, call), was_asked, call)?;
        change.set(&file, at.key("planned_sessions"), Value::plain(to));
        let done = Done::new(format!("wrote down that {} planned", are(to)));
        return open.write(change, done.next_step().confirm(was_asked), call);
    }
    let about = About::case(&open, call);
    let fields = fields(given, planned, call.may_ask(), &open);
    let filled = fill::<SessionsChanged>(&fields, given.from.as_deref(), &about, call)?;
    let entry = filled.entry;
    refuse_if_unsound(&entry, planned)?;
    right_all_the_same(&doubts(entry.to, plan, &open, call), filled.was_asked, call)?;
    change.set(&file, at.clone().key("planned_sessions"), Value::plain(entry.to));
    change.record(&file, at.key("sessions_changed"), &entry);
    let done =
        Done::new(format!("wrote down that {} planned, and not {}", are(entry.to), entry.from))
            .next_step()
            .confirm(filled.was_asked);
    open.write(change, done, call)
}

fn are(sessions: u32) -> String {
    if sessions == 1 { "1 session is".to_owned() } else { format!("{sessions} sessions are") }
}

/// A plan that had no number gets one: nothing is changed by that.
fn first(
    given: &Arguments,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<(u32, bool), CommandError> {
    if given.because.is_some() {
        return Err(CommandError::usage("--because: no number was planned before")
            .hint("leave the reason out, or say with --was how many were planned"));
    }
    let filled = fill::<First>(&[number(given)], None, &About::case(open, call), call)?;
    refuse_none(filled.entry.to)?;
    Ok((filled.entry.to, filled.was_asked))
}

fn number<'f>(given: &Arguments) -> Field<'f> {
    Field::whole("to", "NUMBER")
        .given(&given.number)
        .asks("How many sessions are planned now?", "In all, those that were held included")
        .needed()
}

fn fields<'f>(
    given: &Arguments,
    planned: Option<u32>,
    may_ask: bool,
    open: &OpenCase,
) -> Vec<Field<'f>> {
    let who = open.recorded_by.as_ref().map(ToString::to_string);
    let was = Field::whole("from", "--was").given(&given.was);
    // What stands there is what was planned; in a file, that may be said otherwise.
    let was = was.or(planned.map(|planned| planned.to_string())).needed();
    let why = |question, help| {
        Field::words("because", "--because").given(&given.because).asks(question, help)
    };
    vec![
        number(given),
        Field::day("date", "--on").given(&given.on).or_today(),
        was,
        why("Why are there fewer?", "It stays in the record: pupil and parents were promised more")
            .needed_if(may_ask)
            .when(move |draft| is_cut(draft, planned)),
        why("Why are there more?", "In a few words; empty if nobody needs to know")
            .when(move |draft| !is_cut(draft, planned)),
        Field::person("by", "--by")
            .given(&given.by)
            .asks("Who decided it?", "A short id, a role, or role: name")
            .or(who),
    ]
}

/// Whether what is known so far makes it fewer.
fn is_cut(draft: &Draft, planned: Option<u32>) -> bool {
    let number = |key: &str| draft.get(key).and_then(serde_json::Value::as_u64);
    let was = number("from").or(planned.map(u64::from));
    number("to").zip(was).is_some_and(|(to, was)| to < was)
}

fn refuse_if_unsound(entry: &SessionsChanged, planned: Option<u32>) -> Result<(), CommandError> {
    refuse_none(entry.to)?;
    if entry.to == entry.from {
        let error = CommandError::usage(format!("{} planned already", are(entry.to)));
        return Err(if planned == Some(entry.to) {
            error.hint("if the number was changed in the file: --was, with the number before")
        } else {
            error
        });
    }
    if entry.is_cut() && entry.reason().is_none() {
        return Err(CommandError::usage("not given: --because")
            .because(format!("{} sessions were planned, and now {}", entry.from, entry.to))
            .hint("say why there are fewer"));
    }
    Ok(())
}

fn refuse_none(sessions: u32) -> Result<(), CommandError> {
    if sessions > 0 {
        return Ok(());
    }
    Err(CommandError::usage("a plan without sessions is none")
        .hint("if the programme ends, write the ending down with lm exit"))
}

/// Fewer than were held cannot be planned any more.
fn doubts(to: u32, plan: usize, open: &OpenCase, call: &Call<'_, '_>) -> Vec<String> {
    let held = held_on_plan(&open.case, &open.case.plan.plans[plan], call.today);
    if held <= to {
        return Vec::new();
    }
    vec![format!("{held} sessions were held on this plan already")]
}
