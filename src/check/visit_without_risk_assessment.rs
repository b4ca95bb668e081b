//! An off-site visit whose risks nobody looked at beforehand, or of which the line manager knows
//! nothing.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::date::Date;
use crate::domain::record::RecordKind;
use crate::domain::record::contacts::Visit;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("visit-without-risk-assessment"),
    explanation: "\
## What it finds
A visit off the school's site that was made without a risk assessment, with one from after the visit
or from more than a year before it; and risks that were written down without a copy to the line
manager.

    visit:
      place: home
      risk_assessed: 2026-09-14          # made or last read, before the visit
      risks: A loose dog in the lane
      copy_to_line_manager: 2026-09-16   # so that somebody else knows

## Why it matters
Whoever goes to a home alone should have thought about it before, and somebody at school should
know. Homes change: after about a year an assessment is looked at anew.

## What to do
Write down the day on which the assessment was made or last read, and give the line manager a copy of
what you found. Was there none, make one before the next visit and say so in the note.
",
    finder: Finder::Case(find),
};

const MONTHS: i32 = 12;

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Contacts]) {
        return;
    }
    for (at, contact) in view.case.contacts.contacts.iter().enumerate() {
        let Some(visit) = contact.visit.as_ref().filter(|_| contact.reached) else { continue };
        let path = || FieldPath::from("contacts").item(at).key("visit");
        if let Some((message, key, help)) = what_is_wrong(visit, contact.date) {
            let place = view.field(RecordKind::Contacts, path().key(key));
            findings.push(Finding::warning(CHECK.code, message, place).help(help));
        }
        if visit.risks.is_some() && visit.copy_to_line_manager.is_none() {
            let message = "the line manager was given no copy of the risks of this visit";
            let place = view.field(RecordKind::Contacts, path().key("risks"));
            let help = "give them one, and write the day down as `copy_to_line_manager`";
            findings.push(Finding::warning(CHECK.code, message, place).help(help));
        }
    }
}

/// What is wrong with the assessment of a visit, the key that shows it, and what to do.
fn what_is_wrong(visit: &Visit, day: Date) -> Option<(&'static str, &'static str, &'static str)> {
    let look = "look the day up; make a new one before the next visit";
    match visit.risk_assessed {
        None => Some((
            "this visit was made without a risk assessment",
            "place",
            "write down the day on which it was made or last read as `risk_assessed`",
        )),
        Some(assessed) if assessed > day => {
            Some(("the risk assessment is from after the visit", "risk_assessed", look))
        }
        Some(assessed) if assessed.add_months(MONTHS) < day => {
            let message = "the risk assessment was more than a year old at this visit";
            Some((message, "risk_assessed", look))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assessment_holds_for_a_year_from_its_day() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let wrong = |assessed: Option<&str>| {
            let visit = serde_json::json!({ "place": "home", "risk_assessed": assessed });
            let visit: Visit = serde_json::from_value(visit).expect("a visit");
            what_is_wrong(&visit, day("2026-09-14")).map(|(_, key, _)| key)
        };
        assert_eq!(wrong(None), Some("place"));
        assert_eq!(wrong(Some("2026-09-15")), Some("risk_assessed"));
        assert_eq!(wrong(Some("2026-09-14")), None);
        assert_eq!(wrong(Some("2025-09-14")), None);
        assert_eq!(wrong(Some("2025-09-13")), Some("risk_assessed"));
    }
}
