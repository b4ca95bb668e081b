//! Where a case stands on a day. Computed from what is written, never typed.

use super::episode::{Episode, episodes};
use super::facts::latest_consent;
use crate::domain::choices::choices;
use crate::domain::date::Date;
use crate::domain::policy::{ConsentNeed, CriterionKind, Policy, PolicyShelf};
use crate::domain::record::Case;
use crate::domain::record::referral::{ConsentAnswer, ConsentScope, Outcome};
use crate::domain::record::reviews::ReviewDecision;

choices! {
    /// Where a case stands.
    Standing {
        Referred: "referred" => "referred, no decision yet",
        Waiting: "waiting" => "on the waiting list",
        NotAccepted: "not-accepted" => "not accepted",
        OneOff: "one-off" => "a single meeting",
        PassedOn: "passed-on" => "passed to another agency",
        AwaitingConsent: "awaiting-consent" => "waiting for consent",
        ConsentRefused: "consent-refused" => "consent refused",
        ConsentWithdrawn: "consent-withdrawn" => "consent withdrawn",
        GettingReady: "getting-ready" => "accepted, getting ready",
        Active: "active" => "on the programme",
        ReducedMonitoring: "reduced-monitoring" => "reduced monitoring",
        Ended: "ended" => "ended",
        FollowUp: "follow-up" => "ended, lighter support",
        LeftSchool: "left-school" => "left the school",
    }
}

impl Standing {
    /// Whether somebody is still responsible for the case: it is referred, waiting or on the
    /// programme.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Referred
                | Self::Waiting
                | Self::AwaitingConsent
                | Self::GettingReady
                | Self::Active
                | Self::ReducedMonitoring
        )
    }

    /// Whether the pupil has a place on the programme now.
    pub fn has_a_place(self) -> bool {
        matches!(
            self,
            Self::AwaitingConsent | Self::GettingReady | Self::Active | Self::ReducedMonitoring
        )
    }
}

/// Where a case stands on a day, judged by the policy in force on it.
pub fn standing(case: &Case, policies: &PolicyShelf, on: Date) -> Standing {
    standing_in(case, episodes(case, policies, on).last(), policies, on)
}

/// As [`standing`], in what is the last episode up to the day.
pub(super) fn standing_in(
    case: &Case,
    last: Option<&Episode<'_>>,
    policies: &PolicyShelf,
    on: Date,
) -> Standing {
    let policy = policies.in_force(on);
    match last {
        None => without_a_place(case, on),
        Some(episode) if episode.exit.is_some() => ended(case, episode, policies, on),
        Some(episode) => on_the_programme(case, episode, policy, on),
    }
}

fn without_a_place(case: &Case, on: Date) -> Standing {
    let decisions = case.decisions();
    let Some(last) = decisions.filter(|decision| decision.date <= on).max_by_key(|last| last.date)
    else {
        return Standing::Referred;
    };
    let has = |outcome| last.outcome.contains(&outcome);
    if has(Outcome::WaitingList) {
        Standing::Waiting
    } else if has(Outcome::NotAccepted) {
        Standing::NotAccepted
    } else if has(Outcome::OutsideAgency) {
        Standing::PassedOn
    } else if has(Outcome::OneOff) {
        Standing::OneOff
    } else {
        Standing::Referred
    }
}

fn ended(case: &Case, episode: &Episode<'_>, policies: &PolicyShelf, on: Date) -> Standing {
    let Some(exit) = episode.exit else { return Standing::Ended };
    let policy = policies.in_force(exit.date);
    let left = exit.criteria.iter().any(|id| {
        policy
            .and_then(|policy| policy.exit_criterion(id))
            .is_some_and(|criterion| criterion.kind == CriterionKind::LeftSchool)
    });
    let followed_up =
        || case.reviews.follow_up.iter().any(|entry| (exit.date..=on).contains(&entry.date));
    if left {
        Standing::LeftSchool
    } else if followed_up() {
        Standing::FollowUp
    } else {
        Standing::Ended
    }
}

fn on_the_programme(
    case: &Case,
    episode: &Episode<'_>,
    policy: Option<&Policy>,
    on: Date,
) -> Standing {
    let needed = policy.and_then(|policy| policy.consent.parent) == Some(ConsentNeed::Required);
    let answer = latest_consent(case, ConsentScope::Programme, on).map(|consent| consent.answer);
    match answer {
        Some(ConsentAnswer::Withdrawn) => return Standing::ConsentWithdrawn,
        Some(ConsentAnswer::Refused) => return Standing::ConsentRefused,
        _ => {}
    }
    let last_review = case
        .reviews
        .reviews
        .iter()
        .filter(|review| (episode.from..=on).contains(&review.date))
        .max_by_key(|review| review.date);
    if last_review.is_some_and(|review| review.decision == Some(ReviewDecision::ReducedMonitoring))
    {
        return Standing::ReducedMonitoring;
    }
    let planned = case.plan.plans.iter().any(|plan| (episode.from..=on).contains(&plan.starts));
    let worked = case.first_work(episode.from).is_some_and(|date| date <= on);
    if planned || worked {
        Standing::Active
    } else if needed && answer != Some(ConsentAnswer::Given) {
        Standing::AwaitingConsent
    } else {
        Standing::GettingReady
    }
}
