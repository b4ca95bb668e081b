//! An entry of a record from what somebody gives as flags, in a file (`--from`) or as answers on a
//! terminal. One list of fields says all three: a flag and a question are read by the same reader
//! and refused in the same words. Which fields an entry has is each command's.
//!
//! ```ignore
//! let fields = vec![
//!     Field::day("date", "--on").given(&arguments.on).asks("Day of the session", "…").today(),
//!     Field::one_of("attendance", "--attendance", choices).given(&arguments.attendance).needed(),
//! ];
//! let entry = fill::<Session>(fields, arguments.from.as_deref(), &About::case(&open, call), call)?;
//! ```

mod answer;
mod field;
mod offers;
mod questions;

pub use answer::{About, role_of};
pub use field::{Field, choices, staff, whole};
pub use offers::{agencies, groups, mentors, people, people_first, staff_here, staff_with};

use super::call::Call;
use super::from_file::{self, Started};
use super::outcome::CommandError;
use super::plain_hint::hints;
use crate::store::edit::Value;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

/// What is known of an entry so far, by the keys of its type.
pub type Draft = Map<String, Json>;

/// An entry, and whether anybody was asked for a part of it.
#[derive(Clone, Debug)]
pub struct Filled<T> {
    /// The entry.
    pub entry: T,
    /// Somebody answered questions, and has not seen the whole yet.
    pub was_asked: bool,
}

/// An entry from a file, then flags, then questions for what is not known by then.
///
/// # Errors
///
/// When an answer is missing or not sound.
pub fn fill<T: Serialize + DeserializeOwned + JsonSchema>(
    fields: &[Field<'_>],
    from: Option<&str>,
    about: &About<'_>,
    call: &mut Call<'_, '_>,
) -> Result<Filled<T>, CommandError> {
    let mut draft = match from {
        Some(named) => written::<T>(named, call)?,
        None => Draft::new(),
    };
    for field in fields {
        field.take_flags(&mut draft, about)?;
    }
    for field in fields.iter().filter(|field| field.is_for_pupil) {
        for hint in field.known(&draft).map_or(Vec::new(), |said| hints(said, about)) {
            call.say(&format!("hint: {}: {hint}", field.flag));
        }
    }
    // Standard input holds the entry then, and no answers.
    let mut was_asked = false;
    if call.may_ask() && from != Some("-") {
        was_asked = questions::ask(fields, from.is_some(), &mut draft, about, call)?;
    }
    for field in fields {
        field.take_default(&mut draft, about)?;
    }
    let missing: Vec<&str> =
        fields.iter().filter(|field| field.is_missing(&draft)).map(|field| field.flag).collect();
    if !missing.is_empty() {
        return Err(CommandError::usage(format!("not given: {}", missing.join(", ")))
            .hint("give these flags, or leave --no-input out on a terminal and it will be asked"));
    }
    let entry = serde_json::from_value(Json::Object(draft)).map_err(|error| {
        CommandError::usage("these answers do not make an entry").because(error.to_string())
    })?;
    Ok(Filled { entry, was_asked })
}

/// The entry in a file, without what it does not say.
fn written<T: Serialize + DeserializeOwned + JsonSchema>(
    named: &str,
    call: &mut Call<'_, '_>,
) -> Result<Draft, CommandError> {
    let entry = match from_file::read_started::<T>(named, call)? {
        Started::Whole(entry) => entry,
        Started::Part(part) => return Ok(part),
    };
    let Value::Map(said) = Value::of(&entry) else { return Ok(Draft::new()) };
    let Ok(Json::Object(mut draft)) = serde_json::to_value(&entry) else {
        return Ok(Draft::new());
    };
    draft.retain(|key, _| said.iter().any(|(known, _)| known == key));
    Ok(draft)
}
