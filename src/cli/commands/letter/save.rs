//! Keeping letters in `letters/<case>/`. A letter that is there is never written over.

use super::Desk;
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::documents;
use crate::cli::outcome::CommandError;
use crate::domain::record::Case;
use crate::store::disk::{self, WriteError};

/// Writes one file for each household; says where, and what to write down next.
pub(super) fn all(
    name: &str,
    case: &Case,
    texts: &[(usize, String)],
    format: Format,
    desk: &Desk<'_>,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    if call.globals.output.is_some() {
        return Err(CommandError::usage("--save and --output both say where the letter goes")
            .hint("leave one of them out"));
    }
    for (number, text) in texts {
        let household = if *number == 1 { String::new() } else { format!("-{number}") };
        let ending = documents::ending(format);
        let file = format!("letters/{}/{}-{name}{household}.{ending}", case.id, desk.date);
        if call.globals.dry_run {
            call.say(&format!("would write {file}"));
            continue;
        }
        one(&file, text, desk, call)?;
        call.print(&file);
    }
    call.say_last(format!(
        "when it is sent, write it down in mentees/{}/contacts.yaml, with `letter: {name}`",
        case.id
    ));
    Ok(())
}

fn one(
    file: &str,
    text: &str,
    desk: &Desk<'_>,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    let root = desk.folder.root();
    match disk::write_new(root, file, text.as_bytes()) {
        Ok(()) => Ok(()),
        Err(WriteError::Exists(_)) => {
            let same = disk::read_file(root, file).is_ok_and(|bytes| bytes == text.as_bytes());
            if same {
                call.say(&format!("{file} is there already and says the same"));
                return Ok(());
            }
            Err(CommandError::refused(format!("{file} is there already and says something else"))
                .hint("look at it; then move it away, or write to another file with --output"))
        }
        Err(error) => Err(CommandError::cannot("the letter was not kept").source(&error)),
    }
}
