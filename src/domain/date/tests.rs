//! How dates are read, written and counted.

use proptest::prelude::*;

use super::*;

fn date(text: &str) -> Date {
    text.parse().expect("a date of the records")
}

#[test]
fn a_date_is_read_only_as_year_month_day_with_leading_zeros() {
    assert_eq!(date("2026-03-09"), Date::of(2026, 3, 9).expect("a day"));
    for wrong in ["2026-3-9", "26-03-09", "2026/03/09", " 2026-03-09", "2026-03-09 ", "+026-03-09"]
    {
        assert!(wrong.parse::<Date>().is_err(), "{wrong}");
    }
}

#[test]
fn a_wrong_date_says_what_is_wrong_and_what_to_write() {
    let example = "write year-month-day, for example 2026-11-21";
    let cases = [
        ("soon", format!("‹soon› is not a date; {example}")),
        ("", format!("‹› is not a date; {example}")),
        ("31/02/2026", format!("‹31/02/2026› is not a date: there is no ‹31 February›; {example}")),
        ("2026-02-30", format!("‹2026-02-30› is not a date: there is no ‹30 February›; {example}")),
        (
            "2027-02-29",
            format!("‹2027-02-29› is not a date: there is no ‹29 February 2027›; {example}"),
        ),
        ("2026-13-01", format!("‹2026-13-01› is not a date; {example}")),
        ("1826-03-09", format!("‹1826-03-09› is outside the years 1900 to 2199; {example}")),
        (
            "21/11/2026",
            "‹21/11/2026› is not written year-month-day; \
             dates are written year-month-day: ‹2026-11-21›"
                .to_owned(),
        ),
        (
            "09/03/2026",
            "‹09/03/2026› is not written year-month-day; \
             dates are written year-month-day: ‹2026-03-09› or ‹2026-09-03›"
                .to_owned(),
        ),
        (
            "2026-3-9",
            "‹2026-3-9› is not written year-month-day; \
             dates are written year-month-day: ‹2026-03-09›"
                .to_owned(),
        ),
        (
            "9th March 2026",
            "‹9th March 2026› is not written year-month-day; \
             dates are written year-month-day: ‹2026-03-09›"
                .to_owned(),
        ),
        (
            "20260309",
            "‹20260309› is not written year-month-day; \
             dates are written year-month-day: ‹2026-03-09›"
                .to_owned(),
        ),
        (
            "2026-03-09T14:30",
            "‹2026-03-09T14:30› is not written year-month-day; \
             dates are written year-month-day: ‹2026-03-09›"
                .to_owned(),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(text.parse::<Date>().expect_err(text).to_string(), expected);
    }
}

#[test]
fn a_long_or_broken_text_is_quoted_on_one_short_line() {
    let fault = "x\n".repeat(5_000).parse::<Date>().expect_err("not a date").message();
    assert!(fault.chars().count() < 70, "{fault}");
    assert!(!fault.contains('\n'), "{fault}");
}

#[test]
fn a_date_in_a_file_is_text_and_says_its_code_when_it_is_wrong() {
    assert_eq!(serde_json::to_string(&date("2026-03-09")).expect("text"), "\"2026-03-09\"");
    let read: Date = serde_json::from_str("\"2026-03-09\"").expect("a date");
    assert_eq!(read, date("2026-03-09"));
    for wrong in ["\"9 March\"", "\"20260309\""] {
        let fault = serde_json::from_str::<Date>(wrong).expect_err("not a date").to_string();
        assert!(fault.starts_with("bad-date: ‹"), "{fault}");
    }
    let number = serde_json::from_str::<Date>("20260309").expect_err("a number").to_string();
    assert!(number.contains("expected a date"), "{number}");
}

#[test]
fn a_date_is_written_as_letters_and_as_echoes_write_it() {
    let day = date("2026-03-09");
    assert_eq!(day.long(), "9 March 2026");
    assert_eq!(day.with_weekday(), "Mon 9 March 2026");
    assert_eq!(day.weekday_name(), "Monday");
    assert_eq!(format!("{day:>12}|{day:?}"), "  2026-03-09|2026-03-09");
    assert_eq!(date("2026-03-15").monday(), day);
}

#[test]
fn months_are_calendar_months_and_stop_at_the_end_of_a_shorter_one() {
    let cases = [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-05-15", 12, "2027-05-15"),
        ("2199-12-01", 1, "2199-12-31"),
        ("1900-01-15", -1, "1900-01-01"),
    ];
    for (from, months, to) in cases {
        assert_eq!(date(from).add_months(months), date(to), "{from} {months}");
    }
}

#[test]
fn an_age_goes_up_on_the_birthday() {
    let cases = [
        ("2015-09-01", "2026-08-31", Some(10)),
        ("2015-09-01", "2026-09-01", Some(11)),
        ("2016-02-29", "2026-02-28", Some(9)),
        ("2016-02-29", "2026-03-01", Some(10)),
        ("2026-09-02", "2026-09-01", None),
    ];
    for (born, day, age) in cases {
        assert_eq!(age_on(date(born), date(day)), age, "{born} on {day}");
    }
}

proptest! {
    #[test]
    fn every_day_of_the_range_is_read_back_as_it_was_written(days in 0i64..109_572) {
        let day = Date::FIRST.add_days(days);
        prop_assert_eq!(day.to_string().parse::<Date>().expect("a date"), day);
        prop_assert_eq!(Date::FIRST.days_until(day), days);
    }

    #[test]
    fn reading_never_panics(text in "\\PC{0,24}|[0-9/. -]{0,12}|[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}") {
        if let Err(fault) = text.parse::<Date>() {
            prop_assert!(!fault.to_string().contains('\n'));
        }
        drop(text.parse::<Time>());
    }

    #[test]
    fn counting_stays_inside_the_range(days: i64, weeks: i64, months: i32) {
        let day = date("2026-03-09");
        for moved in [day.add_days(days), day.add_weeks(weeks), day.add_months(months)] {
            prop_assert!((Date::FIRST..=Date::LAST).contains(&moved));
        }
    }
}
