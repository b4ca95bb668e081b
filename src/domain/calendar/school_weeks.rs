//! Counting in school weeks, and the half-terms a school year is divided into.

use super::{SchoolDays, Span, Term};
use crate::domain::date::Date;

/// One of the blocks a term's half-term holiday divides it into; a term without one is one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HalfTerm<'a> {
    /// The term it belongs to.
    pub term: &'a Term,
    /// Its days, from the first day of term or after the holiday to the day before the holiday
    /// (a Sunday, as a rule) or the last day of term.
    pub span: Span,
    /// 1 or 2; nothing where the term is not divided.
    pub half: Option<u8>,
}

impl HalfTerm<'_> {
    /// As people say it: `the first half of Autumn 2026`.
    pub fn name(&self) -> String {
        match self.half {
            Some(1) => format!("the first half of {}", self.term.name),
            Some(_) => format!("the second half of {}", self.term.name),
            None => self.term.name.clone(),
        }
    }
}

impl<'a> SchoolDays<'a> {
    /// The half-term the day lies in; none in the holidays and outside every term.
    pub fn half_term_of(&self, day: Date) -> Option<HalfTerm<'a>> {
        let term = self.term_of(day)?;
        let Some(holiday) = term.half_term else {
            return Some(HalfTerm { term, span: term.span(), half: None });
        };
        let first = Span { from: term.from, to: holiday.from.add_days(-1) };
        let second = Span { from: holiday.to.add_days(1), to: term.to };
        [(first, 1), (second, 2)]
            .into_iter()
            .find(|(span, _)| span.contains(day))
            .map(|(span, half)| HalfTerm { term, span, half: Some(half) })
    }

    /// The last school day of the half-term the day lies in.
    pub fn end_of_half_term(&self, day: Date) -> Option<Date> {
        let span = self.half_term_of(day)?.span;
        (0..=span.from.days_until(span.to))
            .map(|back| span.to.add_days(-back))
            .find(|day| self.is_school_day(*day))
    }

    /// The same weekday in the `weeks`-th school week after the week of `start`.
    ///
    /// A school week is a week from Monday to Sunday with at least one school day; weeks of
    /// holiday are not counted. The day found may itself be a bank holiday or a closure (see
    /// [`SchoolDays::next_school_day`]). None if the calendar ends, or has a hole, before.
    pub fn add_school_weeks(&self, start: Date, weeks: u32) -> Option<Date> {
        let mut day = start;
        let mut left = weeks;
        while left > 0 {
            if day.days_until(Date::LAST) < 7 {
                return None;
            }
            day = day.add_days(7);
            if self.is_school_week(day)? {
                left -= 1;
            }
        }
        Some(day)
    }

    /// How many school weeks later the week of `to` is than the week of `from`: 0 in the same
    /// week, negative if `to` is earlier. None where the calendar cannot say.
    pub fn school_weeks_between(&self, from: Date, to: Date) -> Option<i64> {
        if to < from {
            return self.school_weeks_between(to, from).map(|weeks| -weeks);
        }
        let (mut monday, last) = (from.monday(), to.monday());
        let mut weeks = 0;
        while monday < last {
            monday = monday.add_days(7);
            weeks += i64::from(self.is_school_week(monday)?);
        }
        Some(weeks)
    }

    /// Whether the week of that day has a school day; none if that cannot be known.
    fn is_school_week(&self, day: Date) -> Option<bool> {
        let monday = day.monday();
        let mut weekdays = (0..5).map(|later| monday.add_days(later));
        if weekdays.clone().any(|day| self.is_school_day(day)) {
            return Some(true);
        }
        weekdays.all(|day| self.covers(day)).then_some(false)
    }
}
