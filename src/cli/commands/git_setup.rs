//! `lm git-setup`.

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::git::{Repository, set_up};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{json, records};
use serde_json::json;

/// Let git and lm put two people's changes to a record together
///
/// When two people add to the same list, git alone stops and asks. After this, git leaves records
/// to lm, which keeps both entries and stops only where both changed the same thing. Run it once in
/// every copy; run again, it changes nothing. lm init does it where the folder is in git already.
#[derive(Debug, clap::Args)]
pub struct Arguments {}

/// Runs the command.
///
/// # Errors
///
/// When the records are not kept in git, or it cannot be set up.
pub fn run(_: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    let repository = Repository::of(&folder, call)?;
    if call.globals.dry_run {
        call.say("would add a line to .gitattributes and .gitignore, and a setting to git");
        return Ok(Exit::Done);
    }
    let done = set_up(folder.root(), &repository)?;
    if format == Format::Json {
        json::print(call, json!({ "done": done }));
        return Ok(Exit::Done);
    }
    for line in &done {
        call.print(line);
    }
    call.say_last(if done.is_empty() {
        "everything is set up already"
    } else {
        "from now on lm puts two people's changes to a record together; save this with: lm save"
    });
    Ok(Exit::Done)
}
