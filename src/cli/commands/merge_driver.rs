//! `lm merge-driver`: called by git, not by people. See `cli::git::DRIVER` for what git makes of the
//! status.

use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::store::{disk, merge};
use std::path::PathBuf;

/// Put two copies of a record together, for git (set up by lm git-setup)
///
/// The result goes into the file OURS. Status 0: all is put together; 1: what both changed is marked
/// in it as a conflict.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The text from which both copies come (%O)
    base: PathBuf,
    /// Our copy, and where the result goes (%A)
    ours: PathBuf,
    /// The other copy (%B)
    theirs: PathBuf,
    /// The record's path, for what is said (%P)
    path: Option<String>,
}

/// Runs the command.
///
/// # Errors
///
/// When one of the files cannot be read or the result cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let read = |path: &PathBuf| {
        disk::read_named(&call.world.here.join(path)).map_err(|error| {
            CommandError::cannot("one of the copies could not be read").source(&error)
        })
    };
    let [base, ours, theirs] = [&arguments.base, &arguments.ours, &arguments.theirs].map(read);
    let (base, ours, theirs) = (base?, ours?, theirs?);
    let target = call.world.here.join(&arguments.ours);
    let write = |bytes: &[u8]| {
        disk::write_private(&target, bytes)
            .map_err(|error| CommandError::cannot("the result could not be written").source(&error))
    };
    // Should anything go wrong below, the file must not look as if only our side had been there.
    write(&merge::by_lines(&ours, &theirs))?;
    let texts = [base, ours, theirs].map(String::from_utf8);
    let [Ok(base), Ok(ours), Ok(theirs)] = texts else {
        return Ok(conflict(arguments, 1, call));
    };
    let merged = merge::merge(&base, &ours, &theirs);
    write(merged.text.as_bytes())?;
    Ok(match merged.conflicts {
        0 => Exit::Done,
        conflicts => conflict(arguments, conflicts, call),
    })
}

fn conflict(arguments: &Arguments, conflicts: usize, call: &mut Call<'_, '_>) -> Exit {
    let path = arguments.path.as_deref().unwrap_or("the record");
    let times = if conflicts == 1 { "one place".to_owned() } else { format!("{conflicts} places") };
    call.say(&format!("{path}: two people changed the same thing in {times}"));
    Exit::No
}
