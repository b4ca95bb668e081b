//! Episodes: from a place on the programme to its end. A mentee who comes back has several.

use crate::domain::date::Date;
use crate::domain::policy::{PolicyShelf, StepId};
use crate::domain::record::Case;
use crate::domain::record::referral::{Decision, Outcome};
use crate::domain::record::reviews::{Exit, Readmission};

/// What began an episode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EpisodeStart<'a> {
    /// A decision on the referral gave the pupil a place.
    Decision(&'a Decision),
    /// The pupil came back.
    Readmission(&'a Readmission),
    /// Work with the pupil began, under a policy that leaves it open whether a decision is written.
    Work,
}

/// A time on the programme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Episode<'a> {
    /// What began it.
    pub start: EpisodeStart<'a>,
    /// The day it began.
    pub from: Date,
    /// How it ended, if it did.
    pub exit: Option<&'a Exit>,
}

impl Episode<'_> {
    /// The last day, if it ended.
    pub fn until(&self) -> Option<Date> {
        self.exit.map(|exit| exit.date)
    }

    /// Whether a day lies in it; both ends belong to it.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.until().is_none_or(|until| day <= until)
    }
}

/// Every episode of a case, oldest first, from what is dated on or before `on`. A second decision
/// for a place inside an episode does not begin another. Where the policy of that day does not
/// require a decision and none says otherwise, the first work with the pupil begins one.
pub fn episodes<'a>(case: &'a Case, policies: &PolicyShelf, on: Date) -> Vec<Episode<'a>> {
    let decisions = case.decisions();
    let mut starts: Vec<(Date, EpisodeStart<'_>)> = decisions
        .filter(|decision| decision.gives_a_place())
        .map(|decision| (decision.date, EpisodeStart::Decision(decision)))
        .chain(
            case.reviews
                .readmissions
                .iter()
                .map(|back| (back.date, EpisodeStart::Readmission(back))),
        )
        .filter(|(date, _)| *date <= on)
        .collect();
    if let Some(day) = undecided_work(case, policies, on) {
        starts.push((day, EpisodeStart::Work));
    }
    starts.sort_by_key(|(date, _)| *date);
    let mut exits: Vec<&Exit> = case.reviews.exits.iter().filter(|exit| exit.date <= on).collect();
    exits.sort_by_key(|exit| exit.date);

    let mut episodes: Vec<Episode<'_>> = Vec::new();
    for (from, start) in starts {
        let begins =
            episodes.last().is_none_or(|last| last.until().is_some_and(|until| until <= from));
        if begins {
            let exit = exits.iter().copied().find(|exit| {
                exit.date >= from
                    && episodes
                        .last()
                        .and_then(|last| last.exit)
                        .is_none_or(|taken| !std::ptr::eq(taken, *exit))
            });
            episodes.push(Episode { start, from, exit });
        }
    }
    episodes
}

/// The day on which work began without a decision, where the policy of that day leaves deciding
/// open. The waiting list is no answer to where the pupil stands once work has begun.
fn undecided_work(case: &Case, policies: &PolicyShelf, on: Date) -> Option<Date> {
    let decisions = case.decisions();
    let mut listed = None;
    for decision in decisions.filter(|decision| decision.date <= on) {
        if decision.outcome.iter().any(|outcome| *outcome != Outcome::WaitingList) {
            return None;
        }
        listed = listed.max(Some(decision.date));
    }
    let plans = case.plan.plans.iter().map(|plan| plan.starts);
    let begun = listed.unwrap_or(Date::FIRST);
    let first = plans.filter(|day| *day >= begun).chain(case.first_work(begun)).min()?;
    let is_open = !policies.in_force(first)?.requires(StepId::Decision);
    (first <= on && is_open).then_some(first)
}
