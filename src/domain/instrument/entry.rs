//! From a completed form to its answers by item, as people type them: marks in one string in
//! printed order, a row of counts, one answer at a time. What the answers are worth is `score`'s.

mod answer;
mod marks;
mod missing;
mod phase;
mod rows;
#[cfg(test)]
mod tests;
mod totals;

pub use answer::read_answer;
pub use marks::read_marks;
pub use missing::{TooManyMissing, too_many_missing, unanswered};
pub use phase::{PhaseGuess, guess_phase};
pub use rows::{most_ticked, read_row, read_rows};
pub use totals::totals;

use super::{ItemFault, Line, Scale, faults_in_answer};
use crate::domain::id::Id;
use crate::domain::record::ratings::Answer;
use std::collections::BTreeMap;

/// The answers to a form, by item.
pub type Marks = BTreeMap<Id, Answer>;

/// Why what was typed is no answer, in school words; what was typed stands between ‹ and ›.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRefusal {
    /// What is wrong and where, in one line.
    pub message: String,
    /// What to do, in one line.
    pub help: String,
}

impl EntryRefusal {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }

    /// The same about this item.
    #[must_use]
    pub fn of(mut self, line: &Line<'_>) -> Self {
        self.message = format!("{}: {}", line.name(), self.message);
        self
    }

    /// The same with the place at which it stands.
    #[must_use]
    fn at(mut self, place: &str) -> Self {
        self.message = format!("{} ({place})", self.message);
        self
    }
}

/// Makes sure that an answer fits its scale.
///
/// # Errors
///
/// When it is off the scale, or of another kind.
pub fn fitting(scale: &Scale, answer: Answer) -> Result<Answer, EntryRefusal> {
    let Some(fault) = faults_in_answer(scale, &answer) else { return Ok(answer) };
    let message = match &fault {
        ItemFault::OffScale(mark, ..) => format!("‹{mark}› is not on the scale"),
        ItemFault::UnknownOption(code) => format!("‹{code}› is not one of the answers"),
        ItemFault::WrongKind(_) | ItemFault::WrongIntervals(_) => {
            "this is another kind of answer than the item asks for".to_owned()
        }
    };
    Err(EntryRefusal::new(message, wanted(scale)))
}

/// What an answer must be.
fn wanted(scale: &Scale) -> String {
    format!("the answer is {}", scale.answers())
}
