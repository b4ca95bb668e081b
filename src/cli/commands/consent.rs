//! `lm consent MENTEE`.

use crate::cli::ask::Choices;
use crate::cli::call::Call;
use crate::cli::entry::{About, Draft, Field, agencies, choices, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::record::RecordKind;
use crate::domain::record::referral::{Consent, ConsentAnswer, ConsentScope};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::text::FieldPath;
use serde_json::{Value as Json, json};

/// Write down what a parent answered when asked for consent
///
/// Each answer is an entry of its own: a consent that is withdrawn later stays in the record.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm consent \"Amira Khan\"
  lm consent k7q2m --answer given --by \"Mrs Nasreen Khan\" --how form
  lm consent k7q2m --answer refused --scope sharing --by \"Mrs Nasreen Khan\"
  lm consent k7q2m --answer withdrawn --on 2026-11-09")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The day of the answer (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The answer: given, refused, withdrawn or no-reply
    #[arg(long, value_name = "ANSWER")]
    answer: Option<String>,
    /// Whose answer, by name
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// What it covers: programme, observation, sharing or reports (otherwise the programme); may be
    /// given again
    #[arg(long, value_name = "SCOPE")]
    scope: Vec<String>,
    /// With whom information may be shared; may be given again
    #[arg(long, value_name = "WHO")]
    share_with: Vec<String>,
    /// What is to be kept back, and why
    #[arg(long, value_name = "WORDS")]
    withhold: Option<String>,
    /// How it was given: form, letter, phone …
    #[arg(long, value_name = "HOW")]
    how: Option<String>,
    /// Take it from a file written like an entry under consent (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or the consent cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let about = About::case(&open, call);
    let filled =
        fill::<Consent>(&fields(arguments, &open), arguments.from.as_deref(), &about, call)?;
    let mut consent = filled.entry;
    consent.recorded_by = consent.recorded_by.or_else(|| open.recorded_by.clone());
    let mut change = Change::default();
    change.record(&open.file(RecordKind::Referral), FieldPath::from("consent"), &consent);
    let day = spoken_date::echo(consent.date, call.today);
    let done = Done::new(format!("wrote down the consent of {day}, {}", consent.answer))
        .next_step()
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

fn is_about_sharing(draft: &Draft) -> bool {
    let scope = draft.get("scope").and_then(Json::as_array);
    let is_asked = scope.is_some_and(|scope| scope.contains(&json!(ConsentScope::Sharing.code())));
    is_asked && draft.get("answer") == Some(&json!(ConsentAnswer::Given.code()))
}

fn fields<'f>(given: &Arguments, open: &OpenCase) -> Vec<Field<'f>> {
    let answers =
        choices("an answer", ConsentAnswer::ALL, ConsentAnswer::code, ConsentAnswer::label);
    let scopes = choices("a scope", ConsentScope::ALL, ConsentScope::code, ConsentScope::label);
    let parents = open.case.referral.iter().flat_map(|file| &file.parents);
    let parents: Vec<&str> = parents.map(|parent| &*parent.name).collect();
    let only_parent = if let [parent] = parents[..] { Some(parent.to_owned()) } else { None };
    vec![
        Field::day("date", "--on")
            .given(&given.on)
            .asks("Day of the answer", "The day on which it was given, not the day it was asked")
            .or_today(),
        Field::one_of("answer", "--answer", answers)
            .given(&given.answer)
            .asks("What was answered?", "No reply is no consent")
            .needed(),
        Field::line("by", "--by")
            .given(&given.by)
            .asks("Whose answer is it?", "The parent or carer's name")
            .offers(Choices::new("a parent", parents.iter().map(|name| (*name, *name))))
            .or(only_parent),
        Field::one_of("scope", "--scope", scopes)
            .several()
            .given(&given.scope)
            .asks("What does it cover?", "Nothing said means the programme"),
        Field::line("share_with", "--share-with")
            .several()
            .given(&given.share_with)
            .asks("With whom may information be shared?", "One a line; an empty line ends the list")
            .offers(agencies(&open.school))
            .when(is_about_sharing),
        Field::words("withhold", "--withhold")
            .given(&given.withhold)
            .asks("What is to be kept back, and why?", "Leave it empty if nothing is")
            .when(is_about_sharing),
        Field::line("how", "--how")
            .given(&given.how)
            .asks("How was it given?", "Form, letter, phone …"),
    ]
}
