//! A required step of which nothing is written down, although the next one was taken.

use super::proofs::proof;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::case::{StepEvidence, step_evidence, step_is_needed};
use crate::domain::policy::{Need, Policy, StepId};
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("step-left-out"),
    explanation: "\
## What it finds
A step that the policy requires and that must come before another, without any record of it, although
that other was taken: sessions without a plan, a plan without the planning meeting, a decision before
which nobody talked about how urgent it was.

Steps that have a check of their own are passed over here: consent, telling the parents, those who
must be asked before the decision, the questionnaires and observations, the first meeting and the
agreement.

## Why it matters
Mostly the step was taken and only the entry is missing; then the next person starts it again. If it
was not taken, what came after it rests on nothing.

## What to do
Write the step down with its true day, or take it now. If the programme does not need it, say so in
the policy: `lm policy explain steps` shows what it asks for.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&RecordKind::ALL) {
        return;
    }
    let school = view.school.settings.as_ref().map(|settings| &settings.school);
    // One finding for each step that was left out, at the first step that should have waited.
    let mut left_out: Vec<(StepId, StepId, StepEvidence)> = Vec::new();
    for step in StepId::ALL {
        let Some((policy, taken)) = proof(view, *step) else { continue };
        let Some(rule) = policy.steps.get(step) else { continue };
        for before in &rule.after {
            if has_its_own_check(policy, *before)
                || waits_for_approval(view, policy, *before)
                || !step_is_needed(view.case, policy, school, *before)
                || step_evidence(view.case, policy, *before).is_some()
            {
                continue;
            }
            match left_out.iter_mut().find(|(known, ..)| known == before) {
                Some(known) if taken.began < known.2.began => {
                    *known = (*before, *step, taken);
                }
                Some(_) => {}
                None => left_out.push((*before, *step, taken)),
            }
        }
    }
    for (before, step, taken) in left_out {
        findings.push(
            Finding::warning(
                CHECK.code,
                format!("nothing is written down about this step: {before}"),
                view.at(taken.began_at),
            )
            .label(format!("it comes before: {step}"))
            .help("write the step down with its day, or take it now")
            .help(format!("lm policy explain steps.{}", before.code())),
        );
    }
}

fn has_its_own_check(policy: &Policy, step: StepId) -> bool {
    match step {
        StepId::Consent
        | StepId::ParentsInformed
        | StepId::RatingBefore
        | StepId::RatingAfter
        | StepId::Observation
        | StepId::FirstMeeting
        | StepId::Agreement => true,
        // Where somebody must be asked before the decision, that they were not is the fault.
        StepId::Prioritisation => !policy.referral.consult_roles.is_empty(),
        _ => false,
    }
}

/// A plan that is there and only not approved is another check's business.
fn waits_for_approval(view: &CaseView<'_>, policy: &Policy, step: StepId) -> bool {
    step == StepId::Plan
        && policy.plan.approval == Need::Required
        && !view.case.plan.plans.is_empty()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::record::RecordKind::{Plan, Referral, Sessions};

    #[test]
    fn a_step_is_only_missed_once_the_next_one_was_taken() {
        let plan = (Plan, "plans:\n  - { starts: 2026-10-01 }\n");
        let session = (Sessions, "sessions:\n  - { date: 2026-10-08, attendance: attended }\n");
        let referral = (Referral, "referral: { date: 2026-09-10, by: { role: senco, name: A } }\n");
        let primary = Trial::of("primary");
        primary.finds(&CHECK, &[referral, plan], &[]);
        primary.finds(
            &CHECK,
            &[referral, session],
            &["warning sessions[0].date: nothing is written down about this step: action plan"],
        );
        Trial::of("rafie").finds(
            &CHECK,
            &[referral, plan, session],
            &["warning plans[0].starts: nothing is written down about this step: planning meeting \
               with staff"],
        );
    }
}
