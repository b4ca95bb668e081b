//! What kind of day a day is for this school. Counting in school weeks is `school_weeks`.

use std::fmt;

use chrono::Weekday;

use super::bank_holiday::{bank_holiday, easter};
use super::{Calendar, Nation, Span, Term};
use crate::domain::date::Date;

/// A gap between terms longer than this many days is not a holiday but a term nobody entered: the
/// longest summer holidays (Northern Ireland) take nine weeks.
const LONGEST_HOLIDAY: i64 = 80;

/// The school's calendar read with the bank holidays of its nation.
#[derive(Clone, Copy, Debug)]
pub struct SchoolDays<'a> {
    pub(super) calendar: &'a Calendar,
    nation: Nation,
}

/// What a day is for the pupils of a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// They are in school.
    SchoolDay,
    /// Saturday or Sunday.
    Weekend,
    /// A bank holiday, by name.
    BankHoliday(String),
    /// Half-term or the time between two terms, by name.
    Holiday(&'static str),
    /// Only staff are in school.
    Inset,
    /// The school was shut, with the reason given.
    Closure(&'a str),
    /// Outside every term entered: the calendar cannot say.
    Unknown,
}

impl fmt::Display for DayKind<'_> {
    /// To follow “it is”: `it is half-term`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DayKind::SchoolDay => f.write_str("a school day"),
            DayKind::Weekend => f.write_str("the weekend"),
            DayKind::BankHoliday(name) => f.write_str(name),
            DayKind::Holiday(name) => f.write_str(name),
            DayKind::Inset => f.write_str("an INSET day"),
            DayKind::Closure(reason) => write!(f, "a closure (‹{reason}›)"),
            DayKind::Unknown => f.write_str("outside the terms in calendar.toml"),
        }
    }
}

/// The first school day on or after a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextSchoolDay<'a> {
    /// The school day.
    pub day: Date,
    /// What the day asked about is, if the school day is a later one.
    pub moved_because: Option<DayKind<'a>>,
}

impl<'a> SchoolDays<'a> {
    /// The calendar as it counts in that nation.
    pub fn new(calendar: &'a Calendar, nation: Nation) -> SchoolDays<'a> {
        SchoolDays { calendar, nation }
    }

    /// What the day is for the pupils.
    ///
    /// A weekend is a weekend and a bank holiday a bank holiday whatever else is written about
    /// the day, unless the school says it is open on that bank holiday.
    pub fn kind(&self, day: Date) -> DayKind<'a> {
        if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            return DayKind::Weekend;
        }
        if let Some(name) = self.bank_holiday_kept(day) {
            return DayKind::BankHoliday(name);
        }
        let shut = self.calendar.closures.iter().find(|closure| closure.span().contains(day));
        if let Some(closure) = shut {
            return DayKind::Closure(&closure.reason);
        }
        if self.calendar.inset.contains(&day) {
            return DayKind::Inset;
        }
        match self.term_of(day) {
            Some(term) if term.half_term.is_some_and(|holiday| holiday.contains(day)) => {
                DayKind::Holiday("half-term")
            }
            Some(_) => DayKind::SchoolDay,
            None => self
                .between_terms(day)
                .map_or(DayKind::Unknown, |gap| DayKind::Holiday(name_of_holiday(gap))),
        }
    }

    /// Whether pupils are in school that day; a day the calendar does not know is none.
    pub fn is_school_day(&self, day: Date) -> bool {
        self.kind(day) == DayKind::SchoolDay
    }

    /// Whether the calendar can say what the day is: it lies in a term or between two that follow
    /// each other.
    pub fn covers(&self, day: Date) -> bool {
        self.term_of(day).is_some() || self.between_terms(day).is_some()
    }

    /// The term the day lies in, its half-term holiday included.
    pub fn term_of(&self, day: Date) -> Option<&'a Term> {
        self.calendar.terms.iter().find(|term| term.span().contains(day))
    }

    /// The first school day on or after `day`; none if the calendar ends, or has a hole, before.
    pub fn next_school_day(&self, day: Date) -> Option<NextSchoolDay<'a>> {
        let asked = self.kind(day);
        if asked == DayKind::SchoolDay {
            return Some(NextSchoolDay { day, moved_because: None });
        }
        let mut next = day;
        while self.covers(next) && next < Date::LAST {
            if self.is_school_day(next) {
                return Some(NextSchoolDay { day: next, moved_because: Some(asked) });
            }
            next = next.add_days(1);
        }
        None
    }

    fn bank_holiday_kept(&self, day: Date) -> Option<String> {
        if self.calendar.open_on_bank_holidays.contains(&day) {
            return None;
        }
        let by_rule = bank_holiday(day, self.nation).map(|holiday| holiday.to_string());
        let proclaimed =
            || self.calendar.bank_holidays.contains(&day).then(|| "a bank holiday".into());
        by_rule.or_else(proclaimed)
    }

    /// The holiday between two terms that the day lies in.
    fn between_terms(&self, day: Date) -> Option<Span> {
        let terms = &self.calendar.terms;
        let before = terms.iter().map(|term| term.to).filter(|to| *to < day).max()?;
        let after = terms.iter().map(|term| term.from).filter(|from| *from > day).min()?;
        let gap = Span { from: before.add_days(1), to: after.add_days(-1) };
        (gap.from.days_until(gap.to) < LONGEST_HOLIDAY).then_some(gap)
    }
}

/// The holiday by the time of year it falls in.
fn name_of_holiday(gap: Span) -> &'static str {
    let holds = |month, day| {
        [gap.from.year(), gap.to.year()]
            .into_iter()
            .filter_map(|year| Date::of(year, month, day))
            .any(|day| gap.contains(day))
    };
    let easter = easter(gap.from.year());
    if holds(12, 25) {
        "the Christmas holidays"
    } else if holds(8, 1) {
        "the summer holidays"
    } else if easter.is_some_and(|day| gap.contains(day)) || gap.from.month() == 4 {
        "the Easter holidays"
    } else {
        "the school holidays"
    }
}
