//! All that the template of a letter sees.

use super::progress::{
    ContinuationView, DecisionView, ExitView, PlanView, ReferralView, ReviewView, SessionsView,
};
use super::{Addressee, ParentView, PupilView, SchoolView, Sources, StaffView, unrestricted};
use crate::domain::case::{latest_consent, standing};
use crate::domain::date::Date;
use crate::domain::letter::{LastEpisode, continuation};
use crate::domain::policy::ConsentNeed;
use crate::domain::record::referral::{ConsentAnswer, ConsentScope};
use serde::Serialize;

/// What the template of a letter sees: the facts of a case on the day of the letter, without
/// restricted entries and safeguarding pointers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LetterView {
    /// The day of the letter.
    pub today: Date,
    /// The school's reference: the case id.
    pub reference: String,
    /// The school.
    pub school: SchoolView,
    /// The pupil.
    pub pupil: PupilView,
    /// To whom this letter goes.
    pub addressee: Addressee,
    /// Every parent to whom letters may go.
    pub parents: Vec<ParentView>,
    /// The mentor who has the case.
    pub mentor: Option<StaffView>,
    /// Where the case stands.
    pub standing: StandingView,
    /// Parental consent to the programme.
    pub consent: ConsentView,
    /// The referral.
    pub referral: Option<ReferralView>,
    /// The last decision about it.
    pub decision: Option<DecisionView>,
    /// The plan in force.
    pub plan: Option<PlanView>,
    /// The sessions so far.
    pub sessions: SessionsView,
    /// The last review.
    pub last_review: Option<ReviewView>,
    /// The day that is set for the next review; never one that is past.
    pub next_review: Option<Date>,
    /// How the programme goes on, when the last review decided that it does.
    pub continuation: Option<ContinuationView>,
    /// The end, when it is decided or written down.
    pub exit: Option<ExitView>,
}

/// Where a case stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StandingView {
    /// The code: `waiting`.
    pub code: &'static str,
    /// In words: `on the waiting list`.
    pub words: String,
    /// The pupil has a place on the programme now.
    pub place: bool,
}

/// Parental consent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConsentView {
    /// The programme asks for it.
    pub needed: bool,
    /// It is given.
    pub given: bool,
    /// The programme asks for it, and there is no answer yet.
    pub awaited: bool,
}

impl LetterView {
    /// The view of a case for a letter to one household.
    pub fn of(sources: &Sources<'_>, addressee: Addressee) -> Self {
        let (case, _) = unrestricted(sources.case);
        let sources = &Sources { case: &case, ..*sources };
        let today = sources.today;
        let episode = LastEpisode::of(sources.case, sources.policies, today);
        let plan = episode.as_ref().and_then(LastEpisode::plan);
        let review = episode.as_ref().and_then(|episode| episode.review);
        Self {
            today,
            reference: sources.case.id.to_string(),
            school: SchoolView::of(sources),
            pupil: PupilView::of(sources),
            addressee,
            parents: ParentView::all(sources),
            mentor: StaffView::mentor(sources),
            standing: StandingView::of(sources),
            consent: ConsentView::of(sources),
            referral: ReferralView::of(sources),
            decision: DecisionView::of(sources),
            plan: plan.map(|plan| PlanView::of(plan, today)),
            sessions: SessionsView::of(sources, episode.as_ref().map(|one| one.from), plan),
            last_review: review.map(|review| ReviewView::of(sources, review)),
            next_review: episode
                .as_ref()
                .filter(|episode| episode.exit.is_none())
                .and_then(|episode| episode.day_set(sources.case))
                .filter(|day| *day >= today),
            continuation: continuation(sources.case, sources.policies, today)
                .ok()
                .map(|found| ContinuationView::of(&found, today)),
            exit: episode.as_ref().and_then(|episode| ExitView::of(sources, episode)),
        }
    }
}

impl StandingView {
    pub(super) fn of(sources: &Sources<'_>) -> Self {
        let stands = standing(sources.case, sources.policies, sources.today);
        let words = sources.words(stands.code(), stands.label());
        Self { code: stands.code(), words, place: stands.has_a_place() }
    }
}

impl ConsentView {
    fn of(sources: &Sources<'_>) -> Self {
        let policy = sources.policies.in_force(sources.today);
        let needed =
            policy.is_some_and(|policy| policy.consent.parent == Some(ConsentNeed::Required));
        let answer = latest_consent(sources.case, ConsentScope::Programme, sources.today)
            .map(|consent| consent.answer);
        let given = answer == Some(ConsentAnswer::Given);
        let awaited = needed && matches!(answer, None | Some(ConsentAnswer::NoReply));
        Self { needed, given, awaited }
    }
}
