//! The school's calendar: terms, half-terms, closures, and the bank holidays of its nation.
//! Dates themselves are `date`; what falls due when is the policy's business.

mod bank_holiday;
mod due_day;
mod faults;
mod nation;
mod school_days;
mod school_weeks;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use bank_holiday::{BankHoliday, bank_holiday, bank_holidays};
pub use due_day::{Counted, DueDay, Length};
pub use faults::CalendarFault;
pub use nation::{Nation, school_year_start};
pub use school_days::{DayKind, NextSchoolDay, SchoolDays};
pub use school_weeks::HalfTerm;

use super::date::Date;

/// The school's calendar, as `calendar.toml` holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Calendar {
    /// Days on which staff are in school and pupils are not, in or out of term.
    pub inset: Vec<Date>,
    /// Bank holidays beyond those of the nation's rules: a day proclaimed once.
    pub bank_holidays: Vec<Date>,
    /// Bank holidays in term on which this school is open all the same, as many Scottish schools
    /// are on St Andrew's Day.
    pub open_on_bank_holidays: Vec<Date>,
    /// The terms, earliest first.
    pub terms: Vec<Term>,
    /// Days in term on which the school was shut: snow, strikes, local holidays.
    pub closures: Vec<Closure>,
}

/// One term, from the pupils' first day to their last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// What the school calls it: `Autumn 2026`.
    pub name: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The half-term holiday inside it, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half_term: Option<Span>,
}

/// A run of days; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Span {
    /// Whether the day lies in it.
    pub fn contains(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// A day or a run of days on which the school was shut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// The first day.
    pub from: Date,
    /// The last day; without it, `from` is the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Why, in a few words: `snow`.
    pub reason: String,
}

impl Closure {
    /// The days it covers.
    pub fn span(&self) -> Span {
        Span { from: self.from, to: self.to.unwrap_or(self.from) }
    }
}

impl Term {
    /// The days of the term, the half-term holiday included.
    pub fn span(&self) -> Span {
        Span { from: self.from, to: self.to }
    }
}

#[cfg(test)]
mod tests;
