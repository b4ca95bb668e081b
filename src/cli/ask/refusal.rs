//! Why an answer is not taken. The same words stand behind a flag and after a question.

use crate::cli::outcome::CommandError;
use crate::domain::spoken_date::DateRefusal;
use crate::domain::year_group::BadYearGroup;

/// Why an answer is not taken, and what to answer instead. What was typed stands between ‹ and ›.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    message: String,
    help: String,
}

impl Refusal {
    /// A refusal: what is wrong, and what to do; one line each, without a full stop.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }

    /// As it is said after a question that is then asked again.
    pub fn as_talk(&self) -> String {
        let Self { message, help } = self;
        if help.is_empty() {
            format!("  {}\n", in_quotes(message))
        } else {
            format!("  {}\n  {}\n", in_quotes(message), in_quotes(help))
        }
    }

    /// As the error of a flag.
    pub fn of_flag(&self, flag: &str) -> CommandError {
        let error = CommandError::usage(format!("{flag}: {}", in_quotes(&self.message)));
        if self.help.is_empty() { error } else { error.hint(in_quotes(&self.help)) }
    }
}

impl From<DateRefusal> for Refusal {
    fn from(refusal: DateRefusal) -> Self {
        Self::new(refusal.message, refusal.help)
    }
}

impl From<BadYearGroup> for Refusal {
    fn from(bad: BadYearGroup) -> Self {
        Self::new(bad.message(), bad.help())
    }
}

fn in_quotes(text: &str) -> String {
    text.replace('‹', "‘").replace('›', "’")
}
