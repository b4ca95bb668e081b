//! Everything about one case for a review meeting, as templates see it. Without restricted entries
//! and safeguarding pointers, of which only the number and the days are told, unless they are asked
//! for.

mod chronology;
mod entries;
mod meetings;
mod scores;
mod start;

pub use chronology::EventView;
pub use entries::{
    CasePlanView, CaseTargetView, ContactView, MeasureView, ReadingView, RemarkView, SessionView,
};
pub use meetings::{
    CaseExitView, CaseReviewView, ConsultedView, FindingView, ReadmissionView, TargetProgressView,
};
pub use scores::{ScoreView, ScoresView};
pub use start::{
    AgreementView, CaseConsentView, CaseDecisionView, CaseReferralView, NotedView, ProfileView,
};

use super::{
    ParentView, PupilView, SchoolView, SessionsView, Sources, StaffView, StandingView, Withheld,
    unrestricted,
};
use crate::domain::calendar::SchoolDays;
use crate::domain::case::{NextReview, next_review};
use crate::domain::date::Date;
use crate::domain::instrument::Instruments;
use crate::domain::letter::LastEpisode;
use serde::Serialize;

/// All that is written about one case, as far as it is dated on or before the day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseReportView {
    /// The day.
    pub today: Date,
    /// The case id.
    pub reference: String,
    /// The school.
    pub school: SchoolView,
    /// The pupil.
    pub pupil: PupilView,
    /// Date of birth.
    pub date_of_birth: Option<Date>,
    /// Every parent.
    pub parents: Vec<ParentView>,
    /// The mentor who has the case.
    pub mentor: Option<StaffView>,
    /// Where the case stands.
    pub standing: StandingView,
    /// The last day on which the next review is on time.
    pub next_review: Option<Date>,
    /// The referral.
    pub referral: Option<CaseReferralView>,
    /// What was decided about it, oldest first.
    pub decisions: Vec<CaseDecisionView>,
    /// What the parents answered when asked for consent, oldest first.
    pub consent: Vec<CaseConsentView>,
    /// The agreement between pupil and mentor.
    pub agreement: Option<AgreementView>,
    /// What was learnt about the pupil.
    pub profile: Option<ProfileView>,
    /// The plans, oldest first.
    pub plans: Vec<CasePlanView>,
    /// The sessions in numbers.
    pub sessions: SessionsView,
    /// The sessions one by one, oldest first.
    pub session_notes: Vec<SessionView>,
    /// The contacts, oldest first.
    pub contacts: Vec<ContactView>,
    /// The reviews, oldest first.
    pub reviews: Vec<CaseReviewView>,
    /// The questionnaires that can be scored.
    pub scores: Vec<ScoresView>,
    /// The endings, oldest first.
    pub exits: Vec<CaseExitView>,
    /// Returns to the programme, oldest first.
    pub readmissions: Vec<ReadmissionView>,
    /// Lighter support after an ending, oldest first.
    pub follow_up: Vec<RemarkView>,
    /// Everything with a day, oldest first.
    pub chronology: Vec<EventView>,
    /// How many restricted entries and safeguarding pointers are left out.
    pub withheld: usize,
    /// Restricted entries and safeguarding pointers are in this report.
    pub restricted: bool,
}

impl CaseReportView {
    /// The report of a case; `restricted` entries are in it only when asked for.
    pub fn of(
        sources: &Sources<'_>,
        instruments: &Instruments,
        school_days: &SchoolDays<'_>,
        restricted: bool,
    ) -> Self {
        let today = sources.today;
        let (case, withheld) = if restricted {
            (sources.case.clone(), Withheld::default())
        } else {
            unrestricted(sources.case)
        };
        let next = match next_review(sources.case, sources.policies, school_days, today) {
            NextReview::Due(due) => Some(due.due),
            _ => None,
        };
        let withheld: Vec<Date> = withheld.0.into_iter().filter(|day| *day <= today).collect();
        let sources = &Sources { case: &case, ..*sources };
        let plan =
            LastEpisode::of(&case, sources.policies, today).and_then(|episode| episode.plan());
        let file = case.referral.as_ref();
        Self {
            today,
            reference: case.id.to_string(),
            school: SchoolView::of(sources),
            pupil: PupilView::of(sources),
            date_of_birth: case.pupil().and_then(|pupil| pupil.date_of_birth),
            parents: ParentView::everybody(sources),
            mentor: StaffView::of_case(sources),
            standing: StandingView::of(sources),
            next_review: next,
            referral: CaseReferralView::of(sources),
            decisions: CaseDecisionView::all(sources),
            consent: CaseConsentView::all(sources),
            agreement: file.and_then(|file| file.agreement.as_ref()).map(AgreementView::of),
            profile: file
                .and_then(|file| file.profile.as_ref())
                .map(|profile| ProfileView::of(sources, profile)),
            plans: CasePlanView::all(sources),
            sessions: SessionsView::of(sources, None, plan),
            session_notes: SessionView::all(sources),
            contacts: ContactView::all(sources),
            reviews: CaseReviewView::all(sources),
            scores: ScoresView::all(sources, instruments),
            exits: CaseExitView::all(sources),
            readmissions: ReadmissionView::all(sources),
            follow_up: RemarkView::all(sources, &case.reviews.follow_up),
            chronology: chronology::of(sources, instruments, &withheld),
            withheld: withheld.len(),
            restricted,
        }
    }
}
