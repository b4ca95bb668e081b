//! A school that names no designated safeguarding lead.

use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::store::{SETTINGS_FILE, School};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("no-safeguarding-lead"),
    explanation: "\
## What it finds
An `lm.toml` in which nobody stands under `safeguarding.leads`; and, as a warning, one in which every
lead named there has a last day (`until`).

## Why it matters
A mentor who hears something worrying tells the designated lead the same day. Leaflets, agreements and
letters name that person, and every concern is recorded with the lead who was told.

## What to do
Write the staff id of the designated safeguarding lead, and of the deputies, as
`leads = [\"ph\", \"dk\"]` under `[safeguarding]`.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    let Some(settings) = &school.settings else { return };
    let leads = &settings.safeguarding.leads;
    let place = Place::field(SETTINGS_FILE, FieldPath::from("safeguarding").key("leads"));
    if leads.is_empty() {
        findings.push(
            Finding::error(CHECK.code, "nobody is named as safeguarding lead", place)
                .label("who is it?")
                .help("write the staff id of the designated safeguarding lead, and of deputies"),
        );
        return;
    }
    let mut known = leads.iter().filter_map(|id| school.staff(id)).peekable();
    if known.peek().is_some() && known.all(|member| member.until.is_some()) {
        findings.push(
            Finding::warning(CHECK.code, "every safeguarding lead has a last day", place)
                .label("who follows?")
                .help("add the staff id of whoever takes over; those who leave may stay listed"),
        );
    }
}
