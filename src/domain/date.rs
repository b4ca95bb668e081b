//! A calendar day and a time of day as the records write them, and ages.
//! What a person types (`tomorrow`, `+6w`) is `spoken_date`; school days and terms are `calendar`.

mod misread;
mod time;

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use misread::BadDate;
pub(super) use misread::{month_named, quoted};
pub use time::{BadTime, Time};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// One day of the Gregorian calendar, from 1 January 1900 to 31 December 2199.
///
/// Written and read as `year-month-day` with leading zeros (`2026-03-09`) and in no other way.
/// Arithmetic that would leave the range stops at its end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The earliest day that can be written: 1 January 1900.
    pub const FIRST: Date =
        Date(NaiveDate::from_ymd_opt(1900, 1, 1).expect("1 January 1900 is a day"));
    /// The latest day that can be written: 31 December 2199.
    pub const LAST: Date =
        Date(NaiveDate::from_ymd_opt(2199, 12, 31).expect("31 December 2199 is a day"));

    /// The day with this year, month (1–12) and day of the month, if there is one within range.
    pub fn of(year: i32, month: u32, day: u32) -> Option<Date> {
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        (Date::FIRST.0..=Date::LAST.0).contains(&day).then_some(Date(day))
    }

    /// The day that many days later, or earlier if negative.
    #[must_use]
    pub fn add_days(self, days: i64) -> Date {
        let count = Days::new(days.unsigned_abs());
        let (moved, end) = if days < 0 {
            (self.0.checked_sub_days(count), Date::FIRST)
        } else {
            (self.0.checked_add_days(count), Date::LAST)
        };
        moved.map_or(end, Date::from)
    }

    /// The same weekday that many calendar weeks later, or earlier if negative.
    #[must_use]
    pub fn add_weeks(self, weeks: i64) -> Date {
        self.add_days(weeks.saturating_mul(7))
    }

    /// The same day of the month that many calendar months later, or earlier if negative; where
    /// that month is shorter, its last day (31 January and one month is 28 or 29 February).
    #[must_use]
    pub fn add_months(self, months: i32) -> Date {
        let count = Months::new(months.unsigned_abs());
        let (moved, end) = if months < 0 {
            (self.0.checked_sub_months(count), Date::FIRST)
        } else {
            (self.0.checked_add_months(count), Date::LAST)
        };
        moved.map_or(end, Date::from)
    }

    /// Days from this day to the other: 0 on the same day, negative if the other is earlier.
    pub fn days_until(self, other: Date) -> i64 {
        other.0.signed_duration_since(self.0).num_days()
    }

    /// The year, for example 2026.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// The day of the week in full: `Monday`.
    pub fn weekday_name(self) -> &'static str {
        weekday_name(self.weekday())
    }

    /// The Monday of this day's week; weeks run from Monday to Sunday.
    #[must_use]
    pub fn monday(self) -> Date {
        self.add_days(-i64::from(self.weekday().num_days_from_monday()))
    }

    /// As letters write it: `9 March 2026`.
    pub fn long(self) -> String {
        format!("{} {} {}", self.day(), month_name(self.month()), self.year())
    }

    /// For a narrow column: `12 Nov 2026`.
    pub fn short(self) -> String {
        let month = month_name(self.month());
        let month = month.get(..3).unwrap_or(month);
        format!("{} {month} {}", self.day(), self.year())
    }

    /// For a column of a table: `Thu 12 Nov 2026`.
    pub fn brief(self) -> String {
        format!("{} {}", &self.weekday_name()[..3], self.short())
    }

    /// As it is echoed to a person, so that a slip is seen: `Mon 9 March 2026`.
    pub fn with_weekday(self) -> String {
        format!("{} {}", &self.weekday_name()[..3], self.long())
    }
}

/// The weekday in full: `Monday`.
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// The month in full, from its number 1 to 12.
pub(super) fn month_name(month: u32) -> &'static str {
    MONTHS[(month.clamp(1, 12) - 1) as usize]
}

/// Whole years of age on `day`; nothing if that is before the birth.
///
/// Someone born on 29 February is a year older on 1 March of a common year, as the law has it.
pub fn age_on(born: Date, day: Date) -> Option<u32> {
    day.0.years_since(born.0)
}

impl Deref for Date {
    type Target = NaiveDate;

    fn deref(&self) -> &NaiveDate {
        &self.0
    }
}

impl From<NaiveDate> for Date {
    /// A day outside 1900 to 2199 becomes the nearest one inside.
    fn from(day: NaiveDate) -> Date {
        Date(day.clamp(Date::FIRST.0, Date::LAST.0))
    }
}

impl From<Date> for NaiveDate {
    fn from(date: Date) -> NaiveDate {
        date.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:04}-{:02}-{:02}", self.year(), self.month(), self.day());
        f.pad(&text)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Date, BadDate> {
        numbers_of_iso(text)
            .and_then(|(year, month, day)| Date::of(year, month, day))
            .ok_or_else(|| BadDate::of(text))
    }
}

/// Year, month and day of a text of exactly the shape `0000-00-00`.
fn numbers_of_iso(text: &str) -> Option<(i32, u32, u32)> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return None;
    }
    Some((text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?))
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        deserializer.deserialize_str(misread::Written::new("a date", "bad-date", |text| {
            Date::from_str(text).map_err(|fault| fault.to_string())
        }))
    }
}

impl JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "date",
            "pattern": "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        })
    }
}

#[cfg(test)]
mod tests;
