//! Words that belong in the school's safeguarding system and nowhere else.

use super::phrases::Phrases;
use super::{CaseView, Check, Finder, texts};
use crate::diag::{Code, Finding, Place};
use crate::store::School;
use crate::text::FieldPath;
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("safeguarding-detail"),
    explanation: "\
## What it finds
Phrases that tell of harm to a child, or of what is done to protect one, in any text of the records,
withheld or not: `self-harm`, `section 47`, `child protection plan`, `hit by her stepdad` and the like.
It knows few phrases and looks for no meaning, so it can miss much.

## Why it matters
What a child tells about harm belongs in the school's safeguarding system, where the designated lead
reads it the same day. In mentoring notes it may be the only record, seen by too many and found by
nobody; and a printed plan may carry it home.

## What to do
Tell the designated lead today, if that has not been done. Write the detail in the safeguarding system.
Here leave only a pointer, under `concerns` in `contacts.yaml`:

    concerns:
      - date: 2026-10-05
        time: \"10:40\"
        lead: ph
        reference: CP-114

Then take the words out of this entry. They stay in the history of the folder: ask whoever looks after
it what to do about that. If the phrase means something harmless here, accept it on the line above:
`# lm: allow[safeguarding-detail] a book she is reading`.
",
    finder: Finder::Both(find_in_school, find),
};

static PHRASES: Phrases = Phrases::of(
    &[
        "beaten by @family",
        "being abused",
        "being groomed",
        "burned by @family",
        "burnt by @family",
        "child protection case conference",
        "child protection conference",
        "child protection enquir*",
        "child protection investigation",
        "child protection plan",
        "child protection register",
        "county lines",
        "cutting @self !off",
        "disclosed abuse",
        "disclosed being",
        "disclosure of abuse",
        "domestic abuse",
        "domestic violence",
        "emotional abuse",
        "emotionally abused",
        "female genital mutilation",
        "fgm",
        "harmed @self",
        "harming @self",
        "harms @self",
        "hit by @family",
        "inappropriately touched",
        "kicked by @family",
        "kill @self",
        "killing @self",
        "neglected by @family",
        "physical abuse",
        "physically abused",
        "police protection",
        "punched by @family",
        "raped",
        "s47",
        "section 47",
        "self harm*",
        "selfharm*",
        "sexual abuse",
        "sexual assault",
        "sexual exploitation",
        "sexually abused",
        "sexually assaulted",
        "sexually exploited",
        "slapped by @family",
        "smacked by @family",
        "strangled by @family",
        "suicid*",
        "taken an overdose",
        "took an overdose",
        "touched inappropriately",
        "unexplained bruis*",
        "unexplained injur*",
        "wants to die",
    ],
    &[
        "@family beat @them up",
        "@family beats @them up",
        "@family burned @them",
        "@family burnt @them",
        "@family hit @them",
        "@family hits @them",
        "@family kicked @them",
        "@family kicks @them",
        "@family punched @them",
        "@family punches @them",
        "@family slapped @them",
        "@family slaps @them",
        "@family smacked @them",
        "@family smacks @them",
    ],
);

/// Whether a text has such a phrase.
pub fn tells_of_harm(text: &str) -> bool {
    PHRASES.first_in(text).is_some()
}

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    texts::in_case(view.case, &mut |kind, at, said| {
        judge(view.school, said.text, || view.field(kind, at.path()), findings);
    });
}

fn find_in_school(school: &School, findings: &mut Vec<Finding>) {
    for group in &school.groups {
        for (index, session) in group.value.sessions.iter().enumerate() {
            let texts = [("activity", &session.activity), ("progress", &session.progress)];
            for (key, text) in texts {
                let path = || FieldPath::from("sessions").item(index).key(key);
                let place = || Place::field(Arc::clone(&group.file), path());
                judge(school, text.as_deref().unwrap_or_default(), place, findings);
            }
        }
    }
    for record in &school.staff_files {
        for (index, meeting) in record.value.supervision.iter().enumerate() {
            let path = || FieldPath::from("supervision").item(index);
            let place = || Place::field(Arc::clone(&record.file), path().key("raised"));
            judge(school, meeting.raised.as_deref().unwrap_or_default(), place, findings);
            for (line, agreed) in meeting.agreed.iter().enumerate() {
                let path = || path().key("agreed").item(line);
                let place = || Place::field(Arc::clone(&record.file), path());
                judge(school, agreed, place, findings);
            }
        }
    }
}

fn judge(school: &School, text: &str, place: impl FnOnce() -> Place, findings: &mut Vec<Finding>) {
    let Some(found) = PHRASES.first_in(text) else { return };
    let system = school.settings.as_ref().and_then(|one| one.safeguarding.system.as_ref());
    let system =
        system.map_or_else(|| "the safeguarding system".to_owned(), |name| format!("‹{name}›"));
    findings.push(
        Finding::warning(CHECK.code, "this may be safeguarding detail", place())
            .label(format!("says ‹{}›", &text[found]))
            .help(format!(
                "tell the safeguarding lead, move it to {system}, and leave a pointer under `concerns`"
            )),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phrases_are_sorted_so_that_they_are_found() {
        assert!(PHRASES.plain.is_sorted());
        assert!(PHRASES.plain.iter().all(|phrase| phrase.as_bytes()[0].is_ascii_lowercase()));
        assert!(PHRASES.of_family.iter().all(|phrase| phrase.starts_with("@family ")));
    }

    #[test]
    fn detail_is_found_and_everyday_words_are_not() {
        for detail in [
            "Disclosed abuse at home.",
            "He is on a Child Protection plan",
            "child-protection conference on Friday",
            "a section 47 enquiry",
            "Signs of self-harm on her arm",
            "self harming again",
            "said that she was hit by her stepdad",
            "Hit by mum's boyfriend",
            "says Dad slapped him",
            "has been cutting herself",
            "feels suicidal",
            "said she wants to die",
            "there is domestic violence at home",
            "unexplained bruising on both arms",
            "was sexually assaulted",
        ] {
            assert!(PHRASES.first_in(detail).is_some(), "{detail}");
        }
        for harmless in [
            "Confidentiality and child protection explained",
            "told the child protection lead, reference CP-114",
            "the safeguarding lead was told at 10.40",
            "she was hit by a ball at lunchtime",
            "hit by his little brother's toy car",
            "Dad hit the roof about the phone bill",
            "Mum hits the gym on Mondays",
            "cutting himself off from his friends",
            "cutting out shapes by herself",
            "section 4 of the form",
            "killed time in the corridor",
            "bruised his knee at football",
            "neglected his homework",
            "looks after herself",
            "no harm done",
            "his parents kick him out of bed at seven",
            "groomed her pony",
        ] {
            let found = PHRASES.first_in(harmless).map(|place| &harmless[place]);
            assert_eq!(found, None, "{harmless}");
        }
    }
}
