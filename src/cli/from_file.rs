//! A record, or an entry of one, that somebody wrote in a file, with every fault of it drawn.

use crate::cli::call::Call;
use crate::cli::faults::{self, Look, Values};
use crate::cli::outcome::CommandError;
use crate::diag::{Diagnostic, Finding, Severity};
use crate::store::limits::MAX_FILE;
use crate::store::yaml::{self, Format, Skipped};
use crate::store::{LoadedText, Places, disk, plain_text};
use serde::de::DeserializeOwned;
use std::io::Read as _;
use std::sync::Arc;

/// What stands in the file of this name; `-` is standard input.
///
/// # Errors
///
/// When it cannot be read or has faults, which are then drawn.
pub fn read<T: DeserializeOwned>(named: &str, call: &mut Call<'_, '_>) -> Result<T, CommandError> {
    let bytes = if named == "-" {
        let mut bytes = Vec::new();
        (&mut *call.world.input).take(MAX_FILE + 1).read_to_end(&mut bytes).map(|_| bytes)
    } else {
        disk::read_named(&call.world.here.join(named))
    };
    let name: Arc<str> = if named == "-" { "standard input".into() } else { named.into() };
    let bytes = bytes
        .map_err(|error| CommandError::cannot(format!("{name} cannot be read")).source(&error))?;
    let text = match plain_text::decode(&name, bytes) {
        Ok(text) => text,
        Err(not_text) => {
            let text = loaded(&name, not_text.shown, Skipped::default());
            return Err(refused(vec![not_text.finding], text, call));
        }
    };
    let read = yaml::read::<T>(&name, &text);
    let is_sound = !read.findings.iter().any(|finding| finding.severity == Severity::Error);
    match read.value.filter(|_| is_sound) {
        Some(record) => Ok(record),
        None => Err(refused(read.findings, loaded(&name, text, read.skipped), call)),
    }
}

fn loaded(name: &Arc<str>, text: String, skipped: Skipped) -> LoadedText {
    LoadedText { name: Arc::clone(name), text, format: Format::Yaml, skipped }
}

fn refused(findings: Vec<Finding>, text: LoadedText, call: &mut Call<'_, '_>) -> CommandError {
    let named = Arc::clone(&text.name);
    let texts = [text];
    let mut places = Places::new(&texts);
    let faults: Vec<Diagnostic> =
        findings.into_iter().map(|finding| places.locate(finding)).collect();
    let hidden = call.world.environment.ci;
    let look = Look {
        colours: false,
        width: call.world.terminal.width,
        values: if hidden { Values::Hidden } else { Values::Shown },
    };
    let drawn = faults::human(&faults.iter().collect::<Vec<_>>(), look);
    // Nothing can be said about a talk that cannot be written.
    let _ = writeln!(call.world.err, "{drawn}");
    CommandError::usage(format!("nothing was written: {named} has faults"))
        .hint("mend them and try again")
}
