//! `lm target met`, `partly`, `not-met`, `drop`, `measure`, `add-measure`, `add-step` and `step-done`.

mod counted;
mod steps;

use crate::cli::ask::{self, Choices, Question, Said};
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::record::RecordKind;
use crate::domain::record::plan::{Measure, Reading, Target, TargetOutcome, TargetResult};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::store::nearest;
use crate::text::FieldPath;
use clap::Subcommand;

/// Write down how a target ended, or where its measure stands
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The target was met
    Met(Ending),
    /// The target was partly met
    Partly(Ending),
    /// The target was not met
    NotMet(Ending),
    /// The target was dropped
    Drop(Ending),
    /// Write down where the measure of a target stands
    Measure(Measuring),
    /// Say what is counted for a target that has nothing to count yet
    AddMeasure(counted::Counting),
    /// Add a small step towards a target
    AddStep(steps::Adding),
    /// A small step was done
    StepDone(steps::Doing),
}

/// How a target ended.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm target met \"Amira Khan\"
  lm target met k7q2m t1 --evidence \"Eight finished pieces in the atlas\"
  lm target partly k7q2m t1 --from outcome.yaml")]
struct Ending {
    /// The mentee: a case id or a name
    mentee: String,
    /// The target, by its short name
    target: Option<String>,
    /// What shows it; of a target that is dropped, why
    #[arg(long, value_name = "WORDS", visible_alias = "because")]
    evidence: Option<String>,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The short id of whoever judged it (otherwise whoever writes it down)
    #[arg(long, value_name = "ID")]
    by: Option<String>,
    /// Take it from a file written like an outcome in plan.yaml (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Where a measure stands.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm target measure k7q2m t1 5 --source \"incident book\"
  lm target measure \"Amira Khan\"")]
struct Measuring {
    /// The mentee: a case id or a name
    mentee: String,
    /// The target, by its short name
    target: Option<String>,
    /// The number
    #[arg(allow_negative_numbers = true)]
    value: Option<String>,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Where the number comes from
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
    /// Take it from a file written like an entry under readings (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no such target, a word does not fit, or the plan cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    match &arguments.what {
        What::Met(ending) => end(ending, TargetResult::Met, call),
        What::Partly(ending) => end(ending, TargetResult::Partly, call),
        What::NotMet(ending) => end(ending, TargetResult::NotMet, call),
        What::Drop(ending) => end(ending, TargetResult::Dropped, call),
        What::Measure(measuring) => measure(measuring, call),
        What::AddMeasure(given) => counted::add(given, call),
        What::AddStep(given) => steps::add(given, call),
        What::StepDone(given) => steps::done(given, call),
    }
}

fn end(
    given: &Ending,
    result: TargetResult,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let from = given.from.as_deref();
    let is_open = |target: &Target| target.outcome.is_none();
    let (path, target) = chosen(&open, given.target.as_ref(), from, &[], is_open, call)?;
    if let Some(ended) = &target.outcome {
        let (how, day) = (ended.result, ended.date.with_weekday());
        return Err(CommandError::refused(format!("target {} ended on {day}: {how}", target.id))
            .hint(format!("correct it in {}", open.file(RecordKind::Plan))));
    }
    let by = given.by.clone().or_else(|| open.recorded_by.as_ref().map(ToString::to_string));
    let flag = if result == TargetResult::Dropped { "--because" } else { "--evidence" };
    let evidence = Field::words("evidence", flag);
    let evidence = if result == TargetResult::Dropped {
        evidence
            .asks("Why is it dropped?", "In a sentence; without a reason it counts as not met")
            .needed()
    } else {
        evidence
            .asks("What shows it?", "What anybody could look at: work, figures, what somebody saw")
    };
    let fields = [
        Field::id("result", "").or(Some(result.code())),
        Field::day("date", "--on")
            .given(&given.on)
            .asks("On which day?", "The day on which it was judged")
            .or_today(),
        evidence.given(&given.evidence),
        Field::staff("by.staff", "--by").given(&given.by).or(by),
    ];
    let filled = fill::<TargetOutcome>(&fields, from, &About::case(&open, call), call)?;
    let outcome = filled.entry;
    if outcome.result != result {
        let message = format!("the file says that target {} was {}", target.id, outcome.result);
        return Err(CommandError::usage(message).hint("which of the two is right?"));
    }
    let mut change = Change::default();
    change.set(&open.file(RecordKind::Plan), path.key("outcome"), Value::of(&outcome));
    let day = spoken_date::echo(outcome.date, call.today);
    let done = Done::new(format!("wrote down that target {} was {result} on {day}", target.id))
        .next_step()
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

fn measure(given: &Measuring, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let from = given.from.as_deref();
    let is_counted = |target: &Target| target.measure.is_some() && target.outcome.is_none();
    let also = if given.value.is_none() && from.is_none() { &["VALUE"][..] } else { &[] };
    let (path, target) = chosen(&open, given.target.as_ref(), from, also, is_counted, call)?;
    let Some(measure) = &target.measure else {
        return Err(CommandError::usage(format!("nothing is counted for target {}", target.id))
            .hint(format!("say what: lm target add-measure {} {}", open.case.id, target.id)));
    };
    if call.may_ask() && given.value.is_none() && from.is_none() {
        ask::talk(call, &format!("  {}: {}\n", measure.what, so_far(measure)));
    }
    let fields = [
        Field::number("value", "VALUE")
            .given(&given.value)
            .asks("Where does it stand?", "The number itself, as it was counted")
            .needed(),
        Field::day("date", "--on")
            .given(&given.on)
            .asks("On which day?", "The day that was counted, or the last of those days")
            .or_today(),
        Field::line("source", "--source")
            .given(&given.source)
            .asks("Where does the number come from?", "For example the incident book"),
    ];
    let filled = fill::<Reading>(&fields, from, &About::case(&open, call), call)?;
    let reading = filled.entry;
    let mut change = Change::default();
    let list = path.key("measure").key("readings");
    change.record(&open.file(RecordKind::Plan), list, &reading);
    let day = spoken_date::echo(reading.date, call.today);
    let value = reading.value;
    let done = Done::new(format!("wrote down {value} for target {} on {day}", target.id))
        .next_step()
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

/// `8 at the start, 6 when last counted, to get to 4`.
fn so_far(measure: &Measure) -> String {
    let start = measure.baseline.map(|number| format!("{number} at the start"));
    let last = measure.readings.last().map(|last| format!("{} when last counted", last.value));
    let goal = Some(format!("to get to {}", measure.target));
    [start, last, goal].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Refuses what is only for targets that are open.
///
/// # Errors
///
/// When the target has ended.
fn is_over(target: &Target, open: &OpenCase) -> Result<(), CommandError> {
    let Some(ended) = &target.outcome else { return Ok(()) };
    let (how, day) = (ended.result, ended.date.with_weekday());
    Err(CommandError::refused(format!("target {} ended on {day}: {how}", target.id))
        .hint(format!("add a new one with: lm plan add-target {}", open.case.id)))
}

/// The target that is named, else the one that is chosen out of those that fit; `also` is what else
/// is not given.
fn chosen<'o>(
    open: &'o OpenCase,
    named: Option<&String>,
    from: Option<&str>,
    also: &[&str],
    fits: impl Fn(&Target) -> bool,
    call: &mut Call<'_, '_>,
) -> Result<(FieldPath, &'o Target), CommandError> {
    if let Some(named) = named {
        return find(open, named);
    }
    let plan = open.case.plan.plans.last();
    let fitting = || plan.into_iter().flat_map(|plan| &plan.targets).filter(|target| fits(target));
    let choices = Choices::new(
        "a target of the plan",
        fitting()
            .map(|target| (target.id.to_string(), format!("{}: {}", target.id, target.target))),
    );
    if choices.is_empty() {
        return Err(CommandError::usage("no target of the plan is open for this")
            .hint(format!("add one with: lm plan add-target {}", open.case.id)));
    }
    if call.may_ask() && from != Some("-") {
        let question = Question::needed("Which target?", "The open targets of the plan");
        return match choices.ask_one(call, &question)? {
            Said::This(Some(code)) => find(open, &code),
            _ => Err(CommandError::refused("nothing was written")),
        };
    }
    let ids: Vec<&str> = fitting().map(|target| target.id.as_str()).collect();
    Err(CommandError::usage(format!("not given: {}", [&["TARGET"], also].concat().join(", ")))
        .hint(format!("the open targets are called {}", ids.join(", "))))
}

/// The target of this short name, of the last plan that has it.
fn find<'o>(open: &'o OpenCase, named: &str) -> Result<(FieldPath, &'o Target), CommandError> {
    let plans = open.case.plan.plans.iter().enumerate().rev();
    let mut targets = plans.flat_map(|(plan, whole)| {
        let targets = whole.targets.iter().enumerate();
        targets.map(move |(at, target)| {
            (FieldPath::from("plans").item(plan).key("targets").item(at), target)
        })
    });
    let found = targets.clone().find(|(_, target)| target.id.as_str() == named);
    found.ok_or_else(|| {
        let ids: Vec<&str> = targets.by_ref().map(|(_, target)| target.id.as_str()).collect();
        let error = CommandError::usage(format!("no target has the short name `{named}`"));
        let near = nearest::did_you_mean(named, &ids);
        error.hint(near.unwrap_or_else(|| match &ids[..] {
            [] => format!("add one with: lm plan add-target {}", open.case.id),
            ids => format!("the targets are called {}", ids.join(", ")),
        }))
    })
}
