//! Criteria that the records settle: targets, leaving, consent, a review's decision.

use super::super::evidence::{Evidence, Weight, counted};
use super::super::targets::{TargetCheck, TargetState};
use super::{Facts, Finding, Verdict, said_at_review};
use crate::domain::case::{WrittenAt, latest_consent};
use crate::domain::policy::ExitCriterion;
use crate::domain::record::RecordKind;
use crate::domain::record::contacts::Purpose;
use crate::domain::record::referral::{ConsentAnswer, ConsentScope};
use crate::domain::record::reviews::ReviewDecision;

pub(super) fn all_targets_met(facts: &Facts<'_, '_>) -> Finding {
    let Some(plan) = facts.window.plan else {
        let says = Evidence::missing("there is no plan in this time on the programme");
        return Finding::new(Verdict::CannotBeTold, vec![says]);
    };
    if facts.targets.is_empty() {
        let says = format!("the plan of {} has no targets", plan.starts.long());
        let at = facts.window.at_plan(plan, "starts");
        return Finding::new(Verdict::CannotBeTold, vec![Evidence::missing(says).at(at)]);
    }
    let evidence = facts.targets.iter().map(of_target).collect();
    let any = |state| facts.targets.iter().any(|target| target.state == state);
    let against = [
        TargetState::Open,
        TargetState::Partly,
        TargetState::NotMet,
        TargetState::Contradicted,
        TargetState::CarriedOver,
        TargetState::DroppedSilently,
    ];
    let verdict = if against.into_iter().any(any) {
        Verdict::NotMet
    } else if any(TargetState::Unmeasured) {
        Verdict::CannotBeTold
    } else if any(TargetState::Reached) {
        Verdict::ForAPerson
    } else if any(TargetState::Met) {
        Verdict::Met
    } else {
        // Every target was dropped.
        Verdict::NotMet
    };
    Finding::new(verdict, evidence)
}

/// A target in a line, with what it does to the question.
pub(super) fn of_target(check: &TargetCheck<'_>) -> Evidence {
    let weight = match check.state {
        TargetState::Met => Weight::For,
        TargetState::Unmeasured => Weight::Missing,
        TargetState::Dropped | TargetState::Reached => Weight::Note,
        _ => Weight::Against,
    };
    let day = check.target.outcome.as_ref().filter(|_| check.state == TargetState::Met);
    let on = day.map_or_else(String::new, |outcome| format!(" on {}", outcome.date.long()));
    let mut says = format!("‹{}›: {}{on}", check.target.target.trim(), check.state);
    if let Some(figures) = &check.measure {
        says = format!("{says} (‹{}›)", figures.in_words());
    }
    Evidence::new(weight, says).at(check.at)
}

pub(super) fn left_school(facts: &Facts<'_, '_>, criterion: &ExitCriterion) -> Finding {
    let window = facts.window;
    let left = window.exit.and_then(|exit| exit.transfer.as_ref()?.left);
    if let Some(day) = left {
        let at = window.at_exit("transfer");
        let (verdict, says) = if day <= window.day {
            let says = format!("the pupil left on {}", day.long());
            (Verdict::Met, Evidence::speaks_for(says))
        } else {
            let says = format!("the pupil is here until {}", day.long());
            (Verdict::NotMet, Evidence::against(says))
        };
        return Finding::new(verdict, vec![says.at(at)]);
    }
    if let Some((met, says)) = said_at_review(facts, criterion)
        && met
    {
        return Finding::new(Verdict::Met, vec![says]);
    }
    let contacts = window.case.contacts.contacts.iter().enumerate();
    let passed_on = contacts
        .filter(|(_, contact)| window.days.contains(contact.date) && contact.reached)
        .find(|(_, contact)| contact.purpose == Some(Purpose::Transfer));
    if let Some((entry, contact)) = passed_on {
        let at = WrittenAt {
            file: RecordKind::Contacts,
            field: "contacts",
            entry: Some(entry),
            part: None,
        };
        let says = format!("records were passed on, on {}", contact.date.long());
        return Finding::new(Verdict::ForAPerson, vec![Evidence::note(says).at(at)]);
    }
    let says = Evidence::against("nothing says that the pupil has left");
    Finding::new(Verdict::NotMet, vec![says])
}

pub(super) fn consent_withdrawn(facts: &Facts<'_, '_>) -> Finding {
    let window = facts.window;
    let Some(answer) = latest_consent(window.case, ConsentScope::Programme, window.day) else {
        let says = Evidence::against("nobody withdrew consent");
        return Finding::new(Verdict::NotMet, vec![says]);
    };
    let answers = window.case.referral.iter().flat_map(|file| &file.consent);
    let entry = answers.clone().position(|one| std::ptr::eq(one, answer));
    let at = WrittenAt { file: RecordKind::Referral, field: "consent", entry, part: None };
    let on = answer.date.long();
    let (verdict, says) = match answer.answer {
        ConsentAnswer::Withdrawn => {
            (Verdict::Met, Evidence::speaks_for(format!("consent was withdrawn on {on}")))
        }
        ConsentAnswer::Refused => {
            (Verdict::ForAPerson, Evidence::note(format!("consent was refused on {on}")))
        }
        ConsentAnswer::Given => {
            (Verdict::NotMet, Evidence::against(format!("consent was given on {on}")))
        }
        ConsentAnswer::NoReply => {
            (Verdict::NotMet, Evidence::against(format!("no answer so far, asked on {on}")))
        }
    };
    Finding::new(verdict, vec![says.at(at)])
}

pub(super) fn agreed_at_review(facts: &Facts<'_, '_>) -> Finding {
    let window = facts.window;
    let Some(review) = window.review else {
        let says = Evidence::missing("no review is written down in this time on the programme");
        return Finding::new(Verdict::CannotBeTold, vec![says]);
    };
    let at = window.at_review(review, Some("decision"));
    let on = review.date.long();
    match review.decision {
        Some(decision @ (ReviewDecision::Exit | ReviewDecision::ReferOn)) => {
            let says = format!("the review of {on} decided: {decision}");
            Finding::new(Verdict::Met, vec![Evidence::speaks_for(says).at(at)])
        }
        Some(decision) => {
            let says = format!("the review of {on} decided: {decision}");
            Finding::new(Verdict::NotMet, vec![Evidence::against(says).at(at)])
        }
        None => {
            let says = format!("the review of {on} has no decision");
            let at = window.at_review(review, None);
            Finding::new(Verdict::CannotBeTold, vec![Evidence::missing(says).at(at)])
        }
    }
}

/// How many targets are met, as one fact for criteria that a person judges.
pub(super) fn targets_in_short(facts: &Facts<'_, '_>) -> Option<Evidence> {
    let plan = facts.window.plan?;
    let counting = facts.targets.iter().filter(|target| target.state != TargetState::Dropped);
    let all = counting.clone().count();
    if all == 0 {
        return None;
    }
    let met = counting.filter(|target| target.state == TargetState::Met).count();
    let says = format!("of {}: {met} met", counted(all, "target"));
    let weight = if met == all {
        Weight::For
    } else if met == 0 {
        Weight::Against
    } else {
        Weight::Note
    };
    Some(Evidence::new(weight, says).at(facts.window.at_plan(plan, "targets")))
}
