//! A file that came to another school before it was sent, or without anybody writing that it was.

use super::exits::exits;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("transfer-dates"),
    explanation: "\
## What it finds
A receipt for a leaver's file that is older than the day on which the file was sent: an error. And a
receipt for a file of which nobody wrote when it was sent: a warning.

    exits:
      - date: 2026-12-10
        criteria: [left-school]
        transfer:
          to_school: Marlhampton Junior School
          approved: 2026-12-11
          sent: 2026-12-14
          receipt: 2026-12-11     # before it was sent

## Why it matters
Whoever is asked one day where a child's file went needs the day it left and the day it arrived.

## What to do
Put the day right that is mistyped; add `sent` where it is missing.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (at, exit, _) in exits(view) {
        let Some(transfer) = &exit.transfer else { continue };
        let Some(receipt) = transfer.receipt else { continue };
        let field = |key| view.field(RecordKind::Reviews, at.key("transfer").key(key));
        match transfer.sent {
            Some(sent) if receipt < sent => findings.push(
                Finding::error(CHECK.code, "this file came before it was sent", field("receipt"))
                    .label("came on this day")
                    .see_also(field("sent"), "sent on this day")
                    .help("put the day right that is mistyped"),
            ),
            None if view.can_judge_absence(&[RecordKind::Reviews]) => findings.push(
                Finding::warning(
                    CHECK.code,
                    "this file has come, but nobody wrote when it was sent",
                    field("receipt"),
                )
                .label("came on this day")
                .help("add `sent`"),
            ),
            _ => {}
        }
    }
}
