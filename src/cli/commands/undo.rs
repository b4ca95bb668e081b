//! `lm undo`. What is kept of the last change, and for how long, is told in `store::unit`.

use crate::cli::arguments::Format;
use crate::cli::ask::{self, Said};
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{json, records};
use crate::store::Folder;
use crate::store::unit::{Undo, UndoError, forget_undo};
use serde_json::json;

/// Take back the last change that lm made
///
/// Only the last one, and only while every file still is as lm left it. A new referral, letter or
/// questionnaire goes again; in other files stands again what stood there before. What was taken
/// back can be written down once more, but undo itself cannot be undone. After lm save nothing can
/// be taken back here: git then knows what was before.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm undo --dry-run
  lm undo
  lm undo --forget")]
pub struct Arguments {
    /// Change nothing, and no longer keep what the records held before the last change
    #[arg(long)]
    forget: bool,
}

/// Runs the command.
///
/// # Errors
///
/// When there is nothing to take back, or a file was changed since; nothing is changed then.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    if arguments.forget {
        return forget(&folder, call);
    }
    let undo = Undo::last(folder.root()).map_err(|error| failed(&error))?;
    call.say(&format!("the last change: {}", undo.what()));
    let diff = undo.diff(folder.root()).map_err(|error| failed(&error))?;
    if call.globals.dry_run {
        call.print(diff.trim_end());
        call.say_last("nothing was taken back");
        return Ok(Exit::Done);
    }
    if !call.globals.yes && !goes_on(&diff, call)? {
        return Err(CommandError::refused("nothing was taken back"));
    }
    undo.carry_out(folder.root()).map_err(|error| failed(&error))?;
    if format == Format::Json {
        json::print(call, json!({ "files": undo.files(), "undone": undo.what() }));
    } else {
        for file in undo.files() {
            call.print(file);
        }
    }
    call.say_last(format!("took back: {}", undo.what()));
    Ok(Exit::Done)
}

fn forget(folder: &Folder, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    if call.globals.dry_run {
        call.say("would forget the last change");
        return Ok(Exit::Done);
    }
    forget_undo(folder.root())
        .map_err(|error| CommandError::unwritten("the last change was not forgotten", &error))?;
    call.say_last("the last change can no longer be taken back");
    Ok(Exit::Done)
}

fn goes_on(diff: &str, call: &mut Call<'_, '_>) -> Result<bool, CommandError> {
    if !call.may_ask() {
        return Err(CommandError::usage("taking a change back has to be confirmed")
            .hint("see what it would do with: lm undo --dry-run")
            .hint("then: lm undo --yes"));
    }
    ask::talk(call, diff);
    let help = "Nothing has been changed yet; no leaves everything as it is";
    Ok(ask::yes_or_no(call, "Take this change back?", help, false)? == Said::This(true))
}

fn failed(error: &UndoError) -> CommandError {
    let message = "nothing was taken back";
    let exit = match error {
        UndoError::Nothing => Exit::No,
        error if error.is_refusal() => Exit::Refused,
        _ => Exit::CannotRun,
    };
    let failed = CommandError::new(exit, message).source(error);
    match error {
        UndoError::Nothing => {
            failed.hint("only the last change is kept, until it is saved with lm save")
        }
        UndoError::Changed(_) | UndoError::MoreInside(_) => {
            failed.hint("somebody built upon the change: put right by hand what is wrong")
        }
        UndoError::Nonsense => failed.hint("forget it with: lm undo --forget"),
        UndoError::Write(_) => failed,
    }
}
