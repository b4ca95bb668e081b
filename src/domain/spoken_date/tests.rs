//! What is understood, what is refused and how, on Wednesday 4 March 2026.

use proptest::prelude::*;

use super::*;

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn today() -> Date {
    date("2026-03-04")
}

#[test]
fn what_can_mean_only_one_day_is_understood() {
    let cases = [
        ("2026-03-09", "2026-03-09"),
        (" today ", "2026-03-04"),
        ("Tomorrow", "2026-03-05"),
        ("yesterday", "2026-03-03"),
        ("+6w", "2026-04-15"),
        ("-2d", "2026-03-02"),
        ("−2d", "2026-03-02"),
        ("+3m", "2026-06-04"),
        ("+0d", "2026-03-04"),
        ("9 March 2026", "2026-03-09"),
        ("9 mar 2026", "2026-03-09"),
        ("9th March, 2026", "2026-03-09"),
        ("Mon 9 March 2026", "2026-03-09"),
        ("Monday, 9 March 2026", "2026-03-09"),
        ("1 Sept 2026", "2026-09-01"),
        ("29 February 2028", "2028-02-29"),
        ("Thursday", "2026-03-05"),
        ("tue", "2026-03-10"),
        ("wednesday", "2026-03-11"),
    ];
    for (text, expected) in cases {
        assert_eq!(parse(text, today(), DateOrder::Iso), Ok(date(expected)), "{text}");
    }
}

#[test]
fn day_month_year_is_understood_only_where_the_school_says_so() {
    let order = DateOrder::DayMonthYear;
    for text in ["9/3/2026", "09/03/2026", "9.3.2026", "09-03-2026"] {
        assert_eq!(parse(text, today(), order), Ok(date("2026-03-09")), "{text}");
    }
    let refusal = parse("9/3/2026", today(), DateOrder::Iso).expect_err("two readings");
    assert_eq!(
        refusal.to_string(),
        "‹9/3/2026› could mean two days; \
         write 2026-03-09 for 9 March 2026 or 2026-09-03 for 3 September 2026"
    );
    let refusal = parse("31/02/2026", today(), order).expect_err("no such day");
    assert_eq!(refusal.message, "‹31/02/2026› is not a date: there is no ‹31 February›");
    let refusal = parse("9/3/26", today(), order).expect_err("two digits");
    assert_eq!(refusal.message, "‹9/3/26› has a year of two digits");
    let refusal = parse("3/21/2026", today(), order).expect_err("no 21st month");
    assert_eq!(refusal.help, "dates are written year-month-day: ‹2026-03-21›");
}

#[test]
fn what_could_mean_two_days_or_none_is_refused_with_what_to_write() {
    let cases = [
        ("", "‹› is not a date", HOW_TO_WRITE),
        ("soon", "‹soon› is not a date", HOW_TO_WRITE),
        (
            "next friday",
            "‹next friday› could mean two days",
            "write 2026-03-06 for Fri 6 March 2026 or 2026-03-13 for Fri 13 March 2026",
        ),
        (
            "last monday",
            "‹last monday› could mean two days",
            "write 2026-03-02 for Mon 2 March 2026 or 2026-02-23 for Mon 23 February 2026",
        ),
        (
            "last Wednesday",
            "‹last Wednesday› could mean two days",
            "write 2026-02-25 for Wed 25 February 2026 or 2026-02-18 for Wed 18 February 2026",
        ),
        (
            "this friday",
            "‹this friday› could mean two days",
            "write 2026-02-27 for Fri 27 February 2026 or 2026-03-06 for Fri 6 March 2026",
        ),
        (
            "next week",
            "‹next week› does not name a day",
            "write the day itself, or +1w for a week from today",
        ),
        ("6w", "‹6w› does not say later or earlier", "write +6w for later, -6w for earlier"),
        (
            "Tue 9 March 2026",
            "‹Tue 9 March 2026› contradicts itself",
            "9 March 2026 is a Monday, not a Tuesday",
        ),
        (
            "March 9 2026",
            "‹March 9 2026› has the month before the day",
            "write the day first: 9 March 2026",
        ),
        (
            "9 March 26",
            "‹9 March 26› has a year of two digits",
            "write the year in full, for example 9 March 2026",
        ),
        (
            "9 March",
            "‹9 March› does not say the year",
            "add the year: 9 March 2025 or 9 March 2026",
        ),
        (
            "1 March",
            "‹1 March› does not say the year",
            "add the year: 1 March 2026 or 1 March 2027",
        ),
        (
            "30 February 2026",
            "‹30 February 2026› is not a date: there is no ‹30 February›",
            HOW_TO_WRITE,
        ),
        (
            "2026/03/09",
            "‹2026/03/09› is not written year-month-day",
            "dates are written year-month-day: ‹2026-03-09›",
        ),
        (
            "21/11/2026",
            "‹21/11/2026› is not written year-month-day",
            "write 2026-11-21 for 21 November 2026",
        ),
        ("+9999999w", "‹+9999999w› is outside the years 1900 to 2199", HOW_TO_WRITE),
        ("+99999999999m", "‹+99999999999m› is outside the years 1900 to 2199", HOW_TO_WRITE),
        ("9 March 1826", "‹9 March 1826› is outside the years 1900 to 2199", HOW_TO_WRITE),
    ];
    for (text, message, help) in cases {
        let refusal = parse(text, today(), DateOrder::Iso).expect_err(text);
        assert_eq!((refusal.message.as_str(), refusal.help.as_str()), (message, help), "{text}");
    }
}

#[test]
fn an_echo_says_the_weekday_and_how_far_off_the_day_is() {
    let cases = [
        ("2027-01-18", "2026-11-23", "Mon 18 January 2027 (in 8 weeks)"),
        ("2026-03-04", "2026-03-04", "Wed 4 March 2026 (today)"),
        ("2026-03-05", "2026-03-04", "Thu 5 March 2026 (tomorrow)"),
        ("2026-03-03", "2026-03-04", "Tue 3 March 2026 (yesterday)"),
        ("2026-03-10", "2026-03-04", "Tue 10 March 2026 (in 6 days)"),
        ("2026-03-11", "2026-03-04", "Wed 11 March 2026 (in 1 week)"),
        ("2026-02-17", "2026-03-04", "Tue 17 February 2026 (2 weeks and 1 day ago)"),
        ("2026-11-04", "2026-03-04", "Wed 4 November 2026 (in 8 months)"),
        ("2027-02-28", "2026-03-04", "Sun 28 February 2027 (in about 11 months)"),
        ("2015-09-01", "2026-03-04", "Tue 1 September 2015 (about 11 years ago)"),
        ("2024-03-04", "2026-03-04", "Mon 4 March 2024 (2 years ago)"),
    ];
    for (day, today, expected) in cases {
        assert_eq!(echo(date(day), date(today)), expected);
    }
}

proptest! {
    #[test]
    fn what_we_print_can_be_typed(days in 0i64..109_572, order in prop_oneof![Just(DateOrder::Iso), Just(DateOrder::DayMonthYear)]) {
        let day = Date::FIRST.add_days(days);
        for text in [day.to_string(), day.long(), day.with_weekday(), day.long().to_uppercase()] {
            prop_assert_eq!(parse(&text, today(), order), Ok(day));
        }
    }

    #[test]
    fn a_count_moves_by_that_many(count in 0i64..5000) {
        for (unit, expected) in [("d", today().add_days(count)), ("w", today().add_weeks(count))] {
            let answer = parse(&format!("+{count}{unit}"), today(), DateOrder::Iso);
            if let Ok(date) = answer {
                prop_assert_eq!(date, expected);
            } else {
                prop_assert_eq!(expected, Date::LAST);
            }
        }
    }

    #[test]
    fn nothing_typed_makes_it_panic_or_answer_on_two_lines(
        text in "\\PC{0,40}|(\\+|-|−)?[0-9]{0,12}[dwmyé]?|(last|next|mon|9|31|feb|march|2026|26|/|-|\\.| |st){0,6}",
        days in 0i64..109_572,
    ) {
        let today = Date::FIRST.add_days(days);
        for order in [DateOrder::Iso, DateOrder::DayMonthYear] {
            match parse(&text, today, order) {
                Ok(date) => prop_assert!(echo(date, today).contains('(')),
                Err(refusal) => prop_assert!(!refusal.to_string().contains('\n')),
            }
        }
    }
}

#[test]
fn words_that_are_kept_do_not_say_how_far_off_a_day_was() {
    for (said, kept) in [
        (
            "the session of Fri 20 November 2026 (yesterday), missed",
            "the session of Fri 20 November 2026, missed",
        ),
        ("on Mon 4 January 2027 (in 6 weeks and 2 days): Amira", "on Mon 4 January 2027: Amira"),
        ("of 2 May 2025 (about 2 years ago)", "of 2 May 2025"),
        (
            "the promise ‘Ring (in PE)’, by friday (open",
            "the promise ‘Ring (in PE)’, by friday (open",
        ),
        ("nothing at all", "nothing at all"),
    ] {
        assert_eq!(without_distance(said), kept);
    }
}
