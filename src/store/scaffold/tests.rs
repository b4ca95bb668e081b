//! What the scaffolds promise: any words survive, and what stands in a comment is a field that
//! there is.

use super::*;
use crate::diag::Finding;
use crate::domain::record::RecordKind;
use crate::domain::record::contacts::ContactsFile;
use crate::domain::record::plan::PlanFile;
use crate::domain::record::ratings::RatingsFile;
use crate::domain::record::referral::ReferralFile;
use crate::domain::record::reviews::ReviewsFile;
use crate::domain::record::sessions::SessionsFile;
use crate::domain::record::tracking::TrackingFile;
use crate::store::{codes, yaml};
use proptest::prelude::*;
use serde::de::DeserializeOwned;

const WHOLE: &str = include_str!("tests/referral.yaml");

fn read<T: DeserializeOwned>(text: &str) -> yaml::Read<T> {
    yaml::read(&"a.yaml".into(), text)
}

fn whole() -> ReferralFile {
    let read = read::<ReferralFile>(WHOLE);
    assert_eq!(read.findings, []);
    read.value.expect("a referral")
}

/// The text with every comment that stands for a field made into that field.
fn uncommented(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let bare = line.trim_start().strip_prefix("# ");
        let is_field = |bare: &str| {
            let key =
                bare.trim_start().trim_start_matches("- ").split(':').next().unwrap_or_default();
            bare.contains(':') && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        };
        match bare.filter(|bare| is_field(bare)) {
            Some(bare) => lines.push(format!("{:indent$}{bare}", "")),
            None => lines.push(line.to_owned()),
        }
    }
    lines.join("\n") + "\n"
}

/// The faults of a file in which every field was made one but none was filled in.
fn faults_when_uncommented(kind: RecordKind, text: &str) -> Vec<Finding> {
    let text = uncommented(text);
    let (_, below) = text.split_once("\n\n").expect("an empty line below the opening words");
    assert_eq!(below.lines().find(|line| line.trim_start().starts_with("# ")), None, "{text}");
    match kind {
        RecordKind::Referral => read::<ReferralFile>(&text).findings,
        RecordKind::Ratings => read::<RatingsFile>(&text).findings,
        RecordKind::Plan => read::<PlanFile>(&text).findings,
        RecordKind::Sessions => read::<SessionsFile>(&text).findings,
        RecordKind::Contacts => read::<ContactsFile>(&text).findings,
        RecordKind::Reviews => read::<ReviewsFile>(&text).findings,
        RecordKind::Tracking => read::<TrackingFile>(&text).findings,
    }
}

#[test]
fn every_field_in_a_comment_is_one_that_the_reader_knows() {
    for kind in RecordKind::ALL {
        let text = match kind {
            RecordKind::Referral => referral(&whole()).expect("a sound text"),
            kind => empty_record(kind).expect("a sound text"),
        };
        for fault in faults_when_uncommented(kind, &text) {
            // What must be written and is still blank is all that may be missing.
            assert_eq!(fault.code, codes::MISSING_KEY, "{kind:?}: {} in\n{text}", fault.message);
            assert!(fault.message.ends_with("has no value"), "{kind:?}: {}", fault.message);
        }
    }
}

#[test]
fn a_scaffold_offers_every_field_of_its_file() {
    for kind in RecordKind::ALL.into_iter().filter(|kind| *kind != RecordKind::Referral) {
        let name = kind.file_name().trim_end_matches(".yaml");
        let text = uncommented(&empty_record(kind).expect("a sound text"));
        for field in fields::fields_of(name) {
            assert!(text.contains(&format!("\n{}:", field.name)), "{name}: {}", field.name);
        }
    }
}

#[test]
fn a_referral_with_everything_in_it_is_written_and_read_alike() {
    let record = whole();
    let text = referral(&record).expect("a sound text");
    assert_eq!(read::<ReferralFile>(&text).value, Some(record));
}

/// Mostly what a parser might trip over.
fn any_words() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ \n#:\\-?,\\[\\]{}&*!|>'\"%@`~=<a0.é\\\\]{0,24}",
        "(yes|no|null|~|1e5|0x1f|007|2026-11-21|12:30|=======|<<<<<<< x|---|\\.\\.\\.|- a|a: b)(\n.{0,9})?",
    ]
}

proptest! {
    #[test]
    fn any_words_survive_or_are_refused(name in any_words(), note in any_words(), line in any_words()) {
        let mut record = whole();
        record.pupil.name = name;
        record.parents[0].address = vec![line];
        if let Some(referral) = &mut record.referral {
            referral.background = Some(note.clone());
            referral.agencies[0].agency = note;
        }
        let invisible = |text: &str| text.contains(crate::store::plain_text::is_invisible);
        let referral_words = record.referral.iter().filter_map(|referral| referral.background.as_deref());
        let is_seen = !invisible(&record.pupil.name)
            && !invisible(&record.parents[0].address[0])
            && !referral_words.clone().any(invisible);
        match referral(&record) {
            Ok(text) => prop_assert_eq!(read::<ReferralFile>(&text).value, Some(record)),
            Err(unsound) => prop_assert!(!is_seen, "{:?}", unsound),
        }
    }
}
