//! `lm plan comment MENTEE`.

use super::number_of;
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::record::{RecordKind, Remark};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::text::FieldPath;

/// What somebody says about a plan.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm plan comment k7q2m --by pupil --words \"It works when I sit at the front\"
  lm plan comment k7q2m --target t1 --by \"class-teacher: Mr Hall\" --words \"Four ticks this week\"")]
pub(super) struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The target that it is about, by its short name (otherwise the whole plan)
    #[arg(long, value_name = "ID")]
    target: Option<String>,
    /// Whose words these are: a short id, a role, or "role: name"
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// What they say
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// They were asked and chose to say nothing
    #[arg(long, conflicts_with = "words")]
    declined: bool,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The plan, by its short name (otherwise the last)
    #[arg(long, value_name = "ID")]
    plan: Option<String>,
    /// Keep it out of letters and reports
    #[arg(long)]
    restricted: bool,
    /// Take the comment from a file written like an entry under comments (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no such plan or target, an answer is missing, or it cannot be written.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let plan = number_of(&open, given.plan.as_deref())?;
    let path = FieldPath::from("plans").item(plan);
    let list = match &given.target {
        None => path.key("comments"),
        Some(named) => {
            let targets = &open.case.plan.plans[plan].targets;
            let found = targets.iter().position(|target| target.id.as_str() == named);
            let at = found.ok_or_else(|| {
                CommandError::usage(format!("no target has the short name `{named}`"))
                    .hint(format!("see them with: lm show {}", open.case.id))
            })?;
            path.key("targets").item(at).key("feedback")
        }
    };
    let fields = vec![
        Field::day("date", "--on").given(&given.on).or_today(),
        Field::person("by", "--by")
            .given(&given.by)
            .asks("Whose words are these?", "A short id, or a role and a name: pupil")
            .needed(),
        Field::words("text", "--words")
            .given(&given.words)
            .asks("What do they say?", "In their own words")
            .when(|_| !given.declined)
            .needed(),
        Field::yes_no("declined", "--declined").given_if(given.declined),
        Field::yes_no("restricted", "--restricted").given_if(given.restricted),
    ];
    let filled = fill::<Remark>(&fields, given.from.as_deref(), &About::case(&open, call), call)?;
    let mut change = Change::default();
    change.record(&open.file(RecordKind::Plan), list, &filled.entry);
    let day = spoken_date::echo(filled.entry.date, call.today);
    let about = given.target.as_ref().map_or("the plan".to_owned(), |id| format!("target {id}"));
    let done = Done::new(format!("wrote down a comment of {day} on {about}"))
        .next_step()
        .confirm(filled.was_asked);
    open.write(change, done, call)
}
