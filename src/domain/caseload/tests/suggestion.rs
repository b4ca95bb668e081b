use super::*;
use crate::domain::record::referral::Urgency;

fn waits(case: &str, urgency: Option<Urgency>, since: &str) -> Waiting {
    Waiting {
        case: id(case),
        name: case.to_owned(),
        standing: Standing::Waiting,
        urgency,
        since: Some(day(since)),
        listed: None,
        help_by: None,
        social_care: case.starts_with("care"),
    }
}

/// Those of the names who wait, the first the longest.
fn queue(names: &[&str]) -> Vec<Waiting> {
    let each = names.iter().zip(1..);
    each.map(|(name, nth)| waits(name, Some(Urgency::WithinHalfTerm), &format!("2026-09-{nth:02}")))
        .collect()
}

/// What is suggested on 21 November 2026: `name: mentor`, or `name: nobody; day mentor why`.
fn suggested(
    list: &[Waiting],
    places: &[Place],
    rules: &str,
    staff: &[StaffMember],
    files: &[(Id, &StaffFile)],
) -> Vec<String> {
    let on = day("2026-11-21");
    let loads = mentor_loads(places, staff, &policy(rules), on);
    let free = forecast(places);
    let calendar = autumn();
    let school_days = SchoolDays::new(&calendar, Nation::England);
    let available = Availability { staff, files, school_days };
    let found = suggestions(list, &loads, &free, &available, on);
    let words = |one: &Suggestion<'_>| {
        let name = &one.waiting.name;
        match (&one.mentor, &one.next) {
            (Some(mentor), _) => format!("{name}: {mentor}"),
            (None, None) => format!("{name}: nobody"),
            (None, Some(next)) => {
                let why = match next.by {
                    ComesFree::Place(place, _) => place.case.to_string(),
                    ComesFree::MentorIsBack => "back".to_owned(),
                };
                format!("{name}: nobody; {} {} {why}", next.day, next.mentor)
            }
        }
    };
    found.iter().map(words).collect()
}

/// With a review on a day.
fn reviewed(mut place: Place, on: &str) -> Place {
    place.review = Some(day(on));
    place
}

#[test]
fn the_most_urgent_come_first_and_then_the_longest_wait() {
    let list = [
        waits("late", Some(Urgency::WithinHalfTerm), "2026-09-01"),
        waits("none", None, "2026-01-01"),
        waits("soon", Some(Urgency::Immediately), "2026-11-01"),
        waits("first", Some(Urgency::WithinHalfTerm), "2026-08-01"),
    ];
    let staff = [member("aa", ""), member("bb", ""), member("cc", "")];
    let mut all = places("aa", 1, 0);
    all.extend(places("bb", 2, 0));
    let found = suggested(&list, &all, "[caseload]\nmax = 2\n", &staff, &[]);
    assert_eq!(found, ["soon: cc", "first: aa", "late: cc", "none: nobody"]);
}

#[test]
fn each_suggestion_takes_up_its_place() {
    let one = [member("aa", "")];
    let two = [member("aa", ""), member("bb", "")];
    for (names, all, rules, staff, expected) in [
        (&["x", "y"][..], places("aa", 1, 0), "max = 2", &one[..], &["x: aa", "y: nobody"][..]),
        (&["x", "y"], places("aa", 0, 0), "max = 2", &one, &["x: aa", "y: aa"]),
        (&["x", "y"], places("aa", 3, 0), "max = 2", &one, &["x: nobody", "y: nobody"]),
        // The mentor with most room left; of the same room, the first in the school's list.
        (&["x", "y", "z"], places("aa", 1, 0), "max = 3", &two, &["x: bb", "y: aa", "z: bb"]),
        // The second with social care makes the load heavy, and the limit is then the lower end.
        (
            &["care"],
            places("aa", 3, 1),
            "min = 3\nmax = 5\nheavy_from = 2",
            &one,
            &["care: nobody"],
        ),
        (&["care"], places("aa", 2, 1), "min = 3\nmax = 5\nheavy_from = 2", &one, &["care: aa"]),
        (&["care"], places("aa", 3, 1), "min = 3\nmax = 5", &one, &["care: aa"]),
        // What is not for one may be for the next.
        (
            &["care", "x"],
            places("aa", 3, 1),
            "min = 3\nmax = 5\nheavy_from = 2",
            &one,
            &["care: nobody", "x: aa"],
        ),
        (&["x"], places("aa", 1, 0), "min = 2", &one, &["x: nobody"]),
    ] {
        let rules = format!("[caseload]\n{rules}\n");
        let found = suggested(&queue(names), &all, &rules, staff, &[]);
        assert_eq!(found, expected, "{rules}");
    }
}

#[test]
fn those_for_whom_nobody_has_room_are_told_of_the_next_place_one_each() {
    let all = [
        reviewed(place_of("a1", Some("aa")), "2026-12-10"),
        reviewed(place_of("a2", Some("aa")), "2026-11-02"),
        place_of("a3", Some("aa")),
    ];
    let staff = [member("aa", "")];
    for (max, expected) in [
        (
            3,
            [
                // What is overdue may be decided today.
                "x: nobody; 2026-11-21 aa a2",
                "y: nobody; 2026-12-10 aa a1",
                "z: nobody",
            ],
        ),
        // One over the range: the first place that comes free makes no room yet.
        (2, ["x: nobody; 2026-12-10 aa a1", "y: nobody", "z: nobody"]),
    ] {
        let rules = format!("[caseload]\nmax = {max}\n");
        let found = suggested(&queue(&["x", "y", "z"]), &all, &rules, &staff, &[]);
        assert_eq!(found, expected, "{max}");
    }
}

#[test]
fn who_is_away_or_leaves_soon_takes_nobody() {
    for (staff_more, away, expected) in [
        ("", "away: [{ from: 2026-11-23, to: 2026-11-27 }]", "x: aa"),
        ("", "away: [{ from: 2026-11-20, to: 2026-11-21 }]", "x: nobody; 2026-11-23 aa back"),
        (
            "",
            "away: [{ from: 2026-11-20, to: 2026-11-24 }, { from: 2026-11-25, to: 2026-12-04 }]",
            "x: nobody; 2026-12-07 aa back",
        ),
        ("", "away: [{ from: 2026-11-20 }]", "x: nobody"),
        ("until = 2026-12-18", "", "x: nobody"),
        ("until = 2027-07-20", "", "x: aa"),
    ] {
        let file = staff_file(if away.is_empty() { "away: []" } else { away });
        let staff = [member("aa", staff_more)];
        let files = [(id("aa"), &file)];
        let found = suggested(&queue(&["x"]), &[], "[caseload]\nmax = 2\n", &staff, &files);
        assert_eq!(found, [expected], "{staff_more} {away}");
    }
}

#[test]
fn who_covers_has_less_room_and_who_is_covered_for_keeps_the_places() {
    let mut covered = place_of("a1", Some("bb"));
    covered.covers_for = Some(id("aa"));
    let all = [covered];
    let staff = [member("aa", ""), member("bb", "")];
    let rules = "[caseload]\nmax = 1\n";
    assert_eq!(suggested(&queue(&["x"]), &all, rules, &staff, &[]), ["x: nobody"]);
    let loads = mentor_loads(&all, &staff, &policy(rules), day("2026-11-21"));
    let found: Vec<_> =
        loads.iter().map(|load| (load.places.len(), load.lent, load.room)).collect();
    assert_eq!(found, [(0, 1, Some(0)), (1, 0, Some(0))]);
}
