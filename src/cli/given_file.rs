//! A file that somebody names on the command line to be read in, or standard input; and the faults
//! of it, drawn.

use super::call::Call;
use super::faults;
use super::outcome::CommandError;
use crate::diag::{Diagnostic, Finding};
use crate::store::limits::MAX_FILE;
use crate::store::yaml::{Format, Skipped};
use crate::store::{LoadedText, Places, disk, plain_text};
use std::io::Read as _;
use std::sync::Arc;

/// The name and the text of a file; `-` is standard input.
///
/// # Errors
///
/// When it cannot be read or is no text.
pub fn text(named: &str, call: &mut Call<'_, '_>) -> Result<(Arc<str>, String), CommandError> {
    let bytes = if named == "-" {
        let mut bytes = Vec::new();
        (&mut *call.world.input).take(MAX_FILE + 1).read_to_end(&mut bytes).map(|_| bytes)
    } else {
        disk::read_named(&call.world.here.join(named))
    };
    let name: Arc<str> = if named == "-" { "standard input".into() } else { named.into() };
    let bytes = bytes
        .map_err(|error| CommandError::cannot(format!("{name} cannot be read")).source(&error))?;
    match plain_text::decode(&name, bytes) {
        Ok(text) => Ok((name, text)),
        Err(not_text) => {
            let text = loaded(&name, not_text.shown, Skipped::default());
            Err(refused(vec![not_text.finding], text, call))
        }
    }
}

/// A text written like a record.
pub fn loaded(name: &Arc<str>, text: String, skipped: Skipped) -> LoadedText {
    LoadedText { name: Arc::clone(name), text, format: Format::Yaml, skipped }
}

/// Draws the faults of a file, and ends the command.
pub fn refused(findings: Vec<Finding>, text: LoadedText, call: &mut Call<'_, '_>) -> CommandError {
    let named = Arc::clone(&text.name);
    let texts = [text];
    let mut places = Places::new(&texts);
    let faults: Vec<Diagnostic> =
        findings.into_iter().map(|finding| places.locate(finding)).collect();
    faults::draw_aside(&faults, call);
    CommandError::usage(format!("nothing was written: {named} has faults"))
        .hint("mend them and try again")
}
