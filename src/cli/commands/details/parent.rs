//! `lm details parent MENTEE`.

use super::{Part, file_of, unless};
use crate::cli::ask::{Choices, Question, Said};
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::person::folded;
use crate::domain::record::RecordKind;
use crate::domain::record::referral::Parent;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;

/// Add a parent or carer, or to what is known of one
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm details parent \"Amira Khan\"
  lm details parent k7q2m \"Mrs Nasreen Khan\" --work-phone \"01632 960188\"
  lm details parent k7q2m \"Mr Tariq Khan\" --relationship father --no-letters yes
  lm details parent k7q2m \"Mrs Nasreen Khan\" --address \"3 Mill Lane\" --address \"Ashby AS1 4BD\"")]
pub(super) struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The parent's or carer's full name with title; a new name adds somebody
    parent: Option<String>,
    /// What they are to the pupil
    #[arg(long, value_name = "WORDS")]
    relationship: Option<String>,
    /// A line of their address; may be given again, and takes the place of the address before
    #[arg(long, value_name = "LINE")]
    address: Vec<String>,
    /// Their home or mobile telephone
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// Their telephone at work
    #[arg(long, value_name = "NUMBER")]
    work_phone: Option<String>,
    /// Their email
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// The language in which they would rather be written to
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// How and when it is safe to make contact, or that it must not be tried
    #[arg(long, value_name = "WORDS")]
    safe_contact: Option<String>,
    /// Whether no letters are sent to them: yes or no
    #[arg(long, value_name = "YES-OR-NO")]
    no_letters: Option<String>,
    /// Take it from a file written like an entry under parents (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When nobody is named, an answer is not sound or nothing is said, or it cannot be written.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let parents = &file_of(&open)?.parents;
    let named = named(given, parents, call)?;
    let is_meant = |parent: &&Parent| Some(folded(&parent.name)) == named.as_deref().map(folded);
    let known = parents.iter().find(is_meant);
    let name = known.map(|parent| parent.name.clone()).or(named);
    let fields = fields(given, name.as_ref(), known);
    let filled = fill::<Parent>(&fields, given.from.as_deref(), &About::case(&open, call), call)?;
    let parent = filled.entry;
    let is_named = |known: &Parent| folded(&known.name) == folded(&parent.name);
    let Some(at) = parents.iter().position(is_named) else {
        let mut change = Change::default();
        change.append(&open.file(RecordKind::Referral), FieldPath::from("parents"), &parent);
        let done = Done::new(format!("wrote down {}", parent.name)).confirm(filled.was_asked);
        return open.write(change, done, call);
    };
    let part = Part {
        open: &open,
        path: FieldPath::from("parents").item(at),
        before: Value::of(&parents[at]),
        after: Value::of(&parent),
        whole: &["address"],
        flags: "--phone, --address or --safe-contact",
        elsewhere: Vec::new(),
    };
    let what = format!("wrote down what is known of {}", parent.name);
    part.write(Done::new(what).confirm(filled.was_asked), call)
}

/// Who is meant: whoever is named, else the one that is chosen, else the only one there is.
fn named(
    given: &Arguments,
    parents: &[Parent],
    call: &mut Call<'_, '_>,
) -> Result<Option<String>, CommandError> {
    if given.parent.is_some() || given.from.is_some() {
        return Ok(given.parent.clone());
    }
    if !call.may_ask() {
        let [parent] = parents else { return Ok(None) };
        return Ok(Some(parent.name.clone()));
    }
    if parents.is_empty() {
        return Ok(None);
    }
    let names = parents.iter().map(|parent| (parent.name.clone(), parent.name.clone()));
    let new = ("new".to_owned(), "somebody new".to_owned());
    let choices = Choices::new("somebody", names.chain([new]));
    let question = Question::needed("Which parent or carer?", "One of those in the record, or new");
    match choices.ask_one(call, &question)? {
        Said::This(chosen) => Ok(chosen.filter(|chosen| chosen != "new")),
        Said::Back => Err(CommandError::refused("nothing was written")),
    }
}

fn fields<'f>(given: &Arguments, name: Option<&String>, known: Option<&Parent>) -> Vec<Field<'f>> {
    let has = |get: fn(&Parent) -> bool| unless(known.is_some_and(get));
    vec![
        Field::line("name", "PARENT")
            .given(name)
            .asks("Their full name", "With title, as a letter addresses them")
            .needed(),
        Field::line("relationship", "--relationship")
            .given(&given.relationship)
            .asks("What they are to the pupil", "For example mother")
            .when(has(|parent| parent.relationship.is_some())),
        Field::line("address", "--address")
            .several()
            .given(&given.address)
            .asks("A line of their address", "An empty line ends it")
            .when(has(|parent| !parent.address.is_empty())),
        Field::line("phone", "--phone")
            .given(&given.phone)
            .asks("Their telephone", "The whole number with its first 0")
            .when(has(|parent| parent.phone.is_some())),
        Field::line("work_phone", "--work-phone")
            .given(&given.work_phone)
            .asks("Their telephone at work", "The whole number with its first 0")
            .when(has(|parent| parent.work_phone.is_some())),
        Field::line("email", "--email")
            .given(&given.email)
            .asks("Their email", "As they write it")
            .when(has(|parent| parent.email.is_some())),
        Field::line("language", "--language")
            .given(&given.language)
            .asks("In which language would they rather be written to?", "If it is not English")
            .when(has(|parent| parent.language.is_some())),
        Field::words("safe_contact", "--safe-contact")
            .given(&given.safe_contact)
            .asks("How is it safe to make contact?", "When, where, or that it must not be tried")
            .when(has(|parent| parent.safe_contact.is_some())),
        Field::yes_no("no_letters", "--no-letters").given(&given.no_letters),
    ]
}
