//! School days and school weeks in a calendar of one year.

use proptest::prelude::*;

use super::*;
use crate::domain::tests::as_written::day as date;
use crate::domain::tests::school_year;

#[test]
fn every_kind_of_day_is_told_apart() {
    let calendar = school_year::whole();
    let days = SchoolDays::new(&calendar, Nation::England);
    let cases = [
        ("2026-08-31", "Summer bank holiday"),
        ("2026-08-28", "outside the terms in calendar.toml"),
        ("2026-09-01", "an INSET day"),
        ("2026-09-02", "a school day"),
        ("2026-09-05", "the weekend"),
        ("2026-10-28", "half-term"),
        ("2026-11-06", "a closure (‹boiler failure›)"),
        ("2026-12-18", "a school day"),
        ("2026-12-21", "the Christmas holidays"),
        ("2026-12-25", "Christmas Day"),
        ("2027-01-04", "an INSET day"),
        ("2027-01-27", "a closure (‹snow›)"),
        ("2027-03-26", "Good Friday"),
        ("2027-04-05", "the Easter holidays"),
        ("2027-05-03", "Early May bank holiday"),
        ("2027-05-31", "Spring bank holiday"),
        ("2027-06-18", "a bank holiday"),
        ("2027-07-22", "outside the terms in calendar.toml"),
    ];
    for (day, expected) in cases {
        assert_eq!(days.kind(date(day)).to_string(), expected, "{day}");
    }
}

#[test]
fn a_school_open_on_a_bank_holiday_says_so() {
    let day = date("2026-11-30");
    let usual = school_year::whole();
    let open = Calendar { open_on_bank_holidays: vec![day], ..usual.clone() };
    assert!(!SchoolDays::new(&usual, Nation::Scotland).is_school_day(day));
    assert!(SchoolDays::new(&open, Nation::Scotland).is_school_day(day));
    assert!(SchoolDays::new(&usual, Nation::England).is_school_day(day));
}

#[test]
fn the_next_school_day_says_why_it_moved() {
    let calendar = school_year::whole();
    let days = SchoolDays::new(&calendar, Nation::England);
    let cases = [
        ("2026-11-05", Some(("2026-11-05", None))),
        ("2026-11-06", Some(("2026-11-09", Some("a closure (‹boiler failure›)")))),
        ("2026-10-24", Some(("2026-11-02", Some("the weekend")))),
        ("2026-12-25", Some(("2027-01-05", Some("Christmas Day")))),
        ("2027-05-03", Some(("2027-05-04", Some("Early May bank holiday")))),
        ("2026-08-20", None),
        ("2027-07-22", None),
    ];
    for (day, expected) in cases {
        let found = days.next_school_day(date(day));
        let found = found
            .map(|next| (next.day.to_string(), next.moved_because.map(|kind| kind.to_string())));
        let expected = expected.map(|(day, why)| (day.to_owned(), why.map(str::to_owned)));
        assert_eq!(found, expected, "{day}");
    }
}

#[test]
fn school_weeks_leave_out_weeks_without_a_school_day() {
    let calendar = school_year::whole();
    let days = SchoolDays::new(&calendar, Nation::England);
    let cases = [
        ("2026-10-21", 0, Some("2026-10-21")),
        ("2026-10-21", 1, Some("2026-11-04")),
        ("2026-10-28", 1, Some("2026-11-04")),
        ("2026-10-05", 6, Some("2026-11-23")),
        // Christmas takes two weeks; the week that begins with an INSET day counts.
        ("2026-12-16", 1, Some("2027-01-06")),
        // A week of snow is no school week.
        ("2027-01-18", 1, Some("2027-02-01")),
        // The first week of term counts though the calendar does not know its Monday.
        ("2027-07-14", 1, Some("2027-07-21")),
        ("2027-07-14", 2, None),
    ];
    for (start, weeks, expected) in cases {
        let found = days.add_school_weeks(date(start), weeks);
        assert_eq!(found, expected.map(date), "{start} and {weeks}");
    }
    assert_eq!(days.school_weeks_between(date("2026-10-05"), date("2026-11-27")), Some(6));
    assert_eq!(days.school_weeks_between(date("2026-11-27"), date("2026-10-05")), Some(-6));
    assert_eq!(days.school_weeks_between(date("2026-10-05"), date("2026-10-11")), Some(0));
    assert_eq!(days.school_weeks_between(date("2027-07-14"), date("2027-09-01")), None);
}

#[test]
fn a_school_year_has_six_half_terms() {
    let calendar = school_year::whole();
    let days = SchoolDays::new(&calendar, Nation::England);
    let cases = [
        ("2026-09-30", Some(("the first half of Autumn 2026", "2026-10-23"))),
        ("2026-10-24", Some(("the first half of Autumn 2026", "2026-10-23"))),
        ("2026-10-26", None),
        ("2026-11-01", Some(("the second half of Autumn 2026", "2026-12-18"))),
        ("2026-12-25", None),
        ("2027-03-01", Some(("the second half of Spring 2027", "2027-03-25"))),
        ("2027-05-10", Some(("the first half of Summer 2027", "2027-05-28"))),
    ];
    for (day, expected) in cases {
        let day = date(day);
        let name = days.half_term_of(day).map(|half| half.name());
        assert_eq!(name.as_deref(), expected.map(|(name, _)| name), "{day}");
        let end = days.end_of_half_term(day);
        assert_eq!(end, expected.map(|(_, end)| date(end)), "{day}");
    }
}

#[test]
fn a_missing_term_is_not_taken_for_a_long_holiday() {
    let whole = school_year::whole();
    let mut holed = whole.clone();
    holed.terms.remove(1);
    let days = SchoolDays::new(&holed, Nation::England);
    assert!(SchoolDays::new(&whole, Nation::England).covers(date("2027-02-01")));
    assert!(!days.covers(date("2027-02-01")));
    assert_eq!(days.add_school_weeks(date("2026-12-14"), 1), None);
    assert_eq!(days.next_school_day(date("2026-12-19")), None);
}

#[test]
fn a_calendar_without_contradictions_has_no_faults() {
    assert_eq!(school_year::whole().faults(), Vec::new());
    assert_eq!(Calendar::default().faults(), Vec::new());
}

#[test]
fn each_contradiction_is_found_once_and_named_by_its_place() {
    use CalendarFault::{
        ClosureBackwards, HalfTermBackwards, HalfTermOutsideTerm, TermBackwards, TermOutOfOrder,
        TermsOverlap,
    };
    let span = |from, to| Some(Span { from: date(from), to: date(to) });
    let mut cases: Vec<(Calendar, CalendarFault)> = Vec::new();
    let mut case = |spoil: &dyn Fn(&mut Calendar), fault| {
        let mut spoilt = school_year::whole();
        spoil(&mut spoilt);
        cases.push((spoilt, fault));
    };
    case(&|c| c.terms[1].to = date("2026-12-31"), TermBackwards { term: 1 });
    case(&|c| c.terms.swap(1, 2), TermOutOfOrder { term: 2 });
    case(&|c| c.terms[0].to = date("2027-01-05"), TermsOverlap { term: 0, other: 1 });
    let backwards = span("2027-06-04", "2027-05-31");
    case(&|c| c.terms[2].half_term = backwards, HalfTermBackwards { term: 2 });
    let outside = span("2026-12-14", "2026-12-21");
    case(&|c| c.terms[0].half_term = outside, HalfTermOutsideTerm { term: 0 });
    let day_before = Some(date("2026-11-05"));
    case(&|c| c.closures[0].to = day_before, ClosureBackwards { closure: 0 });
    for (spoilt, expected) in cases {
        assert_eq!(spoilt.faults(), vec![expected]);
    }
}

#[test]
fn counting_ends_with_the_last_day_that_can_be_written() {
    let calendar: Calendar = toml::from_str(
        r#"
        inset = ["2199-12-31"]
        [[terms]]
        name = "Autumn 2199"
        from = "2199-09-02"
        to = "2199-12-31"
        "#,
    )
    .expect("a calendar");
    let days = SchoolDays::new(&calendar, Nation::England);
    assert_eq!(days.next_school_day(Date::LAST), None);
    assert_eq!(days.add_school_weeks(date("2199-12-02"), u32::MAX), None);
}

#[test]
fn an_unknown_key_is_not_ignored() {
    assert!(toml::from_str::<Calendar>("half_terms = []").is_err());
}

proptest! {
    #[test]
    fn adding_school_weeks_and_counting_them_agree(start in 0i64..300, weeks in 0u32..40) {
        let calendar = school_year::whole();
        let days = SchoolDays::new(&calendar, Nation::England);
        let start = date("2026-09-07").add_days(start);
        if let Some(end) = days.add_school_weeks(start, weeks) {
            prop_assert_eq!(days.school_weeks_between(start, end), Some(i64::from(weeks)));
            prop_assert_eq!(start.weekday(), end.weekday());
        }
    }
}
