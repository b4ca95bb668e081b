//! Questions one after the other, with a way back.

use super::{Said, talk};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;

/// Whether something holds of what is known so far.
type Holds<'f, S> = Box<dyn Fn(&S) -> bool + 'f>;
/// Asks and keeps the answer.
type Asks<'f, S> = Box<dyn Fn(&mut S, &mut Call<'_, '_>) -> Result<Said<()>, CommandError> + 'f>;

/// A question of a form whose answers are kept in an `S`.
pub struct Step<'f, S> {
    known: Holds<'f, S>,
    fits: Holds<'f, S>,
    ask: Asks<'f, S>,
}

impl<'f, S> Step<'f, S> {
    /// A question that is always asked.
    pub fn new(
        ask: impl Fn(&mut S, &mut Call<'_, '_>) -> Result<Said<()>, CommandError> + 'f,
    ) -> Self {
        Self { known: Box::new(|_| false), fits: Box::new(|_| true), ask: Box::new(ask) }
    }

    /// Not asked when the answer was known before the first question, for example from a flag.
    #[must_use]
    pub fn unless_known(mut self, known: impl Fn(&S) -> bool + 'f) -> Self {
        self.known = Box::new(known);
        self
    }

    /// Asked only when it fits what was answered before.
    #[must_use]
    pub fn when(mut self, fits: impl Fn(&S) -> bool + 'f) -> Self {
        self.fits = Box::new(fits);
        self
    }
}

/// Asks the questions in their order; `<` goes back to the last one that was asked. Backing out of
/// the first one gives [`Said::Back`], for a form that is a question of another.
///
/// # Errors
///
/// When the answers end, or the program is interrupted.
pub fn fill_in<S>(
    steps: &[Step<'_, S>],
    answers: &mut S,
    call: &mut Call<'_, '_>,
) -> Result<Said<()>, CommandError> {
    let known: Vec<bool> = steps.iter().map(|step| (step.known)(answers)).collect();
    let mut asked: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(step) = steps.get(at) {
        if known[at] || !(step.fits)(answers) {
            at += 1;
            continue;
        }
        match (step.ask)(answers, call)? {
            Said::This(()) => {
                asked.push(at);
                at += 1;
            }
            Said::Back => match asked.pop() {
                Some(before) => at = before,
                None => return Ok(Said::Back),
            },
        }
    }
    Ok(Said::This(()))
}

/// As [`fill_in`], for a form that is no question of another: there is nothing before its first
/// question.
///
/// # Errors
///
/// When the answers end, or the program is interrupted.
pub fn fill_in_all<S>(
    steps: &[Step<'_, S>],
    answers: &mut S,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    while fill_in(steps, answers, call)? == Said::Back {
        talk(call, "  this is the first question; Ctrl-C stops without writing anything\n");
    }
    Ok(())
}
