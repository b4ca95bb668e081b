//! The proof of each step, but for questionnaires.

use super::by_policy::ByPolicy;
use super::{EvidenceKind, StepEvidence, WrittenAt};
use crate::domain::calendar::Span;
use crate::domain::case::arranged::arranged;
use crate::domain::case::meetings::first_meetings;
use crate::domain::choices::Role;
use crate::domain::date::Date;
use crate::domain::policy::{Need, StepId};
use crate::domain::record::contacts::{Contact, Purpose};
use crate::domain::record::plan::Plan;
use crate::domain::record::referral::{
    Channel, Consent, ConsentAnswer, ConsentScope, Decision, Outcome, Profile, Referral,
};
use crate::domain::record::reviews::{Exit, Review, ReviewDecision};
use crate::domain::record::sessions::Session;
use crate::domain::record::{Case, RecordKind, is_said};

/// What is looked through.
pub(super) struct Records<'a> {
    pub(super) case: &'a Case,
    pub(super) policy: ByPolicy<'a>,
    /// Only what is dated inside counts.
    pub(super) days: Span,
}

fn earlier(one: Option<StepEvidence>, other: Option<StepEvidence>) -> Option<StepEvidence> {
    [one, other].into_iter().flatten().min_by_key(|evidence| evidence.date)
}

impl Records<'_> {
    pub(super) fn proof_of(&self, step: StepId) -> Option<StepEvidence> {
        match step {
            StepId::RoleMadeKnown => self.leaflet(),
            StepId::Identification => self.identification(),
            StepId::Referral => self.referral(|_| true, EvidenceKind::Referral),
            StepId::RatingBefore
            | StepId::Observation
            | StepId::RatingAfter
            | StepId::Evaluations => self.answered(step),
            StepId::Prioritisation => self.prioritisation(),
            StepId::Decision => self.decided(),
            StepId::ParentsInformed => self.parents_informed(),
            StepId::Consent => self.consent(|answer| answer == ConsentAnswer::Given),
            StepId::Baseline => self.baseline(),
            StepId::PlanningMeeting => self.planning_meeting(),
            StepId::FirstMeeting => self.first_meeting(),
            StepId::Agreement => self.agreement(),
            StepId::Plan => self.plan(),
            StepId::Sessions => self.sessions(),
            StepId::ContactLog => self.contact(EvidenceKind::Contact, |_| true),
            StepId::LessonAlert => self.lesson_alert(),
            StepId::Review => self.review(|one| Some(one.date), None),
            StepId::ReviewDecision => {
                self.review(|one| one.decision.map(|_| one.date), Some("decision"))
            }
            StepId::Ending => self.ending(),
            StepId::OutcomeInformed => self.outcome_informed(),
            StepId::FollowUp => self.follow_up(),
            StepId::Transfer => self.exit(EvidenceKind::Transfer, "transfer", |exit| {
                exit.transfer.as_ref().and_then(|transfer| transfer.sent)
            }),
        }
    }

    /// The earliest entry of a list to which `day` gives a day.
    fn first<T>(
        &self,
        entries: &[T],
        kind: EvidenceKind,
        list: (RecordKind, &'static str),
        part: Option<&'static str>,
        day: impl Fn(&T) -> Option<Date>,
    ) -> Option<StepEvidence> {
        let dated = entries.iter().enumerate().filter_map(|(entry, one)| Some((day(one)?, entry)));
        let (date, entry) = dated.filter(|(date, _)| self.days.contains(*date)).min()?;
        let at = WrittenAt { file: list.0, field: list.1, entry: Some(entry), part };
        Some(StepEvidence::once(date, kind, at))
    }

    /// A field of the referral file that is not a list.
    fn single(
        &self,
        kind: EvidenceKind,
        field: &'static str,
        part: Option<&'static str>,
        date: Date,
    ) -> Option<StepEvidence> {
        let at = WrittenAt { file: RecordKind::Referral, field, entry: None, part };
        self.days.contains(date).then(|| StepEvidence::once(date, kind, at))
    }

    fn contact(&self, kind: EvidenceKind, fits: impl Fn(&Contact) -> bool) -> Option<StepEvidence> {
        let list = (RecordKind::Contacts, "contacts");
        self.first(&self.case.contacts.contacts, kind, list, None, |one| {
            fits(one).then_some(one.date)
        })
    }

    fn session(
        &self,
        part: Option<&'static str>,
        day: impl Fn(&Session) -> Option<Date>,
    ) -> Option<StepEvidence> {
        let list = (RecordKind::Sessions, "sessions");
        self.first(&self.case.sessions.sessions, EvidenceKind::Session, list, part, day)
    }

    /// The first session that was held, with the pupil alone or with a group.
    fn sessions(&self) -> Option<StepEvidence> {
        let held = arranged(self.case).filter(|one| one.is_held() && self.days.contains(one.date));
        let first = held.min_by_key(|one| one.date)?;
        let kind = match first.group {
            None => EvidenceKind::Session,
            Some(_) => EvidenceKind::GroupSession,
        };
        Some(StepEvidence::once(first.date, kind, first.at))
    }

    fn review(
        &self,
        day: impl Fn(&Review) -> Option<Date>,
        part: Option<&'static str>,
    ) -> Option<StepEvidence> {
        let list = (RecordKind::Reviews, "reviews");
        self.first(&self.case.reviews.reviews, EvidenceKind::Review, list, part, day)
    }

    fn exit(
        &self,
        kind: EvidenceKind,
        part: &'static str,
        day: impl Fn(&Exit) -> Option<Date>,
    ) -> Option<StepEvidence> {
        let list = (RecordKind::Reviews, "exits");
        self.first(&self.case.reviews.exits, kind, list, Some(part), day)
    }

    fn leaflet(&self) -> Option<StepEvidence> {
        self.contact(EvidenceKind::Leaflet, |contact| {
            contact.reached
                && contact.letter.as_ref().is_some_and(|id| id.as_str().contains("leaflet"))
        })
    }

    fn referral(
        &self,
        fits: impl Fn(&Referral) -> bool,
        kind: EvidenceKind,
    ) -> Option<StepEvidence> {
        let referral = self.case.referral.as_ref()?.referral.as_ref()?;
        if !fits(referral) {
            return None;
        }
        self.single(kind, "referral", Some("date"), referral.date)
    }

    fn identification(&self) -> Option<StepEvidence> {
        let has_category = |profile: &&Profile| {
            profile.behaviour.or(profile.attendance).or(profile.emotional).is_some()
        };
        let audited = || {
            let profile = self.case.referral.as_ref()?.profile.as_ref().filter(has_category)?;
            self.single(EvidenceKind::Data, "profile", Some("date"), profile.date?)
        };
        let from_data =
            self.referral(|referral| referral.channel == Some(Channel::Data), EvidenceKind::Data);
        earlier(from_data, audited())
    }

    fn decision(
        &self,
        fits: impl Fn(&Decision) -> bool,
        kind: EvidenceKind,
    ) -> Option<StepEvidence> {
        let decisions = &self.case.referral.as_ref()?.decisions;
        let list = (RecordKind::Referral, "decisions");
        self.first(decisions, kind, list, None, |one| fits(one).then_some(one.date))
    }

    /// A decision beyond the waiting list; while there is none, that one.
    fn decided(&self) -> Option<StepEvidence> {
        let beyond_waiting = |decision: &Decision| {
            decision.outcome.iter().any(|outcome| *outcome != Outcome::WaitingList)
        };
        self.decision(beyond_waiting, EvidenceKind::Decision)
            .or_else(|| self.decision(|_| true, EvidenceKind::Decision))
    }

    fn prioritisation(&self) -> Option<StepEvidence> {
        let file = self.case.referral.as_ref()?;
        let list = (RecordKind::Referral, "prioritised");
        let talks =
            self.first(&file.prioritised, EvidenceKind::Talk, list, None, |one| Some(one.date));
        talks.or_else(|| {
            self.decision(|decision| !decision.discussed_with.is_empty(), EvidenceKind::Talk)
        })
    }

    fn consent(&self, fits: impl Fn(ConsentAnswer) -> bool) -> Option<StepEvidence> {
        let covers =
            |one: &Consent| one.scope.is_empty() || one.scope.contains(&ConsentScope::Programme);
        let answers = &self.case.referral.as_ref()?.consent;
        let list = (RecordKind::Referral, "consent");
        self.first(answers, EvidenceKind::Consent, list, None, |one| {
            (covers(one) && fits(one.answer)).then_some(one.date)
        })
    }

    /// Told by a contact, or with the decision; and whoever answered about consent must have been
    /// told by then.
    fn parents_informed(&self) -> Option<StepEvidence> {
        let letters =
            self.policy.get().steps.get(&StepId::ParentsInformed).map(|rule| &rule.letters);
        let told = self.contact(EvidenceKind::Contact, |contact| {
            let sent = contact
                .letter
                .as_ref()
                .is_some_and(|id| letters.is_some_and(|letters| letters.contains(id)));
            let meant =
                matches!(contact.purpose, Some(Purpose::ParentsInformed | Purpose::ConsentAsked));
            contact.reached && (meant || sent) && may_be_with_parents(contact)
        });
        let told = earlier(told, self.consent(|answer| answer != ConsentAnswer::NoReply));
        let of_decision = |decision: &Decision| decision.told.contains(&Role::Parent);
        earlier(told, self.decision(of_decision, EvidenceKind::Decision))
    }

    fn baseline(&self) -> Option<StepEvidence> {
        let on_the_form =
            self.referral(|referral| !referral.attainment.is_empty(), EvidenceKind::Baseline);
        let figures = || {
            let baseline = self.case.referral.as_ref()?.baseline.as_ref()?;
            self.single(EvidenceKind::Baseline, "baseline", Some("date"), baseline.date)
        };
        earlier(on_the_form, figures())
    }

    /// A planning meeting; where none is written down, a talk with the teacher stands for it.
    fn planning_meeting(&self) -> Option<StepEvidence> {
        let with_purpose = |kind, purpose| {
            self.contact(kind, |contact| contact.reached && contact.purpose == Some(purpose))
        };
        with_purpose(EvidenceKind::Contact, Purpose::PlanningMeeting)
            .or_else(|| with_purpose(EvidenceKind::Liaison, Purpose::Liaison))
    }

    fn first_meeting(&self) -> Option<StepEvidence> {
        let held = first_meetings(self.case).filter(|(_, one)| self.days.contains(one.date));
        let (at, meeting) = held.min_by_key(|(_, one)| one.date)?;
        let at = WrittenAt { part: Some("date"), ..at };
        Some(StepEvidence::once(meeting.date, EvidenceKind::FirstMeeting, at))
    }

    fn agreement(&self) -> Option<StepEvidence> {
        let agreement = self.case.referral.as_ref()?.agreement.as_ref()?;
        let part =
            |kind, part, date: Option<Date>| self.single(kind, "agreement", Some(part), date?);
        let signed = || {
            let pupil =
                part(EvidenceKind::Agreement, "signed_by_pupil", agreement.signed_by_pupil)?;
            let mentor =
                part(EvidenceKind::Agreement, "signed_by_mentor", agreement.signed_by_mentor)?;
            Some(pupil.and(mentor))
        };
        signed().or_else(|| part(EvidenceKind::Declined, "declined", agreement.declined))
    }

    /// A plan is there from the day on which it starts or was first agreed; where it has to be
    /// approved, it counts from then.
    fn plan(&self) -> Option<StepEvidence> {
        let list = (RecordKind::Plan, "plans");
        let dated = |part, day: fn(&Plan) -> Option<Date>| {
            self.first(&self.case.plan.plans, EvidenceKind::Plan, list, Some(part), day)
        };
        if self.policy.get().plan.approval == Need::Required {
            return dated("approved", |plan| Some(plan.approved.as_ref()?.date.max(plan.starts)));
        }
        let agreed = earlier(
            dated("agreed_by_pupil", |plan| plan.agreed_by_pupil),
            dated("agreed_by_mentor", |plan| plan.agreed_by_mentor),
        );
        earlier(dated("starts", |plan| Some(plan.starts)), agreed)
    }

    fn lesson_alert(&self) -> Option<StepEvidence> {
        let alert = self.contact(EvidenceKind::Contact, |contact| {
            contact.reached && contact.purpose == Some(Purpose::LessonAlert)
        });
        earlier(alert, self.session(Some("teacher_told"), |session| session.teacher_told))
    }

    fn ending(&self) -> Option<StepEvidence> {
        let told = self.exit(EvidenceKind::Exit, "pupil_told", |exit| exit.pupil_told);
        let own_words = || {
            self.exit(EvidenceKind::Exit, "in_my_own_words", |exit| {
                is_said(exit.in_my_own_words.as_ref()).then_some(exit.date)
            })
        };
        let declined =
            || self.exit(EvidenceKind::Declined, "words_declined", |exit| exit.words_declined);
        told.or_else(own_words).or_else(|| self.answered(StepId::Ending)).or_else(declined)
    }

    fn outcome_informed(&self) -> Option<StepEvidence> {
        let told = self.exit(EvidenceKind::Exit, "parents_told", |exit| exit.parents_told);
        let contact = self.contact(EvidenceKind::Contact, |contact| {
            contact.reached
                && contact.purpose == Some(Purpose::OutcomeInformed)
                && may_be_with_parents(contact)
        });
        let at_review = || {
            let is_an_outcome = |review: &Review| {
                matches!(
                    review.decision,
                    Some(
                        ReviewDecision::Exit
                            | ReviewDecision::ReferOn
                            | ReviewDecision::ReducedMonitoring
                    )
                )
            };
            self.review(|one| one.parents_told.filter(|_| is_an_outcome(one)), Some("parents_told"))
        };
        earlier(told, contact).or_else(at_review)
    }

    fn follow_up(&self) -> Option<StepEvidence> {
        let list = (RecordKind::Reviews, "follow_up");
        let entries = &self.case.reviews.follow_up;
        self.first(entries, EvidenceKind::FollowUp, list, None, |one| Some(one.date))
    }
}

/// A contact that names nobody may have been with the parents: its purpose says so.
fn may_be_with_parents(contact: &Contact) -> bool {
    contact.with.is_empty() || contact.with.iter().any(|person| person.role == Some(Role::Parent))
}
