//! A return to the programme without an ending before it.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("readmission-before-exit"),
    explanation: "\
## What it finds
A return to the programme (`readmissions` in `reviews.yaml`) before which no ending is written down
since the pupil last came on to it.

    exits:
      - date: 2026-07-10
    readmissions:
      - date: 2026-06-29      # before the ending

## Why it matters
Each time on the programme runs from a start to an ending. Without the ending the second time is not
counted, and neither are its reviews.

## What to do
Write down the exit that came first, or put one of the dates right. A pupil who changes mentors or
pauses has not left: that needs no readmission.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let reviews = &view.case.reviews;
    if reviews.readmissions.is_empty() || !view.can_judge_absence(&[RecordKind::Reviews]) {
        return;
    }
    for (index, back) in reviews.readmissions.iter().enumerate() {
        let others = reviews.readmissions.iter().enumerate();
        let last_start = others
            .filter(|(other, one)| (one.date, *other) < (back.date, index))
            .map(|(_, one)| one.date)
            .max();
        let ended = reviews.exits.iter().any(|exit| {
            exit.date <= back.date && last_start.is_none_or(|start| exit.date >= start)
        });
        if ended {
            continue;
        }
        let date = |list, index| {
            view.field(RecordKind::Reviews, FieldPath::from(list).item(index).key("date"))
        };
        let mut finding = Finding::error(
            CHECK.code,
            "the pupil comes back without having left",
            date("readmissions", index),
        )
        .label("no ending before this day");
        let later = reviews.exits.iter().position(|exit| exit.date > back.date);
        if let Some(exit) = later {
            finding = finding.see_also(date("exits", exit), "ended on this day");
        }
        findings.push(finding.help("write down the ending that came first, or put the date right"));
    }
}
