//! `lm group-session GROUP`.

use crate::cli::ask::{Choices, Question, Refusal, Said};
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, choices, fill, groups};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{self, Done, RecordedBy};
use crate::cli::records;
use crate::domain::choices::AbsenceReason;
use crate::domain::date::{Date, Time};
use crate::domain::id::Id;
use crate::domain::person::folded;
use crate::domain::record::RecordKind;
use crate::domain::record::group::{GroupFile, GroupSession, Member};
use crate::domain::record::sessions::Attendance;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::{Filed, Folder, School, SchoolParts};
use crate::text::FieldPath;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Write down a session of a group, once for all its members
///
/// Whoever is a member on the day was there, except those named as missing or late.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm group-session sunflowers
  lm group-session sunflowers --at 12:30 --activity \"Faces in the mirror\" \\
      --missed \"Fern Tattersall;illness\" --late m9eb4")]
pub struct Arguments {
    /// The group: the name of its file below groups/, or what it is called
    group: Option<String>,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// When it began, for example 12:30
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// What was done
    #[arg(long, value_name = "WORDS")]
    activity: Option<String>,
    /// How it went for the group; nothing about one child
    #[arg(long, value_name = "WORDS")]
    progress: Option<String>,
    /// A member who was not there, by case id or full name, and why behind a ;
    #[arg(long, value_name = "MENTEE;REASON")]
    missed: Vec<String>,
    /// A member who came late
    #[arg(long, value_name = "MENTEE;REASON")]
    late: Vec<String>,
    /// Take it from a file written like an entry under sessions of the group (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// A session of a group as it is told: whoever is not named was there.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Told {
    #[serde(default)]
    id: Option<Id>,
    date: Date,
    #[serde(default)]
    time: Option<Time>,
    #[serde(default)]
    activity: Option<String>,
    #[serde(default)]
    progress: Option<String>,
    #[serde(default)]
    attendance: BTreeMap<Id, Attendance>,
    #[serde(default)]
    reasons: BTreeMap<Id, AbsenceReason>,
    #[serde(default)]
    missed: Vec<Exception>,
    #[serde(default)]
    late: Vec<Exception>,
    #[serde(default)]
    recorded_by: Option<Id>,
}

/// A member who was missing or late, and why.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Exception {
    case: Id,
    #[serde(default)]
    reason: Option<AbsenceReason>,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no such group or member, an answer is not sound, or it cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let folder = records::folder(call)?;
    let (school, texts) = records::school_and_texts(&folder, SchoolParts::All)?;
    let recorded_by = arguments.recorded.known(&school, call)?;
    let group = match &arguments.group {
        Some(named) => group(&school, named)?,
        None => chosen(&school, arguments.from.as_deref(), call)?,
    };
    let about = About::school(&school, call);
    let members = members(&folder, &group.value);
    let from = arguments.from.as_deref();
    let filled = fill::<Told>(&fields(arguments, &members), from, &about, call)?;
    let mut session = session(filled.entry, &group.value)?;
    session.id = session.id.or_else(|| Some(recording::new_id(&texts, call)));
    session.recorded_by = session.recorded_by.or(recorded_by);
    let date = session.date;
    let mut change = Change::default();
    change.record(&group.file, FieldPath::from("sessions"), &session);
    let day = spoken_date::echo(date, call.today);
    let came = session.attendance.values().filter(|how| **how != Attendance::Missed).count();
    let of = session.attendance.len();
    let what =
        format!("wrote down the session of {} on {day}: {came} of {of} came", group.value.name);
    let done = Done::new(what).entry(session.id.as_ref()).confirm(filled.was_asked);
    recording::write(&folder, &change, &[], &done, call)
}

/// The group of this file or name.
///
/// # Errors
///
/// When there is none.
pub(super) fn group<'s>(
    school: &'s School,
    named: &str,
) -> Result<&'s Filed<GroupFile>, CommandError> {
    let by_file = school.groups.iter().find(|group| group.stem == named);
    let by_name = || school.groups.iter().find(|group| folded(&group.value.name) == folded(named));
    by_file.or_else(by_name).ok_or_else(|| {
        let known: Vec<&str> = school.groups.iter().map(|group| &*group.stem).collect();
        let error = CommandError::usage(format!("there is no group `{named}`"));
        let near = crate::store::nearest::did_you_mean(named, &known);
        error.hint(near.unwrap_or_else(|| "begin one with: lm group new".to_owned()))
    })
}

/// The group that is chosen out of those that go on.
fn chosen<'s>(
    school: &'s School,
    from: Option<&str>,
    call: &mut Call<'_, '_>,
) -> Result<&'s Filed<GroupFile>, CommandError> {
    let going_on = groups(school, call.today);
    if going_on.is_empty() {
        return Err(CommandError::usage("no group goes on").hint("begin one with: lm group new"));
    }
    if call.may_ask() && from != Some("-") {
        let question = Question::needed("Which group?", "Those that go on, or begin later");
        return match going_on.ask_one(call, &question)? {
            Said::This(Some(stem)) => group(school, &stem),
            _ => Err(CommandError::refused("nothing was written")),
        };
    }
    Err(CommandError::usage("not given: GROUP").hint("lm group lists the groups"))
}

/// The members of a group with their names.
fn members(folder: &Folder, group: &GroupFile) -> Choices {
    let members = group.members.iter().map(|member| {
        let case = folder.load_case(&member.case, &[RecordKind::Referral]).case;
        (member.case.to_string(), case.name().to_owned())
    });
    Choices::new("a member of this group", members)
}

/// Whether somebody belongs to a group on a day.
pub(super) fn is_member_on(member: &Member, group: &GroupFile, day: Date) -> bool {
    member.from.unwrap_or(group.starts) <= day && member.until.is_none_or(|until| day <= until)
}

fn fields<'f>(given: &Arguments, members: &'f Choices) -> Vec<Field<'f>> {
    let exception = move |typed: &str, _: &About<'_>| exception(typed, members);
    vec![
        Field::day("date", "--on")
            .given(&given.on)
            .asks("Day of the session", "The day on which it was held")
            .or_today(),
        Field::time("time", "--at")
            .given(&given.at)
            .asks("When did it begin?", "For example 12:30"),
        Field::words("activity", "--activity")
            .given(&given.activity)
            .asks("What was done?", "In a few words"),
        Field::words("progress", "--progress")
            .given(&given.progress)
            .asks("How did it go for the group?", "Nothing about one child"),
        Field::own("missed", "--missed", exception)
            .several()
            .given(&given.missed)
            .asks(
                "Who was not there?",
                "Number, case id or full name, and why behind a ; an empty line ends the list",
            )
            .offers(members.clone()),
        Field::own("late", "--late", exception).several().given(&given.late),
    ]
}

/// `Fern Tattersall;illness`.
fn exception(typed: &str, members: &Choices) -> Result<Json, Refusal> {
    let (who, why) = typed.split_once(';').map_or((typed, None), |(who, why)| (who, Some(why)));
    let case = members.find(who)?.code.clone();
    let reasons =
        choices("a reason", AbsenceReason::ALL, AbsenceReason::code, AbsenceReason::label);
    let reason = why.map(|why| reasons.find(why).map(|reason| reason.code.clone())).transpose()?;
    Ok(json!({ "case": case, "reason": reason }))
}

fn session(told: Told, group: &GroupFile) -> Result<GroupSession, CommandError> {
    let date = told.date;
    let members = group.members.iter().filter(|member| is_member_on(member, group, date));
    let mut session = GroupSession {
        id: told.id,
        date,
        time: told.time,
        activity: told.activity,
        progress: told.progress,
        attendance: members.map(|member| (member.case.clone(), Attendance::Attended)).collect(),
        reasons: told.reasons,
        recorded_by: told.recorded_by,
    };
    if session.attendance.is_empty() {
        let message = format!("{} has no members on {}", group.name, date.with_weekday());
        return Err(CommandError::refused(message).hint("add them with: lm group join"));
    }
    let missed = told.missed.into_iter().map(|who| (who.case, Attendance::Missed, who.reason));
    let late = told.late.into_iter().map(|who| (who.case, Attendance::Late, who.reason));
    let named = told.attendance.into_iter().map(|(case, how)| (case, how, None));
    for (case, how, reason) in named.chain(missed).chain(late) {
        let Some(came) = session.attendance.get_mut(&case) else {
            return Err(CommandError::usage(format!(
                "{case} is no member of the group on {}",
                date.with_weekday()
            )));
        };
        *came = how;
        session.reasons.extend(reason.map(|reason| (case, reason)));
    }
    Ok(session)
}
