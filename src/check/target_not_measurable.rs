//! A target without a way to tell that it is reached (the M of SMART).

use super::plans::open_targets;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::{RecordKind, is_said};
use crate::domain::target_words::is_counted;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("target-not-measurable"),
    explanation: "\
## What it finds
An open target with neither `success` nor `measure`, and no number in its own words:

    targets:
      - id: t1
        target: Put my hand up before I speak in maths
        success: Mr Patel ticks my card in four lessons out of five
        measure: { what: ticks a week, baseline: 1, target: 4 }

Either of the two is enough.

## Why it matters
Without it the review is a matter of who argues better.

## What to do
Ask the pupil: how will you know that you have done it? Write the answer under `success`, or what is
counted under `measure`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Plan]) {
        return;
    }
    for (at, target) in open_targets(view) {
        let said = is_said(target.success.as_ref());
        if said || target.measure.is_some() || is_counted(&target.target) {
            continue;
        }
        findings.push(
            Finding::warning(
                CHECK.code,
                "nobody can tell when this target is reached",
                view.field(RecordKind::Plan, at.key("target")),
            )
            .label("neither `success` nor `measure`")
            .help("add `success`, how the pupil will know, or `measure`, what is counted"),
        );
    }
}
