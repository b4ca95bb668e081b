//! Reviews, endings and returns.

use super::super::Sources;
use super::start::people;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::reviews::{Exit, Review};
use serde::Serialize;

/// A review.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseReviewView {
    /// Which review it is, counted from 1 in the order of their days.
    pub number: usize,
    /// The day it was held.
    pub date: Date,
    /// Who was there, names and roles.
    pub present: Vec<String>,
    /// Who led it, name and role.
    pub led_by: Option<String>,
    /// Who sent their views without being there, names and roles.
    pub contributed: Vec<String>,
    /// Who was asked and chose to say nothing, names and roles.
    pub declined: Vec<String>,
    /// How each target stood.
    pub progress: Vec<TargetProgressView>,
    /// Whether each exit criterion was met.
    pub criteria: Vec<FindingView>,
    /// What was still needed.
    pub still_needed: Option<String>,
    /// The pupil's own words.
    pub pupil_view: Option<String>,
    /// What the teacher said.
    pub teacher_view: Option<String>,
    /// What the parents said.
    pub parent_view: Option<String>,
    /// The decision in words.
    pub decision: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The day that it set for the next one.
    pub next_review: Option<Date>,
}

/// How one target stood.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TargetProgressView {
    /// The target in the pupil's words.
    pub target: String,
    /// How it stood, in words.
    pub progress: String,
    /// What was said about it.
    pub note: Option<String>,
}

/// Whether one exit criterion was met.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingView {
    /// The criterion in words.
    pub criterion: String,
    /// Whether it was met.
    pub met: bool,
    /// What shows it.
    pub evidence: Option<String>,
}

/// An ending.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseExitView {
    /// The day.
    pub date: Date,
    /// The exit criteria that held, in words.
    pub reasons: Vec<String>,
    /// What happened.
    pub circumstances: Option<String>,
    /// Who decided, names and roles.
    pub decided_by: Vec<String>,
    /// Who was asked first.
    pub consulted: Vec<ConsultedView>,
    /// What was tried before.
    pub approaches_tried: Vec<String>,
    /// Where the pupil goes from here.
    pub next_step: Option<String>,
    /// What the pupil says was achieved.
    pub words: Option<String>,
    /// How the pupil keeps it up.
    pub keeping_it_up: Vec<String>,
    /// The mentor's summary.
    pub summary: Option<String>,
}

/// Somebody who was asked before an ending was decided.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConsultedView {
    /// The day.
    pub date: Date,
    /// Who, name and role.
    pub who: String,
    /// What they said.
    pub view: Option<String>,
}

/// A return to the programme.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadmissionView {
    /// The day.
    pub date: Date,
    /// Why.
    pub reason: String,
}

impl CaseReviewView {
    pub(super) fn all(sources: &Sources<'_>) -> Vec<Self> {
        let reviews = sources.case.reviews.reviews.iter();
        reviews
            .filter(|review| review.date <= sources.today)
            .map(|review| Self::of(sources, review))
            .collect()
    }

    fn of(sources: &Sources<'_>, review: &Review) -> Self {
        let before = sources.case.reviews.reviews.iter().filter(|one| one.date < review.date);
        Self {
            number: before.count() + 1,
            date: review.date,
            present: people(sources, &review.present),
            led_by: people(sources, review.conducted_by.as_slice()).pop(),
            contributed: people(sources, &review.contributed),
            declined: people(sources, &review.declined),
            progress: (review.progress.iter())
                .map(|one| TargetProgressView {
                    target: target_words(sources, &one.target),
                    progress: one.progress.label().to_owned(),
                    note: one.note.clone(),
                })
                .collect(),
            criteria: (review.criteria.iter())
                .map(|one| FindingView {
                    criterion: criterion_words(sources, &one.criterion, review.date),
                    met: one.met,
                    evidence: one.evidence.clone(),
                })
                .collect(),
            still_needed: review.still_needed.clone(),
            pupil_view: review.pupil_view.clone(),
            teacher_view: review.teacher_view.clone(),
            parent_view: review.parent_view.clone(),
            decision: review.decision.map(|one| sources.words(one.code(), one.label())),
            reason: review.reason.clone(),
            next_review: review.next_review,
        }
    }
}

impl CaseExitView {
    pub(super) fn all(sources: &Sources<'_>) -> Vec<Self> {
        let exits = sources.case.reviews.exits.iter().filter(|exit| exit.date <= sources.today);
        exits.map(|exit| Self::of(sources, exit)).collect()
    }

    fn of(sources: &Sources<'_>, exit: &Exit) -> Self {
        Self {
            date: exit.date,
            reasons: (exit.criteria.iter())
                .map(|id| criterion_words(sources, id, exit.date))
                .collect(),
            circumstances: exit.circumstances.clone(),
            decided_by: people(sources, &exit.decided_by),
            consulted: (exit.consulted.iter())
                .filter(|one| one.date <= sources.today)
                .map(|one| ConsultedView {
                    date: one.date,
                    who: sources.somebody(&one.person),
                    view: one.view.clone(),
                })
                .collect(),
            approaches_tried: exit.approaches_tried.clone(),
            next_step: exit.referred_on_to.clone(),
            words: exit.in_my_own_words.clone(),
            keeping_it_up: exit.keeping_it_up.clone(),
            summary: exit.summary.clone(),
        }
    }
}

impl ReadmissionView {
    pub(super) fn all(sources: &Sources<'_>) -> Vec<Self> {
        let all = sources.case.reviews.readmissions.iter();
        all.filter(|back| back.date <= sources.today)
            .map(|back| Self { date: back.date, reason: back.reason.clone() })
            .collect()
    }
}

/// The target of this id in the pupil's words, from the last plan that has it.
fn target_words(sources: &Sources<'_>, id: &Id) -> String {
    let mut targets = sources.case.plan.plans.iter().rev().flat_map(|plan| &plan.targets);
    let found = targets.find(|target| target.id == *id);
    found.map_or_else(|| id.to_string(), |target| target.target.trim().to_owned())
}

fn criterion_words(sources: &Sources<'_>, id: &Id, on: Date) -> String {
    let policy = sources.policies.in_force(on);
    let found = policy.and_then(|policy| policy.exit_criterion(id));
    found.map_or_else(|| id.to_string(), |criterion| criterion.label.clone())
}
