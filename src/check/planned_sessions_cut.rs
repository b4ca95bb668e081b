//! Fewer sessions than were planned, and nothing says why.

use super::plans::{held_on, replaced_by};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::plan::Plan;
use crate::domain::record::{RecordKind, is_said};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("planned-sessions-cut"),
    explanation: "\
## What it finds
Three ways in which the number of planned sessions falls and nobody says why. A change that has no
reason (a warning):

    plans:
      - starts: 2026-10-01
        planned_sessions: 6
        sessions_changed:
          - { date: 2026-11-09, from: 10, to: 6 }

A new plan with fewer sessions than were left of the one before, where neither the plan nor a review
since then gives a reason (a warning). And, with `lm check --changed`, with `lm check --staged` and
before `lm save`: a number that is lower than it was when the records were saved last, with no new
entry under `sessions_changed` (an error).

## Why it matters
Sessions are a promise to a pupil and the parents. There are good reasons for fewer; but a number
that falls without a word looks, a year later, as if no more had ever been promised.

## What to do
Say why; `lm` writes the change down with its day:

    lm plan sessions k7q2m 6 --because \"Exams: one lesson a week is all that can be missed\"

If the number was changed by hand already, say with `--was 10` what it was before.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let saved = view.saved_plans();
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let at = FieldPath::from("plans").item(index);
        for (nth, change) in plan.sessions_changed.iter().enumerate() {
            if change.is_cut() && change.reason().is_none() {
                let at = at.clone().key("sessions_changed").item(nth).key("to");
                findings.push(
                    Finding::warning(
                        CHECK.code,
                        format!(
                            "{} sessions were planned, then {}, and nothing says why",
                            change.from, change.to
                        ),
                        view.field(RecordKind::Plan, at),
                    )
                    .help("add `because`"),
                );
            }
        }
        findings.extend(fewer_than_left(view, plan, &at));
        let before = saved.and_then(|saved| saved.plans.iter().find(|old| is_same(old, plan)));
        findings.extend(before.and_then(|old| lowered(view, old, plan, &at)));
    }
}

/// A plan that plans fewer sessions than were left of the one before it.
fn fewer_than_left(view: &CaseView<'_>, plan: &Plan, at: &FieldPath) -> Option<Finding> {
    let planned = plan.planned_sessions?;
    if !plan.sessions_changed.is_empty() {
        return None;
    }
    let before = replaced_by(view, plan)?;
    let left = before.planned_sessions?.saturating_sub(held_on(view, before, plan.starts));
    let days = before.starts..=plan.starts;
    let mut reviews = view.case.reviews.reviews.iter().filter(|one| days.contains(&one.date));
    let says_why = reviews.any(|review| is_said(review.reason.as_ref()));
    if planned >= left || says_why || !view.can_judge_absence(&[RecordKind::Reviews]) {
        return None;
    }
    let field = |at: FieldPath| view.field(RecordKind::Plan, at.key("planned_sessions"));
    let number = view.case.plan.plans.iter().position(|one| std::ptr::eq(one, before))?;
    let was = FieldPath::from("plans").item(number);
    let finding = Finding::warning(
        CHECK.code,
        format!(
            "this plan has fewer sessions ({planned}) than were left of the one before ({left})"
        ),
        field(at.clone()),
    );
    let command = command(view, plan, planned, left);
    Some(finding.see_also(field(was), "planned here").help(format!("say why: {command}")))
}

/// Whether two entries are one plan: by its short name, and without one by its first day.
fn is_same(old: &Plan, new: &Plan) -> bool {
    match (&old.id, &new.id) {
        (Some(old), Some(new)) => old == new,
        _ => old.starts == new.starts,
    }
}

/// A number that is lower than the one that was saved, with no new entry that says so.
fn lowered(view: &CaseView<'_>, old: &Plan, new: &Plan, at: &FieldPath) -> Option<Finding> {
    let was = old.planned_sessions?;
    let is_told = new
        .sessions_changed
        .iter()
        .any(|change| change.is_cut() && !old.sessions_changed.contains(change));
    if is_told || new.planned_sessions.is_some_and(|now| now >= was) {
        return None;
    }
    let (message, key) = match new.planned_sessions {
        Some(now) => (
            format!("the planned sessions went from {was} to {now} since this was saved last"),
            "planned_sessions",
        ),
        None => {
            (format!("the number of planned sessions ({was}) is gone since it was saved"), "starts")
        }
    };
    let finding =
        Finding::error(CHECK.code, message, view.field(RecordKind::Plan, at.clone().key(key)));
    Some(match new.planned_sessions {
        Some(now) => {
            let command = command(view, new, now, was);
            finding.label("nothing says why").help(format!("say why: {command}"))
        }
        None => finding.help("put it back; lm plan sessions changes it, with a reason"),
    })
}

/// What writes the reason down.
fn command(view: &CaseView<'_>, plan: &Plan, now: u32, was: u32) -> String {
    let id = &view.case.id;
    let is_last = view.case.plan.plans.last().is_some_and(|last| std::ptr::eq(last, plan));
    let named = plan.id.as_ref().filter(|_| !is_last);
    let named = named.map_or_else(String::new, |plan| format!(" --plan {plan}"));
    format!("lm plan sessions {id} {now} --was {was}{named} --because \"…\"")
}

#[cfg(test)]
mod tests {
    use super::{CHECK, find};
    use crate::check::SavedPlans;
    use crate::check::trial::Trial;
    use crate::domain::record::RecordKind::{Plan, Reviews, Sessions};

    const HELD: &str = "sessions:\n\
        \u{20} - { date: 2026-09-24, attendance: attended }\n\
        \u{20} - { date: 2026-10-01, attendance: missed }\n\
        \u{20} - { date: 2026-10-08, attendance: late }\n";

    #[test]
    fn a_change_to_fewer_needs_a_reason() {
        let trial = Trial::of("cluster");
        let found = "warning plans[0].sessions_changed[0].to: 8 sessions were planned, then 5, and \
                     nothing says why";
        for (change, expected) in [
            ("{ date: 2026-10-12, from: 8, to: 5 }", &[found][..]),
            ("{ date: 2026-10-12, from: 8, to: 5, because: \" \" }", &[found]),
            ("{ date: 2026-10-12, from: 8, to: 5, because: Exams }", &[]),
            ("{ date: 2026-10-12, from: 4, to: 5 }", &[]),
        ] {
            let plan = format!(
                "plans:\n  - starts: 2026-09-21\n    planned_sessions: 5\n    \
                 sessions_changed: [{change}]\n"
            );
            trial.finds(&CHECK, &[(Plan, &plan)], expected);
        }
    }

    #[test]
    fn a_new_plan_has_what_was_left_or_says_why_not() {
        let trial = Trial::of("cluster");
        // Two of eight were held, so six were left.
        let found = "warning plans[1].planned_sessions: this plan has fewer sessions (3) than were \
                     left of the one before (6)";
        let exit = "exits: [{ date: 2026-10-19, criteria: [left-school] }]";
        for (planned, more, reviews, expected) in [
            (3, "", "{}", &[found][..]),
            (6, "", "{}", &[]),
            (
                3,
                ", sessions_changed: [{ date: 2026-11-02, from: 6, to: 3, because: Enough }]",
                "{}",
                &[],
            ),
            (3, "", "reviews: [{ date: 2026-11-02, reason: Nearly there }]", &[]),
            (3, "", "reviews: [{ date: 2026-11-02, reason: \"\" }]", &[found]),
            (3, "", "reviews: [{ date: 2026-09-14, reason: Before it }]", &[found]),
            // Another time on the programme.
            (3, "", exit, &[]),
        ] {
            let plan = format!(
                "plans:\n  - {{ starts: 2026-09-21, planned_sessions: 8 }}\n  - {{ starts: \
                 2026-11-02, planned_sessions: {planned}{more} }}\n"
            );
            trial.finds(&CHECK, &[(Plan, &plan), (Sessions, HELD), (Reviews, reviews)], expected);
        }
    }

    #[test]
    fn a_number_that_fell_since_it_was_saved_is_found_unless_an_entry_says_so() {
        let trial = Trial::of("cluster");
        let plan = |id: &str, rest: &str| format!("plans: [{{ {id}starts: 2026-09-21{rest} }}]\n");
        let eight = ", planned_sessions: 8";
        let five = ", planned_sessions: 5";
        let told = ", planned_sessions: 5, sessions_changed: \
                    [{ date: 2026-10-12, from: 8, to: 5, because: Exams }]";
        let again = ", planned_sessions: 4, sessions_changed: \
                     [{ date: 2026-10-12, from: 8, to: 5, because: Exams }]";
        for (old, new, expected) in [
            (plan("", eight), plan("", five), "went from 8 to 5"),
            (plan("", eight), plan("", ""), "(8) is gone"),
            (plan("", eight), plan("", told), ""),
            (plan("", told), plan("", again), "went from 5 to 4"),
            (plan("", five), plan("", eight), ""),
            (plan("", ""), plan("", five), ""),
            (plan("id: p1, ", eight), plan("id: p2, ", five), ""),
            (plan("id: p1, ", eight), plan("id: p1, ", five), "went from 8 to 5"),
        ] {
            let mut saved = SavedPlans::default();
            saved.add("mentees/k7q2m/plan.yaml", &old);
            let case = trial.case(&[(Plan, &new)]);
            let mut findings = Vec::new();
            trial.view(&case, |view| find(&view.clone().against(&saved), &mut findings));
            let told: Vec<&str> = findings.iter().map(|one| one.message.as_str()).collect();
            let is_as_expected = match told[..] {
                [] => expected.is_empty(),
                [one] => !expected.is_empty() && one.contains(expected),
                _ => false,
            };
            assert!(is_as_expected, "{old}{new}{told:?}");
        }
    }
}
