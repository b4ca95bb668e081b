//! `lm promise made` and `lm promise kept`.

use crate::cli::ask::{Choices, Question, Said};
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::date::Date;
use crate::domain::person::folded;
use crate::domain::record::RecordKind;
use crate::domain::record::sessions::Promise;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;
use clap::Subcommand;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Write down what you promised a pupil, and that you kept it
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a promise to the last session that was held
    Made(Made),
    /// A promise was kept
    Kept(Kept),
}

/// A promise that was made.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm promise made k7q2m \"Ask Mr Hill about maths\" --by friday
  lm promise made \"Amira Khan\"")]
struct Made {
    /// The mentee: a case id or a name
    mentee: String,
    /// What was promised
    what: Option<String>,
    /// By when
    #[arg(long, value_name = "DATE")]
    by: Option<String>,
    /// The session in which it was promised, by its short name (otherwise the last one held)
    #[arg(long, value_name = "ID")]
    session: Option<String>,
    /// Take it from a file written like an entry under promises (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// A promise that was kept.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm promise kept k7q2m
  lm promise kept k7q2m \"ask mr hill\" --on yesterday")]
struct Kept {
    /// The mentee: a case id or a name
    mentee: String,
    /// Words of the promise, when more than one is open
    what: Option<String>,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Take it from a file with the keys what and kept, as under promises (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Which promise was kept, and when.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Keeping {
    what: Option<String>,
    kept: Option<Date>,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no such session or promise, or it cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    match &arguments.what {
        What::Made(given) => made(given, call),
        What::Kept(given) => kept(given, call),
    }
}

fn made(given: &Made, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let about = About::case(&open, call);
    let session = session(&open, given.session.as_deref())?;
    let fields = [
        Field::line("what", "WHAT")
            .given(&given.what)
            .for_pupil()
            .asks("What did you promise?", "What you said you would do, in a few words")
            .needed(),
        Field::day("by", "--by")
            .given(&given.by)
            .asks("By when?", "A day, for example friday or +1w; leave it empty if none was named"),
    ];
    let filled = fill::<Promise>(&fields, given.from.as_deref(), &about, call)?;
    let promise = filled.entry;
    let mut change = Change::default();
    let list = FieldPath::from("sessions").item(session).key("promises");
    change.append(&open.file(RecordKind::Sessions), list, &promise);
    let by = promise.by;
    let by =
        by.map_or_else(String::new, |by| format!(", by {}", spoken_date::echo(by, call.today)));
    let done = Done::new(format!("wrote down the promise ‘{}’{by}", promise.what))
        .next(format!("lm promise kept {}", open.case.id))
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

/// The number of the session of this name, else of the last that was held.
fn session(open: &OpenCase, named: Option<&str>) -> Result<usize, CommandError> {
    let sessions = &open.case.sessions.sessions;
    let found = match named {
        Some(named) => sessions
            .iter()
            .position(|session| session.id.as_ref().is_some_and(|id| id.as_str() == named)),
        None => sessions.iter().rposition(|session| session.attendance.is_held()),
    };
    found.ok_or_else(|| {
        let error = match named {
            Some(named) => CommandError::usage(format!("no session has the short name `{named}`")),
            None => CommandError::usage("no session was held yet"),
        };
        error.hint(format!("write down the session first: lm session {}", open.case.id))
    })
}

fn kept(given: &Kept, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let about = About::case(&open, call);
    let fields = [
        Field::line("what", "WHAT").given(&given.what),
        Field::day("kept", "--on").given(&given.on).or_today(),
    ];
    let said = fill::<Keeping>(&fields, given.from.as_deref(), &about, call)?.entry;
    let on = said.kept.unwrap_or(call.today);
    let wanted = said.what.as_deref().map(folded);
    let mut promises = open_promises(&open);
    promises.retain(|(_, what)| wanted.as_ref().is_none_or(|words| folded(what).contains(words)));
    let chosen = match &promises[..] {
        [] => {
            return Err(CommandError::usage("there is no such open promise")
                .hint(format!("see them with: lm show {}", open.case.id)));
        }
        [_] => 0,
        several => one_of(several, given.from.as_deref(), call)?,
    };
    let (path, what) = promises.swap_remove(chosen);
    let mut change = Change::default();
    change.set(&open.file(RecordKind::Sessions), path.key("kept"), Value::plain(on));
    let day = spoken_date::echo(on, call.today);
    let done =
        Done::new(format!("wrote down that the promise ‘{what}’ was kept on {day}")).next_step();
    open.write(change, done, call)
}

fn open_promises(open: &OpenCase) -> Vec<(FieldPath, String)> {
    let sessions = open.case.sessions.sessions.iter().enumerate();
    let promises = sessions.flat_map(|(at, session)| {
        let list = FieldPath::from("sessions").item(at).key("promises");
        let promises = session.promises.iter().enumerate();
        promises
            .filter(|(_, promise)| promise.kept.is_none())
            .map(move |(at, promise)| (list.clone().item(at), promise.what.clone()))
    });
    promises.collect()
}

fn one_of(
    several: &[(FieldPath, String)],
    from: Option<&str>,
    call: &mut Call<'_, '_>,
) -> Result<usize, CommandError> {
    let words: Vec<&str> = several.iter().map(|(_, what)| &**what).collect();
    if call.may_ask() && from != Some("-") {
        let numbered = words.iter().enumerate().map(|(at, what)| (at.to_string(), *what));
        let choices = Choices::new("a promise", numbered);
        let question = Question::needed("Which promise was kept?", "Those that are still open");
        let said = choices.ask_one(call, &question)?;
        if let Said::This(Some(code)) = said
            && let Ok(at) = code.parse()
        {
            return Ok(at);
        }
        return Err(CommandError::refused("nothing was written"));
    }
    Err(CommandError::usage("not given: WHAT, and more than one promise is open")
        .hint(format!("say which, by some of its words: {}", words.join("; "))))
}
