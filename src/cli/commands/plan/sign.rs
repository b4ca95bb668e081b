//! `lm plan sign MENTEE` and `lm plan copied MENTEE`: days of a plan that is there.

use super::number_of;
use crate::cli::call::Call;
use crate::cli::entry::About;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::record::RecordKind;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;

/// Write down who agreed to the plan, and when
///
/// Without --pupil, --mentor or --approved-by, pupil and mentor both signed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm plan sign \"Amira Khan\"
  lm plan sign k7q2m --pupil --on 2026-11-20
  lm plan sign k7q2m --approved-by db")]
pub(super) struct Signing {
    /// The mentee: a case id or a name
    mentee: String,
    /// The plan, by its short name (otherwise the last)
    #[arg(long, value_name = "ID")]
    plan: Option<String>,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The pupil signed or agreed
    #[arg(long)]
    pupil: bool,
    /// The mentor signed
    #[arg(long)]
    mentor: bool,
    /// The short id of the supervisor who approved it
    #[arg(long, value_name = "ID")]
    approved_by: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Write down who was given a copy of the plan, and when
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm plan copied \"Amira Khan\" --to parents --to staff
  lm plan copied k7q2m --to parents --on 2026-11-20 --discussed")]
pub(super) struct Copying {
    /// The mentee: a case id or a name
    mentee: String,
    /// The plan, by its short name (otherwise the last)
    #[arg(long, value_name = "ID")]
    plan: Option<String>,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Who was given it: parents or staff; may be given again
    #[arg(long, value_enum, value_name = "WHO", required = true)]
    to: Vec<To>,
    /// It was talked over with a parent on that day too
    #[arg(long)]
    discussed: bool,
    #[command(flatten)]
    recorded: RecordedBy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum To {
    Parents,
    Staff,
}

/// Runs `lm plan sign`.
///
/// # Errors
///
/// When there is no plan, a word does not fit, or the plan cannot be written.
pub(super) fn sign(given: &Signing, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let plan = number_of(&open, given.plan.as_deref())?;
    let about = About::case(&open, call);
    let day = about.day(given.on.as_deref())?;
    let both = !given.pupil && !given.mentor && given.approved_by.is_none();
    let mut fields = Vec::new();
    if both || given.pupil {
        fields.push(("agreed_by_pupil", Value::plain(day)));
    }
    if both || given.mentor {
        fields.push(("agreed_by_mentor", Value::plain(day)));
    }
    if let Some(staff) = &given.approved_by {
        let staff = about.staff(staff, "--approved-by")?;
        let by = Value::Map(vec![("staff".to_owned(), Value::words(staff.as_str()))]);
        let approved =
            Value::Map(vec![("date".to_owned(), Value::plain(day)), ("by".to_owned(), by)]);
        fields.push(("approved", approved));
    }
    let echo = spoken_date::echo(day, call.today);
    let done = Done::new(format!("wrote down who agreed to the plan on {echo}"))
        .next(format!("lm plan copied {} --to parents", open.case.id));
    set_all(&open, plan, fields, done, call)
}

/// Runs `lm plan copied`.
///
/// # Errors
///
/// When there is no plan, a word does not fit, or the plan cannot be written.
pub(super) fn copied(given: &Copying, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let plan = number_of(&open, given.plan.as_deref())?;
    let day = About::case(&open, call).day(given.on.as_deref())?;
    let mut fields = Vec::new();
    if given.to.contains(&To::Parents) {
        fields.push(("copy_to_parents", Value::plain(day)));
    }
    if given.to.contains(&To::Staff) {
        fields.push(("copy_to_staff", Value::plain(day)));
    }
    if given.discussed {
        fields.push(("discussed_with_parents", Value::plain(day)));
    }
    let echo = spoken_date::echo(day, call.today);
    let done = Done::new(format!("wrote down the copies of the plan on {echo}"))
        .next(format!("lm show {}", open.case.id));
    set_all(&open, plan, fields, done, call)
}

fn set_all(
    open: &OpenCase,
    plan: usize,
    fields: Vec<(&str, Value)>,
    done: Done,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let mut change = Change::default();
    for (key, value) in fields {
        let field = FieldPath::from("plans").item(plan).key(key);
        change.set(&open.file(RecordKind::Plan), field, value);
    }
    open.write(change, done, call)
}
