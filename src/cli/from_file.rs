//! A record, or an entry of one, that somebody wrote in a file, with every fault of it drawn.

use crate::cli::call::Call;
use crate::cli::given_file;
use crate::cli::outcome::CommandError;
use crate::diag::Severity;
use crate::store::yaml;
use serde::de::DeserializeOwned;

/// What stands in the file of this name; `-` is standard input.
///
/// # Errors
///
/// When it cannot be read or has faults, which are then drawn.
pub fn read<T: DeserializeOwned>(named: &str, call: &mut Call<'_, '_>) -> Result<T, CommandError> {
    let (name, text) = given_file::text(named, call)?;
    let read = yaml::read::<T>(&name, &text);
    let is_sound = !read.findings.iter().any(|finding| finding.severity == Severity::Error);
    if let Some(record) = read.value.filter(|_| is_sound) {
        return Ok(record);
    }
    let text = given_file::loaded(&name, text, read.skipped);
    Err(given_file::refused(read.findings, text, call))
}
