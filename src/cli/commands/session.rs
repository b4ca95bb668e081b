//! `lm session MENTEE`.

use crate::cli::ask::{Choices, Refusal, words};
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, choices, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy, right_all_the_same};
use crate::domain::choices::{AbsenceReason, Mode};
use crate::domain::record::RecordKind;
use crate::domain::record::sessions::{Attendance, Session};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::text::FieldPath;
use serde_json::{Value as Json, json};

/// Write down a session, held or not
///
/// Asks for what no flag says. What was missed is written down too, with its reason, so that the
/// figures tell whose doing it was.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm session \"Amira Khan\"
  lm session k7q2m --attendance attended --minutes 30 --target t1 --progress \"Read two pages\"
  lm session k7q2m --on monday --attendance missed --reason illness
  lm session k7q2m --attendance attended --promise \"Ask Mr Hill about maths;friday\"")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// When it began, for example 9:30
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// How long, in minutes
    #[arg(long, value_name = "NUMBER")]
    minutes: Option<String>,
    /// The mentor's short id (otherwise the one who has the case)
    #[arg(long, value_name = "ID")]
    mentor: Option<String>,
    /// How: one-to-one, group or in-class
    #[arg(long, value_name = "HOW")]
    mode: Option<String>,
    /// Where
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// Whether it took place: attended, late, missed or cancelled
    #[arg(long, value_name = "HOW")]
    attendance: Option<String>,
    /// Why it was missed, cancelled or began late: illness, appointment, excluded, truanting,
    /// pupil-declined, forgot, family-reason, lesson-or-test, school-event, mentor-away,
    /// room-unavailable, school-closed or other
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// A target it worked on, by its short name; may be given again
    #[arg(long, value_name = "ID")]
    target: Vec<String>,
    /// Progress and how it went
    #[arg(long, value_name = "WORDS")]
    progress: Option<String>,
    /// Something that came up this week
    #[arg(long, value_name = "WORDS")]
    this_week: Option<String>,
    /// What the pupil said, in their own words
    #[arg(long, value_name = "WORDS")]
    pupil_said: Option<String>,
    /// The plan for the next session
    #[arg(long, value_name = "WORDS")]
    next: Option<String>,
    /// The lesson that was missed for it
    #[arg(long, value_name = "LESSON")]
    lesson_missed: Option<String>,
    /// The day the teacher of that lesson was told
    #[arg(long, value_name = "DATE")]
    teacher_told: Option<String>,
    /// What the mentor promised, and by when behind a ;
    #[arg(long, value_name = "WHAT;BY")]
    promise: Vec<String>,
    /// Keep it out of letters and reports
    #[arg(long)]
    restricted: bool,
    /// Take the session from a file written like an entry of sessions.yaml (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or the session cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let about = About::case(&open, call);
    let fields = fields(arguments, &open, &about);
    let filled = fill::<Session>(&fields, arguments.from.as_deref(), &about, call)?;
    let mut session = filled.entry;
    right_all_the_same(twice(&session, &open).as_slice(), filled.was_asked, call)?;
    if matches!(session.attendance, Attendance::Missed | Attendance::Cancelled)
        && session.reason.is_none()
    {
        call.say("hint: without --reason nobody can tell later whose doing it was");
    }
    session.id = session.id.or_else(|| Some(open.new_id(call)));
    session.recorded_by = session.recorded_by.or_else(|| open.recorded_by.clone());
    let mut change = Change::default();
    change.record(&open.file(RecordKind::Sessions), FieldPath::from("sessions"), &session);
    let day = spoken_date::echo(session.date, call.today);
    let done = Done::new(format!("wrote down the session of {day}, {}", session.attendance))
        .next_step()
        .entry(session.id.as_ref())
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

/// Two sessions of one mentor and pupil on a day are told apart by their times.
fn twice(session: &Session, open: &OpenCase) -> Option<String> {
    let mut earlier = open.case.sessions.sessions.iter();
    let same = earlier.find(|one| {
        let other_time = one.time.is_some() && session.time.is_some() && one.time != session.time;
        one.date == session.date && one.mentor == session.mentor && !other_time
    })?;
    let day = same.date.with_weekday();
    Some(format!("a session of {day} is written down already: {}", same.attendance))
}

fn fields<'f>(given: &Arguments, open: &'f OpenCase, about: &About<'f>) -> Vec<Field<'f>> {
    let held = |draft: &serde_json::Map<String, Json>| {
        matches!(draft.get("attendance").and_then(Json::as_str), Some("attended" | "late"))
    };
    let not_as_planned = |draft: &serde_json::Map<String, Json>| {
        draft.get("attendance").is_some_and(|said| said != "attended")
    };
    let attendance = choices("an answer", Attendance::ALL, Attendance::code, Attendance::label);
    let reasons =
        choices("a reason", AbsenceReason::ALL, AbsenceReason::code, AbsenceReason::label);
    let modes = choices("a way to work", Mode::ALL, Mode::code, Mode::label);
    let targets = open_targets(open, about);
    let has_targets = !targets.is_empty();
    vec![
        Field::day("date", "--on")
            .given(&given.on)
            .asks("Day of the session", "The day on which it was held or should have been")
            .or_today(),
        Field::one_of("attendance", "--attendance", attendance)
            .given(&given.attendance)
            .asks("Did it take place?", "Cancelled is the school's doing, missed the pupil's")
            .needed(),
        Field::one_of("reason", "--reason", reasons)
            .given(&given.reason)
            .asks(
                "Why not, or why late?",
                "Reports count the pupil's reasons and the school's apart",
            )
            .when(not_as_planned),
        Field::time("time", "--at")
            .given(&given.at)
            .asks("When did it begin?", "For example 9:30")
            .when(held),
        Field::whole("minutes", "--minutes")
            .given(&given.minutes)
            .asks("How many minutes?", "As long as it really was")
            .when(held),
        Field::staff("mentor", "--mentor")
            .given(&given.mentor)
            .or(open.case.mentor(about.today).map(ToString::to_string)),
        Field::one_of("mode", "--mode", modes).given(&given.mode),
        Field::line("place", "--place").given(&given.place),
        Field::one_of("targets", "--target", targets)
            .several()
            .given(&given.target)
            .asks("Which targets did it work on?", "The open targets of the plan")
            .when(move |draft| has_targets && held(draft)),
        Field::words("progress", "--progress")
            .given(&given.progress)
            .asks(
                "Progress, and how it went",
                "What was done and seen; the pupil may read it one day",
            )
            .when(held),
        Field::words("this_week", "--this-week")
            .given(&given.this_week)
            .asks("Something that came up this week", "In a few words")
            .when(held),
        Field::words("pupil_said", "--pupil-said")
            .given(&given.pupil_said)
            .asks("What the pupil said", "In the pupil's own words")
            .when(held),
        Field::words("next", "--next")
            .given(&given.next)
            .asks("Plan for the next session", "In a few words"),
        Field::line("lesson_missed", "--lesson-missed")
            .given(&given.lesson_missed)
            .asks("Which lesson was missed for it?", "Leave it empty if none was")
            .when(held),
        Field::day("teacher_told", "--teacher-told")
            .given(&given.teacher_told)
            .asks("When was the teacher of that lesson told?", "Leave it empty if not yet")
            .when(|draft| draft.contains_key("lesson_missed")),
        Field::own("promises", "--promise", promise)
            .several()
            .given(&given.promise)
            .for_pupil()
            .asks("What you promised", "What you said you would do; by when behind a ;")
            .when(held),
        Field::yes_no("restricted", "--restricted").given_if(given.restricted),
    ]
}

/// The targets of the plan in force, those that are open first.
fn open_targets(open: &OpenCase, about: &About<'_>) -> Choices {
    let plan = open.case.plan_in_force(about.today);
    let targets = plan.into_iter().flat_map(|plan| &plan.targets);
    let mut targets: Vec<_> = targets
        .map(|target| {
            let words = format!("{}: {}", target.id, target.target);
            (target.outcome.is_some(), target.id.to_string(), words)
        })
        .collect();
    targets.sort_by_key(|(closed, ..)| *closed);
    let ids: Vec<&str> = targets.iter().map(|(_, id, _)| &**id).collect();
    let help = format!("the targets of the plan are {}", ids.join(", "));
    Choices::new("a target of the plan", targets.iter().map(|(_, id, words)| (&**id, &**words)))
        .otherwise(help)
}

/// `Ask Mr Hill;friday`.
fn promise(typed: &str, about: &About<'_>) -> Result<Json, Refusal> {
    let (what, by) = typed.rsplit_once(';').map_or((typed, None), |(what, by)| (what, Some(by)));
    let what = words::one_line(what)?;
    match by {
        None => Ok(json!({ "what": what })),
        Some(by) => {
            let by = spoken_date::parse(by.trim(), about.today, about.order)?;
            Ok(json!({ "what": what, "by": by }))
        }
    }
}
