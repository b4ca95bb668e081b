//! The files of a case as they are first written.

use super::Unsound;
use super::outline::outline;
use crate::domain::record::RecordKind;
use crate::domain::record::contacts::ContactsFile;
use crate::domain::record::plan::PlanFile;
use crate::domain::record::ratings::RatingsFile;
use crate::domain::record::referral::ReferralFile;
use crate::domain::record::reviews::ReviewsFile;
use crate::domain::record::sessions::SessionsFile;
use crate::domain::record::tracking::TrackingFile;
use crate::store::yaml::{self, Read};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;

/// The text of a referral: what is known, and as comments what can be filled in.
///
/// # Errors
///
/// When the text would not be read as this referral, for example because of an invisible character.
pub fn referral(record: &ReferralFile) -> Result<String, Unsound> {
    proved(RecordKind::Referral, record)
}

/// The text of one of the other files of a case, with nothing in it but comments that say what can
/// be filled in.
///
/// # Errors
///
/// For a referral, which cannot be empty.
pub fn empty_record(kind: RecordKind) -> Result<String, Unsound> {
    match kind {
        RecordKind::Referral => {
            Err(Unsound { file: kind.file_name().to_owned(), findings: Vec::new() })
        }
        RecordKind::Ratings => proved(kind, &RatingsFile::default()),
        RecordKind::Plan => proved(kind, &PlanFile::default()),
        RecordKind::Sessions => proved(kind, &SessionsFile::default()),
        RecordKind::Contacts => proved(kind, &ContactsFile::default()),
        RecordKind::Reviews => proved(kind, &ReviewsFile::default()),
        RecordKind::Tracking => proved(kind, &TrackingFile::default()),
    }
}

fn proved<T: Serialize + DeserializeOwned + PartialEq>(
    kind: RecordKind,
    record: &T,
) -> Result<String, Unsound> {
    let file: Arc<str> = kind.file_name().into();
    let text = outline(kind, &serde_json::to_value(record).unwrap_or(Value::Null));
    let Read { value, findings, .. } = yaml::read::<T>(&file, &text);
    if findings.is_empty() && value.as_ref() == Some(record) {
        Ok(text)
    } else {
        Err(Unsound { file: file.to_string(), findings })
    }
}
