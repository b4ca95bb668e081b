//! A session or review about a target that no plan of the case has.

use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::StepId;
use crate::domain::record::RecordKind;
use crate::domain::record::plan::Target;
use crate::store::nearest;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("unknown-target"),
    explanation: "\
## What it finds
A session or a review that names a target which is in none of the pupil's plans.

    sessions:
      - date: 2026-10-05
        targets: [t4]         # the plan has t1, t2 and t3

## Why it matters
The work is counted for no target: the one that was meant looks as if nobody had worked on it.

## What to do
Correct the id. If the target was taken out of the plan, put it back with the outcome `dropped`:
targets are kept, because sessions and reviews point to them.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Plan]) {
        return;
    }
    let top = Trail::Top;
    // Where the plan itself was left out, that is the cause, and said elsewhere.
    let no_plan = view.case.plan.plans.is_empty();
    let left_out =
        |day| no_plan && view.policy(day).is_some_and(|policy| policy.requires(StepId::Plan));
    let mut judge = |id: &Id, day: Date, place: &dyn Fn() -> Place| {
        if targets(view).any(|target| target.id == *id) || left_out(day) {
            return;
        }
        let known: Vec<&str> = targets(view).map(|target| target.id.as_str()).collect();
        let help = nearest::did_you_mean(id.as_str(), &known)
            .unwrap_or_else(|| "correct the id, or add the target to the plan".to_owned());
        findings.push(
            Finding::error(CHECK.code, format!("no plan has a target ‹{id}›"), place())
                .label(if known.is_empty() { "there is no target yet" } else { "which one is it?" })
                .help(help),
        );
    };
    let sessions = top.key("sessions");
    for (index, session) in view.case.sessions.sessions.iter().enumerate() {
        let here = sessions.item(index);
        let list = here.key("targets");
        for (index, id) in session.targets.iter().enumerate() {
            judge(id, session.date, &|| view.field(RecordKind::Sessions, list.item(index).path()));
        }
    }
    let reviews = top.key("reviews");
    for (index, review) in view.case.reviews.reviews.iter().enumerate() {
        let here = reviews.item(index);
        let list = here.key("progress");
        for (index, progress) in review.progress.iter().enumerate() {
            let place = || view.field(RecordKind::Reviews, list.item(index).key("target").path());
            judge(&progress.target, review.date, &place);
        }
    }
}

fn targets<'a>(view: &CaseView<'a>) -> impl Iterator<Item = &'a Target> + use<'a> {
    view.case.plan.plans.iter().flat_map(|plan| &plan.targets)
}
