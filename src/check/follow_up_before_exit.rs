//! Lighter support after the programme, dated before it ended.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("follow-up-before-exit"),
    explanation: "\
## What it finds
An entry under `follow_up`, the lighter support after an ending, that is dated before the first
ending, or stands there although the programme has not ended.

## Why it matters
Work with a pupil who is still on the programme is a session. As follow-up it is missing from the
count of sessions, and the case looks as if it had ended.

## What to do
If the programme had not ended, move the entry to `sessions`. If it had, write down the exit, or put
the date right. Reduced monitoring is not an ending: it is decided at a review and stays a part of
the programme.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let reviews = &view.case.reviews;
    if reviews.follow_up.is_empty() || !view.can_judge_absence(&[RecordKind::Reviews]) {
        return;
    }
    let first_exit = reviews.exits.iter().enumerate().min_by_key(|(_, exit)| exit.date);
    let early = |(_, remark): &(usize, &crate::domain::record::Remark)| {
        first_exit.is_none_or(|(_, exit)| remark.date < exit.date)
    };
    for (index, _) in reviews.follow_up.iter().enumerate().filter(early) {
        let path = FieldPath::from("follow_up").item(index).key("date");
        let mut finding = Finding::error(
            CHECK.code,
            "lighter support is written down before the programme ended",
            view.field(RecordKind::Reviews, path),
        );
        if let Some((exit, _)) = first_exit {
            let ended = FieldPath::from("exits").item(exit).key("date");
            finding = finding
                .label("earlier than the ending")
                .see_also(view.field(RecordKind::Reviews, ended), "ended on this day");
        } else {
            finding = finding.label("no ending is written down");
        }
        findings
            .push(finding.help("move it to sessions.yaml, or put the date of the ending right"));
    }
}
