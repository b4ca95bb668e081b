//! Sessions on a plan that pupil or mentor has not agreed to.

use super::plans::sessions_on;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::policy::Need;
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("plan-not-agreed"),
    explanation: "\
## What it finds
A plan that has been worked on in a session although the signature is missing that the policy
requires, the pupil's or the mentor's:

    plans:
      - starts: 2026-10-01
        agreed_by_pupil: 2026-10-01
        agreed_by_mentor: 2026-10-01

## Why it matters
A plan that is done to a pupil does not work. The signature is the moment in which they can say no.

## What to do
Go through the plan together, change what the pupil cannot agree to, and write the day down.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Plan]) {
        return;
    }
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let Some(policy) = view.policy(plan.starts) else { continue };
        let pupil = policy.plan.pupil_signs == Need::Required && plan.agreed_by_pupil.is_none();
        let mentor = policy.plan.mentor_signs == Need::Required && plan.agreed_by_mentor.is_none();
        let (who, key) = match (pupil, mentor) {
            (true, true) => ("neither pupil nor mentor has", "pupil_signs"),
            (true, false) => ("the pupil has not", "pupil_signs"),
            (false, true) => ("the mentor has not", "mentor_signs"),
            (false, false) => continue,
        };
        let Some((session, _)) = sessions_on(view, plan).next() else { continue };
        let at = FieldPath::from("plans").item(index);
        let sessions = FieldPath::from("sessions").item(session).key("date");
        findings.push(
            Finding::warning(
                CHECK.code,
                format!("this plan is being worked on, but {who} signed it"),
                view.field(RecordKind::Plan, at.key("starts")),
            )
            .see_also(view.field(RecordKind::Sessions, sessions), "the first session on it")
            .help("agree it together, and write the day under `agreed_by_pupil` or `agreed_by_mentor`")
            .help(format!("lm policy explain plan.{key}")),
        );
    }
}
