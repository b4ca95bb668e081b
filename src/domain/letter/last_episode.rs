//! The episode that a letter is about: the last, with its plan, its reviews and its end.

use crate::domain::case::episodes;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::Case;
use crate::domain::record::plan::{Plan, Target, TargetResult};
use crate::domain::record::reviews::{Exit, Review, ReviewDecision};

/// The last episode on a day; only what is dated on or before the day counts.
#[derive(Clone, Debug, PartialEq)]
pub struct LastEpisode<'a> {
    /// The day it began.
    pub from: Date,
    /// Its plans, oldest first.
    pub plans: Vec<&'a Plan>,
    /// Its last review.
    pub review: Option<&'a Review>,
    /// Its end, once that is written down.
    pub exit: Option<&'a Exit>,
    on: Date,
}

/// How an episode ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Ending<'a> {
    /// The day it ended, or on which a review decided that it ends.
    pub date: Date,
    /// The exit, once that is written down.
    pub exit: Option<&'a Exit>,
    /// The exit criteria that hold, by the policy's codes.
    pub criteria: Vec<&'a Id>,
}

impl<'a> LastEpisode<'a> {
    /// The last episode of a case, if the pupil ever had a place.
    pub fn of(case: &'a Case, policies: &PolicyShelf, on: Date) -> Option<Self> {
        let mut all = episodes(case, policies, on);
        let episode = all.pop()?;
        let until = episode.until().unwrap_or(on);
        // A plan may be written a little before the decision, but never before an earlier end.
        let after = all.pop().and_then(|earlier| earlier.until());
        let mut plans: Vec<&Plan> = (case.plan.plans.iter())
            .filter(|plan| plan.starts <= until && after.is_none_or(|end| plan.starts >= end))
            .collect();
        plans.sort_by_key(|plan| plan.starts);
        let review = (case.reviews.reviews.iter())
            .filter(|review| (episode.from..=until).contains(&review.date))
            .max_by_key(|review| review.date);
        Some(Self { from: episode.from, plans, review, exit: episode.exit, on })
    }

    /// The plan in force.
    pub fn plan(&self) -> Option<&'a Plan> {
        self.plans.last().copied()
    }

    /// What the last review decided.
    pub fn decision(&self) -> Option<ReviewDecision> {
        self.review.and_then(|review| review.decision)
    }

    /// How it ends: by an exit that is written down, or as the last review decided.
    pub fn ending(&self) -> Option<Ending<'a>> {
        if let Some(exit) = self.exit {
            let criteria = exit.criteria.iter().collect();
            return Some(Ending { date: exit.date, exit: Some(exit), criteria });
        }
        let review = self.review.filter(|review| {
            matches!(review.decision, Some(ReviewDecision::Exit | ReviewDecision::ReferOn))
        })?;
        let met = review.criteria.iter().filter(|finding| finding.met);
        let criteria = met.map(|finding| &finding.criterion).collect();
        Some(Ending { date: review.date, exit: None, criteria })
    }

    /// The day that people set for the next review, postponements followed: what a letter may
    /// invite to. The last day that the policy allows is no appointment. May be past.
    pub fn day_set(&self, case: &Case) -> Option<Date> {
        let since = |plan: &&Plan| self.review.is_none_or(|review| plan.starts >= review.date);
        let in_plan = self.plan().filter(since).and_then(|plan| plan.review_on);
        let mut day = in_plan.or_else(|| self.review?.next_review)?;
        for put_off in case.reviews.postponements.iter().filter(|put_off| put_off.date <= self.on) {
            if put_off.from == day {
                day = put_off.to;
            }
        }
        Some(day)
    }

    /// How a target ended, by the day of this view.
    pub fn result_of(&self, target: &Target) -> Option<TargetResult> {
        let outcome = target.outcome.as_ref()?;
        (outcome.date <= self.on).then_some(outcome.result)
    }
}

impl Ending<'_> {
    /// Whether one of its criteria goes with this letter, by the policy in force on its day.
    pub fn goes_with(&self, letter: &str, policies: &PolicyShelf) -> bool {
        let policy = policies.in_force(self.date);
        self.criteria.iter().any(|id| {
            policy
                .and_then(|policy| policy.exit_criterion(id)?.letter.as_ref())
                .is_some_and(|named| named.as_str() == letter)
        })
    }

    /// The words of its criteria, by the policy in force on its day.
    pub fn labels(&self, policies: &PolicyShelf) -> Vec<String> {
        let policy = policies.in_force(self.date);
        let label = |id: &Id| Some(policy?.exit_criterion(id)?.label.clone());
        self.criteria.iter().map(|id| label(id).unwrap_or_else(|| id.to_string())).collect()
    }
}
