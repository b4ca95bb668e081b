//! Printing faults, one file a format. Which faults there are and in which order is settled before.

mod concise;
mod excerpt;
mod github;
mod human;
mod json;
mod junit;
mod sarif;
mod summary;
mod values;

pub use concise::concise;
pub use github::github;
pub use human::{Look, human};
pub use json::json;
pub use junit::junit;
pub use sarif::sarif;
pub use summary::{kinds, summary};
pub use values::Values;

use super::call::Call;
use crate::check::Report;
use crate::diag::{Diagnostic, Severity};

/// Draws faults into the talk of a command whose result is something else. Values of the records
/// are hidden where `CI` is set.
pub fn draw_aside(faults: &[Diagnostic], call: &mut Call<'_, '_>) {
    let hidden = call.world.environment.ci;
    let look = Look {
        colours: false,
        width: call.world.terminal.width,
        values: if hidden { Values::Hidden } else { Values::Shown },
    };
    let drawn = human(&faults.iter().collect::<Vec<_>>(), look);
    // Nothing can be said about a talk that cannot be written.
    let _ = writeln!(call.world.err, "{drawn}");
}

/// What a format for programs is made from.
pub struct Sheet<'r> {
    /// Everything that was found.
    pub report: &'r Report,
    /// What of it is shown, by file and place in it.
    pub shown: Vec<&'r Diagnostic>,
    /// Whether values of the records may be seen.
    pub values: Values,
    /// Whether a warning is as bad as an error.
    pub strict: bool,
    /// From the folder in which the program was started down to the records, ending in `/`; empty
    /// when they are the same or the records are elsewhere. Programs that know the whole project
    /// look for files from there.
    pub prefix: String,
}

impl Sheet<'_> {
    fn path(&self, file: &str) -> String {
        format!("{}{}", self.prefix, self.values.path(file))
    }

    fn count(&self, severity: Severity) -> usize {
        self.report.diagnostics.iter().filter(|fault| fault.severity == severity).count()
    }
}

/// The text with every byte for which `keep` says no as `%` and two digits.
fn percent_encoded(text: &str, keep: impl Fn(u8) -> bool) -> String {
    let mut encoded = Vec::with_capacity(text.len());
    for byte in text.bytes() {
        if keep(byte) {
            encoded.push(byte);
        } else {
            encoded.extend_from_slice(format!("%{byte:02X}").as_bytes());
        }
    }
    String::from_utf8_lossy(&encoded).into_owned()
}

#[cfg(test)]
mod sample;
