//! Keeping letters in `letters/<case>/`. A letter that is there is never written over.

use super::Desk;
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::documents;
use crate::cli::outcome::CommandError;
use crate::domain::record::Case;
use crate::store::{disk, unit};

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
    let mut new = Vec::new();
    for (number, text) in texts {
        let household = if *number == 1 { String::new() } else { format!("-{number}") };
        let ending = documents::ending(format);
        let file = format!("letters/{}/{}-{name}{household}.{ending}", case.id, desk.date);
        if call.globals.dry_run {
            call.say(&format!("would write {file}"));
            continue;
        }
        if is_new(&file, text, desk, call)? {
            new.push((file.clone(), text.as_bytes()));
        }
        call.print(&file);
    }
    let what = format!("kept the letter {name}: {}", super::who(case, desk));
    let files: Vec<_> = new.iter().map(|(file, text)| (&**file, *text)).collect();
    unit::create(desk.folder.root(), what, &files)
        .map_err(|error| CommandError::unwritten("the letter was not kept", &error))?;
    Ok(())
}

/// Whether it is still to be written.
fn is_new(
    file: &str,
    text: &str,
    desk: &Desk<'_>,
    call: &mut Call<'_, '_>,
) -> Result<bool, CommandError> {
    let root = desk.folder.root();
    if root.join(file).symlink_metadata().is_err() {
        return Ok(true);
    }
    if disk::read_file(root, file).is_ok_and(|bytes| bytes == text.as_bytes()) {
        call.say(&format!("{file} is there already and says the same"));
        return Ok(false);
    }
    Err(CommandError::refused(format!("{file} is there already and says something else"))
        .hint("look at it; then move it away, or write to another file with --output"))
}
