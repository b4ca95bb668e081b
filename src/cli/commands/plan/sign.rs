//! `lm plan sign MENTEE` and `lm plan copied MENTEE`: days of a plan that is there.

use super::number_of;
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill, staff_here};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::date::Date;
use crate::domain::policy::Need;
use crate::domain::record::plan::Plan;
use crate::domain::record::{RecordKind, Signed};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Write down who agreed to the plan, and when
///
/// At a terminal it asks. Otherwise, without --pupil, --mentor or --approved-by, pupil and mentor
/// both signed; a day that is there already stays.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm plan sign \"Amira Khan\"
  lm plan sign k7q2m --pupil --on 2026-11-20
  lm plan sign k7q2m --pupil=monday --mentor=tuesday
  lm plan sign k7q2m --approved-by db")]
pub(super) struct Signing {
    /// The mentee: a case id or a name
    mentee: String,
    /// The plan, by its short name (otherwise the last)
    #[arg(long, value_name = "ID")]
    plan: Option<String>,
    /// The day of everything that has no day of its own (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The pupil signed or agreed
    #[arg(long, value_name = "DATE", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "")]
    pupil: Option<String>,
    /// The mentor signed
    #[arg(long, value_name = "DATE", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "")]
    mentor: Option<String>,
    /// The short id of the supervisor who approved it
    #[arg(long, value_name = "ID")]
    approved_by: Option<String>,
    /// Take it from a file with the keys `agreed_by_pupil`, `agreed_by_mentor` and approved, as in
    /// plan.yaml (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Write down who was given a copy of the plan, and when
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm plan copied \"Amira Khan\"
  lm plan copied k7q2m --to parents --to staff
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
    #[arg(long, value_enum, value_name = "WHO")]
    to: Vec<To>,
    /// It was talked over with a parent on that day too
    #[arg(long)]
    discussed: bool,
    /// Take it from a file with the keys `copy_to_parents`, `copy_to_staff` and
    /// `discussed_with_parents`, as in plan.yaml (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum To {
    Parents,
    Staff,
}

/// Who agreed to a plan.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Signatures {
    agreed_by_pupil: Option<Date>,
    agreed_by_mentor: Option<Date>,
    approved: Option<Signed>,
}

/// Who was given a plan.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Given {
    copy_to_parents: Option<Date>,
    copy_to_staff: Option<Date>,
    discussed_with_parents: Option<Date>,
}

/// Runs `lm plan sign`.
///
/// # Errors
///
/// When there is no plan, an answer is not sound, or the plan cannot be written.
pub(super) fn sign(given: &Signing, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let number = number_of(&open, given.plan.as_deref())?;
    let about = About::case(&open, call);
    let fields = signatures(given, &open.case.plan.plans[number], &about, call)?;
    let filled = fill::<Signatures>(&fields, given.from.as_deref(), &about, call)?;
    let said = said(&filled.entry);
    if said.is_empty() {
        return Err(CommandError::usage("nobody was named who agrees to the plan now")
            .hint("say who it is: --pupil, --mentor or --approved-by")
            .hint("a day that is there already is changed with, for example, --pupil=DATE"));
    }
    let Signatures { agreed_by_pupil, agreed_by_mentor, approved } = &filled.entry;
    let days = [*agreed_by_pupil, *agreed_by_mentor, approved.as_ref().map(|by| by.date)];
    let done = Done::new(format!("wrote down who agreed to the plan on {}", echo(days, call)))
        .next(format!("lm plan copied {} --to parents", open.case.id))
        .confirm(filled.was_asked);
    set_all(&open, number, said, done, call)
}

fn signatures<'f>(
    given: &Signing,
    plan: &Plan,
    about: &About<'f>,
    call: &Call<'_, '_>,
) -> Result<Vec<Field<'f>>, CommandError> {
    let day = about.day(given.on.as_deref())?;
    let nothing = given.pupil.is_none() && given.mentor.is_none() && given.approved_by.is_none();
    let asks = nothing && call.may_ask();
    let both = nothing && !asks && given.from.is_none();
    let on = |own: &Option<String>| {
        own.as_ref().map(|own| if own.is_empty() { day.to_string() } else { own.clone() })
    };
    let default = || both.then(|| day.to_string());
    let (pupil, mentor) = (plan.agreed_by_pupil.is_some(), plan.agreed_by_mentor.is_some());
    let policy = about.school.policies.in_force(plan.starts);
    let is_asked_for = policy.is_some_and(|policy| policy.plan.approval == Need::Required);
    let approval = is_asked_for && plan.approved.is_none();
    let approved = move |typed: &str, about: &About<'_>| {
        let by = Field::staff("", "").read(typed, about)?;
        Ok(json!({ "date": day, "by": { "staff": by } }))
    };
    Ok(vec![
        Field::day("agreed_by_pupil", "--pupil")
            .given(&on(&given.pupil))
            .or(default())
            .asks("When did the pupil sign or agree?", "Leave it empty if they have not")
            .when(move |_| (both || asks) && !pupil),
        Field::day("agreed_by_mentor", "--mentor")
            .given(&on(&given.mentor))
            .or(default())
            .asks("When did the mentor sign?", "Leave it empty if they have not")
            .when(move |_| (both || asks) && !mentor),
        Field::own("approved", "--approved-by", approved)
            .given(&given.approved_by)
            .asks("Who approved it?", "The short id of a supervisor; leave it empty if nobody has")
            .offers(staff_here(about.school, about.today))
            .when(move |_| asks && approval),
    ])
}

/// Runs `lm plan copied`.
///
/// # Errors
///
/// When there is no plan, an answer is missing or not sound, or the plan cannot be written.
pub(super) fn copied(given: &Copying, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let number = number_of(&open, given.plan.as_deref())?;
    let about = About::case(&open, call);
    let fields = copies(given, &open.case.plan.plans[number], &about)?;
    let filled = fill::<Given>(&fields, given.from.as_deref(), &about, call)?;
    let said = said(&filled.entry);
    if said.is_empty() {
        return Err(CommandError::usage("not given: --to")
            .hint("say who was given the plan: --to parents, --to staff or both")
            .hint("a day that is there already is changed with --to and --on"));
    }
    let Given { copy_to_parents, copy_to_staff, discussed_with_parents } = filled.entry;
    let days = [copy_to_parents, copy_to_staff, discussed_with_parents];
    let done = Done::new(format!("wrote down the copies of the plan on {}", echo(days, call)))
        .next_step()
        .confirm(filled.was_asked);
    set_all(&open, number, said, done, call)
}

fn copies<'f>(
    given: &Copying,
    plan: &Plan,
    about: &About<'_>,
) -> Result<Vec<Field<'f>>, CommandError> {
    let day = about.day(given.on.as_deref())?.to_string();
    let asks = given.to.is_empty() && !given.discussed;
    let if_given = |flag: bool| flag.then(|| day.clone());
    let (parents, staff) = (plan.copy_to_parents.is_some(), plan.copy_to_staff.is_some());
    let talked_over = plan.discussed_with_parents.is_some();
    Ok(vec![
        Field::day("copy_to_parents", "--to parents")
            .given(&if_given(given.to.contains(&To::Parents)))
            .asks("When were the parents given a copy?", "Leave it empty if they have none yet")
            .when(move |_| asks && !parents),
        Field::day("discussed_with_parents", "--discussed")
            .given(&if_given(given.discussed))
            .asks("When was it talked over with a parent?", "Leave it empty if it was not")
            .when(move |_| asks && !talked_over),
        Field::day("copy_to_staff", "--to staff")
            .given(&if_given(given.to.contains(&To::Staff)))
            .asks("When were the staff concerned given a copy?", "Leave it empty if they have none")
            .when(move |_| asks && !staff),
    ])
}

/// Each of the days once, as they were understood.
fn echo(days: [Option<Date>; 3], call: &Call<'_, '_>) -> String {
    let days: std::collections::BTreeSet<Date> = days.into_iter().flatten().collect();
    let days: Vec<String> =
        days.into_iter().map(|day| spoken_date::echo(day, call.today)).collect();
    days.join(" and ")
}

/// The keys that something is said of, with their values.
fn said<T: Serialize + JsonSchema>(of: &T) -> Vec<(String, Value)> {
    match Value::of(of) {
        Value::Map(said) => said,
        _ => Vec::new(),
    }
}

fn set_all(
    open: &OpenCase,
    plan: usize,
    fields: Vec<(String, Value)>,
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
