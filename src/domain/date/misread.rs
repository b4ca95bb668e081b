//! What is wrong with a date that was not written as the records write it, and what may be meant.
//! It never decides which reading is right.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};

use super::{Date, MONTHS, month_name, numbers_of_iso};

const EXAMPLE: &str = "write year-month-day, for example 2026-11-21";

/// Why a text is not a date of the records. `Display` is the message and the help in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadDate {
    /// Nothing in it looks like a date.
    NotADate {
        /// As it was written.
        written: String,
    },
    /// A date, but not written year-month-day with leading zeros.
    OtherForm {
        /// As it was written.
        written: String,
        /// What it may mean: one or two days, day before month first.
        readings: Vec<Date>,
    },
    /// A day the calendar does not have.
    NoSuchDay {
        /// As it was written.
        written: String,
        /// The day in words: `30 February`, `29 February 2027`.
        day: String,
    },
    /// A day before 1900 or after 2199.
    OutOfRange {
        /// As it was written.
        written: String,
    },
}

impl BadDate {
    /// What is wrong with a text that [`Date`] does not read.
    pub(super) fn of(text: &str) -> BadDate {
        let written = quoted(text);
        // A date is short: a page of text is not worth reading twice.
        if text.len() > 100 {
            return BadDate::NotADate { written };
        }
        let candidates = candidates(text);
        let readings: Vec<Date> = candidates.iter().filter_map(|triple| triple.date()).collect();
        if !readings.is_empty() {
            return BadDate::OtherForm { written, readings };
        }
        if let Some(day) = candidates.iter().find_map(|t| no_such_day(t.year, t.month, t.day)) {
            return BadDate::NoSuchDay { written, day };
        }
        if candidates.iter().any(|triple| triple.is_outside_the_years()) {
            return BadDate::OutOfRange { written };
        }
        BadDate::NotADate { written }
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> String {
        match self {
            BadDate::NotADate { written } => format!("‹{written}› is not a date"),
            BadDate::OtherForm { written, .. } => {
                format!("‹{written}› is not written year-month-day")
            }
            BadDate::NoSuchDay { written, day } => {
                format!("‹{written}› is not a date: there is no ‹{day}›")
            }
            BadDate::OutOfRange { written } => {
                format!("‹{written}› is outside the years 1900 to 2199")
            }
        }
    }

    /// What to do about it, in one line.
    pub fn help(&self) -> String {
        match self {
            BadDate::OtherForm { readings, .. } => {
                let readings: Vec<String> = readings.iter().map(|d| format!("‹{d}›")).collect();
                format!("dates are written year-month-day: {}", readings.join(" or "))
            }
            BadDate::NotADate { .. } | BadDate::NoSuchDay { .. } | BadDate::OutOfRange { .. } => {
                EXAMPLE.to_owned()
            }
        }
    }
}

impl fmt::Display for BadDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message(), self.help())
    }
}

impl std::error::Error for BadDate {}

/// A year, month and day as they were written, whether or not there is such a day.
#[derive(Clone, Copy, PartialEq)]
struct Triple {
    year: i32,
    month: u32,
    day: u32,
}

impl Triple {
    fn date(self) -> Option<Date> {
        Date::of(self.year, self.month, self.day)
    }

    fn is_outside_the_years(self) -> bool {
        !(1900..=2199).contains(&self.year)
            && (1..=12).contains(&self.month)
            && (1..=31).contains(&self.day)
    }
}

/// The readings worth offering, whether or not there is such a day; at most two.
fn candidates(text: &str) -> Vec<Triple> {
    // A time behind the day (`2026-03-09T14:30`, `2026-03-09 14:30`) is not part of it.
    if let Some((year, month, day)) = text.get(..10).and_then(numbers_of_iso) {
        return vec![Triple { year, month, day }];
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | ',' | '–'))
        .filter(|word| !word.is_empty())
        .collect();
    if let [whole] = words[..] {
        return of_eight_digits(whole).into_iter().collect();
    }
    if let Some(triple) = with_month_name(&words) {
        return vec![triple];
    }
    of_three_numbers(&words)
}

fn of_eight_digits(text: &str) -> Option<Triple> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok();
    Some(Triple {
        year: text[..4].parse().ok()?,
        month: number(&text[4..6])?,
        day: number(&text[6..])?,
    })
}

fn with_month_name(words: &[&str]) -> Option<Triple> {
    let at = words.iter().position(|word| month_named(word).is_some())?;
    let month = month_named(words[at])?;
    let numbers: Vec<(u32, usize)> = words.iter().filter_map(|word| number_of(word)).collect();
    match numbers[..] {
        [(year, 4), (day, 1..=2)] | [(day, 1..=2), (year, 4)] => {
            Some(Triple { year: i32::try_from(year).ok()?, month, day })
        }
        _ => None,
    }
}

fn of_three_numbers(words: &[&str]) -> Vec<Triple> {
    let numbers: Option<Vec<(u32, usize)>> = words.iter().map(|word| number_of(word)).collect();
    let triple = |year: u32, month: u32, day: u32| Triple {
        year: i32::try_from(year).unwrap_or(i32::MAX),
        month,
        day,
    };
    match numbers.as_deref() {
        Some(&[(year, 4), (second, 1..=2), (third, 1..=2)]) => vec![triple(year, second, third)],
        Some(&[(first, 1..=2), (second, 1..=2), (year, 4)]) => {
            let mut both = vec![triple(year, second, first), triple(year, first, second)];
            both.dedup();
            both
        }
        _ => Vec::new(),
    }
}

/// A number and how many digits it was written with; `9th` counts as 9.
fn number_of(word: &str) -> Option<(u32, usize)> {
    let digits = ["st", "nd", "rd", "th"]
        .into_iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| digits.parse().ok().map(|number| (number, digits.len())))?
}

/// The month (1–12) of an English name in full or by its first three letters (`Sept` too), in
/// any case.
pub(in crate::domain) fn month_named(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|name| {
        let name = name.to_ascii_lowercase();
        word == name || word == name[..3] || (word == "sept" && name == "september")
    })?;
    u32::try_from(at + 1).ok()
}

/// The day in words if month and day look right but the calendar has no such day.
fn no_such_day(year: i32, month: u32, day: u32) -> Option<String> {
    let looks_right = (1..=12).contains(&month) && (29..=31).contains(&day);
    if !looks_right || chrono::NaiveDate::from_ymd_opt(year, month, day).is_some() {
        return None;
    }
    let name = month_name(month);
    Some(if (month, day) == (2, 29) {
        format!("29 February {year}")
    } else {
        format!("{day} {name}")
    })
}

/// The text as a message quotes it: on one line, and cut where it is long.
pub(in crate::domain) fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut characters = text.chars();
    let mut shown: String = characters
        .by_ref()
        .take(LONGEST)
        .map(|c| if c.is_control() || matches!(c, '‹' | '›') { ' ' } else { c })
        .collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

/// Reads a value from its text and says in school words what is wrong with that text.
pub(super) struct Written<T, F> {
    what: &'static str,
    code: &'static str,
    read: F,
    value: PhantomData<T>,
}

impl<T, F: Fn(&str) -> Result<T, String>> Written<T, F> {
    /// `what` is the thing expected (`a date`), `code` the finding's code, put before the message.
    pub(super) fn new(what: &'static str, code: &'static str, read: F) -> Self {
        Written { what, code, read, value: PhantomData }
    }
}

impl<T, F: Fn(&str) -> Result<T, String>> Visitor<'_> for Written<T, F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.read)(text).map_err(|fault| E::custom(format!("{}: {fault}", self.code)))
    }
}
