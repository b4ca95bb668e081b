//! An ending well before the planned sessions were held, of which nothing is said.

use super::exits::{criteria, days_before, exits};
use super::plans::held_on;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::policy::CriterionKind;
use crate::domain::record::plan::Plan;
use crate::domain::record::reviews::Exit;
use crate::domain::record::{RecordKind, is_said};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("exit-before-planned-sessions"),
    explanation: "\
## What it finds
An exit when fewer than three quarters of the sessions of the last plan were held, and at least two
are missing, if the record says nothing of it:

    plans:
      - starts: 2026-10-01
        planned_sessions: 12      # five were held
    exits:
      - date: 2026-12-10
        criteria: [agreed-at-review]

It is enough that one of these says why: the ending itself (`circumstances` or `summary`), the
`reason` of a review held on this plan, the plan (how the end is prepared, under `ending`), or a
change of the number (`sessions_changed`). Nothing needs to be said when all targets are met, the
pupil has left, does not come or does not want to, or the parents have taken back their consent: then
the criterion says it.

## Why it matters
A programme that stops early has a reason, good or bad. Without it nobody can tell a pupil who needed
no more from one for whom nobody had time.

## What to do
Add to the ending what happened. If fewer sessions had been agreed, write that down:

    lm plan sessions k7q2m 5 --because \"Enough, say pupil and teacher\"
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (at, exit, policy) in exits(view) {
        let needs_no_words = criteria(exit, policy).any(|(_, one)| speaks_for_itself(one.kind));
        let is_told = is_said(exit.circumstances.as_ref()) || is_said(exit.summary.as_ref());
        if needs_no_words || is_told {
            continue;
        }
        let days = days_before(view, exit);
        let plans = view.case.plan.plans.iter().enumerate();
        let on_it =
            plans.filter(|(_, plan)| days.contains(plan.starts) && plan.starts <= exit.date);
        let Some((number, plan)) = on_it.max_by_key(|(_, plan)| plan.starts) else { continue };
        let Some(planned) = plan.planned_sessions.filter(|_| !says_why(view, plan, exit)) else {
            continue;
        };
        let held = held_on(view, plan, exit.date.add_days(1));
        let is_short = held.saturating_mul(4) < planned.saturating_mul(3) && held + 1 < planned;
        if !is_short || !view.can_judge_absence(&[RecordKind::Sessions, RecordKind::Reviews]) {
            continue;
        }
        let planned_at = FieldPath::from("plans").item(number).key("planned_sessions");
        findings.push(
            Finding::warning(
                CHECK.code,
                format!("the programme ended with {held} of {planned} planned sessions held"),
                view.field(RecordKind::Reviews, at.key("date")),
            )
            .label("nothing says why")
            .see_also(view.field(RecordKind::Plan, planned_at), "planned here")
            .help("say under `circumstances` why it ended before its time"),
        );
    }
}

/// Whether a criterion says by itself why fewer sessions were held.
fn speaks_for_itself(kind: CriterionKind) -> bool {
    match kind {
        CriterionKind::AllTargetsMet
        | CriterionKind::LeftSchool
        | CriterionKind::Uncooperative
        | CriterionKind::DoesNotAttend
        | CriterionKind::ConsentWithdrawn => true,
        CriterionKind::NoLongerNeedsHelp
        | CriterionKind::SoundProgress
        | CriterionKind::NotWorked
        | CriterionKind::AgreedAtReview => false,
    }
}

/// Whether the plan, or a review held on it, says why.
fn says_why(view: &CaseView<'_>, plan: &Plan, exit: &Exit) -> bool {
    let days = plan.starts..=exit.date;
    let mut reviews = view.case.reviews.reviews.iter().filter(|one| days.contains(&one.date));
    let ending = plan.ending.as_ref().filter(|ending| ending.date <= exit.date);
    reviews.any(|review| is_said(review.reason.as_ref()))
        || ending.is_some_and(|ending| is_said(ending.how.as_ref()))
        || plan.sessions_changed.iter().any(|change| change.is_cut() && change.reason().is_some())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::record::RecordKind::{Plan, Reviews, Sessions};

    #[test]
    fn a_programme_that_ends_early_says_why() {
        let trial = Trial::of("cluster");
        let sessions = |held: usize| {
            let days =
                (1..=held).map(|day| format!("{{ date: 2026-10-{day:02}, attendance: late }}"));
            format!("sessions: [{}]\n", days.collect::<Vec<_>>().join(", "))
        };
        let found = |held: usize| {
            let of = "of 8 planned sessions held";
            vec![format!("warning exits[0].date: the programme ended with {held} {of}")]
        };
        let exit = |more: &str| format!("exits: [{{ date: 2026-11-20, {more} }}]\n");
        let helped = "criteria: [no-longer-needs-help]";
        let with = |more: &str| exit(&format!("{helped}, {more}"));
        let reviewed = |reason: &str| {
            format!("reviews: [{{ date: 2026-11-13, reason: {reason} }}]\n{}", exit(helped))
        };
        for (held, plan, reviews, expected) in [
            (3, "", exit(helped), found(3)),
            (5, "", exit(helped), found(5)),
            (6, "", exit(helped), vec![]),
            (3, "", exit("criteria: [left-school]"), vec![]),
            (3, "", exit("criteria: [no-longer-needs-help, all-targets-met]"), vec![]),
            (3, "", with("circumstances: Settled sooner than we thought"), vec![]),
            (3, "", with("circumstances: \" \""), found(3)),
            (3, "", with("summary: Three were enough"), vec![]),
            (3, "", reviewed("Settled"), vec![]),
            (3, "", reviewed("\"\""), found(3)),
            (3, ", ending: { date: 2026-11-02, how: Every other week }", exit(helped), vec![]),
            (3, ", ending: { date: 2026-11-02 }", exit(helped), found(3)),
        ] {
            let plan = format!("plans: [{{ starts: 2026-09-21, planned_sessions: 8{plan} }}]\n");
            let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
            let files = [(Plan, &*plan), (Sessions, &sessions(held)), (Reviews, &reviews)];
            trial.finds(&CHECK, &files, &expected);
        }
        let cut = "plans: [{ starts: 2026-09-21, planned_sessions: 7, sessions_changed: \
                   [{ date: 2026-11-02, from: 12, to: 7, because: Exams }] }]\n";
        let files = [(Plan, cut), (Sessions, &sessions(3)), (Reviews, &exit(helped))];
        trial.finds(&CHECK, &files, &[]);
    }
}
