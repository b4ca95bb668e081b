//! The git repository that a records folder lies in: what has changed in the records, and where
//! they go. All paths are below the records folder.

use super::Git;
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::store::Folder;
use std::ops::Deref;
use std::path::{Path, PathBuf};

/// All records. What `lm` puts down beside them while it writes, and to take a change back, is none
/// of them, even where nobody told git in `.gitignore`.
const RECORDS: [&str; 4] = [
    ".",
    ":(exclude,glob)**/.lm-*",
    ":(exclude,glob)**/.lm-*/**",
    // What git itself puts down while it puts copies together.
    ":(exclude,glob)**/.merge_file_*",
];

/// What is none of them.
const NO_RECORDS: [&str; 3] = [":(glob)**/.lm-*", ":(glob)**/.lm-*/**", ":(glob)**/.merge_file_*"];

const NOT_LOOKED_AT: &str = "git could not say what has changed";

/// A records folder that is kept in git.
#[derive(Clone, Debug)]
pub struct Repository {
    git: Git,
    /// The records folder is the whole of it.
    is_whole: bool,
}

impl Deref for Repository {
    type Target = Git;

    fn deref(&self) -> &Git {
        &self.git
    }
}

impl Repository {
    /// The repository of a records folder; `None` when it is not kept in git.
    ///
    /// # Errors
    ///
    /// When there is no git on this computer, or it does not trust the folder.
    pub fn find(folder: &Folder, call: &Call<'_, '_>) -> Result<Option<Self>, CommandError> {
        let git = Git::new(folder.root(), call);
        let answer = git.run(&["rev-parse", "--show-prefix"])?;
        if answer.is_done {
            let is_whole = answer.out.trim().is_empty();
            return Ok(Some(Self { git, is_whole }));
        }
        if answer.said.contains("not a git repository") {
            return Ok(None);
        }
        Err(answer.error("git does not open this folder"))
    }

    /// The repository of a records folder.
    ///
    /// # Errors
    ///
    /// When it is not kept in git; how to begin is said.
    pub fn of(folder: &Folder, call: &Call<'_, '_>) -> Result<Self, CommandError> {
        Self::find(folder, call)?.ok_or_else(|| {
            CommandError::cannot("these records are not kept in git yet")
                .hint("to begin, in the records folder: git init")
                .hint("then: lm git-setup, and lm save")
        })
    }

    /// Whether anything was ever saved.
    ///
    /// # Errors
    ///
    /// When git cannot be run.
    pub fn has_commits(&self) -> Result<bool, CommandError> {
        Ok(self.ask(&["rev-parse", "--quiet", "--verify", "HEAD"])?.is_some())
    }

    /// Whether two copies are being put together and this is not saved yet.
    ///
    /// # Errors
    ///
    /// When git cannot be run.
    pub fn is_merging(&self) -> Result<bool, CommandError> {
        Ok(self.ask(&["rev-parse", "--quiet", "--verify", "MERGE_HEAD"])?.is_some())
    }

    /// The records that are new, changed or gone since they were saved last.
    ///
    /// # Errors
    ///
    /// When git cannot say.
    pub fn changed(&self) -> Result<Vec<String>, CommandError> {
        if !self.has_commits()? {
            let all = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"];
            return self.paths(&[&all[..], &RECORDS].concat(), NOT_LOOKED_AT);
        }
        let differ = ["diff", "--name-only", "-z", "--relative", "--no-renames", "HEAD", "--"];
        let new = ["ls-files", "-z", "--others", "--exclude-standard", "--"];
        let mut paths = self.paths(&[&differ[..], &RECORDS].concat(), NOT_LOOKED_AT)?;
        paths.extend(self.paths(&[&new[..], &RECORDS].concat(), NOT_LOOKED_AT)?);
        paths.sort();
        paths.dedup();
        Ok(paths)
    }

    /// The records that are new or changed in what is about to be committed.
    ///
    /// # Errors
    ///
    /// When git cannot say.
    pub fn changed_in_index(&self) -> Result<Vec<String>, CommandError> {
        if !self.has_commits()? {
            return Ok(Vec::new());
        }
        let differ =
            ["diff", "--cached", "--name-only", "-z", "--relative", "--no-renames", "HEAD"];
        self.paths(&[&differ[..], &["--"], &RECORDS].concat(), NOT_LOOKED_AT)
    }

    /// A record as it was saved last; `None` when it was not there.
    ///
    /// # Errors
    ///
    /// When git cannot be run.
    pub fn as_saved(&self, file: &str) -> Result<Option<String>, CommandError> {
        let answer = self.run(&["show", &format!("HEAD:./{file}")])?;
        Ok(answer.is_done.then_some(answer.out))
    }

    /// The files in the index that are none of the records and hold what pupils' records said: a
    /// copy of them in git stays for ever.
    ///
    /// # Errors
    ///
    /// When git cannot say.
    pub fn wrongly_kept(&self) -> Result<Vec<String>, CommandError> {
        self.paths(&[&["ls-files", "-z", "--"][..], &NO_RECORDS].concat(), NOT_LOOKED_AT)
    }

    /// Puts what the index holds into a folder, and gives the folder in it that holds the records.
    ///
    /// # Errors
    ///
    /// When git cannot.
    pub fn put_index_into(&self, folder: &Path) -> Result<PathBuf, CommandError> {
        const WHAT: &str = "git could not say what is about to be committed";
        let target = format!("--prefix={}/", folder.display());
        self.need(&["checkout-index", "--all", "--quiet", &target], WHAT)?;
        Ok(folder.join(self.way_down()?.unwrap_or_default()))
    }

    /// Where the records folder lies below the top, with a `/` at the end; `None` when it is the top.
    ///
    /// # Errors
    ///
    /// When git cannot be run.
    pub fn way_down(&self) -> Result<Option<String>, CommandError> {
        self.ask(&["rev-parse", "--show-prefix"])
    }

    /// The records in which two people's changes are still in conflict.
    ///
    /// # Errors
    ///
    /// When git cannot say.
    pub fn in_conflict(&self) -> Result<Vec<String>, CommandError> {
        let words = ["diff", "--name-only", "-z", "--relative", "--diff-filter=U", "--", "."];
        self.paths(&words, NOT_LOOKED_AT)
    }

    /// Saves these changes of the records, and nothing else in the repository.
    ///
    /// # Errors
    ///
    /// When git or a hook of the school's refuses.
    pub fn commit(&self, message: &str) -> Result<(), CommandError> {
        const WHAT: &str = "nothing was saved";
        self.need(&[&["add", "--all", "--"][..], &RECORDS].concat(), WHAT)?;
        let mut words = vec!["commit", "--quiet", "--message", message];
        // What somebody put ready elsewhere in the repository is theirs to save; only when two
        // copies are put together does git want all of it in one.
        if !self.is_whole && !self.is_merging()? {
            words.extend(["--only", "--"]);
            words.extend(RECORDS);
        }
        let answer = self.run(&words)?;
        if answer.is_done {
            return Ok(());
        }
        let nobody = ["tell me who you are", "user.useConfigOnly", "empty ident name"];
        if nobody.iter().any(|words| answer.said.contains(words)) {
            return Err(CommandError::cannot(WHAT)
                .because("git does not know yet who you are")
                .hint("tell it once: git config user.name \"Your Name\"")
                .hint("and: git config user.email you@school.example"));
        }
        match answer.reason() {
            Some(_) => Err(answer.error(WHAT)),
            None => Err(CommandError::cannot(WHAT)
                .because(
                    "a hook of this repository stopped it; hooks are programs that git runs first",
                )
                .hint("see what it says with: git commit")),
        }
    }
}
