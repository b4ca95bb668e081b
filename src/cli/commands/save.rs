//! `lm save`.
//!
//! There is no flag to save records that have errors: what is saved goes to everybody with the next
//! `lm sync`, and there a record that cannot be read stops other people's work. Whoever must keep
//! an unfinished state has git itself for it.

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::git::Repository;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{json, records, saved};
use crate::store::unit;
use serde_json::json;

/// Save all changes in git, if the records are sound
///
/// It looks for mistakes first and saves nothing while there are errors. What is saved can be
/// brought back, and goes to your colleagues with lm sync. The note that git keeps with it names
/// cases by their ids and nobody by name.
#[derive(Debug, clap::Args)]
pub struct Arguments {}

/// Runs the command.
///
/// # Errors
///
/// When the records have errors, are not kept in git, or git refuses.
pub fn run(_: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    let repository = Repository::of(&folder, call)?;
    repository.put_right(call)?;
    refuse_what_is_no_record(&repository)?;
    let changed = repository.changed()?;
    if changed.is_empty() && !repository.is_merging()? {
        if format == Format::Json {
            json::print(call, json!({ "commit": null, "files": [], "message": null }));
        }
        call.say_last("nothing has changed since it was saved last");
        return Ok(Exit::Done);
    }
    let before = saved::plans_before(&repository, &changed)?;
    saved::refuse_faults(&folder, &before, "nothing was saved")?;
    let message = saved::message(&changed);
    if call.globals.dry_run {
        for file in &changed {
            call.say(&format!("would save {file}"));
        }
        return Ok(Exit::Done);
    }
    repository.commit(&message)?;
    // From now on git knows what was before. Should it not go, it is as private as the records.
    let _ = unit::forget_undo(folder.root());
    let commit = repository.ask(&["rev-parse", "--short", "HEAD"])?;
    if format == Format::Json {
        json::print(call, json!({ "commit": commit, "files": changed, "message": message }));
    } else {
        call.print(commit.as_deref().unwrap_or_default());
    }
    call.say_last(format!("saved: {message}"));
    call.say_last("next: lm sync, to send it to your colleagues and get what they saved");
    Ok(Exit::Done)
}

/// What git once has, it keeps for ever.
fn refuse_what_is_no_record(repository: &Repository) -> Result<(), CommandError> {
    let Some(first) = repository.wrongly_kept()?.into_iter().next() else { return Ok(()) };
    Err(CommandError::refused("nothing was saved")
        .because(format!(
            "git keeps {first}, which is no record and may hold what pupils' records said"
        ))
        .hint(format!("take it out with: git rm --cached {first}"))
        .hint("then: lm git-setup, and lm save"))
}
