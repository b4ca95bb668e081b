//! Files as they are first written: a school's records folder, a referral, the other files of a
//! case. Each text is read again before it leaves, and must say what was meant. What goes into
//! them is asked by the commands.

pub(in crate::store) mod fields;
mod instrument;
mod new_folder;
mod outline;
pub(in crate::store) mod quote;
mod record;
mod school;
#[cfg(test)]
mod tests;
mod toml_lines;

pub use instrument::{instrument, instrument_file, instrument_like};
pub use new_folder::{NewFile, make_records_folder};
pub use record::{empty_record, referral};
pub use school::{GIT_ATTRIBUTES, GIT_IGNORE, IGNORED, MERGED_BY_LM, NewSchool, school_files};

use crate::diag::Finding;
use thiserror::Error;

/// A text that does not say what was meant, and so is never written.
#[derive(Debug, Error)]
#[error("{}", .findings.first().map_or("it would not be read as it was meant", |first| &first.message))]
pub struct Unsound {
    /// The file it was for.
    pub file: String,
    /// What its reader complains of; empty when it read something else than was meant.
    pub findings: Vec<Finding>,
}
