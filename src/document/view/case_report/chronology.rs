//! Everything about a case that has a day, in one line each. Source: features K12.

use super::super::Sources;
use crate::domain::case::arranged;
use crate::domain::date::Date;
use crate::domain::instrument::Instruments;
use crate::domain::record::Person;
use crate::domain::record::contacts::ContactType;
use serde::Serialize;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventView {
    /// The day.
    pub date: Date,
    /// What, in one line.
    pub what: String,
}

/// Events so far.
struct Events<'s> {
    sources: &'s Sources<'s>,
    found: Vec<EventView>,
}

/// Every event on or before the day, oldest first; of an entry that is kept back only that there
/// is one.
pub(super) fn of(
    sources: &Sources<'_>,
    instruments: &Instruments,
    withheld: &[Date],
) -> Vec<EventView> {
    let mut events = Events { sources, found: Vec::new() };
    events.beginning();
    events.ratings(instruments);
    events.work();
    events.contacts();
    events.reviews();
    for day in withheld {
        events.add(*day, "one restricted entry");
    }
    let mut found = events.found;
    // Stable: on one day the order of the process.
    found.sort_by_key(|event| event.date);
    found
}

/// The kind of a contact before those with whom it was made.
fn how(kind: ContactType, with_nobody: bool) -> String {
    let link = match kind {
        _ if with_nobody => "",
        ContactType::Letter | ContactType::Email | ContactType::Text | ContactType::Visit => " to ",
        ContactType::Phone => " call with ",
        ContactType::InPerson => ", with ",
        _ => " with ",
    };
    format!("{kind}{link}")
}

impl Events<'_> {
    fn add(&mut self, date: Date, what: impl Into<String>) {
        if date <= self.sources.today {
            self.found.push(EventView { date, what: what.into() });
        }
    }

    fn who(&self, person: &Person) -> String {
        self.sources.somebody(person)
    }

    fn beginning(&mut self) {
        let case = self.sources.case;
        let Some(file) = &case.referral else { return };
        if let Some(referral) = &file.referral {
            self.add(referral.date, format!("referred by {}", self.who(&referral.by)));
        }
        for talk in &file.prioritised {
            self.add(talk.date, "talked over and prioritised");
        }
        for decision in &file.decisions {
            let outcomes: Vec<_> = decision.outcome.iter().map(|one| one.label()).collect();
            self.add(decision.date, format!("decision: {}", outcomes.join(", ")));
        }
        for one in &file.hand_overs {
            let to = self.who(&Person { staff: Some(one.to.clone()), ..Person::default() });
            let what = if one.until.is_some() { "cover" } else { "hand-over" };
            self.add(one.date, format!("{what}: {to} was asked"));
            if let Some(day) = one.accepted {
                self.add(day, format!("{what}: taken on by {to}"));
            }
            if let Some(day) = one.declined {
                self.add(day, format!("{what}: {to} said no"));
            }
        }
        for answer in &file.consent {
            self.add(answer.date, format!("consent: {}", answer.answer));
        }
        if let Some(agreement) = &file.agreement {
            for (day, who) in [
                (agreement.signed_by_pupil, "the pupil"),
                (agreement.signed_by_mentor, "the mentor"),
                (agreement.signed_by_parent, "a parent"),
            ] {
                if let Some(day) = day {
                    self.add(day, format!("agreement signed by {who}"));
                }
            }
        }
    }

    fn ratings(&mut self, instruments: &Instruments) {
        for rating in &self.sources.case.ratings.ratings {
            let known = instruments.get(&rating.instrument);
            let title =
                known.map_or_else(|| rating.instrument.to_string(), |one| one.title.clone());
            let answered = if rating.declined { "not answered" } else { "answered" };
            let who = self.who(&rating.respondent);
            self.add(rating.date, format!("{title} ({}), {answered} by {who}", rating.phase));
        }
    }

    fn work(&mut self) {
        let case = self.sources.case;
        if let Some(meeting) = &case.sessions.first_meeting {
            self.add(meeting.date, "first meeting with the pupil");
        }
        for meeting in &case.sessions.meetings_on_return {
            self.add(meeting.date, "first meeting after the return");
        }
        for plan in &case.plan.plans {
            let count = plan.targets.len();
            let targets = if count == 1 { "target" } else { "targets" };
            self.add(plan.starts, format!("plan with {count} {targets}"));
            for target in &plan.targets {
                if let Some(outcome) = &target.outcome {
                    let words = target.target.trim();
                    self.add(outcome.date, format!("target {}: {words}", outcome.result));
                }
            }
        }
        for session in arranged(case) {
            let reason = session.reason.map_or_else(String::new, |reason| format!(" ({reason})"));
            let what = if session.group.is_some() { "session with a group" } else { "session" };
            self.add(session.date, format!("{what}: {}{reason}", session.attendance));
        }
    }

    fn contacts(&mut self) {
        let case = self.sources.case;
        for contact in &case.contacts.contacts {
            let with: Vec<_> = contact.with.iter().map(|person| self.who(person)).collect();
            let how = how(contact.kind, with.is_empty());
            let with = with.join(", ");
            let purpose = contact.purpose.map_or_else(String::new, |one| format!(": {one}"));
            let tried = if contact.reached { "" } else { ", nobody reached" };
            self.add(contact.date, format!("{how}{with}{purpose}{tried}"));
        }
        for request in &case.contacts.referrals_on {
            let to = request.agency.clone().unwrap_or_else(|| request.to.label().to_owned());
            self.add(request.date, format!("request to {to}"));
            if let Some(day) = request.replied {
                self.add(day, format!("reply from {to}"));
            }
        }
        for concern in &case.contacts.concerns {
            let lead = self.sources.staff(&concern.lead);
            let lead = lead.map_or_else(|| concern.lead.to_string(), |lead| lead.name);
            let reference = concern.reference.as_deref().unwrap_or("no reference written down");
            self.add(concern.date, format!("safeguarding lead told: {lead} ({reference})"));
        }
    }

    fn reviews(&mut self) {
        let reviews = &self.sources.case.reviews;
        for review in &reviews.reviews {
            let decision = review.decision.map_or("no decision written down", |one| one.label());
            self.add(review.date, format!("review: {decision}"));
        }
        for put_off in &reviews.postponements {
            self.add(put_off.date, format!("review put off to {}", put_off.to.long()));
        }
        for exit in &reviews.exits {
            let policy = self.sources.policies.in_force(exit.date);
            let label = |id| policy.and_then(|policy| policy.exit_criterion(id));
            let reasons: Vec<String> = (exit.criteria.iter())
                .map(|id| label(id).map_or_else(|| id.to_string(), |one| one.label.clone()))
                .collect();
            self.add(exit.date, format!("programme ended: {}", reasons.join(", ")));
        }
        for back in &reviews.readmissions {
            self.add(back.date, "back on the programme");
        }
        for entry in &reviews.follow_up {
            self.add(entry.date, "lighter support after the end");
        }
    }
}
