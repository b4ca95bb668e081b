//! Questions to a person: a question goes to the talk, its answer is a line of standard input.
//!
//! There is no raw mode, no redrawing and no arrow keys. So a screen reader reads everything that
//! is asked, a test answers with lines of text, and Ctrl-C leaves the terminal as it was. Ctrl-C
//! ends the program as the system does it, with status 130; because nothing is written before the
//! last answer, nothing is then half done. What may be answered is each command's business.

mod choice;
mod form;
mod refusal;
#[cfg(test)]
mod tests;
pub mod words;

pub use choice::{Choice, Choices};
pub use form::{Step, fill_in, fill_in_all};
pub use refusal::Refusal;

use super::call::Call;
use super::clean::clean;
use super::outcome::{CommandError, Exit};
use crate::domain::date::Date;
use crate::domain::record::settings::DateOrder;
use crate::domain::spoken_date;
use std::io::{self, BufRead};

/// What somebody did at a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said<T> {
    /// They answered it.
    This(T),
    /// They want the question before.
    Back,
}

impl<T> Said<T> {
    /// The answer changed into something else.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Said<U> {
        match self {
            Self::This(answer) => Said::This(change(answer)),
            Self::Back => Said::Back,
        }
    }
}

/// What an empty line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Empty {
    /// Nothing: the question is asked again.
    Needed,
    /// There is nothing to say; these words say so, for example `none`.
    Skips(&'static str),
    /// This answer.
    Means(String),
}

/// A question.
#[derive(Clone, Debug)]
pub struct Question<'q> {
    /// The question, without a colon.
    pub text: &'q str,
    /// What `?` explains.
    pub help: &'q str,
    /// What an empty line means.
    pub empty: Empty,
}

impl<'q> Question<'q> {
    /// A question that needs an answer.
    pub fn needed(text: &'q str, help: &'q str) -> Self {
        Self { text, help, empty: Empty::Needed }
    }

    /// A question that may be passed over.
    pub fn optional(text: &'q str, help: &'q str) -> Self {
        Self { text, help, empty: Empty::Skips("none") }
    }

    /// The same question with an answer that an empty line stands for.
    #[must_use]
    pub fn with_default(mut self, answer: Option<impl Into<String>>) -> Self {
        if let Some(answer) = answer {
            self.empty = Empty::Means(answer.into());
        }
        self
    }

    fn hint(&self) -> String {
        match &self.empty {
            Empty::Needed => String::new(),
            Empty::Skips(words) => format!(" [{words}]"),
            Empty::Means(answer) => format!(" [{answer}]"),
        }
    }
}

/// Asks until `read` takes the answer; an empty line that means nothing said gives `None`.
///
/// # Errors
///
/// When the answers end, or the program is interrupted.
pub fn ask<T>(
    call: &mut Call<'_, '_>,
    question: &Question<'_>,
    read: impl FnMut(&str) -> Result<T, Refusal>,
) -> Result<Said<Option<T>>, CommandError> {
    ask_as(call, question, question.text, read)
}

/// As [`ask`], with known answers that can be chosen by number, more than one with commas between;
/// anything else is read as it is written. `is_known` says that the list was shown before; `?` shows
/// it again.
///
/// # Errors
///
/// As [`ask`].
pub fn ask_offering<T>(
    call: &mut Call<'_, '_>,
    question: &Question<'_>,
    offers: &Choices,
    is_known: bool,
    mut read: impl FnMut(&str) -> Result<T, Refusal>,
) -> Result<Said<Option<Vec<T>>>, CommandError> {
    let list = offers.shown();
    if !is_known {
        talk(call, &format!("By number or in words:\n{list}"));
    }
    let help = format!("{}\n{}", question.help, list.trim_end());
    let question = Question { text: question.text, help: &help, empty: question.empty.clone() };
    ask_as(call, &question, question.text, |typed| match offers.numbered(typed) {
        Some(codes) => codes?.iter().map(|code| read(code)).collect(),
        None => Ok(vec![read(typed)?]),
    })
}

/// As [`ask`], with a prompt of its own: the question itself was shown before.
fn ask_as<T>(
    call: &mut Call<'_, '_>,
    question: &Question<'_>,
    prompt: &str,
    mut read: impl FnMut(&str) -> Result<T, Refusal>,
) -> Result<Said<Option<T>>, CommandError> {
    loop {
        let hint = question.hint();
        let colon = if hint.is_empty() && prompt.ends_with('?') { "" } else { ":" };
        let line = line(call, &format!("{prompt}{hint}{colon} "))?;
        let typed = match (line.trim(), &question.empty) {
            ("<", _) => return Ok(Said::Back),
            ("?", _) => {
                talk(call, &format!("  {}\n", question.help));
                continue;
            }
            ("", Empty::Needed) => {
                talk(call, "  an answer is needed here; ? explains, < goes back\n");
                continue;
            }
            ("", Empty::Skips(_)) => return Ok(Said::This(None)),
            ("", Empty::Means(answer)) => answer,
            (typed, _) => typed,
        };
        match read(typed) {
            Ok(answer) => return Ok(Said::This(Some(answer))),
            Err(refusal) => talk(call, &refusal.as_talk()),
        }
    }
}

/// Asks for something that cannot be left out.
///
/// # Errors
///
/// As [`ask`].
pub fn ask_needed<T>(
    call: &mut Call<'_, '_>,
    question: &Question<'_>,
    read: impl FnMut(&str) -> Result<T, Refusal>,
) -> Result<Said<T>, CommandError> {
    debug_assert!(!matches!(question.empty, Empty::Skips(_)), "an empty line would be no answer");
    let said = ask(call, question, read)?;
    Ok(said
        .map(|answer| answer.expect("a question that needs an answer is asked until it has one")))
}

/// Asks for a day and shows how it was understood.
///
/// # Errors
///
/// As [`ask`].
pub fn ask_date(
    call: &mut Call<'_, '_>,
    question: &Question<'_>,
    order: DateOrder,
    mut fits: impl FnMut(Date) -> Result<(), Refusal>,
) -> Result<Said<Option<Date>>, CommandError> {
    let today = call.today;
    let said = ask(call, question, |typed| {
        let day = spoken_date::parse(typed, today, order)?;
        fits(day).map(|()| day)
    })?;
    if let Said::This(Some(day)) = said {
        talk(call, &format!("  {}\n", spoken_date::echo(day, today)));
    }
    Ok(said)
}

/// Asks yes or no; an empty line means `default`.
///
/// # Errors
///
/// As [`ask`].
pub fn yes_or_no(
    call: &mut Call<'_, '_>,
    text: &str,
    help: &str,
    default: bool,
) -> Result<Said<bool>, CommandError> {
    let default = if default { "yes" } else { "no" };
    let question = Question::needed(text, help).with_default(Some(default));
    ask_needed(call, &question, read_yes_or_no)
}

/// Yes or no, as it is typed.
///
/// # Errors
///
/// When it is neither.
pub fn read_yes_or_no(typed: &str) -> Result<bool, Refusal> {
    match &*typed.to_lowercase() {
        "y" | "yes" => Ok(true),
        "n" | "no" => Ok(false),
        _ => Err(Refusal::new(format!("‹{typed}› is neither yes nor no"), "write yes or no")),
    }
}

/// Says something between the questions; `--quiet` does not silence it, because it belongs to them.
pub fn talk(call: &mut Call<'_, '_>, text: &str) {
    // Nothing can be said about a talk that cannot be written.
    let _ = write!(call.world.err, "{}", super::clean::clean_lines(text));
}

fn line(call: &mut Call<'_, '_>, prompt: &str) -> Result<String, CommandError> {
    let _ = write!(call.world.err, "{}", clean(prompt));
    let _ = call.world.err.flush();
    match read_line(call.world.input) {
        Ok(Some(line)) => Ok(line),
        Ok(None) => {
            talk(call, "\n");
            Err(CommandError::usage("the answers ended before the last question")
                .hint("nothing was written; start again, or give the answers as flags"))
        }
        Err(error) if error.kind() == io::ErrorKind::Interrupted => {
            talk(call, "\n");
            Err(CommandError::new(Exit::Interrupted, "interrupted; nothing was written"))
        }
        Err(error) => Err(CommandError::cannot("the answer cannot be read").source(&error)),
    }
}

/// A line without its end; `None` when there are no more. Unlike the standard library's, an
/// interruption is not passed over.
fn read_line(input: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    loop {
        let bytes = input.fill_buf()?;
        let (taken, done) = match bytes.iter().position(|byte| *byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (bytes.len(), bytes.is_empty()),
        };
        line.extend_from_slice(&bytes[..taken]);
        input.consume(taken);
        if done {
            break;
        }
    }
    Ok((!line.is_empty()).then(|| String::from_utf8_lossy(&line).trim_end().to_owned()))
}
