//! When the next review is due, and why then. Source: domain §2 step 17, §10 row 2.

use super::episode::{Episode, episodes};
use super::standing::{Standing, standing};
use crate::domain::calendar::SchoolDays;
use crate::domain::date::Date;
use crate::domain::policy::{Policy, PolicyShelf, ReviewBasis, WeekCount};
use crate::domain::record::Case;
use crate::domain::record::plan::Plan;
use crate::domain::record::reviews::Review;

/// What sets the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueRule {
    /// The last review set it.
    SetAtReview,
    /// The plan set it.
    SetInPlan,
    /// The policy's window: so many weeks, of this kind, at most.
    Window(u32, WeekCount),
    /// The band ends, or asks for a review, after so many weeks.
    Band(u32),
    /// Reduced monitoring: a look every so many weeks.
    Monitoring(u32),
}

/// What the weeks are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedFrom {
    /// The last review.
    Review,
    /// The plan.
    Plan,
    /// The first meeting or session, where there is no plan yet.
    FirstWork,
}

/// The next review of an open case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewDue {
    /// The last day on which it is on time; a school day where the calendar knows.
    pub due: Date,
    /// What set the day.
    pub rule: DueRule,
    /// The day from which it is counted …
    pub counted_from: Date,
    /// … and what happened on it.
    pub counted_from_what: CountedFrom,
    /// The day by the rule, when it fell on a day without school.
    pub moved_from: Option<Date>,
    /// The day before it was put off.
    pub postponed_from: Option<Date>,
}

impl ReviewDue {
    /// How many days late on a day; 0 or less when it is not late.
    pub fn days_late(&self, on: Date) -> i64 {
        self.due.days_until(on)
    }
}

/// What there is to say about the next review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextReview {
    /// The case is not open, so none is due.
    NotOpen(Standing),
    /// Neither a plan nor a session yet, so nothing to count from.
    NotStarted,
    /// The policy leaves the day to the plan or the last review, and neither set one.
    NoDaySet,
    /// It is due.
    Due(ReviewDue),
}

/// When the next review is due on a day, judged by the policy in force on it.
pub fn next_review(
    case: &Case,
    policies: &PolicyShelf,
    school_days: &SchoolDays<'_>,
    on: Date,
) -> NextReview {
    let stands = standing(case, policies, on);
    if !matches!(stands, Standing::Active | Standing::ReducedMonitoring) {
        return if stands.is_open() { NextReview::NotStarted } else { NextReview::NotOpen(stands) };
    }
    let (Some(policy), Some(episode)) = (policies.in_force(on), episodes(case, on).pop()) else {
        return NextReview::NotStarted;
    };
    let evidence = Evidence::gather(case, &episode, on);
    let Some((from, from_what)) = evidence.counted_from() else { return NextReview::NotStarted };
    let by_rule = limit(policy, &evidence, stands, school_days, from);
    let set = evidence.day_set();
    let Some((due, rule)) = [set, by_rule].into_iter().flatten().min_by_key(|(day, _)| *day) else {
        return NextReview::NoDaySet;
    };
    let (due, postponed_from) = postponed(case, due, on);
    let (due, moved_from) = on_a_school_day(school_days, due);
    NextReview::Due(ReviewDue {
        due,
        rule,
        counted_from: from,
        counted_from_what: from_what,
        moved_from,
        postponed_from,
    })
}

/// The parts of a case that bear on its next review.
struct Evidence<'a> {
    review: Option<&'a Review>,
    plan: Option<&'a Plan>,
    first_work: Option<Date>,
}

impl<'a> Evidence<'a> {
    fn gather(case: &'a Case, episode: &Episode<'_>, on: Date) -> Self {
        let inside = |day: Date| (episode.from..=on).contains(&day);
        let reviews = case.reviews.reviews.iter().filter(|review| inside(review.date));
        let plans = case.plan.plans.iter().filter(|plan| inside(plan.starts));
        Self {
            review: reviews.max_by_key(|review| review.date),
            plan: plans.max_by_key(|plan| plan.starts),
            first_work: case.first_work(episode.from).filter(|day| *day <= on),
        }
    }

    /// The day from which weeks are counted: the last review or the plan, whichever is later (a new
    /// plan starts the count anew); else the first work.
    fn counted_from(&self) -> Option<(Date, CountedFrom)> {
        let review = self.review.map(|review| (review.date, CountedFrom::Review));
        let plan = self.plan.map(|plan| (plan.starts, CountedFrom::Plan));
        // On the same day the review is named: it is what people remember.
        plan.into_iter()
            .chain(review)
            .max_by_key(|(day, _)| *day)
            .or_else(|| self.first_work.map(|day| (day, CountedFrom::FirstWork)))
    }

    /// The day that people set: by the last review, or by a plan made after it.
    fn day_set(&self) -> Option<(Date, DueRule)> {
        let in_plan = self
            .plan
            .filter(|plan| self.review.is_none_or(|review| plan.starts > review.date))
            .and_then(|plan| plan.review_on)
            .map(|day| (day, DueRule::SetInPlan));
        let at_review = || self.review?.next_review.map(|day| (day, DueRule::SetAtReview));
        in_plan.or_else(at_review)
    }
}

/// The last day that the policy allows.
fn limit(
    policy: &Policy,
    evidence: &Evidence<'_>,
    stands: Standing,
    school_days: &SchoolDays<'_>,
    from: Date,
) -> Option<(Date, DueRule)> {
    let rule = &policy.review;
    let weeks = |weeks: u32| from.add_weeks(i64::from(weeks));
    if stands == Standing::ReducedMonitoring
        && let Some(every) = rule.monitoring_weeks
    {
        return Some((weeks(every), DueRule::Monitoring(every)));
    }
    let band = evidence.plan.and_then(|plan| plan.band.as_ref()).and_then(|id| policy.band(id));
    let by_band = band
        .and_then(|band| band.review_every_weeks.or(band.max_weeks))
        .map(|every| (weeks(every), DueRule::Band(every)));
    match rule.basis? {
        ReviewBasis::AsSet => None,
        ReviewBasis::PlanPeriod => by_band,
        ReviewBasis::Window => {
            let max = rule.max_weeks?;
            let count = rule.count.unwrap_or(WeekCount::Calendar);
            let day = match count {
                WeekCount::Calendar => weeks(max),
                // Beyond the end of the school's calendar only calendar weeks can be counted.
                WeekCount::School => {
                    school_days.add_school_weeks(from, max).unwrap_or_else(|| weeks(max))
                }
            };
            Some((day, DueRule::Window(max, count)))
        }
    }
}

/// Follows the chain of postponements; one decided after the day had passed rescues nothing.
fn postponed(case: &Case, due: Date, on: Date) -> (Date, Option<Date>) {
    let mut day = due;
    for _ in 0..case.reviews.postponements.len() {
        let next = case.reviews.postponements.iter().find(|put_off| {
            put_off.from == day && put_off.date <= day && put_off.date <= on && put_off.to > day
        });
        match next {
            Some(put_off) => day = put_off.to,
            None => break,
        }
    }
    (day, (day != due).then_some(due))
}

fn on_a_school_day(school_days: &SchoolDays<'_>, due: Date) -> (Date, Option<Date>) {
    if !school_days.covers(due) {
        return (due, None);
    }
    match school_days.next_school_day(due) {
        Some(next) if next.day != due => (next.day, Some(due)),
        _ => (due, None),
    }
}
