//! `lm plan add-target MENTEE`.

use super::number_of;
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::cli::smart_target::{self, Given, Written};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::domain::record::plan::Target;
use crate::store::change::Change;
use crate::text::FieldPath;

/// Add a target to the plan in force, with help to make it SMART
///
/// "Improve behaviour" is a wish; "lunchtime incidents from 8 to 4 a week by half-term" is a target.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm plan add-target \"Amira Khan\"
  lm plan add-target k7q2m --target \"I finish one page a week\" --by 2026-12-18 \\
      --step \"Draw first\" --helper \"Mr Hall\" --measure \"finished pages;0;6\"")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The plan, by its short name (otherwise the last)
    #[arg(long, value_name = "ID")]
    plan: Option<String>,
    /// The target, in the pupil's words
    #[arg(long, value_name = "WORDS")]
    target: Option<String>,
    /// A short name for it (otherwise the next of t1, t2 …)
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// What it serves: an objective of the policy
    #[arg(long, value_name = "CODE")]
    objective: Option<String>,
    /// The barrier it works on
    #[arg(long, value_name = "CODE")]
    barrier: Option<String>,
    /// A small step, in order; may be given again
    #[arg(long, value_name = "WORDS")]
    step: Vec<String>,
    /// Who will help; may be given again
    #[arg(long, value_name = "WHO")]
    helper: Vec<String>,
    /// How the pupil will know that it is done
    #[arg(long, value_name = "WORDS")]
    success: Option<String>,
    /// What is counted, where it stands now and where it should get to
    #[arg(long, value_name = "WHAT;NOW;GOAL")]
    measure: Option<String>,
    /// By when
    #[arg(long, value_name = "DATE")]
    by: Option<String>,
    /// Take the target from a file written like an entry under targets (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no plan, an answer is missing or not sound, or the target cannot be written.
pub(super) fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let plan = number_of(&open, arguments.plan.as_deref())?;
    let about = About::case(&open, call);
    let fields = fields(arguments, &open, &about);
    let filled = fill::<Target>(&fields, arguments.from.as_deref(), &about, call)?;
    let target = filled.entry;
    smart_target::say_what_is_open(&target, Written::ByFlags, call);
    let mut change = Change::default();
    let list = FieldPath::from("plans").item(plan).key("targets");
    change.append(&open.file(RecordKind::Plan), list, &target);
    let done = Done::new(format!("wrote down target {}", target.id))
        .next(format!("lm plan sign {}", open.case.id))
        .entry(Some(&target.id))
        .leaves_open(&["too-few-targets"])
        .said_already(&["target-not-specific", "target-not-measurable", "target-not-timed"])
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

fn fields<'f>(given: &Arguments, open: &'f OpenCase, about: &About<'f>) -> Vec<Field<'f>> {
    let details = Given {
        objective: given.objective.as_ref(),
        barrier: given.barrier.as_ref(),
        steps: &given.step,
        helpers: &given.helper,
        measure: given.measure.as_ref(),
        success: given.success.as_ref(),
    };
    let mut fields = vec![
        smart_target::words_of("--target", "The target").given(&given.target).needed(),
        Field::id("id", "--id").given(&given.id).or(Some(next_id(open))).needed(),
    ];
    fields.extend(smart_target::details(details, open, about));
    fields.push(smart_target::day_of().given(&given.by));
    fields
}

/// The next of t1, t2 … that no plan of the case has.
fn next_id(open: &OpenCase) -> String {
    let taken: Vec<&Id> = open
        .case
        .plan
        .plans
        .iter()
        .flat_map(|plan| plan.targets.iter().map(|target| &target.id))
        .collect();
    let mut number = 1;
    while taken.iter().any(|id| id.as_str() == format!("t{number}")) {
        number += 1;
    }
    format!("t{number}")
}
