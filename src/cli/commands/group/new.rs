//! `lm group new NAME`.

use crate::cli::ask::words;
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, choices, fill, mentors};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{self, Done, RecordedBy};
use crate::cli::records;
use crate::domain::record::group::{GroupFile, GroupKind};
use crate::domain::spoken_date;
use crate::store::SchoolParts;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;
use serde_json::json;

/// Begin a group: what it is about, who leads it, how long it goes on
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm group new sunflowers
  lm group new sunflowers --called \"The Sunflowers\" --kind focus --theme \"Making friends\" \\
      --mentor jb --starts monday --ends +12w --planned-sessions 12 --minutes 60 \\
      --member \"Amira Khan\" --member m4x8t")]
pub(super) struct Arguments {
    /// A short name for it, in small letters; no pupil's name
    group: String,
    /// What the group is called
    #[arg(long, value_name = "NAME")]
    called: Option<String>,
    /// What kind it is: focus, developmental or drop-in
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// What it is about
    #[arg(long, value_name = "WORDS")]
    theme: Option<String>,
    /// The short id of whoever leads it
    #[arg(long, value_name = "ID")]
    mentor: Option<String>,
    /// Its first day (otherwise today)
    #[arg(long, value_name = "DATE")]
    starts: Option<String>,
    /// Its last day
    #[arg(long, value_name = "DATE")]
    ends: Option<String>,
    /// How many sessions are planned
    #[arg(long, value_name = "NUMBER")]
    planned_sessions: Option<String>,
    /// How long a session is, in minutes
    #[arg(long, value_name = "NUMBER")]
    minutes: Option<String>,
    /// A member, by case id or name; may be given again
    #[arg(long, value_name = "MENTEE")]
    member: Vec<String>,
    /// Take it from a file written like one in groups/ (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When there is a group of this name, an answer is missing or not sound, or it cannot be written.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let folder = records::folder(call)?;
    let school = records::school(&folder, SchoolParts::All)?;
    let id = words::short_id(&given.group).map_err(|refusal| refusal.of_flag("GROUP"))?;
    if let Some(known) = school.groups.iter().find(|group| group.stem == id.as_str()) {
        return Err(CommandError::refused(format!("there is a group `{id}` already"))
            .because(format!("it is called {}", known.value.name))
            .hint("give the new one another short name"));
    }
    let recorded_by = given.recorded.known(&school, call)?;
    let kinds = choices("a kind of group", GroupKind::ALL, GroupKind::code, GroupKind::label);
    let member = |typed: &str, about: &About<'_>| {
        Ok(json!({ "case": records::case(&folder, typed, about)? }))
    };
    let fields = [
        Field::line("name", "--called")
            .given(&given.called)
            .asks("What is the group called?", "As you say it to the pupils")
            .needed(),
        Field::one_of("kind", "--kind", kinds)
            .given(&given.kind)
            .asks("What kind is it?", "About one matter, for growing together, or open to all"),
        Field::words("theme", "--theme")
            .given(&given.theme)
            .asks("What is it about?", "In a few words, for example making friends"),
        Field::staff("mentor", "--mentor")
            .given(&given.mentor)
            .asks("Who leads it?", "The short id of somebody in lm.toml")
            .offers(mentors(&school, call.today, &[]))
            .or(recorded_by.map(|id| id.to_string())),
        Field::day("starts", "--starts")
            .given(&given.starts)
            .asks("Its first day", "The day of the first session")
            .or_today(),
        Field::day("ends", "--ends")
            .given(&given.ends)
            .asks("Its last day", "For example +12w; leave it empty while it is open"),
        Field::whole("planned_sessions", "--planned-sessions")
            .given(&given.planned_sessions)
            .asks("How many sessions are planned?", "For example 12"),
        Field::whole("minutes", "--minutes")
            .given(&given.minutes)
            .asks("How many minutes is a session?", "For example 60"),
        Field::own("members", "--member", member)
            .several()
            .given(&given.member)
            .asks("A member", "Case id or name; an empty line ends the list"),
    ];
    let about = About::school(&school, call);
    let filled = fill::<GroupFile>(&fields, given.from.as_deref(), &about, call)?;
    let group = filled.entry;
    let mut change = Change::default();
    let file = format!("groups/{id}.yaml");
    let Value::Map(said) = Value::of(&group) else {
        return Err(CommandError::usage("nothing is said of the group"));
    };
    for (key, value) in said {
        change.set(&file, FieldPath::from(&*key), value);
    }
    let starts = spoken_date::echo(group.starts, call.today);
    let count = match group.members.len() {
        1 => "1 member".to_owned(),
        several => format!("{several} members"),
    };
    let done = Done::new(format!("began the group {}, from {starts}: {count}", group.name))
        .next(format!("lm group-session {id}"))
        .confirm(filled.was_asked);
    recording::write(&folder, &change, &[], &done, call)
}
