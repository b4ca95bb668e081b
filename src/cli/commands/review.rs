//! `lm review`.

mod criteria;
mod fields;
mod new_plan;
mod next_day;
mod postpone;
mod targets;

use crate::cli::ask;
use crate::cli::call::Call;
use crate::cli::ending::{has_come, running};
use crate::cli::entry::{About, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::date::Date;
use crate::domain::policy::{Need, Policy};
use crate::domain::record::RecordKind;
use crate::domain::record::reviews::{Review, ReviewDecision};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::{Position, Value};
use crate::text::FieldPath;
use targets::Ended;

/// Write down a review: who took part, each target, the decision, the next day
///
/// The next day is proposed from the policy's weeks. A target that is met gets its outcome in the
/// plan; going on with new targets closes the plan and carries what is open into a new one, with its
/// history. With --postpone-to, the review is put off instead: within the policy's bounds, and never
/// when it is overdue.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm review Amira
  lm review Amira --present pupil --present jo --progress \"t1=good-progress: four days out of five\" \\
      --no-other-criterion --decision continue-same-targets --decided-by jo --parents-told today
  lm review Amira --progress \"t1=met: the register\" --decision continue-new-targets \\
      --new-target \"I ask for help before I give up;I put my card out;+6w;times a week: 1 -> 4\"
  lm review Amira --postpone-to \"3 December 2026\" --because parents-asked")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// The day on which it was held (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Who led it: a short id, a role, or "role: name"
    #[arg(long, value_name = "WHO")]
    led_by: Option<String>,
    /// Who was there; may be given again
    #[arg(long, value_name = "WHO")]
    present: Vec<String>,
    /// Who sent their views without being there; may be given again
    #[arg(long, value_name = "WHO")]
    contributed: Vec<String>,
    /// Who was asked and chose not to give views; may be given again
    #[arg(long, value_name = "WHO")]
    declined: Vec<String>,
    /// How a target stands, for example "t1=good-progress: four days out of five"; may be given again
    #[arg(long, value_name = "TARGET=HOW")]
    progress: Vec<String>,
    /// How a target ended, for example "t2=dropped: no longer a worry"; may be given again
    #[arg(long, value_name = "TARGET=HOW")]
    outcome: Vec<String>,
    /// Whether an exit criterion is met, for example "no-longer-needs-help=no"; may be given again
    #[arg(long, value_name = "CODE=YES")]
    criterion: Vec<String>,
    /// Every other exit criterion was considered and is not met
    #[arg(long)]
    no_other_criterion: bool,
    /// What is still needed, and how
    #[arg(long, value_name = "WORDS")]
    still_needed: Option<String>,
    /// How the pupil has improved, in the pupil's own words
    #[arg(long, value_name = "WORDS")]
    pupil_says: Option<String>,
    /// What the teacher says
    #[arg(long, value_name = "WORDS")]
    teacher_says: Option<String>,
    /// What the parents say
    #[arg(long, value_name = "WORDS")]
    parents_say: Option<String>,
    /// The decision: continue-same-targets, continue-new-targets, reduced-monitoring, exit, refer-on
    #[arg(long, value_name = "CODE")]
    decision: Option<String>,
    /// Who decided; may be given again
    #[arg(long, value_name = "WHO")]
    decided_by: Vec<String>,
    /// Why
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// The next review (otherwise the last day on which it is on time)
    #[arg(long, value_name = "DATE")]
    next: Option<String>,
    /// The day on which the parents were told
    #[arg(long, value_name = "DATE")]
    parents_told: Option<String>,
    /// A new target: words, how the pupil will know, by when, what is counted from where to where;
    /// the first is enough; may be given again
    #[arg(long, value_name = "WORDS;KNOW;DATE;COUNT")]
    new_target: Vec<String>,
    /// An open target that goes into the new plan (otherwise all of them); may be given again
    #[arg(long, value_name = "TARGET")]
    keep: Vec<String>,
    /// Something that will be done in another way from now on; may be given again; it makes a new plan,
    /// with the same targets too
    #[arg(long, value_name = "WORDS")]
    new_strategy: Vec<String>,
    /// How many sessions the new plan has (otherwise those that are left of the plan before)
    #[arg(long, value_name = "NUMBER")]
    planned_sessions: Option<String>,
    /// The new plan from a file written like one in plan.yaml (- is standard input)
    #[arg(long, value_name = "FILE", conflicts_with = "new_target")]
    plan: Option<String>,
    /// Pupil and mentor agreed to the new plan at the review
    #[arg(long)]
    agreed: bool,
    /// Put the review off to this day instead
    #[arg(long, value_name = "DATE", conflicts_with = "from")]
    postpone_to: Option<String>,
    /// Why it is put off: pupil-absent, staff-absent, parents-asked, school-event, school-closed,
    /// awaiting-evidence
    #[arg(long, value_name = "REASON", requires = "postpone_to")]
    because: Option<String>,
    /// Who agreed to put it off (the short id)
    #[arg(long, value_name = "ID", requires = "postpone_to")]
    agreed_by: Option<String>,
    /// Take the review from a file written like one under reviews (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When the pupil is not on the programme, an answer is missing or not sound, or the review may not
/// be put off.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    running(&open, call)?;
    match &arguments.postpone_to {
        Some(to) => postpone::run(to, arguments, &open, call),
        None => hold(arguments, &open, call),
    }
}

fn hold(
    arguments: &Arguments,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let day = spoken("--on", arguments.on.as_ref(), open, call)?.unwrap_or(call.today);
    has_come("--on", day, call.today)?;
    let Some(policy) = open.school.policies.in_force(day) else {
        return Err(CommandError::cannot("the school has no policy"));
    };
    let may_ask = call.may_ask() && arguments.from.as_deref() != Some("-");
    let asks = may_ask && arguments.from.is_none();
    let (mut progress, mut criteria) = (arguments.progress.clone(), arguments.criterion.clone());
    if asks {
        targets::ask_progress(open, day, &mut progress, call)?;
        if !arguments.no_other_criterion {
            criteria::ask(open, day, &progress, &mut criteria, call)?;
        }
    }
    if arguments.no_other_criterion {
        criteria::add_others(policy, day, &mut criteria);
    }
    let fields = fields::all(arguments, open, day, &progress, &criteria);
    let from = arguments.from.as_deref();
    let filled = fill::<Review>(&fields, from, &About::case(open, call), call)?;
    let mut review = filled.entry;
    has_come("--on", review.date, call.today)?;
    if review.id.is_none() {
        review.id = Some(open.new_id(call));
    }
    let ended = targets::ended(arguments, &review, open)?;
    let mut plan = new_plan::of(arguments, &review, &ended, open, asks, call)?;
    next_day::set(&mut review, plan.as_mut(), arguments, open, may_ask, call)?;
    if let Some(plan) = &plan {
        new_plan::say_what_is_open(plan, call);
        new_plan::say_sessions(plan, open, call);
    }
    let mut change = Change::default();
    let file = open.file(RecordKind::Plan);
    for Ended { plan, target, outcome } in
        ended.iter().chain(plan.iter().flat_map(|new| &new.carried))
    {
        let path = FieldPath::from("plans").item(*plan).key("targets").item(*target);
        change.set(&file, path.key("outcome"), Value::of(outcome));
    }
    if let Some(new) = &plan {
        let plans = FieldPath::from("plans");
        change.insert(&file, plans, Position::ByDay("starts"), Value::of(&new.plan));
    }
    change.record(&open.file(RecordKind::Reviews), FieldPath::from("reviews"), &review);
    let done = done(&review, policy, plan.is_some(), open).confirm(asks || filled.was_asked);
    open.write(change, done, call)
}

fn spoken(
    flag: &str,
    written: Option<&String>,
    open: &OpenCase,
    call: &Call<'_, '_>,
) -> Result<Option<Date>, CommandError> {
    let read = |text: &String| {
        spoken_date::parse(text, call.today, open.order())
            .map_err(|refusal| ask::Refusal::from(refusal).of_flag(flag))
    };
    written.map(read).transpose()
}

/// What was done, and what comes next.
fn done(review: &Review, policy: &Policy, has_plan: bool, open: &OpenCase) -> Done {
    let id = &open.case.id;
    let mut done = Done::new(format!("wrote down the review of {}", review.date.with_weekday()))
        .entry(review.id.as_ref());
    match review.decision {
        Some(ReviewDecision::Exit) => {
            done = done.next(format!("lm exit-check {id}")).next(format!("lm exit {id}"));
        }
        Some(ReviewDecision::ReferOn) => {
            done = done.next(format!("lm refer-on {id}")).next(format!("lm exit {id}"));
        }
        Some(ReviewDecision::ContinueNewTargets) if !has_plan => {
            done = done.next(format!("lm plan new {id}, when the new targets are agreed"));
        }
        _ if has_plan => {
            done =
                done.next(format!("lm plan copied {id} --to parents, when they have the new plan"));
        }
        _ => {}
    }
    let letter = review.decision.and_then(|decision| policy.review.letters.get(&decision));
    // Of an ending they are told with the ending itself.
    let is_to_tell = review.parents_told.is_none()
        && policy.review.tell_parents == Need::Required
        && review.decision != Some(ReviewDecision::Exit);
    match letter {
        Some(letter) => done = done.next(format!("lm letter {letter} {id}")),
        None if is_to_tell => {
            done = done.next(format!("lm contact {id} --purpose review-outcome"));
        }
        None => {}
    }
    done
}
