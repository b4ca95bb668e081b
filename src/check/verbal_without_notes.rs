//! A referral by word of mouth that nobody wrote down or gave back to the referrer.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::domain::record::referral::Channel;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("verbal-without-notes"),
    explanation: "\
## What it finds
A referral by word of mouth that was decided on although the record does not say who wrote it down,
or when the referrer was given a copy:

    referral:
      channel: verbal
      written_by: jo                   # who wrote down what was said
      copy_to_referrer: 2026-09-11     # when the referrer saw it

## Why it matters
What is said in a corridor is remembered in two ways. The referrer's look at the notes is what
makes them a referral.

## What to do
Give the referrer a copy of the notes and write down who made them and when the copy went.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(file) = &view.case.referral else { return };
    let Some(referral) = &file.referral else { return };
    if referral.channel != Some(Channel::Verbal) || !view.can_judge_absence(&[RecordKind::Referral])
    {
        return;
    }
    let Some(decision) = file.decisions.iter().map(|decision| decision.date).min() else { return };
    let at = || FieldPath::from("referral").key("channel");
    let message = match (&referral.written_by, referral.copy_to_referrer) {
        (None, None) => "nobody wrote down this referral by word of mouth",
        (None, Some(_)) => "the record does not say who wrote this referral down",
        (Some(_), None) => "the referrer was given no copy of what was written down",
        (Some(_), Some(_)) => return,
    };
    findings.push(
        Finding::warning(CHECK.code, message, view.field(RecordKind::Referral, at()))
            .label(format!("decided on {}", decision.long()))
            .help("give the referrer a copy; then fill in `written_by` and `copy_to_referrer`"),
    );
}
