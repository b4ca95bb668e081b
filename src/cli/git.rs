//! Git, run as a program of its own: always by its arguments, never through a shell, with few
//! variables of the environment, and without questions where none may be asked. What is done with
//! it is the commands'.
//!
//! The school's hooks run as they would without `lm`: a colleague may have put `lm check` there.
//! When one stops something, this is said.

mod broken_off;
mod hook;
mod remote;
mod repository;
mod set_up;

pub use hook::{Hook, set_hook};
pub use remote::{Standing, standing};
pub use repository::Repository;
pub use set_up::{DRIVER, set_up};

use super::call::Call;
use super::outcome::CommandError;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Git in one folder.
#[derive(Clone, Debug)]
pub struct Git {
    folder: PathBuf,
    variables: Vec<(OsString, OsString)>,
    may_ask: bool,
}

/// What came of a run.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Git did what it was asked for.
    pub is_done: bool,
    /// What it printed.
    pub out: String,
    /// What it said of it, for [`Answer::reason`] and for words to look for; never shown as it is.
    pub said: String,
}

impl Git {
    /// Git in this folder.
    pub fn new(folder: impl Into<PathBuf>, call: &Call<'_, '_>) -> Self {
        let mut variables = call.world.environment.for_git.clone();
        for (name, value) in &mut variables {
            // A hook is told of its index from the folder in which it runs.
            if name == "GIT_INDEX_FILE" {
                *value = call.world.here.join(&*value).into();
            }
        }
        Self { folder: folder.into(), variables, may_ask: call.may_ask() }
    }

    /// Runs it with these words.
    ///
    /// # Errors
    ///
    /// When there is no git on this computer, or it was ended before it was done.
    pub fn run(&self, words: &[&str]) -> Result<Answer, CommandError> {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).env_clear().envs(self.variables.iter().cloned());
        // Its words are looked through, so they must be in one language.
        command.env("LC_ALL", "C").env("GIT_MERGE_AUTOEDIT", "no").env("GIT_EDITOR", "true");
        if !self.may_ask {
            command.env("GIT_TERMINAL_PROMPT", "0");
        }
        let output = command.args(words).stdin(Stdio::null()).output().map_err(|error| {
            let cannot = CommandError::cannot("git could not be started");
            if error.kind() == io::ErrorKind::NotFound {
                cannot.hint("ask whoever looks after the computer to install git")
            } else {
                cannot.source(&error)
            }
        })?;
        if output.status.code().is_none() {
            return Err(CommandError::cannot("git was ended before it was done")
                .hint("no record is lost by that; give the same command again"));
        }
        Ok(Answer {
            is_done: output.status.success(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            said: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    /// One line that git prints; `None` when it has no answer.
    ///
    /// # Errors
    ///
    /// When there is no git on this computer.
    pub fn ask(&self, words: &[&str]) -> Result<Option<String>, CommandError> {
        let answer = self.run(words)?;
        let line = answer.out.trim_end_matches(['\r', '\n']);
        Ok((answer.is_done && !line.is_empty()).then(|| line.to_owned()))
    }

    /// What git prints when it does what it is asked for.
    ///
    /// # Errors
    ///
    /// When it does not: `what` could not be done.
    pub fn need(&self, words: &[&str], what: &str) -> Result<String, CommandError> {
        let answer = self.run(words)?;
        if answer.is_done { Ok(answer.out) } else { Err(answer.error(what)) }
    }

    /// The paths that git prints with `-z`, sorted, each once.
    ///
    /// # Errors
    ///
    /// As [`Git::need`].
    pub fn paths(&self, words: &[&str], what: &str) -> Result<Vec<String>, CommandError> {
        let out = self.need(words, what)?;
        let paths = out.split('\0').filter(|path| !path.is_empty());
        let mut paths: Vec<String> = paths.map(str::to_owned).collect();
        paths.sort();
        paths.dedup();
        Ok(paths)
    }
}

impl Answer {
    /// An error with git's own reason.
    pub fn error(&self, what: &str) -> CommandError {
        let error = CommandError::cannot(what);
        if let Some(lock) = self.lock_in_the_way() {
            return error
                .because("git is at work in these records already, or was broken off in them")
                .hint("try again in a minute")
                .hint(format!("if nobody is saving or syncing then, delete {lock}"));
        }
        match self.disk_in_words().map(str::to_owned).or_else(|| self.reason()) {
            Some(reason) => error.because(reason),
            None => error,
        }
    }

    /// What is wrong with the disk, when that is why git gave up.
    fn disk_in_words(&self) -> Option<&'static str> {
        let says = |words: &[&str]| words.iter().any(|words| self.said.contains(words));
        if says(&["No space left on device", "Out of diskspace", "Disk quota exceeded"]) {
            return Some("there is no room left on the disk");
        }
        says(&["Read-only file system"]).then_some("the disk may only be read")
    }

    /// The file by which another git keeps this one out.
    fn lock_in_the_way(&self) -> Option<&str> {
        self.said.lines().find_map(|line| {
            let (_, rest) = line.split_once("Unable to create '")?;
            rest.split_once("': File exists").map(|(lock, _)| lock)
        })
    }

    /// Git's own reason, in one line. Git names files and addresses, never what is in a file; what a
    /// hook or the other computer said is left out, and so is a password in an address.
    pub fn reason(&self) -> Option<String> {
        let own = |line: &&str| line.starts_with("fatal: ") || line.starts_with("error: ");
        let line = self.said.lines().find(own)?;
        let (_, reason) = line.split_once(": ")?;
        Some(format!("git says: {}", without_password(reason)))
    }
}

/// Leaves out what stands between `//` and `@`.
fn without_password(text: &str) -> String {
    let words = text.split_inclusive(' ').map(|word| {
        let start = word.find("://").map(|at| at + 3);
        match start.and_then(|start| word[start..].rfind('@').map(|at| (start, start + at + 1))) {
            Some((start, end)) => format!("{}{}", &word[..start], &word[end..]),
            None => word.to_owned(),
        }
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_git_itself_is_quoted_and_no_password() {
        let answer = |said: &str| Answer { is_done: false, out: String::new(), said: said.into() };
        for (said, reason) in [
            ("hint: x\nfatal: no such remote\n", Some("git says: no such remote")),
            (
                "fatal: unable to access 'https://me:secret@host/x.git/': no\n",
                Some("git says: unable to access 'https://host/x.git/': no"),
            ),
            ("remote: Amira Khan is not allowed\n", None),
            ("Amira Khan\n", None),
        ] {
            assert_eq!(answer(said).reason().as_deref(), reason, "{said}");
        }
    }
}
