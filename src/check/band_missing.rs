//! A plan that does not say how long and how often, where the programme has bands for that.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("band-missing"),
    explanation: "\
## What it finds
A plan without a band, where the policy has bands (a short, a medium and a long programme, say). It
is advice.

    plans:
      - starts: 2026-10-01
        band: medium           # six to twelve weeks

## Why it matters
The band says how long it will take and how often you meet. Without it the review has no day of its
own, and nobody can say when the place is free again.

## What to do
Choose one with pupil and parents: `lm policy explain bands` lists them.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Plan]) {
        return;
    }
    for (index, plan) in view.case.plan.plans.iter().enumerate() {
        let has_bands = || view.policy(plan.starts).is_some_and(|policy| !policy.bands.is_empty());
        if plan.band.is_some() || !has_bands() {
            continue;
        }
        let at = FieldPath::from("plans").item(index).key("starts");
        findings.push(
            Finding::advice(
                CHECK.code,
                "this plan does not say how long and how often",
                view.field(RecordKind::Plan, at),
            )
            .label("`band` is missing")
            .help("choose one of the policy's bands: lm policy explain bands"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::record::RecordKind::Plan;

    #[test]
    fn a_plan_has_a_band_where_the_programme_has_some() {
        let plan = |rest: &str| format!("plans: [{{ starts: 2026-10-01{rest} }}]\n");
        let found = "advice plans[0].starts: this plan does not say how long and how often";
        for (preset, rest, expected) in [
            ("primary", "", &[found][..]),
            ("five-steps", "", &[found]),
            ("five-steps", ", band: medium", &[]),
            ("cluster", "", &[]),
        ] {
            Trial::of(preset).finds(&CHECK, &[(Plan, &plan(rest))], expected);
        }
    }
}
