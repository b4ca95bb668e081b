//! Whether the school did its part, before a pupil is said not to cooperate or not to come. Source:
//! domain §6, §10 row 11.

use super::attendance::{AbsenceClass, SessionAttendance};
use super::evidence::{counted, counted_as};
use super::window::Window;
use crate::domain::choices::{Mode, Role, choices};
use crate::domain::date::Time;
use crate::domain::person::folded;
use crate::domain::policy::{CriterionKind, ExitCriterion};
use std::collections::BTreeSet;

choices! {
    /// A part of the school day.
    TimeOfDay {
        Morning: "morning" => "in the morning",
        Lunchtime: "lunchtime" => "around lunchtime",
        Afternoon: "afternoon" => "in the afternoon",
    }
}

impl TimeOfDay {
    /// The part of the day that a time lies in; lunchtime is from twelve to half past one.
    pub fn of(time: Time) -> Self {
        match (time.hour(), time.minute()) {
            (..12, _) => Self::Morning,
            (12, _) | (13, ..30) => Self::Lunchtime,
            _ => Self::Afternoon,
        }
    }
}

choices! {
    /// A reason why it would not be fair to say that the pupil did not do their part.
    Unfair {
        TooFewApproaches: "too-few-approaches" => "too little else was tried",
        OneTimeOnly: "one-time-only" => "no other time of day was offered",
        TimesNotWritten: "times-not-written" => "nobody can see which times of day were offered",
        SchoolCancelled: "school-cancelled" => "the school cancelled as many sessions as the pupil missed, or more",
        ReasonsNotWritten: "reasons-not-written" => "nobody can see why sessions did not take place",
        ParentsNotReached: "parents-not-reached" => "the parents were not reached",
    }
}

/// What was tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approaches {
    /// What the ending names.
    pub named: Vec<String>,
    /// Strategies in the plans, each once.
    pub in_plans: Vec<String>,
    /// Ways of working: one to one, in a group, in class.
    pub modes: Vec<Mode>,
    /// How many the policy asks for.
    pub needed: u32,
    /// How many count: once an ending is written, those that it names; before that, the strategies
    /// of the plans, and each further way of working.
    pub count: usize,
}

/// Whether the school did its part.
#[derive(Clone, Debug, PartialEq)]
pub struct Fairness {
    /// What was tried.
    pub approaches: Approaches,
    /// The parts of the day at which sessions were arranged.
    pub times: Vec<TimeOfDay>,
    /// Contacts with the parents that reached them.
    pub parents_reached: usize,
    /// Contacts with the parents that were only tried.
    pub parents_tried: usize,
    /// What fails; empty when the school did its part.
    pub unfair: Vec<(Unfair, String)>,
}

impl Fairness {
    /// What fails for one criterion: for a pupil who does not come, and for one who does not
    /// cooperate, all of it; for others, what was tried.
    pub fn against<'f>(
        &'f self,
        criterion: &ExitCriterion,
    ) -> impl Iterator<Item = &'f (Unfair, String)> {
        let blames = blames_the_pupil(criterion.kind);
        let asks = criterion.min_approaches as usize;
        let count = self.approaches.count;
        self.unfair.iter().filter(move |(unfair, _)| match unfair {
            Unfair::TooFewApproaches => count < asks,
            _ => blames,
        })
    }
}

/// Whether a criterion says that the pupil did not do their part.
pub(super) fn blames_the_pupil(kind: CriterionKind) -> bool {
    matches!(kind, CriterionKind::Uncooperative | CriterionKind::DoesNotAttend)
}

pub(super) fn of(window: &Window<'_>, attendance: &SessionAttendance) -> Option<Fairness> {
    let concerned = |criterion: &&ExitCriterion| {
        (blames_the_pupil(criterion.kind) || criterion.min_approaches > 0)
            && criterion.retired.is_none_or(|retired| window.day < retired)
    };
    let mut criteria = window.policy.exit.criteria.iter().filter(concerned).peekable();
    criteria.peek()?;
    let needed = criteria.map(|criterion| criterion.min_approaches).max().unwrap_or(0);
    let approaches = approaches(window, needed);
    let times: BTreeSet<TimeOfDay> = attendance.times.iter().copied().map(TimeOfDay::of).collect();
    let with_parents = |reached: bool| {
        let contacts = window.case.contacts.contacts.iter();
        contacts
            .filter(|contact| window.days.contains(contact.date) && contact.reached == reached)
            .filter(|contact| contact.with.iter().any(|one| one.role == Some(Role::Parent)))
            .count()
    };
    let mut found = Fairness {
        approaches,
        times: times.into_iter().collect(),
        parents_reached: with_parents(true),
        parents_tried: with_parents(false),
        unfair: Vec::new(),
    };
    found.unfair = unfair(&found, attendance);
    Some(found)
}

fn approaches(window: &Window<'_>, needed: u32) -> Approaches {
    let said = |words: &&String| !words.trim().is_empty();
    let named: Vec<String> =
        window.exit.iter().flat_map(|exit| &exit.approaches_tried).filter(said).cloned().collect();
    let mut in_plans: Vec<String> = Vec::new();
    for words in window.plans.iter().flat_map(|plan| &plan.strategies).filter(said) {
        if !in_plans.iter().any(|other| folded(other) == folded(words)) {
            in_plans.push(words.clone());
        }
    }
    let sessions = window.case.sessions.sessions.iter();
    let in_sessions = sessions
        .filter(|session| window.days.contains(session.date))
        .filter_map(|session| session.mode);
    let group = |day| window.days.contains(day);
    let groups = &window.case.from_school.group_sessions;
    let in_groups = groups.iter().find(|one| group(one.date)).map(|_| Mode::Group);
    let modes: BTreeSet<Mode> = in_sessions
        .chain(in_groups)
        .chain(window.plans.iter().flat_map(|plan| plan.mode.clone()))
        .collect();
    let count = if window.exit.is_some() {
        named.len()
    } else {
        in_plans.len() + modes.len().saturating_sub(1)
    };
    Approaches { named, in_plans, modes: modes.into_iter().collect(), needed, count }
}

fn unfair(found: &Fairness, attendance: &SessionAttendance) -> Vec<(Unfair, String)> {
    let mut unfair = Vec::new();
    let tried = &found.approaches;
    if tried.count < tried.needed as usize {
        let said = counted_as(tried.count, "other approach", "other approaches");
        let needed = tried.needed;
        unfair.push((
            Unfair::TooFewApproaches,
            format!("{said} written down; the policy asks for {needed}"),
        ));
    }
    if attendance.arranged > 1 {
        match found.times[..] {
            [] => unfair
                .push((Unfair::TimesNotWritten, "no session has its time written down".to_owned())),
            [only] => unfair.push((
                Unfair::OneTimeOnly,
                format!("every session whose time is written was {only}"),
            )),
            _ => {}
        }
    }
    let by_school = attendance.not_held(AbsenceClass::School);
    let by_pupil = attendance.not_held(AbsenceClass::Pupil);
    if by_school > 0 && by_school >= by_pupil {
        let said = format!(
            "the school cancelled {}, the pupil missed {by_pupil}",
            counted(by_school, "session")
        );
        unfair.push((Unfair::SchoolCancelled, said));
    }
    let not_said = attendance.not_held(AbsenceClass::NotSaid);
    if not_said > 0 {
        let said =
            format!("{} did not take place and no reason is written", counted(not_said, "session"));
        unfair.push((Unfair::ReasonsNotWritten, said));
    }
    if found.parents_reached == 0 {
        let said = match found.parents_tried {
            0 => "no contact with the parents is written down".to_owned(),
            tried => format!(
                "{} with the parents, and none that reached them",
                counted_as(tried, "try", "tries")
            ),
        };
        unfair.push((Unfair::ParentsNotReached, said));
    }
    unfair
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lunchtime_is_from_twelve_to_half_past_one() {
        for (hour, minute, expected) in [
            (8, 45, TimeOfDay::Morning),
            (11, 59, TimeOfDay::Morning),
            (12, 0, TimeOfDay::Lunchtime),
            (13, 29, TimeOfDay::Lunchtime),
            (13, 30, TimeOfDay::Afternoon),
            (15, 0, TimeOfDay::Afternoon),
        ] {
            let time = Time::of(hour, minute).expect("a time");
            assert_eq!(TimeOfDay::of(time), expected, "{hour}:{minute}");
        }
    }
}
