//! One writer at a time: the records folder itself is locked while `lm` writes in it. The folder and
//! never a file in it, because a file is another one after each writing.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use super::write::{WriteError, in_words};

/// Half a minute: with fifty at once each has its turn well before.
const TRIES: u32 = 3_000;
const PAUSE: Duration = Duration::from_millis(10);

/// Keeps other writers out until dropped.
///
/// Windows cannot lock a folder, and some network drives know no locks: there only the comparison
/// with what was read protects.
#[derive(Debug)]
pub(in crate::store) struct Lock {
    held: Option<File>,
}

impl Lock {
    /// Waits for its turn.
    pub(in crate::store) fn take(root: &Path) -> Result<Self, WriteError> {
        let taken = Self::take_unless(root, || false)?;
        taken.ok_or(WriteError::Busy)
    }

    /// Waits for its turn, or until there is nothing to wait for any more: `None` then, and when it
    /// is never its turn.
    pub(in crate::store) fn take_unless(
        root: &Path,
        is_over: impl Fn() -> bool,
    ) -> Result<Option<Self>, WriteError> {
        if cfg!(not(unix)) {
            return Ok(Some(Self { held: None }));
        }
        let folder = File::open(root).map_err(|error| in_words(error, "the records folder"))?;
        for _ in 0..TRIES {
            match folder.try_lock() {
                Ok(()) => return Ok(Some(Self { held: Some(folder) })),
                Err(TryLockError::WouldBlock) if is_over() => return Ok(None),
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Interrupted => {}
                Err(TryLockError::Error(_)) => return Ok(Some(Self { held: None })),
            }
        }
        Ok(None)
    }

    /// Whether nobody else can be writing now.
    pub(in crate::store) fn is_held(&self) -> bool {
        self.held.is_some()
    }
}
