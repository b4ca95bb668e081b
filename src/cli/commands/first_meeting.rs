//! `lm first-meeting MENTEE`.

use crate::cli::call::Call;
use crate::cli::entry::{About, Field, choices, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::case::{EpisodeStart, episodes, first_meetings};
use crate::domain::record::RecordKind;
use crate::domain::record::sessions::{FirstMeeting, FirstMeetingPoint};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;

/// Write down the first meeting with the pupil, with the checklist of what was talked about
///
/// The checklist has eleven points: aims, why-selected, expectations, how-it-works,
/// targets-and-plan, mentor-away, confidentiality, exit-criteria, parents, feelings, questions.
/// Which of them are asked for says the policy, and for the youngest it asks for fewer. A pupil who
/// has come back to the programme has a first meeting again.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm first-meeting \"Amira Khan\"
  lm first-meeting k7q2m --on monday --all-points --feelings \"Curious\"
  lm first-meeting k7q2m --covered aims --covered confidentiality --declined")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The mentor's short id (otherwise the one who has the case)
    #[arg(long, value_name = "ID")]
    mentor: Option<String>,
    /// A point that was talked about; may be given again
    #[arg(long, value_name = "POINT")]
    covered: Vec<String>,
    /// All eleven points were talked about
    #[arg(long, conflicts_with = "covered")]
    all_points: bool,
    /// How the pupil feels about it
    #[arg(long, value_name = "WORDS")]
    feelings: Option<String>,
    /// What the pupil asked
    #[arg(long, value_name = "WORDS")]
    questions: Option<String>,
    /// The pupil was asked how they feel and chose to say nothing
    #[arg(long)]
    declined: bool,
    /// Take it from a file written like the part under `first_meeting` (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When there is a first meeting already, an answer is not sound, or it cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let is_again = is_again(&open, call)?;
    let about = About::case(&open, call);
    let fields = fields(arguments, &open, &about);
    let filled = fill::<FirstMeeting>(&fields, arguments.from.as_deref(), &about, call)?;
    let file = open.file(RecordKind::Sessions);
    let mut change = Change::default();
    if is_again {
        change.record(&file, FieldPath::from("meetings_on_return"), &filled.entry);
    } else {
        change.set(&file, FieldPath::from("first_meeting"), Value::of(&filled.entry));
    }
    let day = spoken_date::echo(filled.entry.date, call.today);
    let done = Done::new(format!("wrote down the first meeting of {day}"))
        .next_step()
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

/// Whether it is the first meeting after a return: the one before belongs to an earlier time on the
/// programme.
fn is_again(open: &OpenCase, call: &Call<'_, '_>) -> Result<bool, CommandError> {
    let Some(last) = first_meetings(&open.case).map(|(_, one)| one.date).max() else {
        return Ok(false);
    };
    let running = episodes(&open.case, &open.school.policies, call.today).pop();
    let is_back = running.is_some_and(|episode| {
        let returned = matches!(episode.start, EpisodeStart::Readmission(_));
        returned && episode.exit.is_none() && last < episode.from
    });
    if is_back {
        return Ok(true);
    }
    let file = open.file(RecordKind::Sessions);
    let error = format!("the first meeting is written down: {}", last.with_weekday());
    let hint =
        format!("correct it in {file}, or write down a session: lm session {}", open.case.id);
    Err(CommandError::refused(error).hint(hint))
}

fn fields<'f>(given: &Arguments, open: &'f OpenCase, about: &About<'f>) -> Vec<Field<'f>> {
    let points = choices(
        "a point of the checklist",
        FirstMeetingPoint::ALL,
        FirstMeetingPoint::code,
        FirstMeetingPoint::label,
    );
    let policy = open.school.policies.in_force(about.today);
    let has_checklist = policy.is_none_or(|policy| !policy.first_meeting.points.is_empty());
    let all = FirstMeetingPoint::ALL.iter().map(|point| point.code().to_owned());
    let covered: Vec<String> = if given.all_points { all.collect() } else { given.covered.clone() };
    vec![
        Field::day("date", "--on")
            .given(&given.on)
            .asks("Day of the first meeting", "The day on which it was held")
            .or_today(),
        Field::staff("mentor", "--mentor")
            .given(&given.mentor)
            .or(open.case.mentor(about.today).map(ToString::to_string)),
        Field::one_of("covered", "--covered", points)
            .several()
            .given(&covered)
            .asks("What was talked about?", "Of the eleven points, those that really were")
            .needed_if(has_checklist),
        Field::words("feelings", "--feelings")
            .given(&given.feelings)
            .asks("How does the pupil feel about it?", "In the pupil's own words")
            .when(|draft| !draft.contains_key("declined")),
        Field::yes_no("declined", "--declined").given_if(given.declined),
        Field::words("questions", "--questions")
            .given(&given.questions)
            .asks("What did the pupil ask?", "In the pupil's own words"),
    ]
}
