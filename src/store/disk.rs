//! Reading and writing files of the records folder safely.
use crate::diag::{Finding, Place};
use std::path::Path;

/// The bytes of a file below the records folder.
///
/// # Errors
///
/// When it cannot be read.
pub fn read_file(root: &Path, relative: &str) -> Result<Vec<u8>, Box<Finding>> {
    std::fs::read(root.join(relative)).map_err(|_| {
        Box::new(Finding::error(
            super::codes::UNREADABLE,
            "this file cannot be read",
            Place::file(relative),
        ))
    })
}

/// Writes a file that only its owner can read.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::write(path, bytes)
}
