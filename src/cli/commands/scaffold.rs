//! `lm scaffold MENTEE KIND`.

use crate::cli::arguments::Format;
use crate::cli::ask::Choices;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{json, records};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::domain::year_group::YearGroup;
use crate::store::disk::WriteError;
use crate::store::{Folder, School, SchoolParts, case_file, scaffold, unit};
use serde_json::json;

/// Add a file to a mentee's folder, with every field explained, to fill in by hand
///
/// The new file holds only comments: what nobody wrote does not count.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// Which file: ratings, plan, sessions, contacts, reviews or tracking
    kind: String,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no such mentee or kind, or the file is there already.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let kind = kind(&arguments.kind)?;
    let folder = records::folder(call)?;
    let school = records::school(&folder, SchoolParts::Core)?;
    let id = records::mentee(&folder, &school, &arguments.mentee)?;
    let file = case_file(&id, kind);
    let about = about(&folder, &school, &id, call);
    let text = scaffold::empty_record(kind)
        .map_err(|unsound| CommandError::cannot("this file was not made").source(&unsound))?;
    if call.globals.dry_run {
        call.print(text.trim_end());
        call.say(&format!("would add {} for {about}", kind.file_name()));
        return Ok(Exit::Done);
    }
    let what = format!("added {} for {about}", kind.file_name());
    let files = [(&*file, text.as_bytes())];
    unit::create(folder.root(), &*what, &files).map_err(|error| match error {
        WriteError::Exists(_) => CommandError::refused(format!("`{file}` is there already"))
            .hint("open it and write in it; lm schema shows what can be written there"),
        _ => CommandError::unwritten(format!("`{file}` was not made"), &error),
    })?;
    if format == Format::Json {
        json::print(call, json!({ "case": id, "file": &*file }));
    } else {
        call.print(&file);
    }
    call.say_last(what);
    call.say_last(format!("next: fill it in, then lm check {id}"));
    Ok(Exit::Done)
}

fn kind(written: &str) -> Result<RecordKind, CommandError> {
    let name = |kind: RecordKind| kind.file_name().trim_end_matches(".yaml");
    let kinds = RecordKind::ALL.into_iter().filter(|kind| *kind != RecordKind::Referral);
    let choices = Choices::new("a file", kinds.map(|kind| (name(kind), kind.file_name())))
        .otherwise("choose ratings, plan, sessions, contacts, reviews or tracking");
    let found = choices.find(written).map_err(|refusal| refusal.of_flag("KIND"))?;
    RecordKind::of_file(&format!("{}.yaml", found.code))
        .ok_or_else(|| CommandError::usage(format!("there is no file `{}`", found.code)))
}

/// Who was chosen, so that a slip is seen: `Amira Khan, Year 5, case k7q2m`.
fn about(folder: &Folder, school: &School, id: &Id, call: &Call<'_, '_>) -> String {
    let case = folder.load_case(id, &[RecordKind::Referral]).case;
    let year = case.year_on(call.today, school.nation());
    let year = year.map_or_else(String::new, |year| format!(", {}", YearGroup::label(year)));
    format!("{}{year}, case {id}", case.name())
}
