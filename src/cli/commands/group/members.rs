//! `lm group join GROUP MENTEE` and `lm group leave GROUP MENTEE`.

use crate::cli::call::Call;
use crate::cli::commands::group_session::group;
use crate::cli::entry::About;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::record::group::Member;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;

/// A mentee joins a group
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm group join sunflowers \"Amira Khan\"
  lm group join sunflowers k7q2m --on monday")]
pub(super) struct Joining {
    /// The group: the name of its file below groups/, or what it is called
    group: String,
    /// The mentee: a case id or a name
    mentee: String,
    /// Their first day in it (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// A mentee leaves a group; what they did in it stays in the record
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm group leave sunflowers \"Amira Khan\"
  lm group leave sunflowers k7q2m --on friday")]
pub(super) struct Leaving {
    /// The group: the name of its file below groups/, or what it is called
    group: String,
    /// The mentee: a case id or a name
    mentee: String,
    /// Their last day in it (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs `lm group join`.
///
/// # Errors
///
/// When there is no such group or mentee, they are in it already, or it cannot be written.
pub(super) fn join(given: &Joining, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let group = group(&open.school, &given.group)?;
    let day = About::case(&open, call).day(given.on.as_deref())?;
    let is_in_it = |member: &&Member| {
        member.case == open.case.id && member.until.is_none_or(|until| day <= until)
    };
    if group.value.members.iter().any(|member| is_in_it(&member)) {
        let message = format!("{} is a member of {} already", open.case.name(), group.value.name);
        return Err(CommandError::refused(message));
    }
    let from = (day > group.value.starts).then_some(day);
    let member = Member { case: open.case.id.clone(), from, until: None };
    let mut change = Change::default();
    change.append(&group.file, FieldPath::from("members"), &member);
    let echo = spoken_date::echo(day.max(group.value.starts), call.today);
    let done = Done::new(format!("wrote down a new member of {} from {echo}", group.value.name))
        .next(format!("lm group-session {}", group.stem));
    open.write(change, done, call)
}

/// Runs `lm group leave`.
///
/// # Errors
///
/// When there is no such group, the mentee is not in it, or it cannot be written.
pub(super) fn leave(given: &Leaving, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let group = group(&open.school, &given.group)?;
    let day = About::case(&open, call).day(given.on.as_deref())?;
    let is_in_it = |member: &Member| member.case == open.case.id && member.until.is_none();
    let Some(at) = group.value.members.iter().rposition(is_in_it) else {
        let message = format!("{} is no member of {}", open.case.name(), group.value.name);
        return Err(CommandError::refused(message).hint(format!("members stand in {}", group.file)));
    };
    let first = group.value.members[at].from.unwrap_or(group.value.starts);
    if day < first {
        let message = format!("--on: {} only joined on {}", open.case.name(), first.with_weekday());
        return Err(CommandError::usage(message));
    }
    let mut change = Change::default();
    let field = FieldPath::from("members").item(at).key("until");
    change.set(&group.file, field, Value::plain(day));
    let echo = spoken_date::echo(day, call.today);
    open.write(
        change,
        Done::new(format!("wrote down the last day in {}, {echo}", group.value.name)),
        call,
    )
}
