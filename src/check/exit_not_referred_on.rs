//! An ending after which the pupil had to be referred on, and was not.

use super::exits::{criteria, days_before, exits};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::policy::ExitCriterion;
use crate::domain::record::{RecordKind, is_said};

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("exit-not-referred-on"),
    explanation: "\
## What it finds
An exit for a criterion that the policy ties to another place of help, without `referred_on_to` and
without a request under `referrals_on` in `contacts.yaml`:

    exits:
      - date: 2026-12-10
        criteria: [not-worked]
        referred_on_to: The SENCO, for the support base

## Why it matters
That mentoring did not help does not mean that no help is needed. The pupil must not fall between
two chairs.

## What to do
Refer the pupil on and write down where to.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (at, exit, policy) in exits(view) {
        let ties = |(_, criterion): &(usize, &ExitCriterion)| criterion.refer_on;
        let Some((nth, criterion)) = criteria(exit, policy).find(ties) else { continue };
        let days = days_before(view, exit);
        let mut requests = view.case.contacts.referrals_on.iter();
        let said = is_said(exit.referred_on_to.as_ref());
        if said
            || requests.any(|request| days.contains(request.date))
            || !view.can_judge_absence(&[RecordKind::Reviews, RecordKind::Contacts])
        {
            continue;
        }
        findings.push(
            Finding::error(
                CHECK.code,
                "with this criterion the pupil is referred on, but nothing says where to",
                view.field(RecordKind::Reviews, at.key("criteria").item(nth)),
            )
            .label(criterion.label.clone())
            .help("refer the pupil on, and add `referred_on_to`")
            .help(format!("lm policy explain exit.criteria.{}.refer_on", criterion.id)),
        );
    }
}
