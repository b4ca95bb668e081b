//! `lm target met`, `partly`, `not-met`, `drop` and `measure`.

use crate::cli::ask::{self, Question, Said, words};
use crate::cli::call::Call;
use crate::cli::entry::{About, Field};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::record::Person;
use crate::domain::record::RecordKind;
use crate::domain::record::plan::{Reading, Target, TargetOutcome, TargetResult};
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
}

/// How a target ended.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  lm target met k7q2m t1 --evidence \"Eight finished pieces in the atlas\"")]
struct Ending {
    /// The mentee: a case id or a name
    mentee: String,
    /// The target, by its short name
    target: String,
    /// What shows it
    #[arg(long, value_name = "WORDS")]
    evidence: Option<String>,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The short id of whoever judged it (otherwise whoever writes it down)
    #[arg(long, value_name = "ID")]
    by: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Where a measure stands.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  lm target measure k7q2m t1 5 --source \"incident book\"")]
struct Measuring {
    /// The mentee: a case id or a name
    mentee: String,
    /// The target, by its short name
    target: String,
    /// The number
    #[arg(allow_hyphen_values = true)]
    value: String,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Where the number comes from
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
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
    }
}

fn end(
    given: &Ending,
    result: TargetResult,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let (path, target) = find(&open, &given.target)?;
    if let Some(ended) = &target.outcome {
        let (how, day) = (ended.result, ended.date.with_weekday());
        return Err(CommandError::refused(format!("target {} ended on {day}: {how}", target.id))
            .hint(format!("correct it in {}", open.file(RecordKind::Plan))));
    }
    let about = About::case(&open, call);
    let date = about.day(given.on.as_deref())?;
    let by = match &given.by {
        Some(staff) => Some(about.staff(staff, "--by")?),
        None => open.recorded_by.clone(),
    };
    let evidence = match &given.evidence {
        Some(typed) => Some(words::any_lines(typed).map_err(|no| no.of_flag("--evidence"))?),
        None if call.may_ask() => {
            let help = "What anybody could look at: work, figures, what somebody saw";
            let question = Question::optional("What shows it?", help);
            match ask::ask(call, &question, words::any_lines)? {
                Said::This(evidence) => evidence,
                Said::Back => None,
            }
        }
        None => None,
    };
    let by = by.map(|staff| Person { staff: Some(staff), ..Person::default() });
    let outcome = TargetOutcome { result, date, evidence, by };
    let mut change = Change::default();
    change.set(&open.file(RecordKind::Plan), path.key("outcome"), Value::of(&outcome));
    let day = spoken_date::echo(date, call.today);
    let done = Done::new(format!("wrote down that target {} was {result} on {day}", target.id))
        .next(format!("lm show {}", open.case.id));
    open.write(change, done, call)
}

fn measure(given: &Measuring, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let (path, target) = find(&open, &given.target)?;
    let about = About::case(&open, call);
    let value = Field::number("value", "VALUE").read(&given.value, &about);
    let value = value.map_err(|refusal| refusal.of_flag("VALUE"))?.as_f64().unwrap_or_default();
    if target.measure.is_none() {
        return Err(CommandError::usage(format!("nothing is counted for target {}", target.id))
            .hint(format!("add `measure` to the target in {}", open.file(RecordKind::Plan))));
    }
    let source = given.source.as_deref().map(words::one_line).transpose();
    let source = source.map_err(|refusal| refusal.of_flag("--source"))?;
    let date = about.day(given.on.as_deref())?;
    let mut change = Change::default();
    let list = path.key("measure").key("readings");
    change.record(&open.file(RecordKind::Plan), list, &Reading { date, value, source });
    let day = spoken_date::echo(date, call.today);
    let done = Done::new(format!("wrote down {value} for target {} on {day}", target.id))
        .next(format!("lm show {}", open.case.id));
    open.write(change, done, call)
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
