//! How a run ends: the exit status, and the error of a command that could not be carried out.

use super::clean::clean;
use super::world::World;
use crate::store::disk::WriteError;
use std::error::Error;
use std::fmt;
use std::process::ExitCode;

/// The exit status. It is a class, never a count, and the same in every output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: it ran, and the answer is no.
    No,
    /// 2: the command line was wrong.
    Usage,
    /// 3: it could not run.
    CannotRun,
    /// 4: refused, to protect data.
    Refused,
    /// 130: interrupted.
    Interrupted,
}

impl Exit {
    /// The number.
    pub fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Usage => 2,
            Self::CannotRun => 3,
            Self::Refused => 4,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.status())
    }
}

/// A command could not be carried out: what, why, and what to do.
#[derive(Debug)]
pub struct CommandError {
    exit: Exit,
    message: String,
    causes: Vec<String>,
    hints: Vec<String>,
}

impl CommandError {
    /// An error that ends with this status.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), causes: Vec::new(), hints: Vec::new() }
    }

    /// The command line was wrong (2).
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// It could not run (3).
    pub fn cannot(message: impl Into<String>) -> Self {
        Self::new(Exit::CannotRun, message)
    }

    /// Refused, to protect data (4).
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(Exit::Refused, message)
    }

    /// Something was not written: refused, to protect data (4), or impossible (3).
    pub fn unwritten(message: impl Into<String>, error: &WriteError) -> Self {
        let exit = if error.is_refusal() { Exit::Refused } else { Exit::CannotRun };
        Self::new(exit, message).source(error)
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Why it happened, one line.
    #[must_use]
    pub fn because(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// Why it happened: an error and its own causes.
    #[must_use]
    pub fn source(mut self, error: &dyn Error) -> Self {
        let mut next = Some(error);
        while let Some(cause) = next {
            self.causes.push(cause.to_string());
            next = cause.source();
        }
        self
    }

    /// The exit status.
    pub fn exit(&self) -> Exit {
        self.exit
    }

    /// Shows the error and gives its status.
    pub fn show(&self, world: &mut World<'_>) -> Exit {
        // Nothing can be said about a talk that cannot be written.
        let _ = write!(world.err, "{self}");
        self.exit
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "error: {}", clean(&self.message))?;
        for cause in &self.causes {
            writeln!(f, "  because: {}", clean(cause))?;
        }
        for hint in &self.hints {
            writeln!(f, "help: {}", clean(hint))?;
        }
        Ok(())
    }
}

/// Shows help, the version, or what was wrong with the command line.
pub(super) fn show_usage(error: &clap::Error, world: &mut World<'_>) -> Exit {
    let text = error.render().to_string();
    let text = format!("{}\n", text.trim_end());
    if error.use_stderr() {
        let _ = write!(world.err, "{text}");
        Exit::Usage
    } else {
        let _ = write!(world.out, "{text}");
        Exit::Done
    }
}
