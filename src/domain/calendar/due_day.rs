//! From so many days, weeks or half-terms after a day to the day on which something is due. What
//! falls due, and after how long, is the policy's business.

use super::{DayKind, SchoolDays};
use crate::domain::date::Date;

/// Half a term where the calendar does not say how long it is.
const HALF_TERM_WEEKS: i64 = 6;

/// How long after a day something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// So many days as the calendar on the wall has them.
    Days(u32),
    /// So many weeks as the calendar on the wall has them.
    Weeks(u32),
    /// So many weeks with school; holidays are not counted.
    SchoolWeeks(u32),
    /// So many days with school.
    SchoolDays(u32),
    /// So many times as many school days as the half-term has in which the counting begins.
    HalfTerms(u32),
}

impl Length {
    /// As people say it: `6 weeks`, `10 school days`, `half a term`.
    pub fn in_words(self) -> String {
        let many = |count: u32, one: &str, several: &str| {
            if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
        };
        match self {
            Self::Days(count) => many(count, "day", "days"),
            Self::Weeks(count) => many(count, "week", "weeks"),
            Self::SchoolWeeks(count) => many(count, "school week", "school weeks"),
            Self::SchoolDays(count) => many(count, "school day", "school days"),
            Self::HalfTerms(1) => "half a term".to_owned(),
            Self::HalfTerms(2) => "a term".to_owned(),
            Self::HalfTerms(count) => format!("{count} half-terms"),
        }
    }
}

/// A day that is so long after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The day.
    pub day: Date,
    /// The school's calendar ends before it, so that days were counted without it: as calendar
    /// weeks, or as weekdays.
    pub beyond_calendar: bool,
}

/// A day on which something is due: never before the raw day, and never on a day of which it is
/// known that the school is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueDay {
    /// The day.
    pub day: Date,
    /// The day before it was moved …
    pub raw: Date,
    /// … and what that day is, to follow “it is”: `half-term`; nothing when it was not moved.
    pub moved_because: Option<String>,
}

impl SchoolDays<'_> {
    /// The day that is so long after `start`. It may itself be a day without school.
    pub fn counted(&self, start: Date, length: Length) -> Counted {
        let known = |day| Counted { day, beyond_calendar: false };
        let guess = |day| Counted { day, beyond_calendar: true };
        match length {
            Length::Days(days) => known(start.add_days(i64::from(days))),
            Length::Weeks(weeks) => known(start.add_weeks(i64::from(weeks))),
            Length::SchoolWeeks(weeks) => self
                .add_school_weeks(start, weeks)
                .map_or_else(|| guess(start.add_weeks(i64::from(weeks))), known),
            Length::SchoolDays(days) => self.add_school_days(start, days),
            Length::HalfTerms(count) => match self.days_of_half_term(start) {
                Some(days) => self.add_school_days(start, days.saturating_mul(count)),
                None => guess(start.add_weeks(HALF_TERM_WEEKS.saturating_mul(i64::from(count)))),
            },
        }
    }

    /// The day on which something is due that would be due on `raw`: the next open day. A day
    /// outside the terms in the calendar counts as open unless it is a weekend or a bank holiday.
    pub fn due_day(&self, raw: Date) -> DueDay {
        let kind = self.kind(raw);
        if is_open(&kind) {
            return DueDay { day: raw, raw, moved_because: None };
        }
        let mut day = raw;
        while day < Date::LAST && !is_open(&self.kind(day)) {
            day = day.add_days(1);
        }
        DueDay { day, raw, moved_because: Some(kind.to_string()) }
    }

    /// The `days`-th school day after `start`; beyond the end of the calendar weekdays without bank
    /// holidays are counted.
    fn add_school_days(&self, start: Date, days: u32) -> Counted {
        let mut counted = Counted { day: start, beyond_calendar: false };
        let mut left = days;
        while left > 0 && counted.day < Date::LAST {
            counted.day = counted.day.add_days(1);
            let kind = self.kind(counted.day);
            counted.beyond_calendar |= kind == DayKind::Unknown;
            if is_open(&kind) {
                left -= 1;
            }
        }
        counted
    }

    /// How many school days the half-term has in which a day lies; of a day in the holidays, the
    /// half-term that follows.
    fn days_of_half_term(&self, day: Date) -> Option<u32> {
        let inside = self.half_term_of(day).or_else(|| {
            let next = self.next_school_day(day)?;
            self.half_term_of(next.day)
        })?;
        let length = inside.span.from.days_until(inside.span.to);
        let days =
            (0..=length).filter(|later| self.is_school_day(inside.span.from.add_days(*later)));
        u32::try_from(days.count()).ok()
    }
}

/// Whether something may be due on such a day.
fn is_open(kind: &DayKind<'_>) -> bool {
    matches!(kind, DayKind::SchoolDay | DayKind::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{Calendar, Nation};
    use crate::domain::tests::as_written::day;
    use crate::domain::tests::school_year;
    use proptest::prelude::*;

    /// The summer term is not known yet.
    fn calendar() -> Calendar {
        let mut calendar = school_year::whole();
        calendar.terms.truncate(2);
        calendar
    }

    #[test]
    fn a_length_is_counted_as_its_words_say() {
        let calendar = calendar();
        let school = SchoolDays::new(&calendar, Nation::England);
        for (start, length, expected, beyond) in [
            ("2026-10-14", Length::Weeks(6), "2026-11-25", false),
            ("2026-10-14", Length::SchoolWeeks(6), "2026-12-02", false), // half-term is not counted
            ("2026-10-14", Length::Days(7), "2026-10-21", false),
            ("2026-10-23", Length::SchoolDays(1), "2026-11-02", false), // over half-term
            ("2026-11-04", Length::SchoolDays(3), "2026-11-10", false), // not on the day it was shut
            // From 2 September to half-term there are 38 school days, so from 9 September …
            ("2026-09-09", Length::HalfTerms(1), "2026-11-10", false),
            // In half-term itself, the half-term that follows counts: 34 school days.
            ("2026-10-28", Length::HalfTerms(1), "2026-12-18", false),
            ("2027-03-22", Length::SchoolDays(5), "2027-03-31", true), // Good Friday is 26 March
            ("2029-05-01", Length::SchoolWeeks(2), "2029-05-15", true),
            ("2029-05-01", Length::HalfTerms(1), "2029-06-12", true),
        ] {
            let counted = school.counted(day(start), length);
            assert_eq!(
                (counted.day, counted.beyond_calendar),
                (day(expected), beyond),
                "{start} and {}",
                length.in_words()
            );
        }
    }

    #[test]
    fn a_due_day_moves_to_the_next_open_day_and_says_why() {
        let calendar = calendar();
        let school = SchoolDays::new(&calendar, Nation::England);
        for (raw, expected, because) in [
            ("2026-11-05", "2026-11-05", None),
            ("2026-11-06", "2026-11-09", Some("a closure (‹boiler failure›)")),
            ("2026-10-28", "2026-11-02", Some("half-term")),
            ("2026-12-25", "2027-01-05", Some("Christmas Day")),
            ("2027-01-04", "2027-01-05", Some("an INSET day")),
            ("2029-05-05", "2029-05-08", Some("the weekend")), // and the bank holiday after it
            ("2029-05-09", "2029-05-09", None),                // beyond the calendar
        ] {
            let due = school.due_day(day(raw));
            assert_eq!(due.day, day(expected), "{raw}");
            assert_eq!(due.moved_because.as_deref(), because, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn a_due_day_is_open_never_earlier_and_keeps_the_order(
            from in -400_i64..800,
            later in 0_i64..120,
            shut in proptest::collection::vec((0_i64..300, 0_i64..10), 0..4),
        ) {
            let mut calendar = calendar();
            let start = day("2026-08-01");
            for (after, long) in shut {
                let from = start.add_days(after);
                calendar.closures.push(crate::domain::calendar::Closure {
                    from,
                    to: Some(from.add_days(long)),
                    reason: "snow".to_owned(),
                });
            }
            let school = SchoolDays::new(&calendar, Nation::England);
            let raw = start.add_days(from);
            let due = school.due_day(raw);
            prop_assert!(due.day >= raw && due.raw == raw);
            prop_assert!(is_open(&school.kind(due.day)));
            prop_assert_eq!(due.moved_because.is_none(), due.day == raw);
            prop_assert!(school.due_day(raw.add_days(later)).day >= due.day);
            prop_assert_eq!(school.due_day(due.day).day, due.day);
        }

        #[test]
        fn a_longer_length_never_ends_earlier(
            from in -100_i64..500,
            count in 0_u32..20,
        ) {
            let calendar = calendar();
            let school = SchoolDays::new(&calendar, Nation::England);
            let start = day("2026-08-01").add_days(from);
            for length in
                [Length::Days, Length::Weeks, Length::SchoolWeeks, Length::SchoolDays, Length::HalfTerms]
            {
                let one = school.counted(start, length(count));
                let more = school.counted(start, length(count + 1));
                prop_assert!(one.day >= start);
                // Where the calendar ends between the two, another kind of days is counted.
                if !more.beyond_calendar {
                    prop_assert!(more.day >= one.day, "{}", length(count).in_words());
                }
            }
        }
    }
}
