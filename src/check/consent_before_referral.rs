//! A parent's answer about consent dated before the referral.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("consent-before-referral"),
    explanation: "\
## What it finds
A parent's answer about consent that is dated before the referral.

## Why it matters
Consent is given to something: parents cannot well agree to a programme for which their child had not
been referred. Most often the date is wrong, and a consent with a wrong date is worth little when
somebody asks for it.

## What to do
Compare the date with the form. If it is an older, general consent, ask for one for this programme. If
the parents asked for help themselves, the day they did is the day of the referral.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(referred) = view.case.referred_on() else { return };
    let answers = view.case.referral.iter().flat_map(|file| &file.consent).enumerate();
    for (index, _) in answers.filter(|(_, answer)| answer.date < referred) {
        let path = FieldPath::from("consent").item(index).key("date");
        let referral = FieldPath::from("referral").key("date");
        findings.push(
            Finding::warning(
                CHECK.code,
                "this answer about consent is older than the referral",
                view.field(RecordKind::Referral, path),
            )
            .label("answered on this day")
            .see_also(view.field(RecordKind::Referral, referral), "referred on this day")
            .help(
                "compare the date with the form; a general consent is not one for this programme",
            ),
        );
    }
}
