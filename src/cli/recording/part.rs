//! A part of a file that is there once, as the agreement or the profile: what is said of it is added
//! to what is there.

use super::OpenCase;
use crate::cli::outcome::CommandError;
use crate::domain::record::RecordKind;
use crate::store::change::Change;
use crate::store::edit::{Position, Value};
use crate::text::FieldPath;
use schemars::JsonSchema;
use serde::Serialize;

/// Adds what is said of a part of the referral file: a single value takes the place of what stood
/// there, lists grow. `is_there` says whether the file has the part already.
///
/// # Errors
///
/// When nothing is said.
pub fn add_to_part<T: Serialize + JsonSchema>(
    open: &OpenCase,
    part: &str,
    is_there: bool,
    said: &T,
) -> Result<Change, CommandError> {
    let nothing = || {
        CommandError::usage("nothing is said that could be written down")
            .hint("see what can be said: the command with --help")
    };
    let Value::Map(said) = Value::of(said) else { return Err(nothing()) };
    if said.is_empty() {
        return Err(nothing());
    }
    let mut change = Change::default();
    let (file, field) = (open.file(RecordKind::Referral), FieldPath::from(part));
    if !is_there {
        change.set(&file, field, Value::Map(said));
        return Ok(change);
    }
    for (key, value) in said {
        let field = field.clone().key(key);
        match value {
            Value::List(entries) => {
                for entry in entries {
                    change.insert(&file, field.clone(), Position::End, entry);
                }
            }
            Value::Map(parts) => {
                for (key, value) in parts {
                    change.set(&file, field.clone().key(key), value);
                }
            }
            value => change.set(&file, field, value),
        }
    }
    Ok(change)
}
