mod suggestion;

use super::*;
use crate::domain::calendar::{Calendar, Nation, SchoolDays};
use crate::domain::case::{AsOf, Standing};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::{Policy, PolicyShelf, PolicyVersion};
use crate::domain::record::Case;
use crate::domain::record::settings::StaffMember;
use crate::domain::record::staff::StaffFile;
use crate::store::{toml_text, yaml};

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn id(text: &str) -> Id {
    Id::new(text).expect("an id")
}

fn policy(text: &str) -> Policy {
    toml_text::read(&"test".into(), text).value.expect("a policy")
}

fn place_of(case: &str, mentor: Option<&str>) -> Place {
    Place {
        case: id(case),
        name: case.to_uppercase(),
        mentor: mentor.map(id),
        covers_for: None,
        uncovered: None,
        standing: Standing::Active,
        social_care: false,
        review: None,
        band_ends: None,
        ending_decided: None,
    }
}

/// So many cases of a mentor, with social care on the first of them.
fn places(mentor: &str, count: usize, social_care: usize) -> Vec<Place> {
    let each = (0..count).map(|nth| {
        let mut place = place_of(&format!("{mentor}{nth}"), Some(mentor));
        place.social_care = nth < social_care;
        place
    });
    each.collect()
}

fn member(name: &str, more: &str) -> StaffMember {
    let text = format!("id = \"{name}\"\nname = \"{name}\"\nroles = [\"learning-mentor\"]\n{more}");
    toml_text::read(&"test".into(), &text).value.expect("a member of staff")
}

#[test]
fn the_range_goes_by_the_hours_and_is_never_guessed() {
    const EIGHT_TO_TWELVE: &str = "[caseload]\nmin = 8\nmax = 12\n[time]\nhours_per_week = 40.0\n";
    const NO_HOURS: &str = "[caseload]\nmin = 8\nmax = 12\n";
    for (rules, hours, expected) in [
        (EIGHT_TO_TWELVE, "", (Share::FullTime, Some(8), Some(12))),
        (EIGHT_TO_TWELVE, "hours_per_week = 40.0", (Share::FullTime, Some(8), Some(12))),
        (EIGHT_TO_TWELVE, "hours_per_week = 20.0", (Share::Part(0.5), Some(4), Some(6))),
        (EIGHT_TO_TWELVE, "hours_per_week = 25.0", (Share::Part(0.625), Some(5), Some(7))),
        (EIGHT_TO_TWELVE, "hours_per_week = 4.0", (Share::Part(0.1), Some(1), Some(1))),
        (NO_HOURS, "", (Share::FullTime, Some(8), Some(12))),
        (NO_HOURS, "hours_per_week = 20.0", (Share::Unknown, None, None)),
        ("", "", (Share::FullTime, None, None)),
    ] {
        let found = Range::of(Some(&member("jb", hours)), &policy(rules));
        assert_eq!((found.share, found.min, found.max), expected, "{rules} {hours}");
    }
}

#[test]
fn a_load_stands_against_the_range_and_heavy_cases_bring_the_limit_down() {
    const RULES: &str = "[caseload]\nmin = 2\nmax = 4\nheavy_from = 2\n";
    for (count, social_care, expected) in [
        (1, 0, (Load::Below, Some(3), false)),
        (2, 1, (Load::Within, Some(2), false)),
        (4, 0, (Load::Full, Some(0), false)),
        (5, 0, (Load::Over, Some(-1), false)),
        (2, 2, (Load::Full, Some(0), true)),
        (3, 2, (Load::Over, Some(-1), true)),
    ] {
        let places = places("jb", count, social_care);
        let loads = mentor_loads(&places, &[member("jb", "")], &policy(RULES), day("2026-11-21"));
        let found = (loads[0].load, loads[0].room, loads[0].heavy);
        assert_eq!(found, expected, "{count} cases, {social_care} with social care");
    }
    let places = places("jb", 30, 0);
    let loads = mentor_loads(&places, &[member("jb", "")], &policy(""), day("2026-11-21"));
    assert_eq!((loads[0].load, loads[0].room), (Load::Unknown, None), "no number, no judgement");
}

#[test]
fn who_has_left_and_nobody_are_listed_only_with_their_cases() {
    let staff = [
        member("aa", ""),
        member("bb", "until = 2026-11-20"),
        member("cc", "from = 2026-12-01"),
        member("dd", "until = 2026-11-20"),
    ];
    let places = [place_of("x1", Some("bb")), place_of("x2", None), place_of("x3", Some("aa"))];
    let loads = mentor_loads(&places, &staff, &policy(""), day("2026-11-21"));
    let found: Vec<_> = loads
        .iter()
        .map(|load| (load.mentor.as_ref().map(Id::as_str), load.places.len(), load.load))
        .collect();
    let expected =
        [(Some("aa"), 1, Load::Unknown), (Some("bb"), 1, Load::Gone), (None, 1, Load::Gone)];
    assert_eq!(found, expected);
}

#[test]
fn a_place_comes_free_by_the_first_end_in_sight() {
    let band = |date: &str| Some((day(date), id("short")));
    for (review, band, decided, expected) in [
        (None, None, None, (None, FreedBy::NoDay)),
        (Some("2026-12-01"), None, None, (Some("2026-12-01"), FreedBy::Review)),
        (Some("2026-12-01"), band("2026-12-20"), None, (Some("2026-12-01"), FreedBy::Review)),
        (Some("2026-12-01"), band("2026-11-20"), None, (Some("2026-11-20"), FreedBy::BandEnds)),
        (
            Some("2026-12-01"),
            band("2026-11-20"),
            Some("2026-11-25"),
            (Some("2026-11-25"), FreedBy::EndingDecided),
        ),
    ] {
        let mut place = place_of("k7q2m", Some("aa"));
        (place.review, place.band_ends) = (review.map(day), band);
        place.ending_decided = decided.map(day);
        let places = [place];
        let found = forecast(&places);
        assert_eq!((found[0].day, found[0].by), (expected.0.map(day), expected.1));
    }
}

fn staff_file(text: &str) -> StaffFile {
    yaml::read(&"test".into(), text).value.expect("a staff file")
}

fn autumn() -> Calendar {
    let text = "[[terms]]\nid = \"a\"\nname = \"Autumn\"\nfrom = 2026-09-01\nto = 2026-12-18\n";
    toml_text::read(&"test".into(), text).value.expect("a calendar")
}

#[test]
fn an_absence_says_whose_meetings_and_reviews_fall_into_it_and_who_covers() {
    let calendar = autumn();
    let mut seen = place_of("k7q2m", Some("aa"));
    seen.review = Some(day("2026-12-02"));
    let places = [seen, place_of("other", Some("bb"))];
    let file = staff_file(
        "timetable:\n  - { day: wednesday, from: \"09:00\", to: \"09:30\", use: mentoring, case: k7q2m }\n\
         away:\n  - { from: 2026-10-01, to: 2026-10-02 }\n  - { from: 2026-12-01, to: 2026-12-10, cover: bb }\n  - { from: 2027-06-01 }\n",
    );
    let cover = staff_file("away:\n  - { from: 2026-12-10, to: 2026-12-11 }\n");
    let files = [(id("aa"), &file), (id("bb"), &cover)];
    let staff = [member("aa", ""), member("bb", ""), member("gone", "until = 2026-11-01")];
    let school_days = SchoolDays::new(&calendar, Nation::England);
    let days = [day("2026-11-21"), day("2027-01-10")];
    let found = absences(&places, &staff, &files, &school_days, days);
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.mentor.as_str(), one.from, one.cover_is_away, one.cases.len()))
        .collect();
    let expected = [("aa", day("2026-12-01"), true, 1), ("bb", day("2026-12-10"), false, 1)];
    assert_eq!(told, expected);
    let touched = &found[0].cases[0];
    assert_eq!(touched.meetings, [day("2026-12-02"), day("2026-12-09")]);
    assert_eq!(touched.review, Some(day("2026-12-02")));
}

#[test]
fn the_cases_of_somebody_who_leaves_are_to_be_taken_over() {
    let places = [place_of("k7q2m", Some("aa"))];
    let staff = [member("aa", "until = 2026-12-18")];
    let calendar = Calendar::default();
    let school_days = SchoolDays::new(&calendar, Nation::England);
    for (until, expected) in [("2026-12-01", 0), ("2027-01-10", 1)] {
        let days = [day("2026-11-21"), day(until)];
        let found = absences(&places, &staff, &[], &school_days, days);
        assert_eq!(found.len(), expected, "{until}");
        assert!(found.iter().all(|one| one.leaves && one.from == day("2026-12-19")));
    }
}

fn case(referral: &str) -> Case {
    let mut case = Case::empty(id("k7q2m"));
    case.referral = yaml::read(&"test".into(), referral).value;
    assert!(case.referral.is_some(), "{referral}");
    case
}

#[test]
fn what_waits_and_what_has_a_place_follows_from_the_records() {
    const REFERRED: &str = "pupil: { name: Amira }
referral: { date: 2026-09-07, by: { role: class-teacher }, urgency: within-two-weeks }
";
    let rules = policy("[referral.help_within.within-two-weeks]\nweeks = 2\n");
    let shelf = PolicyShelf::new(vec![PolicyVersion { from: day("2020-09-01"), policy: rules }]);
    let calendar = Calendar::default();
    let as_of = AsOf {
        policies: &shelf,
        school_days: SchoolDays::new(&calendar, Nation::England),
        school: None,
        on: day("2026-11-21"),
    };
    let listed =
        format!("{REFERRED}decisions: [{{ date: 2026-09-14, outcome: [waiting-list] }}]\n");
    let placed = format!(
        "{REFERRED}decisions: [{{ date: 2026-09-14, outcome: [one-to-one], mentor: jb }}]\n"
    );
    let in_care = placed.replace("name: Amira", "name: Amira, looked_after: true");
    for (record, wait, has_place, social_care) in [
        (REFERRED, Some(Standing::Referred), false, false),
        (&listed, Some(Standing::Waiting), false, false),
        (&placed, None, true, false),
        (&in_care, None, true, true),
    ] {
        let case = case(record);
        let found = waiting(&case, &as_of);
        assert_eq!(found.as_ref().map(|one| one.standing), wait, "{record}");
        if let Some(found) = found {
            assert_eq!(found.help_by, Some(day("2026-09-21")), "{record}");
        }
        let found = place(&case, &as_of);
        assert_eq!(found.is_some(), has_place, "{record}");
        assert_eq!(found.is_some_and(|one| one.social_care), social_care, "{record}");
    }
}
