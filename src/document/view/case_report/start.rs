//! How a case began: referral, decisions, consent, agreement and profile.

use super::super::Sources;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::Person;
use crate::domain::record::referral::{Agreement, Noted, Profile, Reason};
use serde::Serialize;

/// The referral.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseReferralView {
    /// The day it was made.
    pub date: Date,
    /// Who made it, name and role.
    pub by: String,
    /// How it was made, in words.
    pub channel: Option<String>,
    /// How soon help is needed, in words.
    pub urgency: Option<String>,
    /// The reasons on the form, in words.
    pub reasons: Vec<String>,
    /// The criteria of the policy, in words.
    pub criteria: Vec<String>,
    /// Strengths and achievements.
    pub strengths: Option<String>,
    /// Additional information.
    pub background: Option<String>,
    /// What had been tried.
    pub strategies_tried: Option<String>,
    /// Agencies involved.
    pub agencies: Vec<String>,
}

/// A decision about the referral.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseDecisionView {
    /// The day.
    pub date: Date,
    /// What was decided, in words.
    pub outcomes: Vec<String>,
    /// Who decided.
    pub by: Vec<String>,
    /// Why.
    pub reason: Option<String>,
}

/// A parent's answer about consent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseConsentView {
    /// The day.
    pub date: Date,
    /// The answer in words.
    pub answer: String,
    /// Whose answer.
    pub by: Option<String>,
    /// What it covers, in words.
    pub covers: Vec<String>,
}

/// The agreement between pupil and mentor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgreementView {
    /// The day the pupil signed.
    pub pupil: Option<Date>,
    /// The day the mentor signed.
    pub mentor: Option<Date>,
    /// The day a parent signed.
    pub parent: Option<Date>,
    /// The day the pupil was asked and chose not to sign.
    pub declined: Option<Date>,
    /// What they agreed in their own words.
    pub terms: Option<String>,
}

/// What was learnt about the pupil.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProfileView {
    /// Barriers to learning, in words.
    pub barriers: Vec<String>,
    /// The barrier actually worked on.
    pub worked_on: Option<String>,
    /// Strengths.
    pub strengths: Vec<NotedView>,
    /// Needs.
    pub needs: Vec<NotedView>,
    /// What sets difficult moments off.
    pub triggers: Vec<String>,
    /// What keeps the pupil safe and steady.
    pub protective: Vec<String>,
    /// What helps.
    pub what_helps: Vec<String>,
    /// What does not help.
    pub what_does_not: Vec<String>,
    /// The pupil's own account.
    pub words: Option<String>,
}

/// A strength or need.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NotedView {
    /// What it is.
    pub what: String,
    /// How it was found.
    pub source: Option<String>,
}

impl CaseReferralView {
    pub(super) fn of(sources: &Sources<'_>) -> Option<Self> {
        let referral = sources.case.referral.as_ref()?.referral.as_ref()?;
        if referral.date > sources.today {
            return None;
        }
        let policy = sources.policies.in_force(referral.date);
        let criterion = |id: &Id| {
            let known = policy?.referral.criteria.iter().find(|one| one.id == *id)?;
            Some(known.label.clone())
        };
        let reason = |reason: &Reason| match (reason, &referral.other_reason) {
            (Reason::Other, Some(other)) => other.clone(),
            _ => sources.words(reason.code(), reason.label()),
        };
        Some(Self {
            date: referral.date,
            by: sources.somebody(&referral.by),
            channel: referral.channel.map(|one| sources.words(one.code(), one.label())),
            urgency: referral.urgency.map(|one| sources.words(one.code(), one.label())),
            reasons: referral.reasons.iter().map(reason).collect(),
            criteria: (referral.criteria.iter())
                .map(|id| criterion(id).unwrap_or_else(|| id.to_string()))
                .collect(),
            strengths: referral.strengths.clone(),
            background: referral.background.clone(),
            strategies_tried: referral.strategies_tried.clone(),
            agencies: referral.agencies.iter().map(|one| one.agency.clone()).collect(),
        })
    }
}

impl CaseDecisionView {
    pub(super) fn all(sources: &Sources<'_>) -> Vec<Self> {
        let decisions = sources.case.decisions();
        decisions
            .filter(|decision| decision.date <= sources.today)
            .map(|decision| Self {
                date: decision.date,
                outcomes: (decision.outcome.iter())
                    .map(|one| sources.words(one.code(), one.label()))
                    .collect(),
                by: people(sources, &decision.by),
                reason: decision.reason.clone(),
            })
            .collect()
    }
}

impl CaseConsentView {
    pub(super) fn all(sources: &Sources<'_>) -> Vec<Self> {
        let answers = sources.case.referral.iter().flat_map(|file| &file.consent);
        answers
            .filter(|answer| answer.date <= sources.today)
            .map(|answer| Self {
                date: answer.date,
                answer: answer.answer.label().to_owned(),
                by: answer.by.clone(),
                covers: answer.scope.iter().map(|scope| scope.label().to_owned()).collect(),
            })
            .collect()
    }
}

impl AgreementView {
    pub(super) fn of(agreement: &Agreement) -> Self {
        Self {
            pupil: agreement.signed_by_pupil,
            mentor: agreement.signed_by_mentor,
            parent: agreement.signed_by_parent,
            declined: agreement.declined,
            terms: agreement.terms.clone(),
        }
    }
}

impl ProfileView {
    pub(super) fn of(sources: &Sources<'_>, profile: &Profile) -> Self {
        let policy = sources.policies.in_force(profile.date.unwrap_or(sources.today));
        let barrier = |id: &Id| {
            let known = policy.and_then(|policy| policy.barriers.iter().find(|one| one.id == *id));
            known.map_or_else(|| id.to_string(), |known| known.label.clone())
        };
        let noted =
            |noted: &Noted| NotedView { what: noted.what.clone(), source: noted.source.clone() };
        Self {
            barriers: profile.barriers.iter().map(barrier).collect(),
            worked_on: profile.worked_on.clone(),
            strengths: profile.strengths.iter().map(noted).collect(),
            needs: profile.needs.iter().map(noted).collect(),
            triggers: profile.triggers.clone(),
            protective: profile.protective.clone(),
            what_helps: profile.what_helps.clone(),
            what_does_not: profile.what_does_not.clone(),
            words: profile.in_my_own_words.clone(),
        }
    }
}

/// Names and roles of several people.
pub(super) fn people(sources: &Sources<'_>, people: &[Person]) -> Vec<String> {
    people.iter().map(|person| sources.somebody(person)).collect()
}
