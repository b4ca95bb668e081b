//! The part of a case that an exit check looks at: one time on the programme, up to the day of
//! judgement.

use super::{NoCheck, Sources};
use crate::domain::calendar::Span;
use crate::domain::case::{WrittenAt, episodes, standing};
use crate::domain::date::Date;
use crate::domain::letter::LastEpisode;
use crate::domain::policy::Policy;
use crate::domain::record::plan::Plan;
use crate::domain::record::reviews::{Exit, Review};
use crate::domain::record::{Case, RecordKind};

/// One time on the programme.
pub(super) struct Window<'a> {
    pub(super) sources: Sources<'a>,
    pub(super) case: &'a Case,
    /// In force on the day of judgement.
    pub(super) policy: &'a Policy,
    /// The day it began.
    pub(super) from: Date,
    /// The days whose records belong to it: since the end before, up to the day of judgement.
    pub(super) days: Span,
    /// The day of judgement.
    pub(super) day: Date,
    /// What was written later, up to this day, counts for what belongs to the ending itself.
    pub(super) until: Date,
    /// Its end, written down or proposed.
    pub(super) exit: Option<&'a Exit>,
    /// The plan in force.
    pub(super) plan: Option<&'a Plan>,
    /// Every plan of it, oldest first.
    pub(super) plans: Vec<&'a Plan>,
    /// Its last review.
    pub(super) review: Option<&'a Review>,
}

impl<'a> Window<'a> {
    pub(super) fn of(sources: &Sources<'a>) -> Result<Self, NoCheck> {
        let (case, today) = (sources.case, sources.today);
        let Some(last) = LastEpisode::of(case, sources.policies, today) else {
            return Err(NoCheck::NeverOnIt(standing(case, sources.policies, today)));
        };
        let day = last.exit.map_or(today, |exit| exit.date);
        let policy = sources.policies.in_force(day).ok_or(NoCheck::NoPolicy)?;
        let mut earlier = episodes(case, sources.policies, today);
        earlier.pop();
        let since = earlier.pop().and_then(|before| before.until());
        let first = since.map_or(Date::FIRST, |end| end.add_days(1));
        Ok(Self {
            sources: *sources,
            case,
            policy,
            from: last.from,
            days: Span { from: first, to: day },
            day,
            until: today,
            exit: last.exit,
            plan: last.plan(),
            plans: last.plans,
            review: last.review,
        })
    }

    /// As the days of judgement, with what was written since.
    pub(super) fn days_until_now(&self) -> Span {
        Span { from: self.days.from, to: self.until }
    }

    /// Where a review is written.
    pub(super) fn at_review(&self, review: &Review, part: Option<&'static str>) -> WrittenAt {
        let entry = self.case.reviews.reviews.iter().position(|one| std::ptr::eq(one, review));
        WrittenAt { file: RecordKind::Reviews, field: "reviews", entry, part }
    }

    /// Where the ending is written.
    pub(super) fn at_exit(&self, part: &'static str) -> WrittenAt {
        let exits = &self.case.reviews.exits;
        let entry = self.exit.and_then(|exit| exits.iter().position(|one| std::ptr::eq(one, exit)));
        WrittenAt { file: RecordKind::Reviews, field: "exits", entry, part: Some(part) }
    }

    /// Where a plan is written.
    pub(super) fn at_plan(&self, plan: &Plan, part: &'static str) -> WrittenAt {
        let entry = self.case.plan.plans.iter().position(|one| std::ptr::eq(one, plan));
        WrittenAt { file: RecordKind::Plan, field: "plans", entry, part: Some(part) }
    }
}
