//! Attendance figures that cannot be: periods backwards or overlapping, more missed than possible.

use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::domain::record::tracking::AttendancePeriod;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("attendance-period"),
    explanation: "\
## What it finds
In the attendance figures of `tracking.yaml`: a period that ends before it begins; two periods that
share days; more sessions missed than there were; more missed without leave than missed at all; more
sessions than two a day.

    attendance:
      - from: 2026-09-07
        to: 2026-10-23
        possible: 70
        missed: 72

## Why it matters
Whether a pupil is persistently absent is counted from these figures. Sessions in two periods would
be counted twice.

## What to do
Look the period up in the attendance register, or import it again. A school day has two sessions; a
period begins the day after the last one ended.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let periods = &view.case.tracking.attendance;
    let list = Trail::Top.key("attendance");
    for (index, period) in periods.iter().enumerate() {
        let here = list.item(index);
        let field = |key| view.field(RecordKind::Tracking, here.key(key).path());
        if period.to < period.from {
            findings.push(
                Finding::error(CHECK.code, "this period ends before it begins", field("to"))
                    .label("last day")
                    .see_also(field("from"), "first day")
                    .help("put one of the two right"),
            );
        } else {
            let sound = |other: &&AttendancePeriod| other.from <= other.to;
            let shares = |other: &&AttendancePeriod| {
                sound(other) && other.from <= period.to && period.from <= other.to
            };
            let earlier = periods[..index].iter().position(|other| shares(&other));
            if let Some(earlier) = earlier {
                let other = list.item(earlier);
                findings.push(
                    Finding::error(
                        CHECK.code,
                        "this period shares days with another",
                        field("from"),
                    )
                    .label("begins before the other has ended")
                    .see_also(
                        view.field(RecordKind::Tracking, other.key("to").path()),
                        "the other's last day",
                    )
                    .help("keep one of the two, or let the second begin the day after the first"),
                );
            }
        }
        if let Some((key, message)) = counts_fault(period) {
            let (other, words) = match key {
                "possible" => ("to", "last day of the period"),
                _ => ("possible", "sessions that were possible"),
            };
            findings.push(
                Finding::error(CHECK.code, message, field(key))
                    .label("cannot be so many")
                    .see_also(field(other), words)
                    .help("look the figures up in the attendance register"),
            );
        }
    }
}

/// The field whose count cannot be, and why; the first cause only.
fn counts_fault(period: &AttendancePeriod) -> Option<(&'static str, &'static str)> {
    let days = period.from.days_until(period.to) + 1;
    if days > 0 && i64::from(period.possible) > days * 2 {
        return Some(("possible", "there are more sessions than two for each day of the period"));
    }
    if period.missed > period.possible {
        return Some(("missed", "more sessions were missed than were possible"));
    }
    if period.unauthorised.is_some_and(|without_leave| without_leave > period.missed) {
        return Some(("unauthorised", "more sessions were missed without leave than were missed"));
    }
    let attended = period.possible - period.missed;
    if period.late.is_some_and(|late| late > attended) {
        return Some(("late", "the pupil was late more often than present"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_that_cannot_be_are_found_at_the_first_of_them() {
        let day = |text: &str| text.parse().expect("a date");
        for (possible, missed, unauthorised, late, expected) in [
            (10, 0, None, None, None),
            (10, 10, Some(10), Some(0), None),
            (10, 2, Some(1), Some(8), None),
            (11, 0, None, None, Some("possible")),
            (10, 11, Some(12), None, Some("missed")),
            (10, 3, Some(4), None, Some("unauthorised")),
            (10, 3, Some(3), Some(8), Some("late")),
        ] {
            let period = AttendancePeriod {
                from: day("2026-09-07"),
                to: day("2026-09-11"),
                possible,
                missed,
                unauthorised,
                late,
                source: None,
            };
            let found = counts_fault(&period).map(|(key, _)| key);
            assert_eq!(found, expected, "{missed} of {possible}");
        }
    }
}
