//! `lm plan add-target MENTEE`.

use super::new::{barriers, coded};
use super::number_of;
use crate::check;
use crate::cli::ask::{Refusal, words};
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::domain::record::plan::Target;
use crate::store::change::Change;
use crate::text::FieldPath;
use serde_json::{Value as Json, json};

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
    say_what_is_open(&target, call);
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

/// Which letters of SMART the target leaves open, and how to mend each.
fn say_what_is_open(target: &Target, call: &mut Call<'_, '_>) {
    let open = check::open_letters(target);
    if open.is_empty() {
        return call
            .say("SMART: the target is specific, measurable, achievable, realistic and timed");
    }
    let letters: Vec<String> = open.iter().map(|(letter, _)| letter.to_string()).collect();
    call.say(&format!(
        "SMART: open {} {}",
        if open.len() == 1 { "is" } else { "are" },
        letters.join(", ")
    ));
    for (letter, mend) in open {
        call.say(&format!("  {letter}: {mend}"));
    }
}

fn fields<'f>(given: &Arguments, open: &'f OpenCase, about: &About<'f>) -> Vec<Field<'f>> {
    let policy = open.school.policies.in_force(about.today);
    let objectives = policy.map(|policy| &*policy.plan.objectives);
    let objectives = coded("an objective of the policy", objectives, about);
    let barriers = barriers(policy, about);
    let (has_objectives, has_barriers) = (!objectives.is_empty(), !barriers.is_empty());
    vec![
        Field::words("target", "--target")
            .given(&given.target)
            .asks("The target", "In the pupil's words: what we would see, where and how often")
            .remark(|words| check::smart_remark(words.as_str()?))
            .for_pupil()
            .needed(),
        Field::id("id", "--id").given(&given.id).or(Some(next_id(open))).needed(),
        Field::one_of("objective", "--objective", objectives)
            .given(&given.objective)
            .asks("Which objective does it serve?", "The objectives of the school's policy")
            .when(move |_| has_objectives),
        Field::one_of("barrier", "--barrier", barriers)
            .given(&given.barrier)
            .asks("Which barrier does it work on?", "It may differ from the reason for referral")
            .when(move |_| has_barriers),
        Field::own("steps", "--step", |typed, _| Ok(json!({ "step": words::one_line(typed)? })))
            .several()
            .given(&given.step)
            .for_pupil()
            .asks("A small step", "In order, small enough to succeed; an empty line ends the list"),
        Field::line("helpers", "--helper")
            .several()
            .given(&given.helper)
            .asks("Who will help?", "One a line; an empty line ends the list"),
        Field::own("measure", "--measure", measure)
            .given(&given.measure)
            .asks("What is counted?", "With where it stands now and the goal: pages a week;1;4"),
        Field::words("success", "--success")
            .given(&given.success)
            .for_pupil()
            .asks("How will the pupil know that it is done?", "Something they can see themselves"),
        Field::day("by", "--by")
            .given(&given.by)
            .asks("By when?", "A day within the plan, for example +6w"),
    ]
}

/// `pages a week;1;4`; without a number for now, `pages a week;4`.
fn measure(typed: &str, about: &About<'_>) -> Result<Json, Refusal> {
    let parts: Vec<&str> = typed.split(';').map(str::trim).collect();
    let number = |text: &str| Field::number("", "").read(text, about);
    match parts[..] {
        [what, goal] => Ok(json!({ "what": words::one_line(what)?, "target": number(goal)? })),
        [what, now, goal] => Ok(json!({
            "what": words::one_line(what)?, "baseline": number(now)?, "target": number(goal)?,
        })),
        _ => Err(Refusal::new(
            format!("‹{}› does not say what is counted and what the goal is", typed.trim()),
            "write what is counted, where it stands and the goal: pages a week;1;4",
        )),
    }
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
