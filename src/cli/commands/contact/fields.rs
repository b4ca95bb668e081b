//! The fields of a contact: their flags and questions. Which of them are asked follows from how
//! contact was made.

use super::Arguments;
use crate::cli::entry::{Draft, Field, agencies, choices};
use crate::cli::recording::OpenCase;
use crate::domain::letter::Letter;
use crate::domain::record::contacts::{ContactType, Purpose, Situation};
use serde_json::{Value as Json, json};

pub(super) fn all(given: &Arguments, open: &OpenCase) -> Vec<Field<'static>> {
    let mut fields = Vec::from(how_and_with_whom(given, open));
    fields.extend(what_was_said(given));
    fields.extend(meeting(given));
    fields.extend(visit(given, open));
    fields.extend([
        Field::words("follow_up.what", "--follow-up")
            .given(&given.follow_up)
            .asks("What must be done next?", "Leave it empty if nothing must"),
        Field::day("follow_up.by", "--follow-up-by")
            .given(&given.follow_up_by)
            .asks("By when?", "For example friday; lm today reminds you")
            .when(|draft| draft.contains_key("follow_up")),
        Field::staff("follow_up.who", "--follow-up-who").given(&given.follow_up_who),
        Field::id("letter", "--letter").given(&given.letter),
        Field::yes_no("restricted", "--restricted").given_if(given.restricted),
    ]);
    fields
}

/// Whether it is something written, which nobody has to be there for.
fn is_written(draft: &Draft) -> bool {
    matches!(how(draft), Some("letter" | "email" | "text" | "planner"))
}

fn is_meeting(draft: &Draft) -> bool {
    was_reached(draft) && matches!(how(draft), Some("meeting" | "parents-evening"))
}

/// Whether a visit was made, and not only tried.
fn is_visit(draft: &Draft) -> bool {
    was_reached(draft) && how(draft) == Some("visit")
}

fn was_reached(draft: &Draft) -> bool {
    draft.get("reached") != Some(&json!(false))
}

fn how(draft: &Draft) -> Option<&str> {
    draft.get("type").and_then(Json::as_str)
}

/// Those to whom letters go: the parents, without whoever is not written to.
fn addressees(open: &OpenCase) -> Vec<String> {
    let parents = open.case.referral.iter().flat_map(|file| &file.parents);
    parents.filter(|parent| !parent.no_letters).map(|parent| parent.name.clone()).collect()
}

fn how_and_with_whom(given: &Arguments, open: &OpenCase) -> [Field<'static>; 4] {
    let is_letter = given.letter.is_some();
    let with =
        if is_letter && given.with.is_empty() { addressees(open) } else { given.with.clone() };
    let kind = given.kind.clone().or_else(|| is_letter.then(|| "letter".to_owned()));
    let types =
        choices("a way to make contact", ContactType::ALL, ContactType::code, ContactType::label);
    let not_reached = given.not_reached.then(|| "no".to_owned());
    [
        Field::day("date", "--on")
            .given(&given.on)
            .asks("Day", "The day of the contact")
            .or_today(),
        Field::one_of("type", "--type", types)
            .given(&kind)
            .asks("How?", "Phone, letter, meeting …")
            .needed(),
        Field::person("with", "--with").several().given(&with).asks(
            "With whom?",
            "A short id, a parent's name, or a role and a name: police: PC Hart",
        ),
        Field::yes_no("reached", "--not-reached")
            .given(&not_reached)
            .asks("Was somebody reached?", "No when it was only tried")
            .or(Some("yes"))
            .when(|draft| !is_written(draft)),
    ]
}

fn what_was_said(given: &Arguments) -> [Field<'static>; 5] {
    let letter = given.letter.as_deref().and_then(Letter::from_code);
    let purpose =
        given.purpose.clone().or_else(|| letter.map(|letter| letter.purpose().code().to_owned()));
    let purposes = choices("a purpose", Purpose::ALL, Purpose::code, Purpose::label);
    [
        Field::one_of("purpose", "--purpose", purposes)
            .given(&purpose)
            .asks("What for?", "Some purposes show that a step of the programme was done"),
        Field::words("note", "--note")
            .given(&given.note)
            .asks("Reason and outcome", "Briefly; parents may read it one day"),
        Field::time("time", "--at")
            .given(&given.at)
            .asks("At what time?", "For example 15:10")
            .when(is_visit),
        Field::whole("minutes", "--minutes")
            .given(&given.minutes)
            .asks("How many minutes?", "As long as it really was")
            .when(|draft| was_reached(draft) && !is_written(draft)),
        Field::words("reply", "--reply").given(&given.reply),
    ]
}

/// The form of a meeting with pupil and parents. Source: domain §5.
fn meeting(given: &Arguments) -> [Field<'static>; 4] {
    let points = choices("a point", Situation::ALL, Situation::code, Situation::label);
    [
        Field::one_of("meeting.situation", "--situation", points)
            .given(&given.situation)
            .asks("At what point of the programme?", "Leave it empty if it is none of these")
            .when(is_meeting),
        Field::words("meeting.summary", "--summary")
            .given(&given.summary)
            .asks("What was said?", "The summary of the meeting, for those who were not there")
            .when(is_meeting),
        Field::line("meeting.target_areas", "--target-area")
            .several()
            .given(&given.target_area)
            .asks("A barrier or an area for a target", "One a line; an empty line ends the list")
            .when(|draft| {
                is_meeting(draft) && draft.get("purpose") == Some(&json!("planning-meeting"))
            }),
        Field::line("meeting.actions", "--action")
            .several()
            .given(&given.action)
            .asks("A recommendation or action", "One a line; an empty line ends the list")
            .when(is_meeting),
    ]
}

/// The form of an off-site visit. Source: domain §5; features F6, F7.
fn visit(given: &Arguments, open: &OpenCase) -> Vec<Field<'static>> {
    let has_place = |draft: &Draft| draft.contains_key("visit");
    vec![
        Field::line("visit.place", "--visit-place")
            .given(&given.visit_place)
            .asks("Where was the visit?", "The place off the school's site, for example home")
            .when(is_visit),
        Field::line("visit.address", "--visit-address")
            .several()
            .given(&given.visit_address)
            .asks("A line of its address", "Leave it empty for the family's own home")
            .when(has_place),
        Field::line("visit.phone", "--visit-phone")
            .given(&given.visit_phone)
            .asks("Its telephone", "Leave it empty for the family's own home")
            .when(has_place),
        Field::person("visit.present", "--visit-present")
            .several()
            .given(&given.visit_present)
            .asks(
                "Who was there?",
                "A short id, a parent's name, a role such as pupil, or role: name",
            )
            .when(has_place),
        Field::line("visit.agencies", "--visit-agency")
            .several()
            .given(&given.visit_agency)
            .asks("Another agency that was there", "Its name; an empty line ends the list")
            .offers(agencies(&open.school))
            .when(has_place),
        Field::words("visit.discussion", "--discussed")
            .given(&given.discussed)
            .asks("What was talked about?", "Briefly; the family may read it one day")
            .when(has_place),
        Field::line("visit.agreed", "--agreed")
            .several()
            .given(&given.agreed)
            .asks("Something that was agreed", "One a line; an empty line ends the list")
            .when(has_place),
        Field::day("visit.risk_assessed", "--risk-assessed")
            .given(&given.risk_assessed)
            .asks("When was the risk assessment made or last read?", "Before the visit")
            .when(has_place),
        Field::words("visit.risks", "--risks")
            .given(&given.risks)
            .asks(
                "Risks for the line manager to know of",
                "For example a dog; what keeps a child safe belongs in the safeguarding system",
            )
            .when(has_place),
        Field::day("visit.copy_to_line_manager", "--copy-to-line-manager")
            .given(&given.copy_to_line_manager)
            .asks("When was the line manager given a copy?", "Leave it empty if still to be done")
            .when(has_place),
    ]
}
