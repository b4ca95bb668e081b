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
    // What is in the lists already is not looked at: every entry that is said is added.
    let before = is_there.then(|| Value::Map(Vec::new()));
    let file = open.file(RecordKind::Referral);
    say_of_part(&mut change, &file, &FieldPath::from(part), before.as_ref(), Value::Map(said));
    Ok(change)
}

/// Adds to a change what is said of a part of a file. Where there is one (`before`), a single value
/// takes the place of what stood there, keyed values are brought up to date one by one, and a list
/// grows by what `before` does not have in it; where there is none, it is written whole.
pub fn say_of_part(
    change: &mut Change,
    file: &str,
    part: &FieldPath,
    before: Option<&Value>,
    said: Value,
) {
    let (before, said) = match (before, said) {
        (Some(before), Value::Map(said)) => (before, said),
        (_, whole) => return change.set(file, part.clone(), whole),
    };
    for (key, value) in said {
        let field = part.clone().key(key.as_str());
        match value {
            Value::List(entries) => {
                let known = match before.get(&key) {
                    Some(Value::List(known)) => &known[..],
                    _ => &[],
                };
                for entry in entries.into_iter().filter(|entry| !known.contains(entry)) {
                    change.insert(file, field.clone(), Position::End, entry);
                }
            }
            Value::Map(parts) => {
                for (name, value) in parts {
                    change.set(file, field.clone().key(name), value);
                }
            }
            value => change.set(file, field, value),
        }
    }
}
