//! From texts, as they stand in a school's files, to what the rules take: so a reader of a test sees
//! what a school would see.

use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::{Policy, PolicyShelf, PolicyVersion};
use crate::domain::record::Case;
use crate::store::{toml_text, yaml};
use serde::de::DeserializeOwned;

pub fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// A record, or a part of one, in which nothing is wrong.
pub fn record<T: DeserializeOwned>(text: &str) -> T {
    let read = yaml::read(&"test".into(), text);
    assert!(read.findings.is_empty(), "{text}: {:?}", read.findings);
    read.value.expect("a record")
}

/// A case without a file.
pub fn empty_case() -> Case {
    Case::empty(Id::new("k7q2m").expect("an id"))
}

/// A case whose referral has this after the pupil, and whose other files are these.
pub fn case(referral: &str, plan: &str, reviews: &str) -> Case {
    let mut case = empty_case();
    case.referral = Some(record(&format!("pupil:\n  name: Amira Khan\n{referral}")));
    case.plan = record(plan);
    case.reviews = record(reviews);
    case
}

/// One of the shipped presets.
pub fn preset(name: &str) -> Policy {
    let file = format!("{name}.toml");
    let found = crate::embedded::POLICIES.iter().find(|(path, _)| *path == file);
    policy(found.expect("a preset").1)
}

/// A policy in which nothing is wrong.
pub fn policy(text: &str) -> Policy {
    let read = toml_text::read(&"test".into(), text);
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    read.value.expect("a policy")
}

/// A policy that has been in force for years.
pub fn in_force(policy: Policy) -> PolicyShelf {
    PolicyShelf::new(vec![PolicyVersion { from: day("2020-09-01"), policy }])
}
