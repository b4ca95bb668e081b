//! Sessions with a pupil whose programme has ended.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::date::Date;
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("work-after-exit"),
    explanation: "\
## What it finds
Sessions held after an exit, when the pupil has not come back since: no return under `readmissions`
and no new decision for a place.

    exits:
      - date: 2026-12-10
    sessions:
      - date: 2027-01-14        # five weeks after the ending
        attendance: attended

Lighter support after the ending stands under `follow_up` in `reviews.yaml` and is no session.

## Why it matters
Work that nobody decided on is counted nowhere and looked at by nobody. And the family was told that
it has ended.

## What to do
If it was a short look-in, move it to `follow_up`. If the pupil is back on the programme, decide so
and add an entry under `readmissions`. If a date is mistyped, correct it.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if view.case.reviews.exits.is_empty()
        || !view.can_judge_absence(&[RecordKind::Reviews, RecordKind::Referral])
    {
        return;
    }
    for (index, exit) in view.case.reviews.exits.iter().enumerate() {
        let until = next_start(view, exit.date);
        let sessions = view.case.sessions.sessions.iter().enumerate();
        let mut after = sessions.filter(|(_, session)| {
            session.attendance.is_held()
                && session.date > exit.date
                && until.is_none_or(|until| session.date < until)
        });
        let Some((first, session)) = after.next() else { continue };
        let more = after.count();
        let label = match more {
            0 => session.date.long(),
            1 => format!("{}, and once more after it", session.date.long()),
            _ => format!("{}, and {more} more times after it", session.date.long()),
        };
        let at = FieldPath::from("sessions").item(first).key("date");
        let ended = FieldPath::from("exits").item(index).key("date");
        findings.push(
            Finding::error(
                CHECK.code,
                "a session was held after the programme had ended",
                view.field(RecordKind::Sessions, at),
            )
            .label(label)
            .see_also(view.field(RecordKind::Reviews, ended), exit.date.long())
            .help("move a short look-in to `follow_up`; for a return, add an entry under `readmissions`"),
        );
    }
}

/// The day on which the pupil next came on to the programme, or left it again, after an ending.
fn next_start(view: &CaseView<'_>, exit: Date) -> Option<Date> {
    let records = &view.case.reviews;
    let decisions = view.case.decisions();
    let places =
        decisions.filter(|decision| decision.gives_a_place()).map(|decision| decision.date);
    // A second ending has its own look at what came after it.
    let exits = records.exits.iter().map(|other| other.date);
    let returns = records.readmissions.iter().map(|back| back.date);
    let same_day = returns.clone().find(|date| *date == exit);
    same_day.or_else(|| places.chain(returns).chain(exits).filter(|date| *date > exit).min())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::record::RecordKind::{Reviews, Sessions};

    #[test]
    fn sessions_end_with_the_programme_until_the_pupil_comes_back() {
        let trial = Trial::of("cluster");
        let sessions = "sessions:\n\
            \u{20} - { date: 2026-12-10, attendance: attended }\n\
            \u{20} - { date: 2027-01-14, attendance: missed }\n\
            \u{20} - { date: 2027-01-21, attendance: attended }\n\
            \u{20} - { date: 2027-01-28, attendance: attended }\n";
        let ended = "exits:\n  - { date: 2026-12-10, criteria: [] }\n";
        let back = |date: &str| {
            format!("{ended}readmissions:\n  - {{ date: {date}, reason: a new start }}\n")
        };
        let found = |nth: usize| {
            format!("error sessions[{nth}].date: a session was held after the programme had ended")
        };
        for (reviews, expected) in [
            (ended.to_owned(), vec![found(2)]),
            (back("2027-01-20"), vec![]),
            (back("2026-12-10"), vec![]),
            (back("2027-01-25"), vec![found(2)]),
            (String::new(), vec![]),
        ] {
            let told = trial.told(&CHECK, &[(Sessions, sessions), (Reviews, &reviews)]);
            assert_eq!(told, expected, "{reviews}");
        }
    }
}
