//! A decision whose outcomes cannot all hold.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::domain::record::referral::Outcome;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("contradictory-outcomes"),
    explanation: "\
## What it finds
One decision with two outcomes that contradict each other: the waiting list or a single meeting
together with a place, or `not-accepted` together with either:

    decisions:
      - date: 2026-09-14
        outcome: [waiting-list, one-to-one]

## Why it matters
Where the case stands is worked out from the decision. A pupil who is waiting and has a place is
counted twice or not at all.

## What to do
Keep the outcome that was meant. A waiting list and a place that came later are two decisions, each
with its own day:

    decisions:
      - date: 2026-09-14
        outcome: [waiting-list]
      - date: 2026-11-02
        outcome: [one-to-one]
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let decisions = view.case.decisions();
    for (index, decision) in decisions.enumerate() {
        let has = |outcome| decision.outcome.contains(&outcome).then_some(outcome);
        let place = decision.outcome.iter().copied().find(|outcome| outcome.is_a_place());
        let waiting = has(Outcome::WaitingList);
        let refused = has(Outcome::NotAccepted);
        let clash = match (refused, waiting, has(Outcome::OneOff), place) {
            (Some(no), Some(yes), ..)
            | (Some(no), _, Some(yes), _)
            | (Some(no), .., Some(yes))
            | (_, Some(no), _, Some(yes))
            | (_, _, Some(no), Some(yes)) => (no, yes),
            _ => continue,
        };
        let at = FieldPath::from("decisions").item(index).key("outcome");
        findings.push(
            Finding::error(
                CHECK.code,
                format!("one decision cannot be both: {} and {}", clash.0, clash.1),
                view.field(RecordKind::Referral, at),
            )
            .help("keep the one that was meant; what was decided later is a decision of its own"),
        );
    }
}
