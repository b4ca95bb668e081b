//! What is known of a file by its path alone: its schema, its type, the order of its keys.

use crate::diag::Severity;
use crate::domain::record::RecordKind;
use crate::domain::record::activities::ActivitiesFile;
use crate::domain::record::contacts::ContactsFile;
use crate::domain::record::group::GroupFile;
use crate::domain::record::plan::PlanFile;
use crate::domain::record::ratings::RatingsFile;
use crate::domain::record::referral::ReferralFile;
use crate::domain::record::reviews::ReviewsFile;
use crate::domain::record::sessions::SessionsFile;
use crate::domain::record::staff::StaffFile;
use crate::domain::record::tracking::TrackingFile;
use crate::store::folder::ACTIVITIES_FILE;
use crate::store::scaffold::fields::{Kind, fields_of};
use crate::store::schemas::{SCHEMA_FOLDER, schema_file};
use crate::store::yaml;
use crate::text::{FieldPath, Step};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The name of the schema of a file; `None` for one that is not changed entry by entry.
fn schema_of(file: &str) -> Option<&str> {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    match folder {
        "" if name == ACTIVITIES_FILE => Some("activities"),
        "groups" => Some("group"),
        "staff" => Some("staff"),
        _ => RecordKind::of_file(name).map(|kind| kind.file_name().trim_end_matches(".yaml")),
    }
}

/// The first line of a new file: it tells an editor where the schema is.
pub(super) fn first_line(file: &str) -> String {
    let up = "../".repeat(file.matches('/').count());
    let name = schema_of(file).map(schema_file).unwrap_or_default();
    format!("# yaml-language-server: $schema={up}{SCHEMA_FOLDER}/{name}")
}

/// The keys beside the last one of a path, in the order of their type.
pub(super) fn key_order(file: &str, path: &FieldPath) -> Vec<String> {
    let Some(schema) = schema_of(file) else { return Vec::new() };
    let mut kind = Kind::Fields(fields_of(schema));
    let above = path.steps().split_last().map_or(&[][..], |(_, above)| above);
    for step in above {
        kind = match (kind, step) {
            (Kind::Fields(fields), Step::Key(name)) => {
                let found = fields.into_iter().find(|field| field.name == *name);
                found.map_or(Kind::Text, |field| field.kind)
            }
            (Kind::List(of) | Kind::Named(of), _) => *of,
            (other, _) => other,
        };
    }
    match kind {
        Kind::Fields(fields) => fields.into_iter().map(|field| field.name).collect(),
        _ => Vec::new(),
    }
}

/// How many errors its reader finds in a file of this name and text.
pub(super) fn errors(file: &Arc<str>, text: &str) -> usize {
    match schema_of(file) {
        Some("referral") => count::<ReferralFile>(file, text),
        Some("ratings") => count::<RatingsFile>(file, text),
        Some("plan") => count::<PlanFile>(file, text),
        Some("sessions") => count::<SessionsFile>(file, text),
        Some("contacts") => count::<ContactsFile>(file, text),
        Some("reviews") => count::<ReviewsFile>(file, text),
        Some("tracking") => count::<TrackingFile>(file, text),
        Some("group") => count::<GroupFile>(file, text),
        Some("activities") => count::<ActivitiesFile>(file, text),
        Some("staff") => count::<StaffFile>(file, text),
        _ => 0,
    }
}

fn count<T: DeserializeOwned>(file: &Arc<str>, text: &str) -> usize {
    let findings = yaml::read::<T>(file, text).findings;
    findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schemas::schema_comment;

    #[test]
    fn a_new_file_begins_as_one_that_was_scaffolded() {
        for kind in RecordKind::ALL {
            let file = format!("mentees/k7q2m/{}", kind.file_name());
            assert_eq!(first_line(&file), schema_comment(kind));
        }
        let line = "# yaml-language-server: $schema=.lm/schema/activities.schema.json";
        assert_eq!(first_line("activities.yaml"), line);
    }

    #[test]
    fn the_order_of_keys_is_the_types() {
        let path = FieldPath::from("plans").item(1).key("targets").item(0).key("outcome");
        let order = key_order("mentees/k7q2m/plan.yaml", &path);
        assert_eq!(order.first().map(String::as_str), Some("id"));
        assert_eq!(order.last().map(String::as_str), Some("outcome"));
        let path = FieldPath::from("first_meeting");
        let order = key_order("mentees/a/sessions.yaml", &path);
        assert_eq!(order, ["first_meeting", "meetings_on_return", "sessions"]);
    }
}
