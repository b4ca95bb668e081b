//! Each exit criterion of the policy, and what the records say of it.

mod judged;
mod recorded;

use super::attendance::SessionAttendance;
use super::evidence::{Evidence, Weight};
use super::fairness::{self, Fairness};
use super::targets::TargetCheck;
use super::window::Window;
use crate::domain::choices::choices;
use crate::domain::instrument::Comparison;
use crate::domain::policy::{CriterionKind, ExitCriterion};
use crate::domain::record::is_said;
use crate::domain::record::reviews::{CriterionFinding, Review};

choices! {
    /// What the records say of a criterion.
    Verdict {
        Met: "met" => "met",
        NotMet: "not-met" => "not met",
        ForAPerson: "for-a-person" => "for a person to judge",
        CannotBeTold: "cannot-be-told" => "cannot be told",
    }
}

/// A criterion, and what the records say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionCheck<'a> {
    /// The criterion.
    pub criterion: &'a ExitCriterion,
    /// What the records say.
    pub verdict: Verdict,
    /// What speaks for it, against it, and what is not known.
    pub evidence: Vec<Evidence>,
    /// What the policy or fairness asks for before it may be used, and is not there.
    pub not_before: Vec<Evidence>,
}

impl CriterionCheck<'_> {
    /// Whether it is met, with all that is tied to it.
    pub fn holds(&self) -> bool {
        self.verdict == Verdict::Met && self.not_before.is_empty()
    }

    /// Whether it says that the pupil did not do their part.
    pub fn blames_the_pupil(&self) -> bool {
        fairness::blames_the_pupil(self.criterion.kind)
    }

    /// Whether nobody can judge it yet: it is for a person, and nothing speaks for it. That targets
    /// are open while the plan goes on does not say that mentoring has not worked.
    pub fn is_too_early(&self) -> bool {
        let any = |weight| self.evidence.iter().any(|one| one.weight == weight);
        let noted = any(Weight::Note) && self.criterion.kind != CriterionKind::NotWorked;
        self.verdict == Verdict::ForAPerson && !any(Weight::For) && !noted
    }
}

/// What the criteria are judged from.
pub(super) struct Facts<'f, 'a> {
    pub(super) window: &'f Window<'a>,
    pub(super) targets: &'f [TargetCheck<'a>],
    pub(super) attendance: &'f SessionAttendance,
    pub(super) scores: &'f [Comparison<'a>],
    pub(super) fairness: Option<Fairness>,
}

/// A verdict with its evidence.
pub(super) struct Finding {
    pub(super) verdict: Verdict,
    pub(super) evidence: Vec<Evidence>,
}

impl Finding {
    pub(super) fn new(verdict: Verdict, evidence: Vec<Evidence>) -> Self {
        Self { verdict, evidence }
    }
}

pub(super) fn of<'a>(facts: &Facts<'_, 'a>) -> Vec<CriterionCheck<'a>> {
    let day = facts.window.day;
    let named = |criterion: &ExitCriterion| {
        facts.window.exit.is_some_and(|exit| exit.criteria.contains(&criterion.id))
    };
    let criteria = facts.window.policy.exit.criteria.iter();
    criteria
        .filter(|criterion| {
            criterion.retired.is_none_or(|retired| day < retired) || named(criterion)
        })
        .map(|criterion| check(facts, criterion))
        .collect()
}

fn check<'a>(facts: &Facts<'_, 'a>, criterion: &'a ExitCriterion) -> CriterionCheck<'a> {
    let found = match criterion.kind {
        CriterionKind::AllTargetsMet => recorded::all_targets_met(facts),
        CriterionKind::LeftSchool => recorded::left_school(facts, criterion),
        CriterionKind::ConsentWithdrawn => recorded::consent_withdrawn(facts),
        CriterionKind::AgreedAtReview => recorded::agreed_at_review(facts),
        CriterionKind::NoLongerNeedsHelp => judged::no_longer_needs_help(facts, criterion),
        CriterionKind::SoundProgress => judged::sound_progress(facts, criterion),
        CriterionKind::NotWorked => judged::not_worked(facts, criterion),
        CriterionKind::Uncooperative => judged::uncooperative(facts, criterion),
        CriterionKind::DoesNotAttend => judged::does_not_attend(facts, criterion),
    };
    let not_before = not_before(facts, criterion);
    CriterionCheck { criterion, verdict: found.verdict, evidence: found.evidence, not_before }
}

/// What must be there before the criterion may be used.
fn not_before(facts: &Facts<'_, '_>, criterion: &ExitCriterion) -> Vec<Evidence> {
    let unfair = facts.fairness.iter().flat_map(|fairness| fairness.against(criterion));
    let mut lacks: Vec<Evidence> =
        unfair.map(|(_, says)| Evidence::missing(says.clone())).collect();
    if criterion.refer_on && !is_referred_on(facts.window) {
        lacks.push(Evidence::missing("nothing says where the pupil goes from here"));
    }
    lacks
}

/// Whether the records say where the pupil goes from here.
pub(super) fn is_referred_on(window: &Window<'_>) -> bool {
    let said = window.exit.and_then(|exit| exit.referred_on_to.as_ref());
    is_said(said)
        || window
            .case
            .contacts
            .referrals_on
            .iter()
            .any(|request| window.days.contains(request.date))
}

/// What the last review that considered a criterion found.
fn at_review<'a>(
    facts: &Facts<'_, 'a>,
    criterion: &ExitCriterion,
) -> Option<(&'a Review, &'a CriterionFinding)> {
    let reviews = facts.window.case.reviews.reviews.iter();
    let considered = reviews.filter(|one| facts.window.days.contains(one.date)).filter_map(|one| {
        Some((one, one.criteria.iter().find(|found| found.criterion == criterion.id)?))
    });
    considered.max_by_key(|(review, _)| review.date)
}

/// What a review found, as a fact.
fn said_at_review(facts: &Facts<'_, '_>, criterion: &ExitCriterion) -> Option<(bool, Evidence)> {
    let (review, found) = at_review(facts, criterion)?;
    let weight = if found.met { Weight::For } else { Weight::Against };
    let verb = if found.met { "found it met" } else { "found it not met" };
    let mut says = format!("the review of {} {verb}", review.date.long());
    if let Some(words) = &found.evidence {
        says = format!("{says}: ‹{}›", words.trim());
    }
    let at = facts.window.at_review(review, Some("criteria"));
    Some((found.met, Evidence::new(weight, says).at(at)))
}
