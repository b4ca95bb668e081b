//! A pupil on the programme, and no parent who could be written to or called.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::referral::{Decision, Parent};
use crate::domain::record::{RecordKind, is_said};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("no-way-to-reach-parents"),
    explanation: "\
## What it finds
A pupil who was given a place, and no parent or carer with an address, a telephone number or an
email address. A parent for whom `safe_contact` says how contact is made, or that it must not be
tried, counts as reachable.

## Why it matters
Parents are told about the programme, the plan and every review; and when something happens, there
is no time to look for a number.

## What to do
Ask the school office, and write under `parents` at least one way to reach one of them. A social
worker or foster carer stands there too. If nobody may be contacted, write that as `safe_contact`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(file) = &view.case.referral else { return };
    let place = file.decisions.iter().position(Decision::gives_a_place);
    let Some(decision) = place else { return };
    if file.parents.iter().any(can_be_reached) || !view.can_judge_absence(&[RecordKind::Referral]) {
        return;
    }
    let (message, at) = if file.parents.is_empty() {
        ("no parent or carer is written down", FieldPath::from("pupil").key("name"))
    } else {
        (
            "there is no way to reach a parent: no address, telephone or email",
            FieldPath::from("parents").item(0).key("name"),
        )
    };
    let decided = FieldPath::from("decisions").item(decision).key("date");
    findings.push(
        Finding::warning(CHECK.code, message, view.field(RecordKind::Referral, at))
            .label("whom to write to, and where?")
            .see_also(view.field(RecordKind::Referral, decided), "on the programme since")
            .help("ask the office for an address or a telephone number of a parent or carer"),
    );
}

fn can_be_reached(parent: &Parent) -> bool {
    let says = |field: &Option<String>| is_said(field.as_ref());
    parent.address.iter().any(|line| !line.trim().is_empty())
        || [&parent.phone, &parent.work_phone, &parent.email, &parent.safe_contact]
            .into_iter()
            .any(says)
}
