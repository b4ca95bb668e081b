//! `lm staff timetable STAFF`.

use super::{OpenStaff, Whose};
use crate::cli::ask::Refusal;
use crate::cli::call::Call;
use crate::cli::entry::{About, Draft, Field, choices, fill, groups};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::Done;
use crate::cli::records;
use crate::domain::date::Date;
use crate::domain::mentor_week::{in_hours, minutes, minutes_in_all};
use crate::domain::record::staff::{TimeUse, TimetableSlot, Weekday};
use crate::store::change::Change;
use crate::store::edit::{Position, Value};
use crate::text::FieldPath;
use serde_json::{Value as Json, json};

/// Add a stretch of the week to a timetable, or take one out
///
/// A stretch may be a meeting with one mentee or a group; lm caseload then knows which meetings an
/// absence touches.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm staff timetable rw
  lm staff timetable rw --day monday --at 9:00 --until 9:30 --use mentoring --case k7q2m
  lm staff timetable rw --day friday --at 9:00 --until 12:00 --use organisation --what Records
  lm staff timetable rw --day monday --at 9:00 --drop")]
pub(super) struct Arguments {
    #[command(flatten)]
    whose: Whose,
    /// The day of the week
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
    /// When it begins, for example 9:00
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// When it ends
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    /// What it is for: mentoring, adults or organisation
    #[arg(long = "use", value_name = "WHAT-FOR")]
    used_for: Option<String>,
    /// The mentee it belongs to, by case id or name
    #[arg(long, value_name = "MENTEE")]
    case: Option<String>,
    /// The group it belongs to: the name of its file below groups/
    #[arg(long, value_name = "ID", conflicts_with = "case")]
    group: Option<String>,
    /// What, or where
    #[arg(long, value_name = "WORDS")]
    what: Option<String>,
    /// Take out the stretch that begins then
    #[arg(long, requires = "day", requires = "at")]
    #[arg(conflicts_with_all = ["until", "used_for", "case", "group", "what", "from"])]
    drop: bool,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or the timetable cannot be written.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenStaff::open(&given.whose, call)?;
    if given.drop {
        return take_out(given, &open, call);
    }
    let about = open.about(call);
    let fields = fields(given, &open, call.today);
    let filled = fill::<TimetableSlot>(&fields, given.whose.from.as_deref(), &about, call)?;
    let slot = filled.entry;
    let week = &open.record.timetable;
    let place = |slot: &TimetableSlot| (slot.day as u8, slot.from);
    let later = week.iter().position(|other| place(other) > place(&slot));
    let mut change = Change::default();
    let position = later.map_or(Position::End, Position::Before);
    change.insert(&open.file, FieldPath::from("timetable"), position, Value::of(&slot));
    let whole = minutes_in_all(week) + minutes(&slot);
    let what = format!("wrote down {}; {} in the whole week", told(&slot), in_hours(whole));
    open.write(change, Done::new(what).confirm(filled.was_asked), call)
}

fn fields<'f>(given: &Arguments, open: &'f OpenStaff, today: Date) -> Vec<Field<'f>> {
    let uses = choices("a use of the week", TimeUse::ALL, TimeUse::code, TimeUse::label);
    let is_mentoring = |draft: &Draft| draft.get("use") == Some(&json!("mentoring"));
    let has_groups = !open.school.groups.is_empty();
    vec![
        Field::one_of("day", "--day", days())
            .given(&given.day)
            .asks("Which day?", "Of every week")
            .needed(),
        Field::time("from", "--at")
            .given(&given.at)
            .asks("When does it begin?", "For example 9:00")
            .needed(),
        Field::time("to", "--until")
            .given(&given.until)
            .asks("When does it end?", "For example 9:30")
            .needed(),
        Field::one_of("use", "--use", uses)
            .given(&given.used_for)
            .asks("What is it for?", "The policy says how many hours each should have")
            .needed(),
        Field::own("case", "--case", |typed, about| records::case(&open.folder, typed, about))
            .given(&given.case)
            .asks("Which mentee does it belong to?", "Case id or name; leave it empty for none")
            .when(is_mentoring),
        Field::own("group", "--group", group)
            .given(&given.group)
            .asks("Which group does it belong to?", "The name of its file below groups/")
            .offers(groups(&open.school, today))
            .when(move |draft| has_groups && is_mentoring(draft) && !draft.contains_key("case")),
        Field::line("what", "--what").given(&given.what).asks("What, or where?", "In a few words"),
    ]
}

fn days() -> crate::cli::ask::Choices {
    choices("a day of the school week", Weekday::ALL, Weekday::code, Weekday::label)
}

fn group(typed: &str, about: &About<'_>) -> Result<Json, Refusal> {
    let known: Vec<&str> = about.school.groups.iter().map(|group| &*group.stem).collect();
    if known.contains(&typed.trim()) {
        return Ok(json!(typed.trim()));
    }
    let near = crate::store::nearest::did_you_mean(typed, &known);
    let help = near.unwrap_or_else(|| "groups are files below groups/".to_owned());
    Err(Refusal::new(format!("there is no group ‹{}›", typed.trim()), help))
}

/// `Monday from 09:00 to 09:30, mentoring pupils`.
fn told(slot: &TimetableSlot) -> String {
    format!("{} from {} to {}, {}", slot.day.label(), slot.from, slot.to, slot.r#use.label())
}

fn take_out(
    given: &Arguments,
    open: &OpenStaff,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let about = open.about(call);
    let read = |field: Field<'_>, typed: Option<&String>, flag: &str| {
        let read = field.read(typed.map_or("", String::as_str), &about);
        read.map_err(|refusal| refusal.of_flag(flag))
    };
    let day = read(Field::one_of("day", "", days()), given.day.as_ref(), "--day")?;
    let from = read(Field::time("from", ""), given.at.as_ref(), "--at")?;
    let week = &open.record.timetable;
    let is_meant = |slot: &&TimetableSlot| json!(slot.day) == day && json!(slot.from) == from;
    let Some(at) = week.iter().position(|slot| is_meant(&slot)) else {
        return Err(CommandError::usage("no stretch of the timetable begins then")
            .hint(format!("see the timetable with: lm staff show {}", open.member.id)));
    };
    let mut change = Change::default();
    change.remove(&open.file, FieldPath::from("timetable").item(at));
    open.write(change, Done::new(format!("took out {}", told(&week[at]))), call)
}
