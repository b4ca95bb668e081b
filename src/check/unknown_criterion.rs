//! A referral or exit criterion that the policy in force on the day does not have.

use super::policy_codes::{Codes, each_coded};
use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("unknown-criterion"),
    explanation: "\
## What it finds
A criterion in a referral, a review or an exit that is not in the policy in force on that day, or that
was out of use by then (`retired` in the policy).

    exits:
      - date: 2026-12-17
        criteria: [targets-met]     # the policy has `all-targets-met`

## Why it matters
The criterion decides what an ending needs and which letter goes out; and no report can count what it
does not know.

## What to do
Correct the code, or the date. If your school uses a criterion of its own, add it to the policy; a
criterion that goes out of use is retired there with a date, never deleted, so that older records stay
right.
",
    finder: Finder::Case(find),
};

const REFERRAL: Codes = Codes {
    what: "a referral criterion",
    key: "referral.criteria",
    each: |policy, visit| each_coded(&policy.referral.criteria, visit),
};

const EXIT: Codes = Codes {
    what: "an exit criterion",
    key: "exit.criteria",
    each: |policy, visit| {
        for criterion in &policy.exit.criteria {
            visit(&criterion.id, criterion.retired);
        }
    },
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let top = Trail::Top;
    if let Some(referral) = view.case.referral.as_ref().and_then(|file| file.referral.as_ref()) {
        let here = top.key("referral");
        let list = here.key("criteria");
        for (index, id) in referral.criteria.iter().enumerate() {
            let place = || view.field(RecordKind::Referral, list.item(index).path());
            REFERRAL.judge(view, CHECK.code, (id, referral.date), place, findings);
        }
    }
    let reviews = top.key("reviews");
    for (index, review) in view.case.reviews.reviews.iter().enumerate() {
        let here = reviews.item(index);
        let list = here.key("criteria");
        for (index, found) in review.criteria.iter().enumerate() {
            let place =
                || view.field(RecordKind::Reviews, list.item(index).key("criterion").path());
            EXIT.judge(view, CHECK.code, (&found.criterion, review.date), place, findings);
        }
    }
    let exits = top.key("exits");
    for (index, exit) in view.case.reviews.exits.iter().enumerate() {
        let here = exits.item(index);
        let list = here.key("criteria");
        for (index, id) in exit.criteria.iter().enumerate() {
            let place = || view.field(RecordKind::Reviews, list.item(index).path());
            EXIT.judge(view, CHECK.code, (id, exit.date), place, findings);
        }
    }
}
