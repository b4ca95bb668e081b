//! One answer, or several, out of a numbered list.

use super::{Question, Refusal, Said, ask_as, talk};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::domain::person::folded;
use crate::store::nearest::did_you_mean;
use std::fmt::Write as _;

/// An answer that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The code, as a record and a flag write it.
    pub code: String,
    /// The words.
    pub label: String,
}

/// The answers that can be chosen, in the order in which they are offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    list: Vec<Choice>,
    /// What one of them is, for example `a programme`.
    noun: &'static str,
    /// What to do when something typed is near to none of them.
    otherwise: String,
}

impl Choices {
    /// These answers; `noun` says what one of them is, for example `a programme`.
    pub fn new<C: Into<String>, L: Into<String>>(
        noun: &'static str,
        list: impl IntoIterator<Item = (C, L)>,
    ) -> Self {
        let list = list
            .into_iter()
            .map(|(code, label)| Choice { code: code.into(), label: label.into() })
            .collect();
        Self { list, noun, otherwise: String::new() }
    }

    /// What to do when something typed is near to none of them; without it, a short list is named.
    #[must_use]
    pub fn otherwise(mut self, help: impl Into<String>) -> Self {
        self.otherwise = help.into();
        self
    }

    /// Whether there is nothing to choose.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The words of a code.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.list.iter().find(|choice| choice.code == code).map_or(code, |choice| &choice.label)
    }

    /// The one whose code or words somebody wrote.
    ///
    /// # Errors
    ///
    /// When it is none of them; the nearest are named.
    pub fn find(&self, written: &str) -> Result<&Choice, Refusal> {
        let wanted = folded(written);
        let same = |choice: &&Choice| {
            choice.code == written.trim()
                || folded(&choice.code) == wanted
                || folded(&choice.label) == wanted
        };
        if let Some(choice) = self.list.iter().find(same) {
            return Ok(choice);
        }
        let message = format!("‹{}› is not {} that can be chosen here", written.trim(), self.noun);
        Err(Refusal::new(message, self.nearest(written)))
    }

    /// As [`Choices::find`], and by number from 1.
    fn find_or_number(&self, written: &str) -> Result<&Choice, Refusal> {
        let by_code = self.list.iter().find(|choice| choice.code == written);
        let number = written.trim_end_matches('.').parse::<usize>().ok();
        match (by_code, number) {
            (Some(choice), _) => Ok(choice),
            (None, Some(number)) => {
                number.checked_sub(1).and_then(|at| self.list.get(at)).ok_or_else(|| {
                    let message = format!("there is no number {number} in the list");
                    Refusal::new(message, format!("choose from 1 to {}", self.list.len()))
                })
            }
            (None, None) => self.find(written),
        }
    }

    fn nearest(&self, written: &str) -> String {
        let codes: Vec<&str> = self.list.iter().map(|choice| &*choice.code).collect();
        let labels: Vec<&str> = self.list.iter().map(|choice| &*choice.label).collect();
        let near = did_you_mean(written, &codes).or_else(|| did_you_mean(written, &labels));
        near.unwrap_or_else(|| match &*codes {
            _ if !self.otherwise.is_empty() => self.otherwise.clone(),
            [rest @ .., last] if (1..=4).contains(&rest.len()) => {
                format!("choose {} or {last}", rest.join(", "))
            }
            _ => "the answers that can be given stand in the --help of the command".to_owned(),
        })
    }

    /// The list with its numbers, a line each.
    pub fn shown(&self) -> String {
        let width = self.list.len().to_string().len();
        let mut shown = String::new();
        for (at, choice) in self.list.iter().enumerate() {
            let _ = writeln!(shown, "  {:>width$}  {}", at + 1, choice.label);
        }
        shown
    }

    /// Asks for one of them; gives its code.
    ///
    /// # Errors
    ///
    /// When the answers end, or the program is interrupted.
    pub fn ask_one(
        &self,
        call: &mut Call<'_, '_>,
        question: &Question<'_>,
    ) -> Result<Said<Option<String>>, CommandError> {
        talk(call, &format!("{}\n{}", question.text, self.shown()));
        ask_as(call, question, "Number or words", |typed| {
            self.find_or_number(typed).map(|choice| choice.code.clone())
        })
    }

    /// Asks for any number of them, with commas between; gives their codes, each once.
    ///
    /// # Errors
    ///
    /// When the answers end, or the program is interrupted.
    pub fn ask_several(
        &self,
        call: &mut Call<'_, '_>,
        question: &Question<'_>,
        at_least: usize,
    ) -> Result<Said<Vec<String>>, CommandError> {
        talk(call, &format!("{}\n{}", question.text, self.shown()));
        let said = ask_as(call, question, "Numbers or words, with commas between", |typed| {
            let codes = self.find_several(typed)?;
            if codes.len() < at_least {
                let message = format!("at least {at_least} are needed here");
                return Err(Refusal::new(message, "write their numbers with commas between"));
            }
            Ok(codes)
        })?;
        Ok(said.map(Option::unwrap_or_default))
    }

    /// What somebody chose by number, of known answers beside which anything else may be written: the
    /// codes, each with what stands behind a `;` or a `=`. `None` when it is no number.
    ///
    /// # Errors
    ///
    /// When the list does not have the number.
    pub fn numbered(&self, typed: &str) -> Option<Result<Vec<String>, Refusal>> {
        let (numbers, more) = typed.find([';', '=']).map_or((typed, ""), |at| typed.split_at(at));
        let fits = |letter: char| letter.is_ascii_digit() || [' ', ',', '-', '.'].contains(&letter);
        if !numbers.starts_with(|first: char| first.is_ascii_digit()) || !numbers.chars().all(fits)
        {
            return None;
        }
        let codes = self.find_several(numbers.trim());
        Some(codes.map(|codes| codes.iter().map(|code| format!("{code}{more}")).collect()))
    }

    /// Those from one number to another: `2-5`.
    fn between(&self, written: &str) -> Option<&[Choice]> {
        let (first, last) = written.split_once('-')?;
        let number = |part: &str| part.trim().parse::<usize>().ok();
        self.list.get(number(first)?.checked_sub(1)?..number(last)?)
    }

    fn find_several(&self, typed: &str) -> Result<Vec<String>, Refusal> {
        // The words of an answer may have commas themselves.
        if let Ok(one) = self.find_or_number(typed) {
            return Ok(vec![one.code.clone()]);
        }
        if folded(typed) == "all" {
            return Ok(self.list.iter().map(|choice| choice.code.clone()).collect());
        }
        let mut codes: Vec<String> = Vec::new();
        for part in typed.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let found = match self.between(part) {
                Some(several) => several,
                None => std::slice::from_ref(self.find_or_number(part)?),
            };
            for choice in found {
                if !codes.contains(&choice.code) {
                    codes.push(choice.code.clone());
                }
            }
        }
        Ok(codes)
    }
}
