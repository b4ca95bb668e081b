//! What follows from a mentor's own record: how the hours of the week are shared out, and when the
//! next supervision is due. Source: domain §8; features F16, J9, J13.

use super::date::Date;
use super::record::staff::{StaffFile, TimeUse, TimetableSlot};

/// How long a stretch of the week is, in minutes; 0 for one that ends before it begins.
pub fn minutes(slot: &TimetableSlot) -> u32 {
    u32::try_from(slot.from.minutes_until(slot.to)).unwrap_or(0)
}

/// The minutes of the week that are used for something.
pub fn minutes_for(timetable: &[TimetableSlot], wanted: TimeUse) -> u32 {
    timetable.iter().filter(|slot| slot.r#use == wanted).map(minutes).sum()
}

/// The minutes of the whole timetable.
pub fn minutes_in_all(timetable: &[TimetableSlot]) -> u32 {
    timetable.iter().map(minutes).sum()
}

/// Whether two stretches of the week share time.
pub fn overlap(one: &TimetableSlot, other: &TimetableSlot) -> bool {
    one.day == other.day && one.from < other.to && other.from < one.to
}

/// `1 h 30 min`.
pub fn in_hours(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}

/// Why supervision is due on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupervisionRule {
    /// It was agreed at the last meeting.
    Agreed,
    /// The policy asks for it once in so many weeks.
    EveryWeeks(u32),
}

/// The day on which the next supervision is due, and why: the day that was agreed, or the last that
/// the policy allows, whichever comes first. `None` when neither says one, or there was none yet.
pub fn next_supervision(
    file: &StaffFile,
    every_weeks: Option<u32>,
) -> Option<(Date, SupervisionRule)> {
    let last = file.supervision.iter().max_by_key(|meeting| meeting.date)?;
    let agreed = last.next.map(|day| (day, SupervisionRule::Agreed));
    let by_policy = every_weeks
        .map(|weeks| (last.date.add_weeks(i64::from(weeks)), SupervisionRule::EveryWeeks(weeks)));
    agreed.into_iter().chain(by_policy).min_by_key(|(day, _)| *day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn file(supervision: &serde_json::Value) -> StaffFile {
        serde_json::from_value(json!({ "supervision": supervision })).expect("a staff file")
    }

    #[test]
    fn the_hours_of_a_week_are_added_by_what_they_are_for() {
        let slot = |day: &str, from: &str, to: &str, what: &str| -> TimetableSlot {
            serde_json::from_value(json!({ "day": day, "from": from, "to": to, "use": what }))
                .expect("a stretch of the week")
        };
        let week = [
            slot("monday", "09:00", "12:00", "mentoring"),
            slot("tuesday", "09:15", "09:45", "mentoring"),
            slot("tuesday", "10:00", "11:00", "adults"),
            slot("friday", "15:00", "14:00", "organisation"),
        ];
        assert_eq!(minutes_for(&week, TimeUse::Mentoring), 210);
        assert_eq!(minutes_for(&week, TimeUse::Organisation), 0, "it ends before it begins");
        assert_eq!(minutes_in_all(&week), 270);
        assert!(!overlap(&week[0], &week[1]), "on another day");
        assert!(overlap(&week[1], &slot("tuesday", "09:44", "10:00", "adults")));
        assert!(!overlap(&week[1], &slot("tuesday", "09:45", "10:00", "adults")), "one by one");
        for (minutes, said) in [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min")] {
            assert_eq!(in_hours(minutes), said);
        }
    }

    #[test]
    fn supervision_is_due_when_it_was_agreed_or_when_the_policy_says() {
        let one = json!([{ "date": "2026-10-01", "with": "db", "next": "2026-11-26" }]);
        let open = json!([
            { "date": "2026-08-01", "with": "db", "next": "2026-08-20" },
            { "date": "2026-10-01", "with": "db" },
        ]);
        for (supervision, every, expected) in [
            (&one, None, Some(("2026-11-26", SupervisionRule::Agreed))),
            (&one, Some(6), Some(("2026-11-12", SupervisionRule::EveryWeeks(6)))),
            (&one, Some(10), Some(("2026-11-26", SupervisionRule::Agreed))),
            (&open, None, None),
            (&open, Some(6), Some(("2026-11-12", SupervisionRule::EveryWeeks(6)))),
            (&json!([]), Some(6), None),
        ] {
            let expected = expected.map(|(text, rule)| (day(text), rule));
            assert_eq!(next_supervision(&file(supervision), every), expected);
        }
    }
}
