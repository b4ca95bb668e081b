//! A referral with fewer reasons than the programme asks for.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("too-few-reasons"),
    explanation: "\
## What it finds
A referral with fewer reasons than the policy asks for:

    referral:
      date: 2026-09-10
      reasons: []

## Why it matters
The reasons are where the work begins: without one nobody can tell later whether the programme
worked on what the pupil was sent for.

## What to do
Tick at least as many reasons as the policy asks for. If none of them fits, write `other`, and what
it is under `other_reason`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(referral) = view.case.referral.as_ref().and_then(|file| file.referral.as_ref()) else {
        return;
    };
    let Some(policy) = view.policy(referral.date) else { return };
    let (given, needed) = (referral.reasons.len(), policy.referral.min_reasons as usize);
    if given >= needed || !view.can_judge_absence(&[RecordKind::Referral]) {
        return;
    }
    let message = match (given, needed) {
        (0, 1) => "this referral gives no reason".to_owned(),
        (0, _) => format!("this referral gives no reason; the programme asks for {needed}"),
        _ => format!("this referral gives {given} of the {needed} reasons that are asked for"),
    };
    findings.push(
        Finding::error(
            CHECK.code,
            message,
            view.key(RecordKind::Referral, FieldPath::from("referral").key("reasons")),
        )
        .help("ask the referrer and add what applies under `reasons`")
        .help("lm policy explain referral.min_reasons"),
    );
}
