//! The reason "other" for a referral, without words for it.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::domain::record::referral::Reason;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("other-without-words"),
    explanation: "\
## What it finds
A referral with the reason `other` that does not say under `other_reason` which reason that is.

## Why it matters
`other` on its own tells the mentor nothing, and whoever decides about the referral no more.

## What to do
Ask whoever referred, and write it in a few words under `other_reason`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(referral) = view.case.referral.as_ref().and_then(|file| file.referral.as_ref()) else {
        return;
    };
    let said = referral.other_reason.as_deref().is_some_and(|words| !words.trim().is_empty());
    let other = referral.reasons.iter().position(|reason| *reason == Reason::Other);
    let Some(index) = other.filter(|_| !said) else { return };
    if !view.can_judge_absence(&[RecordKind::Referral]) {
        return;
    }
    let path = FieldPath::from("referral").key("reasons").item(index);
    findings.push(
        Finding::warning(
            CHECK.code,
            "the reason is another one, and nothing says which",
            view.field(RecordKind::Referral, path),
        )
        .label("which reason?")
        .help("write it in a few words as `other_reason`"),
    );
}
