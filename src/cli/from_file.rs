//! A record, or an entry of one, that somebody wrote in a file, with every fault of it drawn.

use crate::cli::call::Call;
use crate::cli::given_file;
use crate::cli::outcome::CommandError;
use crate::diag::{Finding, Severity};
use crate::store::{codes, yaml};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};
use std::sync::Arc;

/// An entry in a file that may leave out what flags or answers say.
pub enum Started<T> {
    /// Nothing that is needed is left out.
    Whole(T),
    /// What stands in it, by the keys of the entry.
    Part(Map<String, Json>),
}

/// What stands in the file of this name; `-` is standard input.
///
/// # Errors
///
/// When it cannot be read or has faults, which are then drawn.
pub fn read<T: DeserializeOwned>(named: &str, call: &mut Call<'_, '_>) -> Result<T, CommandError> {
    let (name, text) = given_file::text(named, call)?;
    let read = yaml::read::<T>(&name, &text);
    let is_sound = !read.findings.iter().any(is_error);
    if let Some(record) = read.value.filter(|_| is_sound) {
        return Ok(record);
    }
    let text = given_file::loaded(&name, text, read.skipped);
    Err(given_file::refused(read.findings, text, call))
}

/// As [`read`], of an entry that need not be whole: what is missing at its top is no fault.
///
/// # Errors
///
/// As [`read`].
pub fn read_started<T: DeserializeOwned + JsonSchema>(
    named: &str,
    call: &mut Call<'_, '_>,
) -> Result<Started<T>, CommandError> {
    let (name, text) = given_file::text(named, call)?;
    let read = yaml::read::<T>(&name, &text);
    let errors: Vec<&Finding> = read.findings.iter().filter(|finding| is_error(finding)).collect();
    if errors.is_empty()
        && let Some(entry) = read.value
    {
        return Ok(Started::Whole(entry));
    }
    if errors.iter().all(|error| error.code == codes::MISSING_KEY)
        && let Some(part) = part(&name, &text)
        && missing_at_the_top::<T>(&part) == errors.len()
    {
        return Ok(Started::Part(part));
    }
    let text = given_file::loaded(&name, text, read.skipped);
    Err(given_file::refused(read.findings, text, call))
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

fn part(name: &Arc<str>, text: &str) -> Option<Map<String, Json>> {
    match yaml::read::<Json>(name, text).value {
        Some(Json::Object(part)) => Some(part),
        _ => None,
    }
}

/// How many keys the entry needs that are not there.
fn missing_at_the_top<T: JsonSchema>(part: &Map<String, Json>) -> usize {
    let schema = schemars::schema_for!(T).to_value();
    let needed = schema.get("required").and_then(Json::as_array);
    let needed = needed.into_iter().flatten().filter_map(Json::as_str);
    needed.filter(|key| !part.contains_key(*key)).count()
}
