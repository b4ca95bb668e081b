//! The one rule for "every target is met", by what people wrote of each: the exit check, the letter
//! and the check of the records all ask here. What figures say beside it is the exit check's.

use crate::domain::date::Date;
use crate::domain::record::is_said;
use crate::domain::record::plan::{Plan, Target, TargetResult};

/// What stands against saying that every target of a plan is met.
#[derive(Clone, Debug, PartialEq)]
pub enum AgainstAllMet<'a> {
    /// The plan has no targets.
    NoTargets,
    /// Every target was dropped, so that none is left to be met.
    AllDropped,
    /// These targets; at least one.
    NotMet(Vec<&'a Target>),
}

/// What stands against saying on a day that every target of a plan is met; nothing when it is so.
pub fn against_all_met(plan: &Plan, by: Date) -> Option<AgainstAllMet<'_>> {
    let counting: Vec<&Target> =
        plan.targets.iter().filter(|target| !is_left_out(target, by)).collect();
    if counting.is_empty() {
        return Some(if plan.targets.is_empty() {
            AgainstAllMet::NoTargets
        } else {
            AgainstAllMet::AllDropped
        });
    }
    let is_met = |target: &&Target| result_by(target, by) == Some(TargetResult::Met);
    let not_met: Vec<&Target> = counting.into_iter().filter(|target| !is_met(target)).collect();
    (!not_met.is_empty()).then_some(AgainstAllMet::NotMet(not_met))
}

/// Whether a target counts neither for nor against: by this day it was dropped, and somebody wrote
/// down why. One that was dropped without a word counts as not met.
pub fn is_left_out(target: &Target, by: Date) -> bool {
    let why = target.outcome.as_ref().and_then(|outcome| outcome.evidence.as_ref());
    result_by(target, by) == Some(TargetResult::Dropped) && is_said(why)
}

/// How a target ended, by a day.
fn result_by(target: &Target, by: Date) -> Option<TargetResult> {
    target.outcome.as_ref().filter(|outcome| outcome.date <= by).map(|outcome| outcome.result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::yaml;

    #[test]
    fn a_target_dropped_with_a_reason_counts_neither_way() {
        let met = "{id: t1, target: a, outcome: {result: met, date: 2026-11-02}}";
        let late = "{id: t1, target: a, outcome: {result: met, date: 2026-11-22}}";
        let dropped = "{id: t2, target: b, outcome: {result: dropped, date: 2026-11-02, evidence: Moved house}}";
        let silent = "{id: t3, target: c, outcome: {result: dropped, date: 2026-11-02}}";
        let blank =
            "{id: t3, target: c, outcome: {result: dropped, date: 2026-11-02, evidence: ' '}}";
        let partly = "{id: t4, target: d, outcome: {result: partly, date: 2026-11-02}}";
        for (targets, expected) in [
            (vec![met], "all met"),
            (vec![met, dropped], "all met"),
            (vec![late], "not t1"),
            (vec![met, silent], "not t3"),
            (vec![met, blank], "not t3"),
            (vec![dropped, partly], "not t4"),
            (vec![dropped], "all dropped"),
            (vec![], "no targets"),
        ] {
            let text = format!("starts: 2026-09-07\ntargets: [{}]\n", targets.join(", "));
            let plan: Plan = yaml::read(&"test".into(), &text).value.expect("a plan");
            let found = match against_all_met(&plan, "2026-11-21".parse().expect("a date")) {
                None => "all met".to_owned(),
                Some(AgainstAllMet::NoTargets) => "no targets".to_owned(),
                Some(AgainstAllMet::AllDropped) => "all dropped".to_owned(),
                Some(AgainstAllMet::NotMet(targets)) => {
                    let ids: Vec<_> = targets.iter().map(|target| target.id.as_str()).collect();
                    format!("not {}", ids.join(" "))
                }
            };
            assert_eq!(found, expected, "{text}");
        }
    }
}
