//! What is missing in a case that has a place: a contact, a mentor, days and measures of targets,
//! and word to those who should have it.

use super::{Matter, MatterKind};
use crate::domain::calendar::Span;
use crate::domain::case::arranged::{Arranged, arranged};
use crate::domain::case::episode::{Episode, episodes};
use crate::domain::case::facts::is_open_target;
use crate::domain::case::meetings::first_meetings;
use crate::domain::case::stage::{AsOf, CaseStage};
use crate::domain::case::standing::Standing;
use crate::domain::case::steps::WrittenAt;
use crate::domain::choices::Role;
use crate::domain::date::Date;
use crate::domain::policy::{Need, Policy, StepId};
use crate::domain::record::contacts::Purpose;
use crate::domain::record::reviews::ReviewDecision;
use crate::domain::record::{Case, Person, RecordKind, is_said};
use crate::domain::target_words::is_counted;

/// All of it.
pub(super) fn all(case: &Case, stage: &CaseStage<'_>, as_of: &AsOf<'_>, found: &mut Vec<Matter>) {
    let all = episodes(case, as_of.policies, as_of.on);
    let (Some(episode), Some(version)) = (all.last(), stage.version) else { return };
    let policy = &version.policy;
    if case.mentor(as_of.on).is_none() {
        found.push(Matter::new(MatterKind::NoMentor, None, None));
    }
    found.extend(no_contact(case, stage, as_of, policy, episode));
    found.extend(referrer(case, policy, episode, as_of.on));
    found.extend(plan(case, policy, episode, as_of.on));
    found.extend(parents(case, policy, episode, as_of.on));
    targets(case, as_of, found);
}

/// The silence since the last contact. A session with a group is contact.
fn no_contact(
    case: &Case,
    stage: &CaseStage<'_>,
    as_of: &AsOf<'_>,
    policy: &Policy,
    episode: &Episode<'_>,
) -> Option<Matter> {
    if stage.standing == Standing::ReducedMonitoring {
        return None;
    }
    let allowed = policy.sessions.no_contact_days?;
    let held = arranged(case).filter(Arranged::is_held).map(|one| one.date);
    let meeting = first_meetings(case).map(|(_, one)| one.date);
    let contacts = case.contacts.contacts.iter().filter(|one| one.reached).map(|one| one.date);
    let reviews = case.reviews.reviews.iter().map(|one| one.date);
    let worked: Vec<Date> = held.chain(meeting).filter(|day| *day <= as_of.on).collect();
    let met = worked.iter().any(|day| *day >= episode.from);
    let others = contacts.chain(reviews).filter(|day| *day <= as_of.on);
    let last = worked.into_iter().chain(others).chain([episode.from]).max()?;
    let by = as_of.school_days.due_day(last.add_days(i64::from(allowed))).day;
    (by < as_of.on)
        .then(|| Matter::new(MatterKind::NoContact { last, allowed, met }, Some(by), None))
}

/// A decision of which the referrer was not told.
fn referrer(case: &Case, policy: &Policy, episode: &Episode<'_>, on: Date) -> Option<Matter> {
    let file = case.referral.as_ref()?;
    let told = |day: Option<Date>| day.is_some_and(|day| day <= on);
    let (entry, decision) = file
        .decisions
        .iter()
        .enumerate()
        .find(|(_, one)| one.date == episode.from)
        .filter(|_| policy.requires(StepId::Decision))?;
    let by = &file.referral.as_ref()?.by;
    let knows = decision.by.contains(by)
        || by.staff.is_some() && (by.staff == decision.mentor)
        || file.decisions.iter().any(|one| told(one.acknowledged));
    let at = WrittenAt {
        file: RecordKind::Referral,
        field: "decisions",
        entry: Some(entry),
        part: None,
    };
    let kind = MatterKind::ReferrerNotTold { decided: decision.date };
    (!knows).then(|| Matter::new(kind, None, Some(at)))
}

/// A plan of which the parents have no copy.
fn plan(case: &Case, policy: &Policy, episode: &Episode<'_>, on: Date) -> Option<Matter> {
    let plan = case.plan_in_force(on).filter(|plan| plan.starts >= episode.from)?;
    let entry = case.plan.plans.iter().position(|one| std::ptr::eq(one, plan))?;
    let told = |day: Option<Date>| day.is_some_and(|day| day <= on);
    let has = told(plan.copy_to_parents)
        || told(plan.discussed_with_parents)
        || plan.parent_present == Some(true)
        || parents_heard(case, Purpose::PlanShared, Span { from: plan.starts, to: on });
    let at = WrittenAt { file: RecordKind::Plan, field: "plans", entry: Some(entry), part: None };
    let kind = MatterKind::PlanNotCopied { starts: plan.starts };
    (policy.plan.parent_copy == Need::Required && !has).then(|| Matter::new(kind, None, Some(at)))
}

/// A review of whose outcome the parents were not told. An ending has its own step for that.
fn parents(case: &Case, policy: &Policy, episode: &Episode<'_>, on: Date) -> Option<Matter> {
    let reviews = case.reviews.reviews.iter().enumerate();
    let inside = reviews.filter(|(_, one)| (episode.from..=on).contains(&one.date));
    let (entry, last) = inside.max_by_key(|(_, one)| one.date)?;
    let told = last.parents_told.is_some_and(|day| day <= on)
        || last.present.iter().any(is_parent)
        || parents_heard(case, Purpose::ReviewOutcome, Span { from: last.date, to: on });
    let goes_on = last.decision.is_some_and(|decision| decision != ReviewDecision::Exit);
    let at =
        WrittenAt { file: RecordKind::Reviews, field: "reviews", entry: Some(entry), part: None };
    let asked = policy.review.tell_parents == Need::Required && goes_on;
    let letter = last.decision.and_then(|decision| policy.review.letters.get(&decision)).cloned();
    let kind = MatterKind::ParentsNotTold { reviewed: last.date, letter };
    (asked && !told).then(|| Matter::new(kind, None, Some(at)))
}

/// Whether a contact on these days told the parents about something.
fn parents_heard(case: &Case, what: Purpose, days: Span) -> bool {
    case.contacts.contacts.iter().any(|contact| {
        days.contains(contact.date)
            && contact.reached
            && contact.purpose == Some(what)
            && (contact.with.is_empty() || contact.with.iter().any(is_parent))
    })
}

fn is_parent(person: &Person) -> bool {
    person.role == Some(Role::Parent)
}

/// Open targets whose day has passed, and those that have no day or no measure.
fn targets(case: &Case, as_of: &AsOf<'_>, found: &mut Vec<Matter>) {
    let on = as_of.on;
    let Some(plan) = case.plan_in_force(on) else { return };
    let entry = case.plan.plans.iter().position(|one| std::ptr::eq(one, plan));
    let at = |part| WrittenAt { file: RecordKind::Plan, field: "plans", entry, part };
    let open = || plan.targets.iter().filter(|target| is_open_target(target, on));
    let past = || open().filter_map(|target| Some((target.by.filter(|by| *by < on)?, target)));
    if let Some(first) = past().map(|(by, _)| by).min() {
        let kind = MatterKind::TargetsPast(past().map(|(_, target)| target.id.clone()).collect());
        found.push(Matter::new(kind, Some(first), Some(at(Some("targets")))));
    }
    let undated = open().filter(|target| target.by.is_none()).count();
    let unmeasured = open()
        .filter(|target| {
            target.measure.is_none()
                && !is_said(target.success.as_ref())
                && !is_counted(&target.target)
        })
        .count();
    if undated + unmeasured > 0 {
        let kind = MatterKind::Targets { undated, unmeasured };
        found.push(Matter::new(kind, None, Some(at(Some("targets")))));
    }
}
