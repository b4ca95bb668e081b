//! An attendance figure below 0 or above 100 per cent.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("impossible-percentage"),
    explanation: "\
## What it finds
Attendance in per cent, in the baseline or on a questionnaire, that is below 0 or above 100; and, as a
warning, one that is written as a share: `0.94` where `94` is meant.

## Why it matters
Reports compare attendance before and after. One wrong figure of this kind moves the mean of a whole
group.

## What to do
Write per cent of the sessions that were possible: `attendance_percent: 94.5`.
",
    finder: Finder::Case(find),
};

fn judge(percent: Option<f64>, place: impl FnOnce() -> Place, findings: &mut Vec<Finding>) {
    let Some(percent) = percent else { return };
    if !(0.0..=100.0).contains(&percent) {
        findings.push(
            Finding::error(
                CHECK.code,
                format!("‹{percent}› is not a percentage of anything"),
                place(),
            )
            .label("from 0 to 100")
            .help("look the figure up in the attendance register"),
        );
    } else if percent > 0.0 && percent <= 1.0 {
        findings.push(
            Finding::warning(
                CHECK.code,
                format!("an attendance of ‹{percent}› per cent is as good as none"),
                place(),
            )
            .label("per cent, from 0 to 100")
            .help("if a share was meant, write it in per cent: 94, not 0.94"),
        );
    }
}

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    const KEY: &str = "attendance_percent";
    if let Some(baseline) = view.case.referral.as_ref().and_then(|file| file.baseline.as_ref()) {
        let place = || view.field(RecordKind::Referral, FieldPath::from("baseline").key(KEY));
        judge(baseline.attendance_percent, place, findings);
    }
    for (index, rating) in view.case.ratings.ratings.iter().enumerate() {
        let path = || FieldPath::from("ratings").item(index).key(KEY);
        judge(rating.attendance_percent, || view.field(RecordKind::Ratings, path()), findings);
    }
}
