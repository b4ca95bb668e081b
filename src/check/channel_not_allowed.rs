//! A referral made in a way that the programme does not take.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("channel-not-allowed"),
    explanation: "\
## What it finds
A referral by word of mouth, on the form or from data, where the policy takes none of this kind:

    referral:
      channel: verbal        # the cluster takes the form alone

## Why it matters
Programmes differ here on purpose: one wants the written form, so that reasons and urgency are
there to be read; another lets the mentor write down what somebody says.

## What to do
Have the form filled in and write `channel: form`, or correct the entry. If the school wants to
take such referrals from now on, add the word to `referral.channels` in its policy.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(referral) = view.case.referral.as_ref().and_then(|file| file.referral.as_ref()) else {
        return;
    };
    let (Some(channel), Some(policy)) = (referral.channel, view.policy(referral.date)) else {
        return;
    };
    let taken = &policy.referral.channels;
    if taken.is_empty() || taken.contains(&channel) {
        return;
    }
    let labels: Vec<&str> = taken.iter().map(|channel| channel.label()).collect();
    findings.push(
        Finding::error(
            CHECK.code,
            format!("this programme takes no referral {channel}"),
            view.field(RecordKind::Referral, FieldPath::from("referral").key("channel")),
        )
        .label(format!("it takes referrals {}", labels.join(" or ")))
        .help("have the referral made in that way, or correct the entry")
        .help("lm policy explain referral.channels"),
    );
}
