//! `lm git-setup`.

use crate::cli::arguments::Format;
use crate::cli::ask::{self, Said};
use crate::cli::call::Call;
use crate::cli::git::{Repository, set_hook, set_up};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{json, records};
use serde_json::json;

/// Let git and lm put two people's changes to a record together
///
/// When two people add to the same list, git alone stops and asks. After this, git leaves records
/// to lm, which keeps both entries and stops only where both changed the same thing. Run it once in
/// every copy; run again, it changes nothing. lm init does it where the folder is in git already.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Have git look for mistakes before every commit, also of somebody who does not use lm save; a
    /// hook that is there already stays as it is
    #[arg(long)]
    hook: bool,
}

/// Runs the command.
///
/// # Errors
///
/// When the records are not kept in git, or it cannot be set up.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    let repository = Repository::of(&folder, call)?;
    if call.globals.dry_run {
        call.say("would add a line to .gitattributes and .gitignore, and a setting to git");
        if arguments.hook {
            call.say("would add a hook, if there is none");
        }
        return Ok(Exit::Done);
    }
    let mut done = set_up(folder.root(), &repository)?;
    // Asked once, when git is set up for the first time.
    if arguments.hook || !done.is_empty() && wants_hook(call)? {
        done.push(set_hook(&repository, folder.root())?.words().to_owned());
    }
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

fn wants_hook(call: &mut Call<'_, '_>) -> Result<bool, CommandError> {
    if !call.may_ask() || call.globals.yes {
        return Ok(false);
    }
    let help = "A hook is a program that git runs first; lm save looks for mistakes in any case";
    let text = "Should git itself look for mistakes before every commit?";
    Ok(ask::yes_or_no(call, text, help, false)? == Said::This(true))
}
