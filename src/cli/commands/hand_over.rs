//! `lm hand-over`.

mod open_items;

use crate::cli::arguments::Format;
use crate::cli::ask::words;
use crate::cli::call::Call;
use crate::cli::ending::{has_come, running};
use crate::cli::entry::{About, Field, fill, staff};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::cli::somebody::staff_name;
use crate::domain::date::Date;
use crate::domain::record::RecordKind;
use crate::domain::record::referral::HandOver;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;

/// Pass a case on to another mentor, for good or as cover, and take one on
///
/// The new mentor is asked, and takes the case on or says no; until then it stays where it is, and
/// `lm today` reminds both. With --until it is cover for somebody who is away: the case goes back the
/// day after. What is open in the case is said to whoever takes it on, and with --open at any time.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm hand-over Amira --open                       what whoever takes the case on should know
  lm hand-over Amira --to tb --because \"Moves to Year 6\" --starts monday
  lm hand-over Amira --to tb --because \"On a course\" --starts 9/11/2026 --until 13/11/2026
  lm hand-over Amira --accept
  lm hand-over Amira --pupil-told today
  lm hand-over Amira --decline --because \"Full until January\"")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// Who is to have the case (the short id)
    #[arg(long, value_name = "ID")]
    to: Option<String>,
    /// Why; with --decline, why not
    #[arg(long, value_name = "WORDS")]
    because: Option<String>,
    /// First day with the new mentor (otherwise today)
    #[arg(long, value_name = "DATE", visible_alias = "from-date")]
    starts: Option<String>,
    /// For cover: its last day
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// The day on which the new mentor was asked, or answered (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Who decided it: a short id, a role, or "role: name"; may be given again
    #[arg(long, value_name = "WHO")]
    decided_by: Vec<String>,
    /// What the new mentor should know beside what the record shows
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    /// The day on which the pupil was told; by itself, of the hand-over that was accepted last
    #[arg(long, value_name = "DATE")]
    pupil_told: Option<String>,
    /// Only show who looks after the case and what is open in it
    #[arg(long, conflicts_with_all = ["to", "accept", "decline", "from"])]
    open: bool,
    /// The new mentor takes the case on
    #[arg(long)]
    accept: bool,
    /// The new mentor says no
    #[arg(long, conflicts_with_all = ["accept", "to", "from"])]
    decline: bool,
    /// Take the entry from a file written like one under `hand_overs` (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When the pupil has no place, nobody waits for an answer, or an answer is missing or not sound.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    if arguments.open {
        let format = call.format(&[Format::Human, Format::Json])?;
        open_items::print(&open, format, call);
        return Ok(Exit::Done);
    }
    let is_answer = arguments.to.is_none() && arguments.from.is_none();
    if is_answer && (arguments.accept || arguments.decline) {
        return answer(arguments, &open, call);
    }
    if is_answer
        && let Some(told) = &arguments.pupil_told
        && let Some(entry) = not_told_yet(&open)
    {
        return pupil_told(told, entry, &open, call);
    }
    ask(arguments, &open, call)
}

/// The last hand-over that was accepted and of which the pupil was not told.
fn not_told_yet(open: &OpenCase) -> Option<usize> {
    let file = open.case.referral.as_ref()?;
    let is_meant = |one: &HandOver| one.accepted.is_some() && one.pupil_told.is_none();
    file.hand_overs.iter().rposition(is_meant)
}

/// The pupil was told of a hand-over.
fn pupil_told(
    told: &str,
    entry: usize,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let read = Field::day("", "").read(told, &About::case(open, call));
    let day = read.map_err(|refusal| refusal.of_flag("--pupil-told"))?;
    let day: Date = day.as_str().and_then(|day| day.parse().ok()).unwrap_or(call.today);
    has_come("--pupil-told", day, call.today)?;
    let mut change = Change::default();
    let field = FieldPath::from("hand_overs").item(entry).key("pupil_told");
    change.set(&open.file(RecordKind::Referral), field, Value::of(&day));
    let echo = spoken_date::echo(day, call.today);
    open.write(change, Done::new(format!("wrote down that the pupil was told, {echo}")), call)
}

/// The new mentor is asked.
fn ask(
    arguments: &Arguments,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    running(open, call)?;
    let own = open.recorded_by.as_ref().map(ToString::to_string);
    let day = About::case(open, call).day(arguments.on.as_deref())?;
    let has_it = open.case.mentoring(day).own.map(ToString::to_string);
    let fields = vec![
        Field::day("date", "--on").given(&arguments.on).or_today(),
        Field::staff("from", "").or(has_it),
        Field::one_of("to", "--to", staff(&open.school))
            .given(&arguments.to)
            .asks("Who is to have the case?", "Somebody in lm.toml; lm caseload shows who has room")
            .needed(),
        Field::day("starts", "--starts")
            .given(&arguments.starts)
            .asks("First day with the new mentor", "The day from which they look after the pupil")
            .or_today(),
        Field::day("until", "--until")
            .given(&arguments.until)
            .asks("For cover, its last day", "Left empty, the case passes on for good"),
        Field::words("because", "--because")
            .given(&arguments.because)
            .asks("Why?", "In a sentence; the family may read it")
            .needed(),
        Field::person("decided_by", "--decided-by")
            .several()
            .given(&arguments.decided_by)
            .asks("Who decided it?", "A short id, a role, or role: name"),
        Field::words("note", "--note")
            .given(&arguments.note)
            .asks("What should the new mentor know?", "Beside what the record shows"),
        Field::day("pupil_told", "--pupil-told")
            .given(&arguments.pupil_told)
            .asks("On which day was the pupil told?", "Leave it out while they are not told"),
        Field::staff("recorded_by", "--recorded-by").or(own),
    ];
    let from = arguments.from.as_deref();
    let filled = fill::<HandOver>(&fields, from, &About::case(open, call), call)?;
    let mut entry = filled.entry;
    has_come("--on", entry.date, call.today)?;
    if arguments.accept {
        entry.accepted = Some(entry.date);
    }
    is_sound(&entry)?;
    remark(&entry, open, call);
    open_items::say(open, call);
    let mut change = Change::default();
    change.record(&open.file(RecordKind::Referral), FieldPath::from("hand_overs"), &entry);
    let id = &open.case.id;
    let name = staff_name(&open.school, &entry.to);
    let done = match (entry.accepted, entry.until) {
        (None, _) => Done::new(format!("asked {name} to take the case on"))
            .next(format!("lm hand-over {id} --accept, when {name} has said yes")),
        (_, Some(until)) => Done::new(format!("{name} covers until {}", until.with_weekday())),
        (_, None) => {
            Done::new(format!("passed the case on to {name} from {}", entry.starts.with_weekday()))
        }
    };
    open.write(change, done.confirm(filled.was_asked), call)
}

fn is_sound(entry: &HandOver) -> Result<(), CommandError> {
    if entry.from.as_ref() == Some(&entry.to) {
        let message = format!("{} has the case already", entry.to);
        return Err(CommandError::usage(message).hint("name somebody else with --to"));
    }
    if let Some(until) = entry.until.filter(|until| *until < entry.starts) {
        let message = format!("{} is before the first day", until.with_weekday());
        return Err(CommandError::usage(message)
            .because(format!("it starts on {}", entry.starts.with_weekday()))
            .hint("name a later day with --until"));
    }
    Ok(())
}

/// What stands in the way of the new mentor, as far as the records know.
fn remark(entry: &HandOver, open: &OpenCase, call: &mut Call<'_, '_>) {
    let away = open.case.from_school.away.iter().find(|away| {
        away.mentor == entry.to
            && away.from <= entry.until.unwrap_or(entry.starts)
            && away.to.is_none_or(|to| entry.starts <= to)
    });
    if let Some(away) = away {
        let name = staff_name(&open.school, &entry.to);
        let what = if away.leaves { "is no longer here" } else { "is away" };
        call.say(&format!("{name} {what} from {}", away.from.with_weekday()));
    }
}

/// The new mentor takes the case on, or says no.
fn answer(
    arguments: &Arguments,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let about = About::case(open, call);
    let day = about.day(arguments.on.as_deref())?;
    has_come("--on", day, call.today)?;
    let (entry, asked) = waiting(arguments, open, call.today)?;
    if day < asked.date {
        let message = format!("{} is before the day of the question", day.with_weekday());
        return Err(
            CommandError::usage(message).because(format!("asked on {}", asked.date.with_weekday()))
        );
    }
    let told = arguments.pupil_told.as_deref().map(|typed| about.day(Some(typed))).transpose()?;
    let at = |key| FieldPath::from("hand_overs").item(entry).key(key);
    let file = open.file(RecordKind::Referral);
    let mut change = Change::default();
    let name = staff_name(&open.school, &asked.to);
    let echo = spoken_date::echo(day, call.today);
    if let Some(told) = told {
        change.set(&file, at("pupil_told"), Value::of(&told));
    }
    if arguments.accept {
        change.set(&file, at("accepted"), Value::of(&day));
        open_items::say(open, call);
        let done = Done::new(format!("wrote down that {name} takes the case on, {echo}"));
        let done = match (told, asked.pupil_told) {
            (None, None) => done.next(format!(
                "lm hand-over {} --pupil-told today, when you have told the pupil",
                open.case.id
            )),
            _ => done,
        };
        return open.write(change, done.next(format!("lm show {}", open.case.id)), call);
    }
    let Some(because) = &arguments.because else {
        return Err(CommandError::usage("a hand-over is declined for a reason")
            .hint("say why with --because"));
    };
    let because = words::any_lines(because).map_err(|refusal| refusal.of_flag("--because"))?;
    change.set(&file, at("declined"), Value::of(&day));
    change.set(&file, at("declined_because"), Value::of(&because));
    let done = Done::new(format!("wrote down that {name} does not take the case on, {echo}"));
    let next = format!("lm hand-over {} --to, with somebody else", open.case.id);
    open.write(change, done.next(next).next("lm caseload, to see who has room"), call)
}

/// The hand-over that waits for an answer: the one for cover or for good that is meant.
fn waiting<'o>(
    arguments: &Arguments,
    open: &'o OpenCase,
    today: Date,
) -> Result<(usize, &'o HandOver), CommandError> {
    let mut all: Vec<(usize, &HandOver)> = open.case.open_hand_overs(today).collect();
    // Cover and a passing on for good may both wait: whoever writes it down is the one asked.
    if all.len() > 1
        && let Some(own) = &open.recorded_by
    {
        all.retain(|(_, one)| one.to == *own);
    }
    match all[..] {
        [one] => Ok(one),
        [] => Err(CommandError::refused("nobody has been asked to take this case on")
            .hint(format!("ask somebody: lm hand-over {} --to", open.case.id))),
        _ => Err(CommandError::usage(format!(
            "several wait for an answer: {}",
            all.iter().map(|(_, one)| one.to.as_str()).collect::<Vec<_>>().join(" and ")
        ))
        .hint(format!("say who answers with --recorded-by: {}", arguments.mentee))),
    }
}
