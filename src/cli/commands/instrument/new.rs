//! `lm instrument new`.

use super::draft::Draft;
use super::questions;
use crate::cli::arguments::Format;
use crate::cli::ask::{self, words};
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::questionnaires::{self, Shelf};
use crate::cli::{json, records};
use crate::domain::id::Id;
use crate::store::disk;
use crate::store::scaffold::{self, Unsound};
use crate::store::{Folder, instruments, unit};
use serde_json::json;

/// Write a questionnaire of your own
///
/// What is not given as a flag is asked. Items are typed one to a line: # and words begin a section;
/// (low is better), (high is better), (in words) or (not in total) behind an item say what is
/// particular about it.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A short name: small letters, digits and hyphens
    #[arg(value_name = "ID")]
    id: String,
    /// Copy this questionnaire, to change the copy in an editor
    #[arg(long, value_name = "ID", conflicts_with_all = [
        "kind", "from", "to", "better", "label", "option", "intervals", "minutes", "item", "items",
        "respondent", "key_stage", "says", "source", "licence", "asks_attendance",
    ])]
    like: Option<String>,
    /// The title that the form prints
    #[arg(long, value_name = "WORDS")]
    pub(super) title: Option<String>,
    /// Who answers it, for example pupil or class-teacher; may be given again
    #[arg(long, value_name = "ROLE")]
    pub(super) respondent: Vec<String>,
    /// How it is answered: rating (as a rule), paired, frequency, tally, tick, choice or text
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// The lowest mark
    #[arg(long, value_name = "MARK", allow_negative_numbers = true)]
    pub(super) from: Option<i64>,
    /// The highest mark
    #[arg(long, value_name = "MARK", allow_negative_numbers = true)]
    pub(super) to: Option<i64>,
    /// Which end is better: high or low
    #[arg(long, value_name = "END")]
    pub(super) better: Option<String>,
    /// What a mark means, for example "1=never"; may be given again
    #[arg(long, value_name = "MARK=WORDS")]
    pub(super) label: Vec<String>,
    /// An answer of a choice, for example yes; may be given again
    #[arg(long, value_name = "WORDS")]
    pub(super) option: Vec<String>,
    /// In how many intervals an observer counts
    #[arg(long, value_name = "NUMBER")]
    pub(super) intervals: Option<usize>,
    /// How many minutes an interval has
    #[arg(long, value_name = "NUMBER")]
    pub(super) minutes: Option<u32>,
    /// An item, in the order of the form, or # and a heading; may be given again
    #[arg(long, value_name = "WORDS")]
    pub(super) item: Vec<String>,
    /// A text file with the items, one to a line
    #[arg(long, value_name = "FILE")]
    pub(super) items: Option<String>,
    /// Only for pupils in this key stage (ks1 to ks5); may be given again
    #[arg(long, value_name = "STAGE")]
    pub(super) key_stage: Vec<String>,
    /// What the form says at the top
    #[arg(long, value_name = "WORDS")]
    pub(super) says: Option<String>,
    /// Where it comes from
    #[arg(long, value_name = "WORDS")]
    pub(super) source: Option<String>,
    /// On what terms you may use it, if it is somebody else's
    #[arg(long, value_name = "WORDS")]
    pub(super) licence: Option<String>,
    /// The form asks for attendance in per cent
    #[arg(long)]
    pub(super) asks_attendance: bool,
}

pub(super) fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    let id = words::short_id(&arguments.id).map_err(|refusal| refusal.of_flag("the short name"))?;
    refuse_taken(&folder, &id, arguments.like.as_deref())?;
    let text = match &arguments.like {
        Some(like) => copy(like, &id, arguments, call)?,
        None => written(&id, arguments, call)?,
    };
    let file = scaffold::instrument_file(&id);
    if call.globals.dry_run {
        call.print(text.trim_end());
        call.say(&format!("would write {file}"));
        return Ok(Exit::Done);
    }
    unit::create(folder.root(), format!("wrote {file}"), &[(&*file, text.as_bytes())])
        .map_err(|error| CommandError::unwritten("the questionnaire was not written", &error))?;
    if format == Format::Json {
        json::print(call, json!({ "file": file, "id": id }));
    } else {
        call.print(&file);
    }
    report(&id, &text, call);
    Ok(Exit::Done)
}

/// A file of this name would take the place of another form, and old answers would be read by it.
fn refuse_taken(folder: &Folder, id: &Id, like: Option<&str>) -> Result<(), CommandError> {
    let file = scaffold::instrument_file(id);
    if folder.root().join(&file).symlink_metadata().is_ok() {
        return Err(CommandError::refused(format!("there is a {file} already"))
            .hint("change it in an editor, or choose another short name"));
    }
    if instruments::shipped_text(id.as_str()).is_some() && like != Some(id.as_str()) {
        return Err(CommandError::refused(format!(
            "`{id}` comes with lm, and answers are read by it"
        ))
        .hint(format!("to change it for your school, copy it: lm instrument new {id} --like {id}"))
        .hint("otherwise choose another short name"));
    }
    Ok(())
}

fn copy(
    like: &str,
    id: &Id,
    given: &Arguments,
    call: &mut Call<'_, '_>,
) -> Result<String, CommandError> {
    let shelf = Shelf::new(call)?;
    let one = questionnaires::named(&shelf.instruments, like)?;
    let own = scaffold::instrument_file(&one.id);
    let root = shelf.folder.as_ref().map(Folder::root);
    let from_file = root.and_then(|root| disk::read_file(root, &own).ok());
    let from_file = from_file.and_then(|bytes| String::from_utf8(bytes).ok());
    let text = from_file
        .or_else(|| instruments::shipped_text(one.id.as_str()).map(str::to_owned))
        .ok_or_else(|| CommandError::cannot(format!("{own} cannot be read")))?;
    let title = given.title.as_deref().map(words::one_line).transpose();
    let title = title.map_err(|refusal| refusal.of_flag("--title"))?;
    let title = title.unwrap_or_else(|| one.title.clone());
    scaffold::instrument_like(&text, one, id, &title).map_err(|unsound| not_sound(&unsound))
}

fn written(id: &Id, given: &Arguments, call: &mut Call<'_, '_>) -> Result<String, CommandError> {
    let mut draft = Draft::of_flags(given, call)?;
    if call.may_ask() {
        ask::fill_in_all(&questions::all(), &mut draft, call)?;
    }
    let needed = draft.still_needed();
    if !needed.is_empty() {
        return Err(CommandError::usage(format!("still needed: {}", needed.join(", ")))
            .hint("give them as flags, or answer the questions at a terminal"));
    }
    scaffold::instrument(&draft.finished(id)).map_err(|unsound| not_sound(&unsound))
}

fn not_sound(unsound: &Unsound) -> CommandError {
    let mut error = CommandError::usage("this questionnaire would not be sound");
    for finding in &unsound.findings {
        error = error.because(finding.message.replace('‹', "‘").replace('›', "’"));
        error = finding.help.iter().cloned().fold(error, CommandError::hint);
    }
    error
}

fn report(id: &Id, text: &str, call: &mut Call<'_, '_>) {
    let file = scaffold::instrument_file(id);
    let read = instruments::read(&file.as_str().into(), text);
    if let Some(one) = read.value {
        let items = one.asked();
        let items = if items == 1 { "1 item".to_owned() } else { format!("{items} items") };
        call.say_last(format!("wrote {}: “{}”, {items}", file, one.title));
    }
    call.say_last(format!("next: lm instrument show {id}, or fill it in: lm rate MENTEE {id}"));
}
