//! Making git let `lm` put two people's changes to a record together: a line in `.gitattributes`,
//! which goes along to every copy, and a setting that each copy needs once.
//!
//! Without the setting git falls back to its own way, in which nothing gets lost either: it only
//! stops more often.

use super::Git;
use crate::cli::outcome::CommandError;
use crate::store::disk;
use crate::store::scaffold::{GIT_ATTRIBUTES, GIT_IGNORE, IGNORED, MERGED_BY_LM};
use std::path::Path;

/// The setting that tells git how `lm` is called. Git takes every status up to 128 for a conflict
/// and then leaves our side in the file, without its signs: where `lm` is not found (127) or breaks
/// (70), the other side could get lost unseen. So everything but 0 and 1 becomes 129, at which git
/// gives up and leaves all as it was.
pub const DRIVER: &str = "lm merge-driver %O %A %B %P || { test $? -eq 1 && exit 1; exit 129; }";

const DRIVER_KEY: &str = "merge.lm.driver";
const NAME_KEY: &str = "merge.lm.name";
const NAME: &str = "records put together by lm";

/// Sets a repository up, and says what was done; nothing when all was done before.
///
/// # Errors
///
/// When a file cannot be written or git refuses.
pub fn set_up(records: &Path, git: &Git) -> Result<Vec<String>, CommandError> {
    let mut done = Vec::new();
    if has_line_added(records, ".gitattributes", MERGED_BY_LM, GIT_ATTRIBUTES)? {
        done.push(format!(
            "told git in .gitattributes that lm puts records together ({MERGED_BY_LM})"
        ));
    }
    if has_line_added(records, ".gitignore", IGNORED, GIT_IGNORE)? {
        done.push(format!(
            "told git in .gitignore to leave out what lm keeps beside the records ({IGNORED})"
        ));
    }
    for (key, value) in [(NAME_KEY, NAME), (DRIVER_KEY, DRIVER)] {
        if git.ask(&["config", "--local", "--get", key])?.as_deref() != Some(value) {
            git.need(&["config", "--local", key, value], "git could not be set up")?;
            if key == DRIVER_KEY {
                done.push("told this copy how to call lm (git config merge.lm.driver)".to_owned());
            }
        }
    }
    Ok(done)
}

/// Adds a line to a file, or makes the file, if the line is not there yet.
fn has_line_added(records: &Path, file: &str, line: &str, new: &str) -> Result<bool, CommandError> {
    let not_written = |error: &dyn std::error::Error| {
        CommandError::cannot(format!("{file} could not be written")).source(error)
    };
    if records.join(file).symlink_metadata().is_err() {
        disk::write_new(records, file, new.as_bytes()).map_err(|error| not_written(&error))?;
        return Ok(true);
    }
    let bytes = disk::read_file(records, file)
        .map_err(|finding| CommandError::cannot(format!("{file}: {}", finding.message)))?;
    let text = String::from_utf8_lossy(&bytes);
    if text.lines().any(|there| there.trim() == line) {
        return Ok(false);
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { newline };
    let mut longer = bytes.clone();
    longer.extend_from_slice(format!("{gap}{line}{newline}").as_bytes());
    disk::replace(records, file, &longer, &bytes).map_err(|error| not_written(&error))?;
    Ok(true)
}
