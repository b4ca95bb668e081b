//! A referral with fewer criteria than the programme asks for.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("too-few-criteria"),
    explanation: "\
## What it finds
A referral that names fewer of the policy's criteria than it asks for:

    referral:
      date: 2026-09-10
      criteria: []

## Why it matters
The criteria are how the programme decides fairly whom to take: every referral is held against the
same list.

## What to do
Ask the referrer which criteria apply and write their codes under `criteria`.
`lm policy explain referral.criteria` lists them. If none applies, mentoring may not be what this
pupil needs.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(referral) = view.case.referral.as_ref().and_then(|file| file.referral.as_ref()) else {
        return;
    };
    let Some(policy) = view.policy(referral.date) else { return };
    let (given, needed) = (referral.criteria.len(), policy.referral.min_criteria as usize);
    if given >= needed || !view.can_judge_absence(&[RecordKind::Referral]) {
        return;
    }
    let message = match (given, needed) {
        (0, 1) => "this referral gives no criterion".to_owned(),
        (0, _) => format!("this referral gives no criterion; the programme asks for {needed}"),
        _ => format!("this referral gives {given} of the {needed} criteria that are asked for"),
    };
    findings.push(
        Finding::error(
            CHECK.code,
            message,
            view.key(RecordKind::Referral, FieldPath::from("referral").key("criteria")),
        )
        .help("ask the referrer and add what applies under `criteria`")
        .help("lm policy explain referral.min_criteria"),
    );
}
