//! Changes in the number of planned sessions that do not lead to the number written.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("planned-sessions-trail"),
    explanation: "\
## What it finds
Changes in the number of planned sessions that do not follow from each other, or the last of which
does not lead to the number that is planned:

    plans:
      - starts: 2026-10-01
        planned_sessions: 8       # six, says the change
        sessions_changed:
          - { date: 2026-11-09, from: 10, to: 6, because: Exams }

## Why it matters
Whoever asks how many sessions a pupil was promised, and what became of them, must find one answer.

## What to do
Put the number right that is mistyped. If the plan was changed once more, write that down too:
`lm plan sessions` does both at once.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let at = FieldPath::from("plans").item(index);
        let changes = at.clone().key("sessions_changed");
        for (nth, pair) in plan.sessions_changed.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            if before.to != after.from {
                let entry =
                    |nth, key| view.field(RecordKind::Plan, changes.clone().item(nth).key(key));
                findings.push(
                    Finding::warning(
                        CHECK.code,
                        format!(
                            "this change begins with {} sessions, and the one before led to {}",
                            after.from, before.to
                        ),
                        entry(nth + 1, "from"),
                    )
                    .see_also(entry(nth, "to"), "led to this")
                    .help("put the number right that is mistyped"),
                );
            }
        }
        let Some(last) = plan.sessions_changed.last() else { continue };
        if plan.planned_sessions == Some(last.to) {
            continue;
        }
        let (message, key) = match plan.planned_sessions {
            Some(now) => {
                (format!("{now} sessions are planned, and the last change led to {}", last.to), at)
            }
            None => (format!("no number is planned, and the last change led to {}", last.to), at),
        };
        let place = match plan.planned_sessions {
            Some(_) => view.field(RecordKind::Plan, key.key("planned_sessions")),
            None => view.key(RecordKind::Plan, changes.clone()),
        };
        let led = changes.item(plan.sessions_changed.len() - 1).key("to");
        findings.push(
            Finding::warning(CHECK.code, message, place)
                .see_also(view.field(RecordKind::Plan, led), "led to this")
                .help("put the number right, or write the change down with lm plan sessions"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::record::RecordKind::Plan;

    #[test]
    fn every_change_follows_from_the_one_before_and_the_last_leads_to_the_number() {
        let trial = Trial::of("primary");
        let change = |from: u32, to: u32| {
            format!("{{ date: 2026-11-09, from: {from}, to: {to}, because: Exams }}")
        };
        for (planned, changes, expected) in [
            ("planned_sessions: 6", vec![change(10, 6)], &[][..]),
            ("planned_sessions: 6", vec![], &[]),
            (
                "planned_sessions: 8",
                vec![change(10, 6)],
                &[
                    "warning plans[0].planned_sessions: 8 sessions are planned, and the last change \
                   led to 6",
                ],
            ),
            (
                "focus: Mornings",
                vec![change(10, 6)],
                &["warning plans[0].sessions_changed: no number is planned, and the last change \
                   led to 6"],
            ),
            ("planned_sessions: 7", vec![change(10, 6), change(6, 7)], &[]),
            (
                "planned_sessions: 7",
                vec![change(10, 6), change(8, 7)],
                &[
                    "warning plans[0].sessions_changed[1].from: this change begins with 8 sessions, \
                   and the one before led to 6",
                ],
            ),
        ] {
            let plan = format!(
                "plans:\n  - {{ starts: 2026-10-01, {planned}, sessions_changed: [{}] }}\n",
                changes.join(", ")
            );
            trial.finds(&CHECK, &[(Plan, &plan)], expected);
        }
    }
}
