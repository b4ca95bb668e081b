//! What happened with a pupil, as templates see it: referral, decision, plan, sessions, reviews and
//! the end. Of the last episode on the day; nothing dated later is in it.

use super::Sources;
use crate::domain::case::arranged;
use crate::domain::choices::AbsenceReason;
use crate::domain::date::Date;
use crate::domain::letter::{Continuation, LastEpisode};
use crate::domain::record::plan::{Plan, Target, TargetResult};
use crate::domain::record::referral::Reason;
use crate::domain::record::reviews::Review;
use serde::Serialize;

/// The referral.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReferralView {
    /// The day it was made.
    pub date: Date,
    /// The referrer's role in words: `class teacher`.
    pub by_role: Option<String>,
    /// The referrer's name.
    pub by_name: Option<String>,
    /// The reasons in words, as the form prints them.
    pub reasons: Vec<String>,
}

/// The last decision about the referral.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DecisionView {
    /// The day.
    pub date: Date,
    /// What was decided, in words.
    pub outcomes: Vec<String>,
    /// Subjects, for support in class or in the base.
    pub subjects: Vec<String>,
    /// Days, for support in class.
    pub days: Vec<String>,
}

/// The plan in force.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlanView {
    /// The day it starts.
    pub starts: Date,
    /// The day it is to be reviewed.
    pub review_on: Option<Date>,
    /// What it is about.
    pub focus: Option<String>,
    /// Its targets.
    pub targets: Vec<TargetView>,
}

/// A target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TargetView {
    /// The target in the pupil's words.
    pub words: String,
    /// Small steps, in order.
    pub steps: Vec<StepView>,
    /// Who helps.
    pub helpers: Vec<String>,
    /// How the pupil will know that it is done.
    pub success: Option<String>,
    /// By when.
    pub by: Option<Date>,
    /// How it ended.
    pub outcome: Option<OutcomeView>,
    /// It is open still.
    pub open: bool,
    /// It is met.
    pub met: bool,
}

/// A small step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepView {
    /// What to do.
    pub step: String,
    /// The day it was done.
    pub done: Option<Date>,
}

/// How a target ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutcomeView {
    /// In words: `partly met`.
    pub result: String,
    /// The day.
    pub date: Date,
}

/// The sessions so far, without restricted ones.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionsView {
    /// How many the plan has.
    pub planned: Option<u32>,
    /// How many were arranged: those that took place, were missed or were cancelled.
    pub arranged: usize,
    /// To how many the pupil came, late or in time.
    pub attended: usize,
    /// How many did not take place.
    pub missed: usize,
    /// Why they did not, most frequent first.
    pub missed_because: Vec<MissedView>,
}

/// A reason for which sessions did not take place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MissedView {
    /// In words: `illness`.
    pub reason: String,
    /// How many.
    pub count: usize,
    /// The school caused it, not the pupil or the family.
    pub by_school: bool,
}

/// A review.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReviewView {
    /// The day it was held.
    pub date: Date,
    /// The decision in words.
    pub decision: Option<String>,
    /// The decision's code: `continue-new-targets`.
    pub decision_code: Option<&'static str>,
    /// The day that it set for the next one.
    pub next_review: Option<Date>,
}

/// How the programme goes on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContinuationView {
    /// With new targets; otherwise with the same.
    pub new_targets: bool,
    /// The targets still to be reached; empty when new ones are not agreed yet.
    pub targets: Vec<TargetView>,
    /// The day of the next review.
    pub next_review: Date,
}

/// The end of the programme.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExitView {
    /// The day it ended, or on which a review decided that it ends.
    pub date: Date,
    /// It has ended; otherwise a review has decided that it ends.
    pub ended: bool,
    /// Which exit criteria hold, in words. Never for a letter: they may name what a pupil would
    /// not or could not do.
    pub reasons: Vec<String>,
    /// The kinds of these criteria, by code: `all-targets-met`.
    pub kinds: Vec<&'static str>,
    /// Where the pupil goes from here.
    pub next_step: Option<String>,
    /// What the pupil says was achieved.
    pub words: Option<String>,
    /// How the pupil keeps it up.
    pub keeping_it_up: Vec<String>,
}

impl ReferralView {
    pub(super) fn of(sources: &Sources<'_>) -> Option<Self> {
        let referral = sources.case.referral.as_ref()?.referral.as_ref()?;
        if referral.date > sources.today {
            return None;
        }
        let (by_name, by_role) = sources.person(&referral.by);
        let words = |reason: &Reason| match (reason, &referral.other_reason) {
            (Reason::Other, Some(other)) => other.clone(),
            _ => sources.words(reason.code(), reason.label()),
        };
        Some(Self {
            date: referral.date,
            by_role,
            by_name,
            reasons: referral.reasons.iter().map(words).collect(),
        })
    }
}

impl DecisionView {
    pub(super) fn of(sources: &Sources<'_>) -> Option<Self> {
        let decisions = sources.case.decisions();
        let last = decisions
            .filter(|decision| decision.date <= sources.today)
            .max_by_key(|decision| decision.date)?;
        let words = last.outcome.iter().map(|one| sources.words(one.code(), one.label()));
        Some(Self {
            date: last.date,
            outcomes: words.collect(),
            subjects: last.subjects.clone(),
            days: last.days.clone(),
        })
    }
}

impl PlanView {
    pub(super) fn of(plan: &Plan, on: Date) -> Self {
        Self {
            starts: plan.starts,
            review_on: plan.review_on,
            focus: plan.focus.clone(),
            targets: plan.targets.iter().map(|target| TargetView::of(target, on)).collect(),
        }
    }
}

impl TargetView {
    pub(super) fn of(target: &Target, on: Date) -> Self {
        let outcome = target.outcome.as_ref().filter(|outcome| outcome.date <= on);
        let step = |step: &crate::domain::record::plan::Step| StepView {
            step: step.step.clone(),
            done: step.done.filter(|day| *day <= on),
        };
        Self {
            words: target.target.trim().to_owned(),
            steps: target.steps.iter().map(step).collect(),
            helpers: target.helpers.clone(),
            success: target.success.clone(),
            by: target.by,
            open: outcome.is_none(),
            met: outcome.is_some_and(|outcome| outcome.result == TargetResult::Met),
            outcome: outcome.map(|outcome| OutcomeView {
                result: outcome.result.label().to_owned(),
                date: outcome.date,
            }),
        }
    }
}

impl SessionsView {
    /// From `from` on, or all of them.
    pub(super) fn of(sources: &Sources<'_>, from: Option<Date>, plan: Option<&Plan>) -> Self {
        let (mut attended, mut missed) = (0, 0);
        let mut reasons: Vec<(Option<AbsenceReason>, usize)> = Vec::new();
        let all = arranged(sources.case);
        for session in all.filter(|session| {
            session.date <= sources.today && from.is_none_or(|from| session.date >= from)
        }) {
            if session.is_held() {
                attended += 1;
                continue;
            }
            missed += 1;
            match reasons.iter_mut().find(|(reason, _)| *reason == session.reason) {
                Some((_, count)) => *count += 1,
                None => reasons.push((session.reason, 1)),
            }
        }
        reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(*count), *reason));
        let because = reasons.into_iter().map(|(reason, count)| MissedView {
            reason: reason.map_or("not said", AbsenceReason::label).to_owned(),
            count,
            by_school: reason.is_some_and(AbsenceReason::is_the_schools),
        });
        Self {
            planned: plan.and_then(|plan| plan.planned_sessions),
            arranged: attended + missed,
            attended,
            missed,
            missed_because: because.collect(),
        }
    }
}

impl ReviewView {
    pub(super) fn of(sources: &Sources<'_>, review: &Review) -> Self {
        let decision = review.decision;
        Self {
            date: review.date,
            decision: decision.map(|one| sources.words(one.code(), one.label())),
            decision_code: decision.map(crate::domain::record::reviews::ReviewDecision::code),
            next_review: review.next_review,
        }
    }
}

impl ContinuationView {
    pub(super) fn of(found: &Continuation<'_>, on: Date) -> Self {
        let targets = found.plan.iter().flat_map(|plan| &plan.targets);
        Self {
            new_targets: found.new_targets,
            targets: targets
                .map(|target| TargetView::of(target, on))
                .filter(|target| target.open)
                .collect(),
            next_review: found.next_review,
        }
    }
}

impl ExitView {
    pub(super) fn of(sources: &Sources<'_>, episode: &LastEpisode<'_>) -> Option<Self> {
        let ending = episode.ending()?;
        let policy = sources.policies.in_force(ending.date);
        let criteria = ending.criteria.iter();
        let kinds = criteria.filter_map(|id| Some(policy?.exit_criterion(id)?.kind.code()));
        let exit = ending.exit;
        Some(Self {
            date: ending.date,
            ended: exit.is_some(),
            reasons: ending.labels(sources.policies),
            kinds: kinds.collect(),
            next_step: exit.and_then(|exit| exit.referred_on_to.clone()),
            words: exit.and_then(|exit| exit.in_my_own_words.clone()),
            keeping_it_up: exit.map_or_else(Vec::new, |exit| exit.keeping_it_up.clone()),
        })
    }
}
