//! A review held earlier or later than the programme has it.

use super::review_days::{counted_from, last_day, postponed, weeks, weeks_later};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::date::Date;
use crate::domain::record::RecordKind;
use crate::domain::record::reviews::ReviewDecision;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("review-outside-window"),
    explanation: "\
## What it finds
A review that was held sooner after the plan or the review before than the policy allows, or later.
For example in the cluster a review comes six to eight weeks after the plan; under reduced
monitoring, a look every six weeks at most.

Weeks are counted as the policy says, in calendar weeks or school weeks; any day of the first week
is early enough, a last day without school moves to the next school day, and one in the holidays to
the first week back. A review that was put
off in good time (`postponements`) may be held until its new day. One that ends the programme may
come at any earlier time.

## Why it matters
Too early, and nothing can have changed. Too late, and a plan that does not help has gone on for
weeks.

## What to do
Correct the date if it is mistyped. If the review really was early or late, there is nothing to
mend; say why behind `# lm: allow[review-outside-window]`, and put the next one off in time.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, review) in view.case.reviews.reviews.iter().enumerate() {
        let Some(policy) = view.policy(review.date) else { continue };
        let Some(from) = counted_from(view, review) else { continue };
        let Some(weeks) = weeks(view, policy, from.day, from.monitored) else { continue };
        let ends = matches!(review.decision, Some(ReviewDecision::Exit | ReviewDecision::ReferOn));
        // Any day of the first week of the window is early enough.
        let early = !ends
            && weeks.min.is_some_and(|min| {
                review.date < weeks_later(view, from.day, min, weeks.count).monday()
            });
        let late = || review.date > postponed(view, from.day, last_day(view, from.day, weeks));
        let how = match early {
            true => "early",
            false if late() => "late",
            false => continue,
        };
        let at = FieldPath::from("reviews").item(index).key("date");
        findings.push(
            Finding::warning(
                CHECK.code,
                format!(
                    "this review was held {how}, {} after {}",
                    span(from.day, review.date),
                    from.what
                ),
                view.field(RecordKind::Reviews, at),
            )
            .label(format!("in this programme after {}", weeks.in_words()))
            .see_also(from.place, from.day.long())
            .help(format!(
                "correct the date; or, if it was so, lm accept {} review-outside-window --because \"…\"",
                view.case.id
            ))
            .help("lm policy explain review"),
        );
    }
}

/// `5 weeks and 2 days`, `6 weeks`, `3 days`.
fn span(from: Date, to: Date) -> String {
    let days = from.days_until(to);
    let counted = |number: i64, one: &str| match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {one}s"),
    };
    match (days / 7, days % 7) {
        (0, days) => counted(days, "day"),
        (weeks, 0) => counted(weeks, "week"),
        (weeks, days) => format!("{} and {}", counted(weeks, "week"), counted(days, "day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::trial::Trial;
    use crate::domain::policy::WeekCount;
    use crate::domain::record::RecordKind::{Plan, Reviews};

    const PLAN: (RecordKind, &str) = (Plan, "plans:\n  - { starts: 2026-09-01 }\n");

    fn review(date: &str, more: &str) -> String {
        format!("reviews:\n  - {{ date: {date}{more} }}\n")
    }

    #[test]
    fn a_review_comes_within_the_weeks_of_the_policy() {
        // The plan starts on a Tuesday; the cluster reviews after six to eight weeks.
        let trial = Trial::of("cluster");
        let told = |how: &str| {
            vec![format!(
                "warning reviews[0].date: this review was held {how} after the start of the plan"
            )]
        };
        for (date, expected) in [
            ("2026-10-09", told("early, 5 weeks and 3 days")),
            ("2026-10-12", vec![]), // the Monday of the sixth week
            ("2026-10-13", vec![]),
            ("2026-10-27", vec![]),
            ("2026-10-28", told("late, 8 weeks and 1 day")),
        ] {
            assert_eq!(
                trial.told(&CHECK, &[PLAN, (Reviews, &review(date, ""))]),
                expected,
                "{date}"
            );
        }
        trial.finds(&CHECK, &[PLAN, (Reviews, &review("2026-09-20", ", decision: exit"))], &[]);
        Trial::of("rafie").finds(&CHECK, &[PLAN, (Reviews, &review("2026-09-20", ""))], &[]);
    }

    #[test]
    fn a_review_put_off_in_good_time_may_be_held_until_its_new_day() {
        let trial = Trial::of("cluster");
        let put_off = |decided: &str| {
            review("2026-11-05", "")
                + &format!(
                    "postponements:\n  - {{ date: {decided}, from: 2026-10-27, to: 2026-11-06, \
                     reason: pupil-absent }}\n"
                )
        };
        trial.finds(&CHECK, &[PLAN, (Reviews, &put_off("2026-10-26"))], &[]);
        let late = "warning reviews[0].date: this review was held late, 9 weeks and 2 days after \
                    the start of the plan";
        trial.finds(&CHECK, &[PLAN, (Reviews, &put_off("2026-10-30"))], &[late]);
    }

    #[test]
    fn the_second_review_is_counted_from_the_first() {
        let reviews = |decision: &str, second: &str| {
            format!(
                "reviews:\n  - {{ date: 2026-10-20, decision: {decision} }}\n  - {{ date: {second} }}\n"
            )
        };
        let trial = Trial::of("cluster");
        for (decision, second, expected) in [
            ("continue-same-targets", "2026-12-08", &[][..]),
            (
                "continue-same-targets",
                "2026-12-22",
                &["warning reviews[1].date: this review was held late, 9 weeks after the last one"],
            ),
            (
                "reduced-monitoring",
                "2026-12-08",
                &["warning reviews[1].date: this review was held late, 7 weeks after the last one"],
            ),
            ("reduced-monitoring", "2026-11-03", &[]),
        ] {
            trial.finds(&CHECK, &[PLAN, (Reviews, &reviews(decision, second))], expected);
        }
    }

    #[test]
    fn school_weeks_leave_the_holidays_out() {
        let trial = Trial::of("cluster")
            .but(|policy| policy.review.count = Some(WeekCount::School))
            .with_calendar(
                "[[terms]]\nname = \"Autumn\"\nfrom = 2026-09-01\nto = 2026-12-18\n\
                 half_term = { from = 2026-10-26, to = 2026-10-30 }\n",
            );
        trial.finds(&CHECK, &[PLAN, (Reviews, &review("2026-11-03", ""))], &[]);
        let late = "warning reviews[0].date: this review was held late, 9 weeks and 1 day after \
                    the start of the plan";
        trial.finds(&CHECK, &[PLAN, (Reviews, &review("2026-11-04", ""))], &[late]);
    }

    #[test]
    fn a_last_day_in_the_holidays_moves_to_the_first_week_back() {
        let trial = Trial::of("cluster").with_calendar(
            "[[terms]]\nname = \"Autumn\"\nfrom = 2026-09-01\nto = 2026-12-18\n\
             half_term = { from = 2026-10-26, to = 2026-10-30 }\n",
        );
        // Eight weeks after Tuesday 1 September is the Tuesday of half-term.
        trial.finds(&CHECK, &[PLAN, (Reviews, &review("2026-11-06", ""))], &[]);
        let late = "warning reviews[0].date: this review was held late, 9 weeks and 6 days after \
                    the start of the plan";
        trial.finds(&CHECK, &[PLAN, (Reviews, &review("2026-11-09", ""))], &[late]);
    }

    #[test]
    fn a_time_reads_as_people_say_it() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        for (to, expected) in [
            ("2026-09-02", "1 day"),
            ("2026-09-08", "1 week"),
            ("2026-09-09", "1 week and 1 day"),
            ("2026-10-15", "6 weeks and 2 days"),
        ] {
            assert_eq!(span(day("2026-09-01"), day(to)), expected);
        }
    }
}
