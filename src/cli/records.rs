//! Finding the records folder that a command works on, and the mentee whom it names.

use super::call::Call;
use super::outcome::CommandError;
use crate::store::{Folder, NoFolder};

/// The records folder: `--records`, else `LM_RECORDS`, else the nearest folder above.
///
/// # Errors
///
/// When it is not there. A folder that was named and is missing is an error, never a reason to
/// take another.
pub fn folder(call: &Call<'_, '_>) -> Result<Folder, CommandError> {
    let named = call.globals.records.as_ref().or(call.world.environment.records.as_ref());
    let found = match named {
        Some(path) => Folder::at(&call.world.here.join(path)),
        None => Folder::nearest(&call.world.here),
    };
    found.map_err(|error| {
        let hint = match error {
            NoFolder::NotFound => {
                "go to your records folder, name it with --records, or make one with lm init"
            }
            NoFolder::Missing(_) | NoFolder::NotRecords(_) => {
                "check the name after --records or in LM_RECORDS"
            }
        };
        CommandError::cannot(error.to_string()).hint(hint)
    })
}
