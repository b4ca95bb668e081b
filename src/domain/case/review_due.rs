//! When the next review is due, and why then. Source: domain §2 step 17, §10 row 2.

use super::arranged::arranged;
use super::ending_decided::ending_decided_in;
use super::episode::{Episode, episodes};
use super::meetings::first_meetings;
use super::standing::{Standing, standing};
use super::steps::WrittenAt;
use crate::domain::calendar::{Length, SchoolDays};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::{Policy, PolicyShelf, ReviewBasis, WeekCount};
use crate::domain::record::plan::Plan;
use crate::domain::record::reviews::Review;
use crate::domain::record::{Case, RecordKind};

/// What sets the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueRule {
    /// The last review set it.
    SetAtReview,
    /// The plan set it.
    SetInPlan,
    /// The policy's window: so many weeks, of this kind, at most.
    Window(u32, WeekCount),
    /// This band ends, or asks for a review, after so many weeks.
    Band(Id, u32),
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
    /// Where that day is written or, when somebody set the day of the review, where they did.
    pub at: WrittenAt,
    /// The day by the rule, when it fell on a day without school …
    pub moved_from: Option<Date>,
    /// … and what that day is, to follow “it is”: `half-term`.
    pub moved_because: Option<String>,
    /// The day before it was put off.
    pub postponed_from: Option<Date>,
    /// The day to which it was put off, when that is later than the policy allows: then the last
    /// day allowed counts.
    pub postponed_too_far: Option<Date>,
    /// The last day that the policy would allow, where somebody set an earlier one.
    pub limit: Option<Date>,
    /// Not before this day, where the policy gives a window.
    pub not_before: Option<Date>,
    /// The school's calendar ends before, so that school weeks were counted as calendar weeks.
    pub beyond_calendar: bool,
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
    /// The last review, on this day, decided that the programme ends: the ending is to be written
    /// down, and no review is due.
    EndingDecided(Date),
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
    next_review_of(case, standing(case, policies, on), policies, school_days, on)
}

/// As [`next_review`], for whoever knows already where the case stands on the day.
pub fn next_review_of(
    case: &Case,
    stands: Standing,
    policies: &PolicyShelf,
    school_days: &SchoolDays<'_>,
    on: Date,
) -> NextReview {
    let last = || episodes(case, policies, on).pop();
    next_review_in(case, stands, last, policies, school_days, on)
}

/// As [`next_review_of`]; `last` gives what is the last episode up to the day.
pub(super) fn next_review_in<'c>(
    case: &'c Case,
    stands: Standing,
    last: impl FnOnce() -> Option<Episode<'c>>,
    policies: &PolicyShelf,
    school_days: &SchoolDays<'_>,
    on: Date,
) -> NextReview {
    if !matches!(stands, Standing::Active | Standing::ReducedMonitoring) {
        return if stands.is_open() { NextReview::NotStarted } else { NextReview::NotOpen(stands) };
    }
    let (Some(policy), Some(episode)) = (policies.in_force(on), last()) else {
        return NextReview::NotStarted;
    };
    if let Some(decided) = ending_decided_in(case, &episode, on) {
        return NextReview::EndingDecided(decided.review.date);
    }
    let evidence = Evidence::gather(case, &episode, on);
    let Some(from) = evidence.counted_from() else { return NextReview::NotStarted };
    let by_rule = limit(policy, &evidence, stands, school_days, from.day);
    let latest = by_rule.as_ref().map(|set| set.day);
    let set = evidence.day_set();
    let first = [set, by_rule].into_iter().flatten().min_by_key(|set| set.day);
    let Some(set) = first else { return NextReview::NoDaySet };
    let put_off = put_off(case, policy, school_days, (from.day, set.day), on);
    let due = school_days.due_day(put_off.day);
    NextReview::Due(ReviewDue {
        due: due.day,
        at: set.at.unwrap_or(from.at),
        rule: set.rule,
        counted_from: from.day,
        counted_from_what: from.what,
        moved_from: due.moved_because.is_some().then_some(due.raw),
        moved_because: due.moved_because,
        postponed_from: (put_off.day != set.day).then_some(set.day),
        postponed_too_far: put_off.too_far,
        limit: latest.filter(|latest| *latest > set.day),
        not_before: not_before(policy, school_days, from.day)
            .filter(|_| stands != Standing::ReducedMonitoring),
        beyond_calendar: set.beyond_calendar,
    })
}

/// The day from which weeks are counted.
struct From {
    day: Date,
    what: CountedFrom,
    at: WrittenAt,
}

/// A day for the review, and what sets it.
struct Set {
    day: Date,
    rule: DueRule,
    /// Where somebody wrote it; a rule has no such place.
    at: Option<WrittenAt>,
    beyond_calendar: bool,
}

/// The parts of a case that bear on its next review, each with its place in its list.
struct Evidence<'a> {
    review: Option<(usize, &'a Review)>,
    plan: Option<(usize, &'a Plan)>,
    first_work: Option<(Date, WrittenAt)>,
}

impl<'a> Evidence<'a> {
    fn gather(case: &'a Case, episode: &Episode<'_>, on: Date) -> Self {
        let inside = |day: Date| (episode.from..=on).contains(&day);
        let reviews = case.reviews.reviews.iter().enumerate();
        let plans = case.plan.plans.iter().enumerate();
        Self {
            review: reviews
                .filter(|(_, review)| inside(review.date))
                .max_by_key(|(_, review)| review.date),
            plan: plans.filter(|(_, plan)| inside(plan.starts)).max_by_key(|(_, plan)| plan.starts),
            first_work: first_work(case, episode.from).filter(|(day, _)| *day <= on),
        }
    }

    /// The day from which weeks are counted: the last review or the plan, whichever is later (a new
    /// plan starts the count anew); else the first work.
    fn counted_from(&self) -> Option<From> {
        let review = self.review.map(|(entry, review)| From {
            day: review.date,
            what: CountedFrom::Review,
            at: at_review(entry, "date"),
        });
        let plan = self.plan.map(|(entry, plan)| From {
            day: plan.starts,
            what: CountedFrom::Plan,
            at: at_plan(entry, "starts"),
        });
        // On the same day the review is named: it is what people remember.
        plan.into_iter().chain(review).max_by_key(|from| from.day).or_else(|| {
            self.first_work.map(|(day, at)| From { day, what: CountedFrom::FirstWork, at })
        })
    }

    /// The day that people set: by the last review, or by a plan made after it.
    fn day_set(&self) -> Option<Set> {
        let set = |day, rule, at| Set { day, rule, at: Some(at), beyond_calendar: false };
        let in_plan = self
            .plan
            .filter(|(_, plan)| self.review.is_none_or(|(_, review)| plan.starts > review.date))
            .and_then(|(entry, plan)| {
                Some(set(plan.review_on?, DueRule::SetInPlan, at_plan(entry, "review_on")))
            });
        let at_review = || {
            let (entry, review) = self.review?;
            let at = at_review(entry, "next_review");
            Some(set(review.next_review?, DueRule::SetAtReview, at))
        };
        in_plan.or_else(at_review)
    }
}

fn at_review(entry: usize, part: &'static str) -> WrittenAt {
    let file = RecordKind::Reviews;
    WrittenAt { file, field: "reviews", entry: Some(entry), part: Some(part) }
}

fn at_plan(entry: usize, part: &'static str) -> WrittenAt {
    WrittenAt { file: RecordKind::Plan, field: "plans", entry: Some(entry), part: Some(part) }
}

/// The first meeting or session on or after a day, whichever is earlier.
fn first_work(case: &Case, from: Date) -> Option<(Date, WrittenAt)> {
    let part = Some("date");
    let meeting = first_meetings(case).map(|(at, one)| (one.date, WrittenAt { part, ..at }));
    let sessions = arranged(case).map(|one| (one.date, WrittenAt { part, ..one.at }));
    meeting.chain(sessions).filter(|(day, _)| *day >= from).min_by_key(|(day, _)| *day)
}

/// The last day that the policy allows.
fn limit(
    policy: &Policy,
    evidence: &Evidence<'_>,
    stands: Standing,
    school_days: &SchoolDays<'_>,
    from: Date,
) -> Option<Set> {
    let rule = &policy.review;
    let after = |length, rule| {
        let counted = school_days.counted(from, length);
        Set { day: counted.day, rule, at: None, beyond_calendar: counted.beyond_calendar }
    };
    if stands == Standing::ReducedMonitoring
        && let Some(every) = rule.monitoring_weeks
    {
        return Some(after(Length::Weeks(every), DueRule::Monitoring(every)));
    }
    match rule.basis? {
        ReviewBasis::AsSet => None,
        ReviewBasis::PlanPeriod => {
            let id = evidence.plan.and_then(|(_, plan)| plan.band.as_ref())?;
            let band = policy.band(id)?;
            let every = band.review_every_weeks.or(band.max_weeks)?;
            Some(after(Length::Weeks(every), DueRule::Band(id.clone(), every)))
        }
        ReviewBasis::Window => {
            let count = rule.count.unwrap_or(WeekCount::Calendar);
            let max = rule.max_weeks?;
            Some(after(weeks(max, count), DueRule::Window(max, count)))
        }
    }
}

fn weeks(number: u32, count: WeekCount) -> Length {
    match count {
        WeekCount::Calendar => Length::Weeks(number),
        WeekCount::School => Length::SchoolWeeks(number),
    }
}

/// The first day of the policy's window.
fn not_before(policy: &Policy, school_days: &SchoolDays<'_>, from: Date) -> Option<Date> {
    let rule = &policy.review;
    let least = rule.min_weeks.filter(|_| rule.basis == Some(ReviewBasis::Window))?;
    let count = rule.count.unwrap_or(WeekCount::Calendar);
    Some(school_days.counted(from, weeks(least, count)).day)
}

/// A day after all that was put off.
struct PutOff {
    day: Date,
    /// The day asked for, when it is later than the policy allows.
    too_far: Option<Date>,
}

/// Follows the chain of postponements. One decided after the day had passed rescues nothing, and
/// all together they reach no further than the policy allows. A postponement may name any day
/// since the counting began: the one in the diary, the one by the rule, or the open day to which
/// that moved.
fn put_off(
    case: &Case,
    policy: &Policy,
    school_days: &SchoolDays<'_>,
    (from, due): (Date, Date),
    on: Date,
) -> PutOff {
    let last = policy
        .review
        .max_postponement_weeks
        .map(|most| school_days.due_day(due).day.add_weeks(i64::from(most)));
    let mut put_off = PutOff { day: due, too_far: None };
    for _ in 0..case.reviews.postponements.len() {
        let open = school_days.due_day(put_off.day).day;
        let next = case.reviews.postponements.iter().find(|one| {
            (from..=open).contains(&one.from)
                && one.date <= open
                && one.date <= on
                && one.to > put_off.day
        });
        let Some(next) = next else { break };
        match last.filter(|last| next.to > *last) {
            None => put_off.day = next.to,
            Some(last) => {
                return PutOff { day: last.max(put_off.day), too_far: Some(next.to) };
            }
        }
    }
    put_off
}
