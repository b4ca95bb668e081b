//! The hook that has `lm` look for mistakes before git commits anything. A hook that is there is
//! somebody's, and stays as it is.

use super::Repository;
use crate::cli::outcome::CommandError;
use crate::store::disk;
use std::path::Path;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hook {
    /// It is there now.
    Set,
    /// It was there.
    WasThere,
    /// Another one is there.
    Foreign,
    /// The hooks of this repository lie where other repositories may have theirs too.
    Elsewhere,
}

impl Hook {
    /// What to say of it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Set => "git looks for mistakes before every commit (hook pre-commit)",
            Self::WasThere => "git looks for mistakes before every commit already",
            Self::Foreign => {
                "there is a hook pre-commit already, and it stays as it is; to look for mistakes in it, \
                 add the line: lm check --staged"
            }
            Self::Elsewhere => {
                "the hooks of this repository lie outside of it (core.hooksPath); to look for mistakes \
                 there, add the line: lm check --staged"
            }
        }
    }
}

/// Puts the hook in its place, unless there is one.
///
/// # Errors
///
/// When git does not say where, or it cannot be written.
pub fn set_hook(repository: &Repository, records: &Path) -> Result<Hook, CommandError> {
    const WHAT: &str = "the hook could not be set";
    if repository.ask(&["config", "--get", "core.hooksPath"])?.is_some() {
        return Ok(Hook::Elsewhere);
    }
    let path = repository.need(&["rev-parse", "--git-path", "hooks/pre-commit"], WHAT)?;
    let path = records.join(path.trim_end_matches(['\r', '\n']));
    let text = text(repository.way_down()?.as_deref());
    if disk::read_named(&path).is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(Hook::WasThere);
    }
    match disk::write_new_program(&path, text.as_bytes()) {
        Ok(true) => Ok(Hook::Set),
        Ok(false) => Ok(Hook::Foreign),
        Err(error) => Err(CommandError::cannot(WHAT).source(&error)),
    }
}

/// Git runs hooks at the top of the repository. Where `lm` is not found the commit is not stopped: a
/// colleague's git may know fewer programs than their terminal, and CI looks once more.
fn text(way_down: Option<&str>) -> String {
    let records = way_down
        .map(|way| format!(" --records '{}'", way.trim_end_matches('/').replace('\'', "'\\''")));
    format!(
        "#!/bin/sh\n\
         # Looks for mistakes in the records that are about to be committed; from lm git-setup.\n\
         command -v lm >/dev/null || {{ echo 'lm is not found: the records were not looked at' >&2; exit 0; }}\n\
         exec lm check --staged --no-input{}\n",
        records.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_below_the_top_is_named_whatever_it_is_called() {
        assert!(text(None).ends_with("check --staged --no-input\n"));
        let named = text(Some("it's a/records/"));
        assert!(named.ends_with(" --records 'it'\\''s a/records'\n"), "{named}");
    }
}
