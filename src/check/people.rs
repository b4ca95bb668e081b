//! Walks to everybody who is named in a mentee's files, by staff id or as a person. Parents and the
//! pupil themselves, who stand there as such, are left out.

use super::trail::Trail;
use crate::domain::id::Id;
use crate::domain::record::contacts::ContactsFile;
use crate::domain::record::plan::PlanFile;
use crate::domain::record::ratings::RatingsFile;
use crate::domain::record::referral::ReferralFile;
use crate::domain::record::reviews::ReviewsFile;
use crate::domain::record::sessions::SessionsFile;
use crate::domain::record::{Case, Person, RecordKind, Remark, Signed};

/// How somebody is named.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mention<'a> {
    /// By a staff id alone.
    Staff(&'a Id),
    /// As a person: by staff id, or by role and name.
    Person(&'a Person),
}

impl<'a> Mention<'a> {
    /// The staff id, and whether it stands one key further down.
    pub(super) fn staff(self) -> Option<(&'a Id, bool)> {
        match self {
            Mention::Staff(id) => Some((id, false)),
            Mention::Person(person) => person.staff.as_ref().map(|id| (id, true)),
        }
    }
}

/// What is done with each of them.
pub(super) type Visit<'v, 'a> = &'v mut dyn FnMut(RecordKind, &Trail<'_>, Mention<'a>);

/// Everybody named in a case, file by file from the top.
pub(super) fn in_case<'a>(case: &'a Case, visit: Visit<'_, 'a>) {
    if let Some(file) = &case.referral {
        in_referral(file, &mut Walk { kind: RecordKind::Referral, visit: &mut *visit });
    }
    in_ratings(&case.ratings, &mut Walk { kind: RecordKind::Ratings, visit: &mut *visit });
    in_plans(&case.plan, &mut Walk { kind: RecordKind::Plan, visit: &mut *visit });
    in_sessions(&case.sessions, &mut Walk { kind: RecordKind::Sessions, visit: &mut *visit });
    in_contacts(&case.contacts, &mut Walk { kind: RecordKind::Contacts, visit: &mut *visit });
    in_reviews(&case.reviews, &mut Walk { kind: RecordKind::Reviews, visit });
}

struct Walk<'v, 'a> {
    kind: RecordKind,
    visit: Visit<'v, 'a>,
}

impl<'a> Walk<'_, 'a> {
    fn staff(&mut self, at: &Trail<'_>, key: &str, id: Option<&'a Id>) {
        if let Some(id) = id {
            (self.visit)(self.kind, &at.key(key), Mention::Staff(id));
        }
    }

    fn person(&mut self, at: &Trail<'_>, key: &str, person: Option<&'a Person>) {
        if let Some(person) = person {
            (self.visit)(self.kind, &at.key(key), Mention::Person(person));
        }
    }

    fn people(&mut self, at: &Trail<'_>, key: &str, people: &'a [Person]) {
        let list = at.key(key);
        for (index, person) in people.iter().enumerate() {
            (self.visit)(self.kind, &list.item(index), Mention::Person(person));
        }
    }

    fn signed(&mut self, at: &Trail<'_>, signed: Option<&'a Signed>) {
        self.person(at, "by", signed.and_then(|signed| signed.by.as_ref()));
    }

    fn remarks(&mut self, at: &Trail<'_>, key: &str, remarks: &'a [Remark]) {
        let list = at.key(key);
        for (index, remark) in remarks.iter().enumerate() {
            self.person(&list.item(index), "by", remark.by.as_ref());
        }
    }
}

fn in_referral<'a>(file: &'a ReferralFile, walk: &mut Walk<'_, 'a>) {
    let top = Trail::Top;
    if let Some(referral) = &file.referral {
        let here = top.key("referral");
        walk.person(&here, "by", Some(&referral.by));
        walk.staff(&here, "written_by", referral.written_by.as_ref());
    }
    let list = top.key("prioritised");
    for (index, talk) in file.prioritised.iter().enumerate() {
        walk.people(&list.item(index), "with", &talk.with);
    }
    let list = top.key("decisions");
    for (index, decision) in file.decisions.iter().enumerate() {
        let here = list.item(index);
        walk.people(&here, "by", &decision.by);
        walk.people(&here, "discussed_with", &decision.discussed_with);
        walk.staff(&here, "mentor", decision.mentor.as_ref());
    }
    let list = top.key("hand_overs");
    for (index, one) in file.hand_overs.iter().enumerate() {
        let here = list.item(index);
        walk.staff(&here, "from", one.from.as_ref());
        walk.staff(&here, "to", Some(&one.to));
        walk.people(&here, "decided_by", &one.decided_by);
        walk.staff(&here, "recorded_by", one.recorded_by.as_ref());
    }
    let list = top.key("consent");
    for (index, consent) in file.consent.iter().enumerate() {
        walk.staff(&list.item(index), "recorded_by", consent.recorded_by.as_ref());
    }
    if let Some(baseline) = &file.baseline {
        walk.staff(&top.key("baseline"), "recorded_by", baseline.recorded_by.as_ref());
    }
    if let Some(profile) = &file.profile {
        let profile_at = top.key("profile");
        let list = profile_at.key("agreed");
        for (index, signed) in profile.agreed.iter().enumerate() {
            walk.signed(&list.item(index), Some(signed));
        }
    }
}

fn in_ratings<'a>(file: &'a RatingsFile, walk: &mut Walk<'_, 'a>) {
    let list = Trail::Top.key("ratings");
    for (index, rating) in file.ratings.iter().enumerate() {
        let here = list.item(index);
        walk.person(&here, "respondent", Some(&rating.respondent));
        walk.staff(&here, "scribe", rating.scribe.as_ref());
        walk.staff(&here, "recorded_by", rating.recorded_by.as_ref());
    }
}

fn in_plans<'a>(file: &'a PlanFile, walk: &mut Walk<'_, 'a>) {
    let list = Trail::Top.key("plans");
    for (index, plan) in file.plans.iter().enumerate() {
        let here = list.item(index);
        walk.staff(&here, "key_worker", plan.key_worker.as_ref());
        let changes = here.key("sessions_changed");
        for (index, change) in plan.sessions_changed.iter().enumerate() {
            walk.person(&changes.item(index), "by", change.by.as_ref());
        }
        let targets = here.key("targets");
        for (index, target) in plan.targets.iter().enumerate() {
            let target_at = targets.item(index);
            walk.remarks(&target_at, "feedback", &target.feedback);
            let by = target.outcome.as_ref().and_then(|outcome| outcome.by.as_ref());
            walk.person(&target_at.key("outcome"), "by", by);
        }
        walk.signed(&here.key("approved"), plan.approved.as_ref());
        walk.remarks(&here, "comments", &plan.comments);
        walk.staff(&here, "recorded_by", plan.recorded_by.as_ref());
    }
}

fn in_sessions<'a>(file: &'a SessionsFile, walk: &mut Walk<'_, 'a>) {
    let top = Trail::Top;
    if let Some(meeting) = &file.first_meeting {
        walk.staff(&top.key("first_meeting"), "mentor", meeting.mentor.as_ref());
    }
    let list = top.key("meetings_on_return");
    for (index, meeting) in file.meetings_on_return.iter().enumerate() {
        walk.staff(&list.item(index), "mentor", meeting.mentor.as_ref());
    }
    let list = top.key("sessions");
    for (index, session) in file.sessions.iter().enumerate() {
        let here = list.item(index);
        walk.staff(&here, "mentor", session.mentor.as_ref());
        walk.staff(&here, "recorded_by", session.recorded_by.as_ref());
    }
}

fn in_contacts<'a>(file: &'a ContactsFile, walk: &mut Walk<'_, 'a>) {
    let top = Trail::Top;
    let list = top.key("contacts");
    for (index, contact) in file.contacts.iter().enumerate() {
        let here = list.item(index);
        walk.people(&here, "with", &contact.with);
        walk.staff(&here, "by", contact.by.as_ref());
        if let Some(visit) = &contact.visit {
            walk.people(&here.key("visit"), "present", &visit.present);
        }
        if let Some(follow_up) = &contact.follow_up {
            walk.staff(&here.key("follow_up"), "who", follow_up.who.as_ref());
        }
    }
    let list = top.key("referrals_on");
    for (index, request) in file.referrals_on.iter().enumerate() {
        walk.staff(&list.item(index), "by", request.by.as_ref());
    }
    let list = top.key("concerns");
    for (index, concern) in file.concerns.iter().enumerate() {
        let here = list.item(index);
        walk.staff(&here, "lead", Some(&concern.lead));
        walk.staff(&here, "by", concern.by.as_ref());
    }
}

fn in_reviews<'a>(file: &'a ReviewsFile, walk: &mut Walk<'_, 'a>) {
    let top = Trail::Top;
    let list = top.key("reviews");
    for (index, review) in file.reviews.iter().enumerate() {
        let here = list.item(index);
        walk.person(&here, "conducted_by", review.conducted_by.as_ref());
        walk.people(&here, "present", &review.present);
        walk.people(&here, "contributed", &review.contributed);
        walk.people(&here, "declined", &review.declined);
        walk.people(&here, "decided_by", &review.decided_by);
        walk.staff(&here, "recorded_by", review.recorded_by.as_ref());
    }
    let list = top.key("postponements");
    for (index, put_off) in file.postponements.iter().enumerate() {
        walk.staff(&list.item(index), "by", put_off.by.as_ref());
    }
    let list = top.key("exits");
    for (index, exit) in file.exits.iter().enumerate() {
        let here = list.item(index);
        walk.people(&here, "decided_by", &exit.decided_by);
        let consulted = here.key("consulted");
        for (index, consultation) in exit.consulted.iter().enumerate() {
            walk.person(&consulted.item(index), "with", Some(&consultation.person));
        }
        walk.signed(&here.key("approved"), exit.approved.as_ref());
        walk.staff(&here, "recorded_by", exit.recorded_by.as_ref());
    }
    walk.remarks(&top, "follow_up", &file.follow_up);
    let list = top.key("readmissions");
    for (index, back) in file.readmissions.iter().enumerate() {
        let here = list.item(index);
        walk.person(&here, "asked_by", back.asked_by.as_ref());
        walk.people(&here, "decided_by", &back.decided_by);
        walk.staff(&here, "mentor", back.mentor.as_ref());
    }
}
