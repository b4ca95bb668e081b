//! What a changed policy would mean for a case: the same records, judged on the same day by the
//! policy in force and by the one that is tried.

use super::case::{CaseStage, DueBy, NextReview, NotAsked, StepStage, StepState, WaitingFor};
use super::date::Date;
use super::policy::{PolicyShelf, PolicyVersion, StepId};

/// What would be different for a case. Empty lists are things that stay as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    /// Steps that would be overdue and are not now, with the day that has passed.
    pub overdue: Vec<(StepId, DueBy)>,
    /// Steps that would be overdue no longer.
    pub relieved: Vec<StepId>,
    /// Steps that would be asked for now and are not at present, without being overdue.
    pub asked: Vec<StepId>,
    /// Steps that are open now and would be asked for no longer.
    pub dropped: Vec<StepId>,
    /// Steps that can be done now and would have to wait for these others.
    pub held_up: Vec<(StepId, Vec<StepId>)>,
    /// The day of the next review, now and then.
    pub review: Option<[Option<Date>; 2]>,
}

impl Differences {
    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The school's policies with another in force from a day on.
pub fn with_policy(policies: &PolicyShelf, tried: PolicyVersion) -> PolicyShelf {
    let from = tried.from;
    let earlier = policies.versions().iter().filter(|version| version.from < from);
    PolicyShelf::new(earlier.cloned().chain([tried]).collect())
}

/// What is different between a case as it stands and as it would stand.
pub fn differences(now: &CaseStage<'_>, then: &CaseStage<'_>) -> Differences {
    let mut found = Differences::default();
    for (now, then) in now.steps.iter().zip(&then.steps) {
        let step = then.step;
        match (&now.state, &then.state) {
            (StepState::Overdue(_), StepState::Overdue(_)) => {}
            (_, StepState::Overdue(due)) => found.overdue.push((step, due.clone())),
            (StepState::Overdue(_), other) if !is_dropped(other) => found.relieved.push(step),
            _ if !is_wanted(now) && then.is_open() => found.asked.push(step),
            (_, other) if now.is_open() && is_dropped(other) => found.dropped.push(step),
            _ => {}
        }
        if let StepState::Waiting(WaitingFor::Steps(first), _) = &then.state
            && now.is_open()
        {
            found.held_up.push((step, first.clone()));
        }
    }
    let days = [day_of(&now.review), day_of(&then.review)];
    found.review = (days[0] != days[1]).then_some(days);
    found
}

/// Whether a step is asked for, now or when its time comes.
fn is_wanted(step: &StepStage) -> bool {
    !matches!(step.state, StepState::NotAsked(_) | StepState::Possible)
}

/// Whether the programme does not ask for a step.
fn is_dropped(state: &StepState) -> bool {
    matches!(
        state,
        StepState::NotAsked(
            NotAsked::Absent
                | NotAsked::ReferredBy(_)
                | NotAsked::OtherPhase
                | NotAsked::ByCriterion(_)
        ) | StepState::Possible
    )
}

fn day_of(review: &NextReview) -> Option<Date> {
    match review {
        NextReview::Due(due) => Some(due.due),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{Calendar, Nation, SchoolDays};
    use crate::domain::case::{AsOf, case_stage};
    use crate::domain::id::Id;
    use crate::domain::policy::Policy;
    use crate::domain::record::Case;
    use crate::store::{toml_text, yaml};

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    /// What is different for a case referred on 7 September, judged on 21 November.
    fn found(now: &str, then: &str) -> Differences {
        const REFERRAL: &str =
            "pupil: { name: Amira }\nreferral: { date: 2026-09-07, by: { role: class-teacher } }\n";
        let read = |text: &str| -> Policy {
            toml_text::read(&"test".into(), text).value.expect("a policy")
        };
        let mut case = Case::empty(Id::new("k7q2m").expect("an id"));
        case.referral = yaml::read(&"test".into(), REFERRAL).value;
        let calendar = Calendar::default();
        let version = |from: &str, text| PolicyVersion { from: day(from), policy: read(text) };
        let shelf = PolicyShelf::new(vec![version("2026-01-01", now)]);
        let tried = with_policy(&shelf, version("2026-11-21", then));
        let school_days = SchoolDays::new(&calendar, Nation::England);
        let on = day("2026-11-21");
        let as_of = |policies| AsOf { policies, school_days, school: None, on };
        let (now, then) = (as_of(&shelf), as_of(&tried));
        differences(&case_stage(&case, &now), &case_stage(&case, &then))
    }

    #[test]
    fn each_kind_of_difference_is_told_apart() {
        const ASKED: &str = "[steps.decision]\nneed = \"required\"\n";
        const SOON: &str =
            "[steps.decision]\nneed = \"required\"\nwithin = { weeks = 2, of = \"referral\" }\n";
        const LATER: &str =
            "[steps.decision]\nneed = \"required\"\nwithin = { weeks = 20, of = \"referral\" }\n";
        const AFTER: &str = "[steps.prioritisation]\nneed = \"required\"\n[steps.decision]\n\
                             need = \"required\"\nafter = [\"prioritisation\"]\n";
        for (now, then, kinds) in [
            (ASKED, ASKED, [0, 0, 0, 0, 0]),
            (ASKED, SOON, [1, 0, 0, 0, 0]),
            (SOON, LATER, [0, 1, 0, 0, 0]),
            ("", ASKED, [0, 0, 1, 0, 0]),
            (ASKED, "", [0, 0, 0, 1, 0]),
            (ASKED, AFTER, [0, 0, 1, 0, 1]),
        ] {
            let found = found(now, then);
            let counts = [
                found.overdue.len(),
                found.relieved.len(),
                found.asked.len(),
                found.dropped.len(),
                found.held_up.len(),
            ];
            assert_eq!(counts, kinds, "{now} → {then}: {found:?}");
            assert_eq!(found.is_empty(), counts == [0; 5]);
        }
    }
}
