//! `lm plan new MENTEE`.

use super::fewer;
use crate::cli::ask::Choices;
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, choices, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy, right_all_the_same};
use crate::cli::smart_target::barriers;
use crate::domain::choices::Mode;
use crate::domain::policy::Policy;
use crate::domain::record::RecordKind;
use crate::domain::record::plan::Plan;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::{Position, Value};
use crate::text::FieldPath;

/// Begin a new action plan; earlier ones stay in the record
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm plan new \"Amira Khan\"
  lm plan new k7q2m --review-on +6w --mode one-to-one --barrier motivation --focus \"Finishing\"
  lm plan new k7q2m --from plan-entry.yaml")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The day it starts (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The day it is to be reviewed
    #[arg(long, value_name = "DATE")]
    review_on: Option<String>,
    /// How long and how often: a band of the school's policy
    #[arg(long, value_name = "BAND")]
    band: Option<String>,
    /// How many sessions are planned
    #[arg(long, value_name = "NUMBER")]
    planned_sessions: Option<String>,
    /// Why these are fewer than were left of the plan before, if they are
    #[arg(long, value_name = "WORDS")]
    because: Option<String>,
    /// How: one-to-one, group or in-class; may be given again
    #[arg(long, value_name = "HOW")]
    mode: Vec<String>,
    /// The key worker's short id (otherwise the mentor who has the case)
    #[arg(long, value_name = "ID")]
    key_worker: Option<String>,
    /// What the plan is about
    #[arg(long, value_name = "WORDS")]
    focus: Option<String>,
    /// A barrier it works on, by the policy's codes; may be given again
    #[arg(long, value_name = "CODE")]
    barrier: Vec<String>,
    /// What is extra or different from what every pupil gets
    #[arg(long, value_name = "WORDS")]
    extra: Option<String>,
    /// A strategy; may be given again
    #[arg(long, value_name = "WORDS")]
    strategy: Vec<String>,
    /// Something that is needed for it; may be given again
    #[arg(long, value_name = "WORDS")]
    resource: Vec<String>,
    /// An adjustment that staff should know; may be given again
    #[arg(long, value_name = "WORDS")]
    adjustment: Vec<String>,
    /// A parent was there when it was made
    #[arg(long)]
    parent_present: bool,
    /// Take the plan from a file written like an entry of plan.yaml (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or the plan cannot be written.
pub(super) fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let about = About::case(&open, call);
    let fields = fields(arguments, &open, &about);
    let filled = fill::<Plan>(&fields, arguments.from.as_deref(), &about, call)?;
    let mut plan = filled.entry;
    right_all_the_same(&doubts(&plan, &open), filled.was_asked, call)?;
    fewer::say_why(&mut plan, arguments.because.as_ref(), &open, call)?;
    plan.id = plan.id.or_else(|| Some(open.new_id(call)));
    plan.recorded_by = plan.recorded_by.or_else(|| open.recorded_by.clone());
    let mut change = Change::default();
    let (file, list) = (open.file(RecordKind::Plan), FieldPath::from("plans"));
    change.insert(&file, list, Position::ByDay("starts"), Value::of(&plan));
    let day = spoken_date::echo(plan.starts, call.today);
    let done = Done::new(format!("wrote down a plan that starts on {day}"))
        .next(format!("lm plan add-target {}", open.case.id))
        .entry(plan.id.as_ref())
        .leaves_open(&["too-few-targets"])
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

/// A plan takes the place of the one before: what is still open there would go out of sight.
fn doubts(plan: &Plan, open: &OpenCase) -> Vec<String> {
    let before = open.case.plan_in_force(plan.starts);
    let ended =
        |before: &Plan| open.case.reviews.exits.iter().any(|exit| exit.date >= before.starts);
    let Some(before) = before.filter(|before| !ended(before)) else { return Vec::new() };
    let mut doubts = Vec::new();
    let day = before.starts.with_weekday();
    if before.starts == plan.starts {
        doubts.push(format!("a plan that starts on {day} is written down already"));
    }
    let left: Vec<&str> =
        open.case.open_targets(plan.starts).map(|target| target.id.as_str()).collect();
    if !left.is_empty() {
        doubts.push(format!(
            "the plan of {day} has open targets ({}); a new plan leaves them behind, and lm review \
             takes them along",
            left.join(", ")
        ));
    }
    doubts
}

fn fields<'f>(given: &Arguments, open: &'f OpenCase, about: &About<'f>) -> Vec<Field<'f>> {
    let policy = open.school.policies.in_force(about.today);
    let modes = choices("a way to work", Mode::ALL, Mode::code, Mode::label);
    let bands = bands(policy);
    let barriers = barriers(policy, about);
    let (has_bands, has_barriers) = (!bands.is_empty(), !barriers.is_empty());
    vec![
        Field::day("starts", "--on")
            .given(&given.on)
            .asks("Day on which the plan starts", "The first day on which it holds")
            .or_today(),
        Field::day("review_on", "--review-on").given(&given.review_on).asks(
            "When is it to be reviewed?",
            "For example +6w; left empty, it follows from the policy",
        ),
        Field::one_of("band", "--band", bands)
            .given(&given.band)
            .asks(
                "How long and how often?",
                "The bands of the school's policy: lm policy explain bands",
            )
            .when(move |_| has_bands),
        Field::whole("planned_sessions", "--planned-sessions")
            .given(&given.planned_sessions)
            .asks("How many sessions are planned?", "Roughly is good enough"),
        Field::one_of("mode", "--mode", modes)
            .several()
            .given(&given.mode)
            .asks("How will you work with the pupil?", "One or more"),
        Field::staff("key_worker", "--key-worker").given(&given.key_worker).or(open
            .case
            .mentoring(about.today)
            .own
            .map(ToString::to_string)),
        Field::words("focus", "--focus")
            .given(&given.focus)
            .asks("What is the plan about?", "In a few words"),
        Field::one_of("barriers", "--barrier", barriers)
            .several()
            .given(&given.barrier)
            .asks("Which barriers does it work on?", "One or two are enough")
            .when(move |_| has_barriers),
        Field::words("extra_or_different", "--extra")
            .given(&given.extra)
            .asks("What is extra or different?", "Beyond what every pupil gets"),
        Field::line("strategies", "--strategy")
            .several()
            .given(&given.strategy)
            .asks("A strategy", "Something you will do; an empty line ends the list"),
        Field::line("resources", "--resource")
            .several()
            .given(&given.resource)
            .asks("Something that is needed for it", "A room, a book, time; an empty line ends it"),
        Field::line("adjustments", "--adjustment")
            .several()
            .given(&given.adjustment)
            .asks("An adjustment that staff should know", "For example a time-out card"),
        Field::yes_no("parent_present", "--parent-present")
            .given_if(given.parent_present)
            .asks("Was a parent there when it was made?", "Yes or no; empty if you do not know"),
    ]
}

fn bands(policy: Option<&Policy>) -> Choices {
    let bands = policy.into_iter().flat_map(|policy| &policy.bands);
    Choices::new(
        "a band of the policy",
        bands.map(|band| (band.id.to_string(), band.label.clone())),
    )
}
