//! `lm target add-measure MENTEE`: what is counted for a target that has nothing to count yet.

use super::{chosen, is_over};
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::cli::smart_target::counted;
use crate::domain::record::RecordKind;
use crate::domain::record::plan::{Measure, Target};
use crate::store::change::Change;
use crate::store::edit::Value;

/// Say what is counted for a target that has nothing to count yet
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm target add-measure k7q2m t1 \"finished pages a week\" --now 1 --goal 4
  lm target add-measure k7q2m t1 \"finished pages a week;1;4\"
  lm target add-measure \"Amira Khan\"")]
pub(super) struct Counting {
    /// The mentee: a case id or a name
    mentee: String,
    /// The target, by its short name
    target: Option<String>,
    /// What is counted; where it stands now and the goal may follow, each behind a ;
    what: Option<String>,
    /// Where it stands now
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    now: Option<String>,
    /// Where it should get to
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    goal: Option<String>,
    /// Take it from a file written like a measure in plan.yaml (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no such target, it is counted already, an answer is missing, or it cannot be
/// written.
pub(super) fn add(given: &Counting, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let from = given.from.as_deref();
    let also = if given.what.is_none() && from.is_none() { &["WHAT", "--goal"][..] } else { &[] };
    let fits = |target: &Target| target.outcome.is_none() && target.measure.is_none();
    let (path, target) = chosen(&open, given.target.as_ref(), from, also, fits, call)?;
    is_over(target, &open)?;
    if let Some(measure) = &target.measure {
        let message = format!("target {} is counted already: {}", target.id, measure.what);
        let hint = format!("where it stands: lm target measure {} {}", open.case.id, target.id);
        return Err(CommandError::refused(message).hint(hint));
    }
    let given = Given::of(given);
    let fields = [
        Field::line("what", "WHAT")
            .given(&given.what)
            .asks("What is counted?", "Something anybody could count: finished pages a week")
            .needed(),
        Field::number("baseline", "--now")
            .given(&given.now)
            .asks("Where does it stand now?", "A number; leave it empty if nobody has counted yet"),
        Field::number("target", "--goal")
            .given(&given.goal)
            .asks("Where should it get to?", "A number that the pupil can reach in this plan")
            .needed(),
    ];
    let filled = fill::<Measure>(&fields, from, &About::case(&open, call), call)?;
    let mut change = Change::default();
    change.set(&open.file(RecordKind::Plan), path.key("measure"), Value::of(&filled.entry));
    let what = &filled.entry.what;
    let done = Done::new(format!("wrote down what is counted for target {}: {what}", target.id))
        .next(format!("lm target measure {} {}", open.case.id, target.id))
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

/// What was given, taken apart where it was written in one piece.
struct Given {
    what: Option<String>,
    now: Option<String>,
    goal: Option<String>,
}

impl Given {
    fn of(typed: &Counting) -> Self {
        let (now, goal) = (typed.now.clone(), typed.goal.clone());
        let whole = typed.what.as_ref().and_then(|what| counted(what).ok());
        match whole {
            Some(measure) => Self {
                what: Some(measure.what),
                now: now.or_else(|| measure.baseline.map(|number| number.to_string())),
                goal: goal.or_else(|| Some(measure.target.to_string())),
            },
            None => Self { what: typed.what.clone(), now, goal },
        }
    }
}
