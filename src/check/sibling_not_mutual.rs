//! A brother or sister who does not name the pupil in turn.

use super::{CaseDigest, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::store::{School, case_file};
use crate::text::FieldPath;
use std::collections::HashMap;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("sibling-not-mutual"),
    explanation: "\
## What it finds
A pupil whose `siblings` name a case that does not name this one in turn, or that name the pupil's
own case.

    pupil:
      name: Ada Quill
      siblings: [m4x8t]     # and m4x8t says nothing of Ada

## Why it matters
Whoever opens the other folder does not learn that a brother or sister is a mentee too: two letters
go to one home, and what one mentor promised the family the other does not know.

## What to do
Write the case id under `siblings` in both folders, or take it out of both.
",
    finder: Finder::Across(find),
};

fn find(_: &School, digests: &[CaseDigest], findings: &mut Vec<Finding>) {
    if digests.iter().all(|digest| digest.siblings.is_empty()) {
        return;
    }
    let by_id: HashMap<&Id, &CaseDigest> =
        digests.iter().map(|digest| (&digest.id, digest)).collect();
    for digest in digests {
        for (index, sibling) in digest.siblings.iter().enumerate() {
            let place = Place::field(
                case_file(&digest.id, RecordKind::Referral),
                FieldPath::from("pupil").key("siblings").item(index),
            );
            if *sibling == digest.id {
                findings.push(
                    Finding::warning(
                        CHECK.code,
                        "a pupil is not their own brother or sister",
                        place,
                    )
                    .label("this is the pupil's own case")
                    .help("write the other case's id, or take this one out"),
                );
            } else if let Some(other) = by_id.get(sibling)
                && !other.siblings.contains(&digest.id)
            {
                findings.push(one_sided(place, &digest.id, other));
            }
        }
    }
}

fn one_sided(place: Place, id: &Id, other: &CaseDigest) -> Finding {
    let file = case_file(&other.id, RecordKind::Referral);
    let pupil = FieldPath::from("pupil");
    let there = if other.siblings.is_empty() {
        Place::field(file, pupil.key("name"))
    } else {
        Place::field(file, pupil.key("siblings"))
    };
    Finding::warning(CHECK.code, "this brother or sister does not name the pupil in turn", place)
        .label(format!("names ‹{}›", other.id))
        .see_also(there, format!("does not name ‹{id}›"))
        .help(format!("write ‹{id}› under `siblings` there, or take this one out"))
}
