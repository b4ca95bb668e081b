//! A step that was taken before another which should have come first.

use super::proofs::proof;
use super::{CaseView, Check, Finder};
use crate::diag::Severity;
use crate::diag::{Code, Finding};
use crate::domain::case::{EvidenceKind, StepEvidence};
use crate::domain::policy::{ConsentNeed, Need, Policy, StepId};

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("step-out-of-order"),
    explanation: "\
## What it finds
Two steps of the process in the wrong order: the policy says under `steps` what each step comes
after, and the dates in the records say otherwise. For example an observation (3 September) before
the parents' consent (10 September), or sessions before the plan was made.

Steps of which only one is written down are no matter of this check.

## Why it matters
The order protects people: parents are asked before their child is watched, and a plan is made
before it is worked on. Where it is about consent, the fault is an error; otherwise a warning.

## What to do
Often a date is mistyped: correct it. If things really happened in this order, say why and accept
it: `# lm: allow[step-out-of-order] agreed by phone on 2 September, form came later`.
`lm policy explain steps` shows the order.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let found: Vec<Option<(&Policy, StepEvidence)>> =
        StepId::ALL.iter().map(|step| proof(view, *step)).collect();
    for (before, first) in StepId::ALL.iter().zip(&found) {
        let Some((_, first)) = first else { continue };
        let mut too_early: Vec<(StepId, &Policy, StepEvidence)> = Vec::new();
        for (step, then) in StepId::ALL.iter().zip(&found) {
            let Some((policy, then)) = then else { continue };
            if then.began < first.date && must_wait(policy, *step, *before, then) {
                too_early.push((*step, policy, *then));
            }
        }
        too_early.sort_by_key(|(_, _, then)| then.began);
        if let Some((step, policy, then)) = too_early.first() {
            let mut finding = report(view, (*step, *then), (*before, *first), policy);
            if too_early.len() > 1 {
                let others: Vec<&str> =
                    too_early[1..].iter().map(|(step, ..)| step.label()).collect();
                finding = finding.help(format!("too early as well: {}", others.join(", ")));
            }
            findings.push(finding);
        }
    }
}

/// Whether a step must wait for another. A talk with the teacher, which only stands for a planning
/// meeting, may come at any time.
fn must_wait(policy: &Policy, step: StepId, before: StepId, then: &StepEvidence) -> bool {
    let waits = policy.steps.get(&step).is_some_and(|rule| rule.after.contains(&before));
    waits
        && then.kind != EvidenceKind::Liaison
        && policy.step(before).need != Need::Absent
        && !(before == StepId::Referral && is_about_the_referral(then.kind))
}

/// What cannot come before the referral in any programme is another check's.
fn is_about_the_referral(kind: EvidenceKind) -> bool {
    matches!(kind, EvidenceKind::Talk | EvidenceKind::Decision | EvidenceKind::Consent)
}

fn report(
    view: &CaseView<'_>,
    (step, then): (StepId, StepEvidence),
    (before, first): (StepId, StepEvidence),
    policy: &Policy,
) -> Finding {
    let about_consent =
        before == StepId::Consent && policy.consent.parent == Some(ConsentNeed::Required);
    let severity = if about_consent { Severity::Error } else { Severity::Warning };
    Finding::new(
        CHECK.code,
        severity,
        format!("{step} before {before}: this programme has them the other way round"),
        view.at(then.began_at),
    )
    .label(then.began.long())
    .see_also(view.at(first.at), first.date.long())
    .help("correct the date that is wrong, or accept the order with the reason for it")
    .help(format!("lm policy explain steps.{}.after", step.code()))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::record::RecordKind::{Plan, Ratings, Referral, Sessions};

    const OBSERVED: &str = "ratings:\n  - { instrument: classroom-observation, phase: before, \
        date: 2026-09-03, respondent: { staff: jo }, marks: { on-task: [1, 2] } }\n";

    #[test]
    fn an_observation_before_consent_is_an_error() {
        let trial = Trial::of("rafie");
        let consent = |date: &str| format!("consent:\n  - {{ date: {date}, answer: given }}\n");
        for (date, expected) in [
            (
                "2026-09-10",
                &[
                    "error ratings[0].date: observation before parental consent: this programme has them \
                   the other way round",
                ][..],
            ),
            ("2026-09-03", &[]),
            ("2026-09-01", &[]),
        ] {
            trial.finds(&CHECK, &[(Referral, &consent(date)), (Ratings, OBSERVED)], expected);
        }
        trial.finds(&CHECK, &[(Ratings, OBSERVED)], &[]);
    }

    #[test]
    fn one_late_step_is_reported_once_however_many_came_before_it() {
        let trial = Trial::of("rafie");
        trial.finds(
            &CHECK,
            &[
                (Referral, "consent:\n  - { date: 2026-10-10, answer: given }\n"),
                (Ratings, OBSERVED),
                (Plan, "plans:\n  - { starts: 2026-09-20 }\n"),
                (
                    Sessions,
                    "first_meeting: { date: 2026-09-15 }\n\
                     sessions:\n  - { date: 2026-09-21, attendance: attended }\n",
                ),
            ],
            &["error ratings[0].date: observation before parental consent: this programme has them \
                   the other way round"],
        );
    }

    #[test]
    fn sessions_before_the_plan_are_a_warning() {
        Trial::of("primary").finds(
            &CHECK,
            &[
                (Plan, "plans:\n  - { starts: 2026-10-01 }\n"),
                (Sessions, "sessions:\n  - { date: 2026-09-21, attendance: attended }\n"),
            ],
            &["warning sessions[0].date: sessions before action plan: this programme has them the other \
               way round"],
        );
    }
}
