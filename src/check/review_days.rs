//! What several checks ask of reviews: from which day one is counted, and until which day the
//! policy lets it wait.

use super::CaseView;
use crate::diag::Place;
use crate::domain::calendar::DayKind;
use crate::domain::case::episodes;
use crate::domain::date::Date;
use crate::domain::policy::{Policy, ReviewBasis, WeekCount};
use crate::domain::record::RecordKind;
use crate::domain::record::reviews::{Review, ReviewDecision};
use crate::text::FieldPath;

/// The weeks in which a review is to be held, counted from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weeks {
    /// Not earlier than so many.
    pub(super) min: Option<u32>,
    /// Not later than so many.
    pub(super) max: u32,
    /// How they are counted.
    pub(super) count: WeekCount,
}

impl Weeks {
    /// As people say it: `6 to 8 weeks`.
    pub(super) fn in_words(self) -> String {
        let kind = if self.count == WeekCount::School { "school weeks" } else { "weeks" };
        match self.min {
            Some(min) if min == self.max => format!("{min} {kind}"),
            Some(min) => format!("{min} to {} {kind}", self.max),
            None => format!("at most {} {kind}", self.max),
        }
    }
}

/// The weeks in which the review after a day is to be held, where the policy sets them: `monitored`
/// when it was decided only to look in from time to time.
pub(super) fn weeks(
    view: &CaseView<'_>,
    policy: &Policy,
    from: Date,
    monitored: bool,
) -> Option<Weeks> {
    let rule = &policy.review;
    if monitored && let Some(max) = rule.monitoring_weeks {
        return Some(Weeks { min: None, max, count: WeekCount::Calendar });
    }
    let band = view.case.plan_in_force(from).and_then(|plan| policy.band(plan.band.as_ref()?));
    let by_band = band.and_then(|band| band.review_every_weeks);
    match (rule.basis, rule.max_weeks) {
        (Some(ReviewBasis::Window), Some(max)) => {
            let count = rule.count.unwrap_or(WeekCount::Calendar);
            let min = rule.min_weeks.map(|min| by_band.map_or(min, |every| every.min(min)));
            Some(Weeks { min, max: by_band.map_or(max, |every| every.min(max)), count })
        }
        _ => by_band.map(|max| Weeks { min: None, max, count: WeekCount::Calendar }),
    }
}

/// The day so many weeks later.
pub(super) fn weeks_later(view: &CaseView<'_>, from: Date, weeks: u32, count: WeekCount) -> Date {
    let calendar = from.add_weeks(i64::from(weeks));
    match count {
        WeekCount::Calendar => calendar,
        // Beyond the end of the school's calendar only calendar weeks can be counted.
        WeekCount::School => {
            view.school.school_days().add_school_weeks(from, weeks).unwrap_or(calendar)
        }
    }
}

/// The last day on which the review is on time: a day without school moves to the next school day,
/// and one in the holidays to the first week back.
pub(super) fn last_day(view: &CaseView<'_>, from: Date, weeks: Weeks) -> Date {
    let last = weeks_later(view, from, weeks.max, weeks.count);
    let school_days = view.school.school_days();
    if !school_days.covers(last) {
        return last;
    }
    let Some(next) = school_days.next_school_day(last) else { return last };
    match next.moved_because {
        Some(DayKind::Holiday(_)) => next.day.monday().add_days(6),
        _ => next.day,
    }
}

/// From what a review is counted.
pub(super) struct CountedFrom {
    /// The day.
    pub(super) day: Date,
    /// What happened on it, to follow "after".
    pub(super) what: &'static str,
    /// Where it is written.
    pub(super) place: Place,
    /// The review before decided only to look in from time to time.
    pub(super) monitored: bool,
}

/// From what this review is counted: the one before it in the same time on the programme, else the
/// plan that was in force.
pub(super) fn counted_from(view: &CaseView<'_>, review: &Review) -> Option<CountedFrom> {
    let since = episodes(view.case, &view.school.policies, review.date)
        .last()
        .map_or(Date::FIRST, |one| one.from);
    let reviews = view.case.reviews.reviews.iter().enumerate();
    let before = reviews
        .filter(|(_, other)| (since..review.date).contains(&other.date))
        .max_by_key(|(_, other)| other.date);
    if let Some((index, other)) = before {
        let at = FieldPath::from("reviews").item(index).key("date");
        return Some(CountedFrom {
            day: other.date,
            what: "the last one",
            place: view.field(RecordKind::Reviews, at),
            monitored: other.decision == Some(ReviewDecision::ReducedMonitoring),
        });
    }
    let plans = view.case.plan.plans.iter().enumerate();
    let (index, plan) = plans
        .filter(|(_, plan)| (since..review.date).contains(&plan.starts))
        .max_by_key(|(_, plan)| plan.starts)?;
    let at = FieldPath::from("plans").item(index).key("starts");
    Some(CountedFrom {
        day: plan.starts,
        what: "the start of the plan",
        place: view.field(RecordKind::Plan, at),
        monitored: false,
    })
}

/// The last day after what was put off in good time.
pub(super) fn postponed(view: &CaseView<'_>, from: Date, last: Date) -> Date {
    let put_off = &view.case.reviews.postponements;
    let mut day = last;
    for _ in 0..put_off.len() {
        let next = put_off
            .iter()
            .filter(|one| one.date <= one.from && (from..=day).contains(&one.from) && one.to > day);
        match next.map(|one| one.to).max() {
            Some(to) => day = to,
            None => break,
        }
    }
    day
}
