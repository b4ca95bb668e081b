//! Something that several people marked low, and no target of the plan is about it.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::domain::target_areas::{About, Cover, TargetArea, target_areas};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("low-area-without-target"),
    explanation: "\
## What it finds
A barrier to which the latest questionnaires and observations of three people point when the last plan
begins, or those of two and the profile too, and that the plan does not work on: neither a target nor
the plan itself names it. It is advice, and only given for plans whose targets say what barrier they
work on.

    plans:
      - starts: 2026-10-01
        barriers: [motivation]
        targets:
          - { id: t1, target: I hand in four pieces a week, barrier: motivation }

## Why it matters
What several people see is likely to be so. A plan need not work on everything at once; but what it
leaves out should be left out on purpose.

## What to do
See who says so with `lm suggest-targets`, and talk it over with the pupil: set a target, or name the
barrier in the plan for later.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let plans = view.case.plan.plans.iter().enumerate();
    let Some((number, plan)) = plans.max_by_key(|(_, plan)| plan.starts) else { return };
    let says_barriers = plan.targets.iter().any(|target| target.barrier.is_some());
    let mut exits = view.case.reviews.exits.iter();
    let has_ended = exits.any(|exit| exit.date >= plan.starts);
    if !says_barriers || has_ended || !view.can_judge_absence(&[RecordKind::Plan]) {
        return;
    }
    let policy = view.policy(plan.starts);
    let label = |code: &Id| {
        let mut barriers = policy.into_iter().flat_map(|policy| &policy.barriers);
        let known = barriers.find(|barrier| barrier.id == *code);
        known.map_or_else(|| code.to_string(), |barrier| barrier.label.clone())
    };
    let areas = target_areas(view.case, &view.school.instruments, plan.starts);
    let left_out: Vec<String> = areas
        .iter()
        .filter(|area| area.cover == Cover::Nothing && stands_out(area))
        .filter_map(|area| match area.about {
            About::Barrier(code) => Some(label(code)),
            About::Section(..) => None,
        })
        .collect();
    if left_out.is_empty() {
        return;
    }
    let at = FieldPath::from("plans").item(number).key("starts");
    let message = format!(
        "several people marked low what this plan does not work on: {}",
        left_out.join("; ")
    );
    findings.push(
        Finding::advice(CHECK.code, message, view.field(RecordKind::Plan, at))
            .help(format!("see who says so: lm suggest-targets {}", view.case.id)),
    );
}

/// Three people say so, or two and the profile.
fn stands_out(area: &TargetArea<'_>) -> bool {
    area.evidence.len() + usize::from(area.in_profile) > 2
}
