//! Sessions have begun, but the referrer was never told of the decision.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::case::step_evidence;
use crate::domain::policy::StepId;
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("referral-not-acknowledged"),
    explanation: "\
## What it finds
Sessions with a pupil whose decision does not say when the referrer was told, where the policy has
the decision as a required step:

    decisions:
      - date: 2026-09-14
        outcome: [one-to-one]
        acknowledged: 2026-09-15      # this line is missing

A referrer who decided too, or who took the case, needs no telling.

## Why it matters
People who hear nothing stop referring. And a teacher who knows that help has begun can help it
along.

## What to do
Tell the referrer what was decided and write the day under `acknowledged`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(file) = &view.case.referral else { return };
    let Some(referral) = &file.referral else { return };
    let place = file
        .decisions
        .iter()
        .enumerate()
        .filter(|(_, one)| one.gives_a_place())
        .min_by_key(|(_, one)| one.date);
    let Some((index, decision)) = place else { return };
    if file.decisions.iter().any(|one| one.acknowledged.is_some()) {
        return;
    }
    let Some(policy) = view.policy(decision.date).filter(|one| one.requires(StepId::Decision))
    else {
        return;
    };
    let Some(session) = step_evidence(view.case, policy, StepId::Sessions) else { return };
    let knows = decision.by.contains(&referral.by)
        || referral.by.staff.is_some() && referral.by.staff == decision.mentor;
    if knows || session.date <= decision.date || !view.can_judge_absence(&[RecordKind::Referral]) {
        return;
    }
    findings.push(
        Finding::warning(
            CHECK.code,
            "sessions have begun, but the referrer was never told of the decision",
            view.field(RecordKind::Referral, FieldPath::from("decisions").item(index).key("date")),
        )
        .label("`acknowledged` is missing")
        .see_also(view.at(session.at), "the first session")
        .help("tell the referrer, and write the day under `acknowledged`"),
    );
}
