//! The bank holidays of the four nations by rule, with the days proclaimed since 2012.
//! Whether a school is shut on one is `school_days`.
//!
//! Source of the rules: the Banking and Financial Dealings Act 1971, section 1 and schedule 1, with
//! the St Andrew's Day Bank Holiday (Scotland) Act 2007; New Year's Day, the first Monday in May and
//! 12 July (Northern Ireland) are proclaimed each year for the same day, and so are days in the place
//! of those at a weekend. The tests hold them to every day that gov.uk lists, 2012 to 2028, for each
//! nation. A day that is proclaimed for one year alone no rule can know: a school writes it in its
//! calendar.

use std::fmt;

use chrono::Weekday;

use super::Nation;
use crate::domain::date::Date;

/// A bank holiday, on the day on which it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BankHoliday {
    /// The day kept.
    pub day: Date,
    /// Its name: `Good Friday`.
    pub name: &'static str,
    /// Whether it stands in for a day at the weekend.
    pub substitute: bool,
}

impl fmt::Display for BankHoliday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        if self.substitute { f.write_str(" (substitute day)") } else { Ok(()) }
    }
}

/// Days proclaimed once: year, month, day, name, and whether only Scotland keeps it.
/// Source: the royal proclamations, as listed on gov.uk.
const PROCLAIMED: [(i32, u32, u32, &str, bool); 5] = [
    (2012, 6, 5, "Queen’s Diamond Jubilee", false),
    (2022, 6, 3, "Platinum Jubilee bank holiday", false),
    (2022, 9, 19, "State Funeral of Queen Elizabeth II", false),
    (2023, 5, 8, "Coronation of King Charles III", false),
    (2026, 6, 15, "World Cup bank holiday", true),
];

/// The bank holidays of one year in that nation, earliest first.
///
/// By the rules in force since 2007 (when Scotland gained St Andrew's Day); days proclaimed once
/// are known from 2012 on.
pub fn bank_holidays(year: i32, nation: Nation) -> Vec<BankHoliday> {
    let mut days = fixed(year, nation);
    days.extend(moving(year, nation));
    let proclaimed = PROCLAIMED
        .iter()
        .filter(|(of, .., scotland)| *of == year && (!scotland || nation == Nation::Scotland))
        .filter_map(|(of, month, day, name, _)| Some(on(Date::of(*of, *month, *day)?, name)));
    days.extend(proclaimed);
    days.sort_by_key(|holiday| holiday.day);
    days
}

/// The bank holiday kept on that day in that nation, if it is one.
pub fn bank_holiday(day: Date, nation: Nation) -> Option<BankHoliday> {
    if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || is_surely_none(day) {
        return None;
    }
    bank_holidays(day.year(), nation).into_iter().find(|holiday| holiday.day == day)
}

/// Days that no rule reaches in any year or nation: at these times of the year only Mondays are
/// kept. Most days of a school year are told by this alone.
fn is_surely_none(day: Date) -> bool {
    let only_mondays =
        matches!((day.month(), day.day()), (1, 6..) | (2 | 8..=10, _) | (11, ..=29) | (12, 3..=24));
    only_mondays && day.weekday() != Weekday::Mon
}

/// Those with a date of their own; on a weekend they move to the next weekday still free.
fn fixed(year: i32, nation: Nation) -> Vec<BankHoliday> {
    let mut days: &[(u32, u32, &str)] =
        &[(1, 1, "New Year’s Day"), (12, 25, "Christmas Day"), (12, 26, "Boxing Day")];
    match nation {
        Nation::England | Nation::Wales => {}
        Nation::Scotland => {
            days = &[
                (1, 1, "New Year’s Day"),
                (1, 2, "2nd January"),
                (11, 30, "St Andrew’s Day"),
                (12, 25, "Christmas Day"),
                (12, 26, "Boxing Day"),
            ];
        }
        Nation::NorthernIreland => {
            days = &[
                (1, 1, "New Year’s Day"),
                (3, 17, "St Patrick’s Day"),
                (7, 12, "Battle of the Boyne (Orangemen’s Day)"),
                (12, 25, "Christmas Day"),
                (12, 26, "Boxing Day"),
            ];
        }
    }
    let days: Vec<(Date, &'static str)> = days
        .iter()
        .filter_map(|(month, day, name)| Some((Date::of(year, *month, *day)?, *name)))
        .collect();
    let (weekend, weekdays): (Vec<_>, Vec<_>) =
        days.into_iter().partition(|(day, _)| is_weekend(*day));
    let mut kept: Vec<BankHoliday> =
        weekdays.into_iter().map(|(day, name)| on(day, name)).collect();
    for (day, name) in weekend {
        let free = (1..=4)
            .map(|later| day.add_days(later))
            .find(|day| !is_weekend(*day) && kept.iter().all(|holiday| holiday.day != *day));
        kept.extend(free.map(|day| BankHoliday { day, name, substitute: true }));
    }
    kept
}

/// Those that hang on Easter or on a Monday of the month.
fn moving(year: i32, nation: Nation) -> Vec<BankHoliday> {
    let easter = easter(year);
    let early_may = match year {
        // Moved to the 75th anniversary of VE Day.
        2020 => Date::of(2020, 5, 8),
        _ => first_monday(year, 5),
    };
    let spring = match year {
        // Moved to make four days of the Diamond and of the Platinum Jubilee.
        2012 => Date::of(2012, 6, 4),
        2022 => Date::of(2022, 6, 2),
        _ => last_monday(year, 5, 31),
    };
    let summer = match nation {
        Nation::Scotland => first_monday(year, 8),
        _ => last_monday(year, 8, 31),
    };
    let easter_monday = easter.filter(|_| nation != Nation::Scotland).map(|day| day.add_days(1));
    [
        (easter.map(|day| day.add_days(-2)), "Good Friday"),
        (easter_monday, "Easter Monday"),
        (early_may, "Early May bank holiday"),
        (spring, "Spring bank holiday"),
        (summer, "Summer bank holiday"),
    ]
    .into_iter()
    .filter_map(|(day, name)| Some(on(day?, name)))
    .collect()
}

fn on(day: Date, name: &'static str) -> BankHoliday {
    BankHoliday { day, name, substitute: false }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn first_monday(year: i32, month: u32) -> Option<Date> {
    Some(Date::of(year, month, 7)?.monday())
}

fn last_monday(year: i32, month: u32, last_day: u32) -> Option<Date> {
    Some(Date::of(year, month, last_day)?.monday())
}

/// Easter Sunday of the Gregorian calendar. Source: the anonymous computus of 1876, as in Meeus,
/// *Astronomical Algorithms*, chapter 8.
pub(super) fn easter(year: i32) -> Option<Date> {
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let moon_shift = (century + 8) / 25;
    let moon_correction = (century - moon_shift + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let from_march = epact + to_sunday - 7 * late + 114;
    Date::of(year, u32::try_from(from_march / 31).ok()?, u32::try_from(from_march % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Month and day, with `*` behind a substitute day.
    fn kept(year: i32, nation: Nation) -> String {
        let days = bank_holidays(year, nation).into_iter().map(|holiday| {
            let star = if holiday.substitute { "*" } else { "" };
            format!("{:?}{star}", holiday.day)[5..].to_owned()
        });
        days.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn easter_falls_where_the_tables_put_it() {
        let published = [
            "2020-04-12",
            "2021-04-04",
            "2022-04-17",
            "2023-04-09",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2029-04-01",
            "2030-04-21",
            "2038-04-25",
            "2008-03-23",
            "1961-04-02",
        ];
        for day in published {
            let day: Date = day.parse().expect("a date");
            assert_eq!(easter(day.year()), Some(day));
        }
    }

    #[test]
    fn england_and_wales_keep_the_published_days() {
        let published: [(i32, &str); 17] = [
            (2012, "01-02* 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
            (2013, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
            (2014, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
            (2015, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28*"),
            (2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27*"),
            (2017, "01-02* 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
            (2018, "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26"),
            (2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"),
            (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28*"),
            (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27* 12-28*"),
            (2022, "01-03* 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27*"),
            (2023, "01-02* 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
            (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
            (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
            (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28*"),
            (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27* 12-28*"),
            (2028, "01-03* 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
        ];
        for (year, days) in published {
            assert_eq!(kept(year, Nation::England), days, "{year}");
            assert_eq!(kept(year, Nation::Wales), days, "{year}");
        }
    }

    // By the Act 3 January stands in for a New Year's Day on a Sunday; of 2023 gov.uk names the two
    // days the other way round.
    #[test]
    fn scotland_keeps_the_published_days() {
        let published: [(i32, &str); 17] = [
            (2012, "01-02 01-03* 04-06 05-07 06-04 06-05 08-06 11-30 12-25 12-26"),
            (2013, "01-01 01-02 03-29 05-06 05-27 08-05 12-02* 12-25 12-26"),
            (2014, "01-01 01-02 04-18 05-05 05-26 08-04 12-01* 12-25 12-26"),
            (2015, "01-01 01-02 04-03 05-04 05-25 08-03 11-30 12-25 12-28*"),
            (2016, "01-01 01-04* 03-25 05-02 05-30 08-01 11-30 12-26 12-27*"),
            (2017, "01-02 01-03* 04-14 05-01 05-29 08-07 11-30 12-25 12-26"),
            (2018, "01-01 01-02 03-30 05-07 05-28 08-06 11-30 12-25 12-26"),
            (2019, "01-01 01-02 04-19 05-06 05-27 08-05 12-02* 12-25 12-26"),
            (2020, "01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28*"),
            (2021, "01-01 01-04* 04-02 05-03 05-31 08-02 11-30 12-27* 12-28*"),
            (2022, "01-03* 01-04* 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27*"),
            (2023, "01-02 01-03* 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26"),
            (2024, "01-01 01-02 03-29 05-06 05-27 08-05 12-02* 12-25 12-26"),
            (2025, "01-01 01-02 04-18 05-05 05-26 08-04 12-01* 12-25 12-26"),
            (2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28*"),
            (2027, "01-01 01-04* 03-26 05-03 05-31 08-02 11-30 12-27* 12-28*"),
            (2028, "01-03* 01-04* 04-14 05-01 05-29 08-07 11-30 12-25 12-26"),
        ];
        for (year, days) in published {
            assert_eq!(kept(year, Nation::Scotland), days, "{year}");
        }
    }

    #[test]
    fn northern_ireland_keeps_the_published_days() {
        let published: [(i32, &str); 17] = [
            (2012, "01-02* 03-19* 04-06 04-09 05-07 06-04 06-05 07-12 08-27 12-25 12-26"),
            (2013, "01-01 03-18* 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"),
            (2014, "01-01 03-17 04-18 04-21 05-05 05-26 07-14* 08-25 12-25 12-26"),
            (2015, "01-01 03-17 04-03 04-06 05-04 05-25 07-13* 08-31 12-25 12-28*"),
            (2016, "01-01 03-17 03-25 03-28 05-02 05-30 07-12 08-29 12-26 12-27*"),
            (2017, "01-02* 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26"),
            (2018, "01-01 03-19* 03-30 04-02 05-07 05-28 07-12 08-27 12-25 12-26"),
            (2019, "01-01 03-18* 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26"),
            (2020, "01-01 03-17 04-10 04-13 05-08 05-25 07-13* 08-31 12-25 12-28*"),
            (2021, "01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27* 12-28*"),
            (2022, "01-03* 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27*"),
            (2023, "01-02* 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26"),
            (2024, "01-01 03-18* 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"),
            (2025, "01-01 03-17 04-18 04-21 05-05 05-26 07-14* 08-25 12-25 12-26"),
            (2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13* 08-31 12-25 12-28*"),
            (2027, "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27* 12-28*"),
            (2028, "01-03* 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26"),
        ];
        for (year, days) in published {
            assert_eq!(kept(year, Nation::NorthernIreland), days, "{year}");
        }
    }

    #[test]
    fn no_day_that_is_passed_over_at_once_is_kept() {
        for year in 1990..2120 {
            for nation in Nation::ALL {
                let days = bank_holidays(year, nation);
                let lost = days.iter().find(|holiday| is_surely_none(holiday.day));
                assert_eq!(lost, None, "{nation:?}");
            }
        }
    }

    #[test]
    fn a_substitute_day_is_named_as_one() {
        let named = |day: &str, nation| {
            bank_holiday(day.parse().expect("a date"), nation).map(|holiday| holiday.to_string())
        };
        assert_eq!(named("2022-12-26", Nation::England).as_deref(), Some("Boxing Day"));
        assert_eq!(
            named("2022-12-27", Nation::England).as_deref(),
            Some("Christmas Day (substitute day)")
        );
        assert_eq!(named("2023-01-02", Nation::Scotland).as_deref(), Some("2nd January"));
        assert_eq!(
            named("2023-01-03", Nation::Scotland).as_deref(),
            Some("New Year’s Day (substitute day)")
        );
        assert_eq!(named("2021-12-25", Nation::England), None);
        assert_eq!(named("2026-06-15", Nation::England), None);
    }
}
