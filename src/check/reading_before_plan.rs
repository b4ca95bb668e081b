//! A reading of a measure from before its plan.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::domain::record::plan::Plan;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("reading-before-plan"),
    explanation: "\
## What it finds
A reading that is dated before the plan starts to which its target belongs. A target that was carried
over from an earlier plan, under the same id, may have readings since that one started.

## Why it matters
A number from before the plan says where things stood, not what came of the work. Counted among the
readings it makes progress look smaller or greater than it was.

## What to do
Correct the day; or, if it really is from before, write it as the `baseline`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let plans = &view.case.plan.plans;
    for (index, plan) in plans.iter().enumerate() {
        for (number, target) in plan.targets.iter().enumerate() {
            let readings = target.measure.iter().flat_map(|measure| &measure.readings);
            for (nth, reading) in readings.enumerate() {
                let had_it = |other: &&Plan| {
                    other.starts <= reading.date
                        && other.targets.iter().any(|one| one.id == target.id)
                };
                if reading.date >= plan.starts || plans.iter().any(|other| had_it(&other)) {
                    continue;
                }
                let at = FieldPath::from("plans").item(index);
                let place = at.clone().key("targets").item(number).key("measure");
                findings.push(
                    Finding::warning(
                        CHECK.code,
                        "this reading is from before the plan",
                        view.field(RecordKind::Plan, place.key("readings").item(nth).key("date")),
                    )
                    .label(reading.date.long())
                    .see_also(
                        view.field(RecordKind::Plan, at.key("starts")),
                        format!("the plan starts on {}", plan.starts.long()),
                    )
                    .help("correct the day, or write the number as the `baseline`"),
                );
            }
        }
    }
}
