//! Answers in a file.

use crate::cli::call::Call;
use crate::cli::given_file;
use crate::cli::outcome::CommandError;
use crate::diag::Severity;
use crate::domain::instrument::Instrument;
use crate::store::answers_file::{self, AnswersFile};

/// The answers in the file of this name, with every fault of it drawn.
pub(in crate::cli::commands) fn read(
    named: &str,
    instrument: &Instrument,
    call: &mut Call<'_, '_>,
) -> Result<AnswersFile, CommandError> {
    let (name, text) = given_file::text(named, call)?;
    let (file, findings, text) = answers_file::read(&name, text, instrument);
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(given_file::refused(findings, text, call));
    }
    Ok(file)
}
