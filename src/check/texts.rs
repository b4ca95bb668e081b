//! Walks to everything in a mentee's files that somebody wrote in their own words. Names, places,
//! codes and the titles of things are left out.

use super::trail::Trail;
use crate::domain::choices::Role;
use crate::domain::record::contacts::{Contact, ContactsFile};
use crate::domain::record::plan::{Plan, PlanFile};
use crate::domain::record::ratings::{Answer, RatingsFile};
use crate::domain::record::referral::{Profile, Referral, ReferralFile};
use crate::domain::record::reviews::{Exit, Review, ReviewsFile};
use crate::domain::record::sessions::{FirstMeeting, Session, SessionsFile};
use crate::domain::record::{Case, Person, RecordKind, Remark};

/// Whose words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// Those of a mentor, a teacher or anybody else who writes for the school.
    Staff,
    /// The pupil's or a parent's own.
    Family,
}

/// Some words of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// Whose they are.
    pub(super) voice: Voice,
    /// They stand in an entry that is withheld.
    pub(super) restricted: bool,
}

/// What is done with each text.
pub(super) type Visit<'v, 'a> = &'v mut dyn FnMut(RecordKind, &Trail<'_>, Said<'a>);

/// Every text of a case, file by file from the top.
pub(super) fn in_case<'a>(case: &'a Case, visit: Visit<'_, 'a>) {
    let mut walk =
        Walk { kind: RecordKind::Referral, voice: Voice::Staff, restricted: false, visit };
    if let Some(file) = &case.referral {
        in_referral(file, &mut walk);
    }
    walk.kind = RecordKind::Ratings;
    in_ratings(&case.ratings, &mut walk);
    walk.kind = RecordKind::Plan;
    in_plans(&case.plan, &mut walk);
    walk.kind = RecordKind::Sessions;
    in_sessions(&case.sessions, &mut walk);
    walk.kind = RecordKind::Contacts;
    in_contacts(&case.contacts, &mut walk);
    walk.kind = RecordKind::Reviews;
    in_reviews(&case.reviews, &mut walk);
    walk.kind = RecordKind::Tracking;
    let list = Trail::Top.key("incidents");
    for (index, incident) in case.tracking.incidents.iter().enumerate() {
        walk.says(&list.item(index), "note", incident.note.as_ref());
    }
}

struct Walk<'v, 'a> {
    kind: RecordKind,
    voice: Voice,
    restricted: bool,
    visit: Visit<'v, 'a>,
}

impl<'a> Walk<'_, 'a> {
    fn at(&mut self, at: &Trail<'_>, text: &'a str) {
        let said = Said { text, voice: self.voice, restricted: self.restricted };
        (self.visit)(self.kind, at, said);
    }

    fn says(&mut self, at: &Trail<'_>, key: &str, text: Option<&'a String>) {
        if let Some(text) = text {
            self.at(&at.key(key), text);
        }
    }

    fn lines(&mut self, at: &Trail<'_>, key: &str, lines: &'a [String]) {
        let list = at.key(key);
        for (index, line) in lines.iter().enumerate() {
            self.at(&list.item(index), line);
        }
    }

    /// Does some of the walk in the voice of the family.
    fn family(&mut self, walk: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.voice, Voice::Family);
        walk(self);
        self.voice = before;
    }

    /// Does some of the walk in the voice of this person.
    fn by(&mut self, person: Option<&Person>, walk: impl FnOnce(&mut Self)) {
        let of_family = |role: Role| matches!(role, Role::Pupil | Role::Parent);
        if person.and_then(|person| person.role).is_some_and(of_family) {
            self.family(walk);
        } else {
            walk(self);
        }
    }

    /// Does some of the walk in an entry that is or is not withheld.
    fn entry(&mut self, restricted: bool, walk: impl FnOnce(&mut Self)) {
        self.restricted = restricted;
        walk(self);
        self.restricted = false;
    }

    fn remarks(&mut self, at: &Trail<'_>, key: &str, remarks: &'a [Remark]) {
        let list = at.key(key);
        for (index, remark) in remarks.iter().enumerate() {
            self.entry(remark.restricted, |walk| {
                let text = remark.text.as_ref();
                walk.by(remark.by.as_ref(), |walk| walk.says(&list.item(index), "text", text));
            });
        }
    }
}

fn in_referral<'a>(file: &'a ReferralFile, walk: &mut Walk<'_, 'a>) {
    let top = Trail::Top;
    let list = top.key("parents");
    for (index, parent) in file.parents.iter().enumerate() {
        walk.says(&list.item(index), "safe_contact", parent.safe_contact.as_ref());
    }
    if let Some(referral) = &file.referral {
        walk.by(Some(&referral.by), |walk| in_form(referral, &top.key("referral"), walk));
    }
    let list = top.key("prioritised");
    for (index, talk) in file.prioritised.iter().enumerate() {
        walk.says(&list.item(index), "note", talk.note.as_ref());
    }
    let list = top.key("decisions");
    for (index, decision) in file.decisions.iter().enumerate() {
        walk.says(&list.item(index), "reason", decision.reason.as_ref());
    }
    let list = top.key("hand_overs");
    for (index, one) in file.hand_overs.iter().enumerate() {
        let here = list.item(index);
        walk.at(&here.key("because"), &one.because);
        walk.says(&here, "note", one.note.as_ref());
        walk.says(&here, "declined_because", one.declined_because.as_ref());
    }
    let list = top.key("consent");
    for (index, consent) in file.consent.iter().enumerate() {
        walk.says(&list.item(index), "withhold", consent.withhold.as_ref());
    }
    if let Some(agreement) = &file.agreement {
        walk.says(&top.key("agreement"), "terms", agreement.terms.as_ref());
    }
    if let Some(profile) = &file.profile {
        in_profile(profile, &top.key("profile"), walk);
    }
}

fn in_form<'a>(referral: &'a Referral, here: &Trail<'_>, walk: &mut Walk<'_, 'a>) {
    walk.says(here, "other_reason", referral.other_reason.as_ref());
    walk.says(here, "strengths", referral.strengths.as_ref());
    walk.says(here, "background", referral.background.as_ref());
    walk.says(here, "strategies_tried", referral.strategies_tried.as_ref());
    walk.lines(here, "evidence", &referral.evidence);
    walk.says(here, "from_previous_school", referral.from_previous_school.as_ref());
}

fn in_profile<'a>(profile: &'a Profile, here: &Trail<'_>, walk: &mut Walk<'_, 'a>) {
    walk.says(here, "worked_on", profile.worked_on.as_ref());
    for (key, list) in [("strengths", &profile.strengths), ("needs", &profile.needs)] {
        let list_at = here.key(key);
        for (index, noted) in list.iter().enumerate() {
            walk.at(&list_at.item(index).key("what"), &noted.what);
        }
    }
    walk.says(here, "usual_behaviour", profile.usual_behaviour.as_ref());
    walk.lines(here, "triggers", &profile.triggers);
    walk.lines(here, "protective", &profile.protective);
    walk.lines(here, "what_helps", &profile.what_helps);
    walk.lines(here, "what_does_not", &profile.what_does_not);
    walk.family(|walk| walk.says(here, "in_my_own_words", profile.in_my_own_words.as_ref()));
    walk.lines(here, "support_in_place", &profile.support_in_place);
}

fn in_ratings<'a>(file: &'a RatingsFile, walk: &mut Walk<'_, 'a>) {
    let list = Trail::Top.key("ratings");
    for (index, rating) in file.ratings.iter().enumerate() {
        let here = list.item(index);
        let marks = here.key("marks");
        walk.entry(rating.restricted, |walk| {
            walk.by(Some(&rating.respondent), |walk| {
                for (item, answer) in &rating.marks {
                    if let Answer::Text(text) = answer {
                        walk.at(&marks.key(item.as_str()), text);
                    }
                }
                walk.says(&here, "comment", rating.comment.as_ref());
            });
        });
    }
}

fn in_plans<'a>(file: &'a PlanFile, walk: &mut Walk<'_, 'a>) {
    let list = Trail::Top.key("plans");
    for (index, plan) in file.plans.iter().enumerate() {
        in_plan(plan, &list.item(index), walk);
    }
}

fn in_plan<'a>(plan: &'a Plan, here: &Trail<'_>, walk: &mut Walk<'_, 'a>) {
    walk.says(here, "focus", plan.focus.as_ref());
    walk.says(here, "extra_or_different", plan.extra_or_different.as_ref());
    walk.lines(here, "strategies", &plan.strategies);
    walk.lines(here, "resources", &plan.resources);
    walk.lines(here, "adjustments", &plan.adjustments);
    let list = here.key("targets");
    for (index, target) in plan.targets.iter().enumerate() {
        let target_at = list.item(index);
        walk.family(|walk| walk.at(&target_at.key("target"), &target.target));
        let steps = target_at.key("steps");
        for (index, step) in target.steps.iter().enumerate() {
            walk.at(&steps.item(index).key("step"), &step.step);
        }
        walk.says(&target_at, "success", target.success.as_ref());
        walk.remarks(&target_at, "feedback", &target.feedback);
        let evidence = target.outcome.as_ref().and_then(|outcome| outcome.evidence.as_ref());
        walk.says(&target_at.key("outcome"), "evidence", evidence);
    }
    let list = here.key("sessions_changed");
    for (index, change) in plan.sessions_changed.iter().enumerate() {
        walk.says(&list.item(index), "because", change.because.as_ref());
    }
    if let Some(ending) = &plan.ending {
        let ending_at = here.key("ending");
        walk.says(&ending_at, "how", ending.how.as_ref());
        walk.lines(&ending_at, "what_helps_me", &ending.what_helps_me);
    }
    walk.remarks(here, "comments", &plan.comments);
}

fn in_sessions<'a>(file: &'a SessionsFile, walk: &mut Walk<'_, 'a>) {
    let top = Trail::Top;
    if let Some(meeting) = &file.first_meeting {
        in_meeting(meeting, &top.key("first_meeting"), walk);
    }
    let list = top.key("meetings_on_return");
    for (index, meeting) in file.meetings_on_return.iter().enumerate() {
        in_meeting(meeting, &list.item(index), walk);
    }
    let list = top.key("sessions");
    for (index, session) in file.sessions.iter().enumerate() {
        walk.entry(session.restricted, |walk| in_session(session, &list.item(index), walk));
    }
}

fn in_meeting<'a>(meeting: &'a FirstMeeting, here: &Trail<'_>, walk: &mut Walk<'_, 'a>) {
    walk.family(|walk| {
        walk.says(here, "feelings", meeting.feelings.as_ref());
        walk.says(here, "questions", meeting.questions.as_ref());
    });
}

fn in_session<'a>(session: &'a Session, here: &Trail<'_>, walk: &mut Walk<'_, 'a>) {
    walk.says(here, "progress", session.progress.as_ref());
    walk.says(here, "this_week", session.this_week.as_ref());
    walk.family(|walk| walk.says(here, "pupil_said", session.pupil_said.as_ref()));
    walk.says(here, "next", session.next.as_ref());
    let promises = here.key("promises");
    for (index, promise) in session.promises.iter().enumerate() {
        walk.at(&promises.item(index).key("what"), &promise.what);
    }
}

fn in_contacts<'a>(file: &'a ContactsFile, walk: &mut Walk<'_, 'a>) {
    let top = Trail::Top;
    let list = top.key("contacts");
    for (index, contact) in file.contacts.iter().enumerate() {
        walk.entry(contact.restricted, |walk| in_contact(contact, &list.item(index), walk));
    }
    let list = top.key("referrals_on");
    for (index, request) in file.referrals_on.iter().enumerate() {
        let here = list.item(index);
        walk.says(&here, "reason", request.reason.as_ref());
        walk.says(&here, "outcome", request.outcome.as_ref());
    }
    let list = top.key("concerns");
    for (index, concern) in file.concerns.iter().enumerate() {
        walk.says(&list.item(index), "reference", concern.reference.as_ref());
    }
}

fn in_contact<'a>(contact: &'a Contact, here: &Trail<'_>, walk: &mut Walk<'_, 'a>) {
    walk.says(here, "note", contact.note.as_ref());
    walk.family(|walk| walk.says(here, "reply", contact.reply.as_ref()));
    if let Some(meeting) = &contact.meeting {
        let here = here.key("meeting");
        walk.says(&here, "summary", meeting.summary.as_ref());
        walk.lines(&here, "actions", &meeting.actions);
        walk.lines(&here, "target_areas", &meeting.target_areas);
    }
    if let Some(visit) = &contact.visit {
        let here = here.key("visit");
        walk.says(&here, "discussion", visit.discussion.as_ref());
        walk.lines(&here, "agreed", &visit.agreed);
        walk.says(&here, "risks", visit.risks.as_ref());
    }
    if let Some(follow_up) = &contact.follow_up {
        walk.at(&here.key("follow_up").key("what"), &follow_up.what);
    }
}

fn in_reviews<'a>(file: &'a ReviewsFile, walk: &mut Walk<'_, 'a>) {
    let top = Trail::Top;
    let list = top.key("reviews");
    for (index, review) in file.reviews.iter().enumerate() {
        in_review(review, &list.item(index), walk);
    }
    let list = top.key("exits");
    for (index, exit) in file.exits.iter().enumerate() {
        in_exit(exit, &list.item(index), walk);
    }
    walk.remarks(&top, "follow_up", &file.follow_up);
    let list = top.key("readmissions");
    for (index, back) in file.readmissions.iter().enumerate() {
        walk.at(&list.item(index).key("reason"), &back.reason);
    }
}

fn in_review<'a>(review: &'a Review, here: &Trail<'_>, walk: &mut Walk<'_, 'a>) {
    let list = here.key("progress");
    for (index, progress) in review.progress.iter().enumerate() {
        walk.says(&list.item(index), "note", progress.note.as_ref());
    }
    let list = here.key("criteria");
    for (index, criterion) in review.criteria.iter().enumerate() {
        walk.says(&list.item(index), "evidence", criterion.evidence.as_ref());
    }
    walk.says(here, "still_needed", review.still_needed.as_ref());
    walk.says(here, "teacher_view", review.teacher_view.as_ref());
    walk.family(|walk| {
        walk.says(here, "pupil_view", review.pupil_view.as_ref());
        walk.says(here, "parent_view", review.parent_view.as_ref());
    });
    walk.says(here, "reason", review.reason.as_ref());
}

fn in_exit<'a>(exit: &'a Exit, here: &Trail<'_>, walk: &mut Walk<'_, 'a>) {
    walk.says(here, "circumstances", exit.circumstances.as_ref());
    let list = here.key("consulted");
    for (index, asked) in exit.consulted.iter().enumerate() {
        walk.by(Some(&asked.person), |walk| {
            walk.says(&list.item(index), "view", asked.view.as_ref());
        });
    }
    walk.lines(here, "approaches_tried", &exit.approaches_tried);
    walk.says(here, "referred_on_to", exit.referred_on_to.as_ref());
    walk.family(|walk| {
        walk.says(here, "in_my_own_words", exit.in_my_own_words.as_ref());
        walk.lines(here, "keeping_it_up", &exit.keeping_it_up);
    });
    walk.says(here, "summary", exit.summary.as_ref());
}
