//! Everything outside the program that a command may touch, handed in from `main` (or a test).

use crate::domain::date::Date;
use std::ffi::OsString;
use std::io::{BufRead, Write};
use std::path::PathBuf;

/// The outside world of one run.
pub struct World<'w> {
    /// The day, by the computer's clock; `--as-of` and `LM_AS_OF` stand above it.
    pub today: Date,
    /// The result.
    pub out: &'w mut dyn Write,
    /// The talk.
    pub err: &'w mut dyn Write,
    /// Answers to questions.
    pub input: &'w mut dyn BufRead,
    /// What the terminal can do.
    pub terminal: Terminal,
    /// What the environment says.
    pub environment: Environment,
    /// The folder in which the program was started.
    pub here: PathBuf,
    /// A source of chance, for new ids: each call gives a number anew.
    pub chance: &'w mut dyn FnMut() -> u32,
}

/// What the terminal can do.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Answers come from a person at a terminal.
    pub asks: bool,
    /// The result goes to a terminal.
    pub shows: bool,
    /// The talk goes to a terminal.
    pub talks: bool,
    /// Columns.
    pub width: usize,
}

/// What the environment says; nothing else of it is ever read.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// `LM_RECORDS`: the records folder.
    pub records: Option<PathBuf>,
    /// `LM_AS_OF`: the day to reckon with.
    pub as_of: Option<String>,
    /// `LM_STAFF`: the short id of whoever writes things down.
    pub staff: Option<String>,
    /// `VISUAL`, else `EDITOR`: the program to edit texts with.
    pub editor: Option<String>,
    /// `CI`: runs without a person.
    pub ci: bool,
    /// `NO_COLOR`: no colour, please.
    pub no_colour: bool,
    /// `CLICOLOR_FORCE`: colour, please.
    pub force_colour: bool,
    /// What git needs to find its settings, its keys and the way out.
    pub for_git: Vec<(OsString, OsString)>,
}
