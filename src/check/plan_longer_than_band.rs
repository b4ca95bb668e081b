//! A plan whose review comes after its band has ended.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("plan-longer-than-band"),
    explanation: "\
## What it finds
A plan with a band of so many weeks at most, whose day of review lies beyond them:

    plans:
      - starts: 2026-10-01
        band: short              # up to six weeks
        review_on: 2026-12-10    # ten weeks

## Why it matters
A band is a promise about how long it takes. A short programme that is looked at after ten weeks is
not short, and the place is not free when others were told it would be.

## What to do
Bring the review forward, or choose the band that is meant. `lm policy explain bands` lists them.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let (Some(id), Some(review)) = (&plan.band, plan.review_on) else { continue };
        let band = view.policy(plan.starts).and_then(|policy| policy.band(id));
        let Some((band, weeks)) = band.and_then(|band| Some((band, band.max_weeks?))) else {
            continue;
        };
        let last = plan.starts.add_weeks(i64::from(weeks));
        // The whole of the last week belongs to the band.
        if review.monday() <= last.monday() {
            continue;
        }
        let at = FieldPath::from("plans").item(index);
        let place = |key: &str| view.field(RecordKind::Plan, at.clone().key(key));
        findings.push(
            Finding::warning(
                CHECK.code,
                format!("this plan's review comes after the {weeks} weeks of its band"),
                place("review_on"),
            )
            .label(review.long())
            .see_also(place("band"), format!("{}: until {}", band.label, last.long()))
            .help("bring the review forward, or choose the band that is meant")
            .help(format!("lm policy explain bands.{id}.max_weeks")),
        );
    }
}
