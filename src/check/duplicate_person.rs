//! Two cases of the same pupil.

use super::{CaseDigest, Check, Finder};
use crate::diag::{Code, Finding, Place, Severity};
use crate::domain::record::RecordKind;
use crate::store::{School, case_file};
use crate::text::FieldPath;
use std::collections::HashMap;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("duplicate-person"),
    explanation: "\
## What it finds
Two mentees' folders for what seems to be one pupil: the same name, whatever the capitals and
accents, and the same date of birth. Where a date of birth is missing and the names are the same, it
warns.

## Why it matters
Half of what is known stands in one folder and half in the other, the pupil is counted twice, and
two mentors may work with one child without knowing.

## What to do
Keep one folder and move the entries of the other into it. A pupil who comes back to the programme
keeps their folder: write a `readmissions` entry in `reviews.yaml`. If they really are two pupils,
give both their date of birth; if even that is the same, accept the fault with
`# lm: allow[duplicate-person] two pupils of this name` above the name.
",
    finder: Finder::Across(find),
};

fn find(_: &School, digests: &[CaseDigest], findings: &mut Vec<Finding>) {
    let mut by_name: HashMap<&str, Vec<&CaseDigest>> = HashMap::with_capacity(digests.len());
    for digest in digests.iter().filter(|digest| !digest.name.is_empty()) {
        let same = by_name.entry(&digest.name).or_default();
        if let Some((other, severity)) =
            same.iter().find_map(|other| Some((*other, likeness(digest, other)?)))
        {
            findings.push(finding(digest, other, severity));
        }
        same.push(digest);
    }
}

/// How bad it is that two cases have the same name; `None` when they are two people.
fn likeness(one: &CaseDigest, other: &CaseDigest) -> Option<Severity> {
    match (one.born, other.born) {
        (Some(born), Some(other)) => (born == other).then_some(Severity::Error),
        _ => Some(Severity::Warning),
    }
}

fn finding(digest: &CaseDigest, other: &CaseDigest, severity: Severity) -> Finding {
    let name = |digest: &CaseDigest| {
        let path = FieldPath::from("pupil").key("name");
        Place::field(case_file(&digest.id, RecordKind::Referral), path)
    };
    let (message, help) = if severity == Severity::Error {
        (
            "this pupil has another folder: same name, same date of birth",
            "keep one of the two and move what the other has into it",
        )
    } else {
        (
            "this may be the pupil of another folder: the names are the same",
            "if they are two pupils, write both dates of birth; if not, keep one folder",
        )
    };
    Finding::new(CHECK.code, severity, message, name(digest))
        .label("this name")
        .see_also(name(other), "and this one")
        .help(help)
}
