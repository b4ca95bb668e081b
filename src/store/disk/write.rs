//! Writing so that a reader sees the old or the new, and a crash leaves one of the two: a temporary
//! file beside the target, flushed to disk, renamed over it, the folder flushed to disk.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::{NamedTempFile, TempDir};
use thiserror::Error;

use super::read::{self, Refusal};
use super::{TEMPORARY, is_plain, steps};

/// Why nothing was written. In each case the records are as they were.
#[derive(Debug, Error)]
pub enum WriteError {
    /// A file or folder of that name is there.
    #[error("{0} is there already")]
    Exists(String),
    /// The file is not what it was when it was read.
    #[error("{0} was changed by somebody else in the meantime")]
    Changed(String),
    /// Somebody else is writing in the same folder and did not finish for two seconds.
    #[error("somebody else is writing beside {0}")]
    Busy(String),
    /// The system does not let the user write there.
    #[error("you may not write {0}")]
    Denied(String),
    /// There is no room for it.
    #[error("there is no room left on the disk to write {0}")]
    Full(String),
    /// A folder on the way is a link, or the name leads out of the records folder.
    #[error("{0} does not lie in the records folder itself")]
    Outside(String),
    /// Anything else.
    #[error("{path} could not be written")]
    Io {
        /// The path below the records folder.
        path: String,
        /// What the system says.
        source: io::Error,
    },
}

/// Writes a new file; only its owner may read it.
///
/// # Errors
/// When something of that name is there or the system refuses; nothing is left behind.
pub fn write_new(root: &Path, relative: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let target = Target::new(root, relative)?;
    let put = || -> io::Result<()> {
        temporary_file(&target.folder, bytes)?.persist_noclobber(&target.path)?;
        sync_folder(&target.folder)
    };
    put().map_err(|error| in_words(error, relative))
}

/// Puts `bytes` in the place of a file that still holds `expected_before`; who may read it stays.
///
/// # Errors
/// When the file holds anything else by now or the system refuses; it is then as it was.
pub fn replace(
    root: &Path,
    relative: &str,
    bytes: &[u8],
    expected_before: &[u8],
) -> Result<(), WriteError> {
    let target = Target::new(root, relative)?;
    let _lock = target.lock()?;
    match read::read(root, relative) {
        Ok(now) if now == expected_before => {}
        Ok(_) => return Err(WriteError::Changed(relative.to_owned())),
        Err(refusal) => return Err(refused(refusal, relative)),
    }
    let put = || -> io::Result<()> {
        let file = temporary_file(&target.folder, bytes)?;
        file.as_file().set_permissions(fs::metadata(&target.path)?.permissions())?;
        file.persist(&target.path)?;
        sync_folder(&target.folder)
    };
    put().map_err(|error| in_words(error, relative))
}

/// Writes what `make` makes of what the file holds (`None`: there is none) while no other `lm`
/// writes in the same folder; who may read it stays.
///
/// # Errors
/// When the system refuses; the file is then as it was. The inner error is that of `make`.
pub fn update<E>(
    root: &Path,
    relative: &str,
    make: impl FnOnce(Option<&[u8]>) -> Result<Vec<u8>, E>,
) -> Result<Result<(), E>, WriteError> {
    let target = Target::new(root, relative)?;
    let _lock = target.lock()?;
    let now = match read::read(root, relative) {
        Ok(now) => Some(now),
        Err(Refusal::Io(error)) if error.kind() == io::ErrorKind::NotFound => None,
        Err(refusal) => return Err(refused(refusal, relative)),
    };
    let bytes = match make(now.as_deref()) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Err(error)),
    };
    let put = || -> io::Result<()> {
        let file = temporary_file(&target.folder, &bytes)?;
        if now.is_some() {
            file.as_file().set_permissions(fs::metadata(&target.path)?.permissions())?;
            file.persist(&target.path)?;
        } else {
            file.persist_noclobber(&target.path)?;
        }
        sync_folder(&target.folder)
    };
    put().map(Ok).map_err(|error| in_words(error, relative))
}

/// Takes a file away again that was written a moment ago and still holds these bytes.
///
/// # Errors
/// When it holds anything else by now or the system refuses; it is then as it was.
pub fn take_back(root: &Path, relative: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let target = Target::new(root, relative)?;
    let _lock = target.lock()?;
    match read::read(root, relative) {
        Ok(now) if now == bytes => {}
        Ok(_) => return Err(WriteError::Changed(relative.to_owned())),
        Err(refusal) => return Err(refused(refusal, relative)),
    }
    let remove = || -> io::Result<()> {
        fs::remove_file(&target.path)?;
        sync_folder(&target.folder)
    };
    remove().map_err(|error| in_words(error, relative))
}

/// Why a file that is to be written over cannot be.
fn refused(refusal: Refusal, relative: &str) -> WriteError {
    match refusal {
        Refusal::TooBig | Refusal::NotAFile(_) => WriteError::Changed(relative.to_owned()),
        Refusal::Link | Refusal::Outside => WriteError::Outside(relative.to_owned()),
        Refusal::Io(error) if error.kind() == io::ErrorKind::NotFound => {
            WriteError::Changed(relative.to_owned())
        }
        Refusal::Io(error) => in_words(error, relative),
    }
}

/// Brings a generated file up to date; says whether it had to be written.
///
/// # Errors
/// As [`write_new`] and [`replace`].
pub fn put(root: &Path, relative: &str, bytes: &[u8]) -> Result<bool, WriteError> {
    match read::read(root, relative) {
        Ok(now) if now == bytes => Ok(false),
        Ok(now) => replace(root, relative, bytes, &now).map(|()| true),
        Err(_) => write_new(root, relative, bytes).map(|()| true),
    }
}

/// Writes a new folder with these files, all or nothing; only its owner may read it.
///
/// # Errors
/// When something of that name is there or the system refuses; nothing is left behind.
pub fn write_new_folder(
    root: &Path,
    relative: &str,
    files: &[(&str, &[u8])],
) -> Result<(), WriteError> {
    if !files.iter().all(|(name, _)| is_plain(name)) {
        return Err(WriteError::Outside(relative.to_owned()));
    }
    let target = Target::new(root, relative)?;
    let _lock = target.lock()?;
    let put = || -> io::Result<()> {
        if target.path.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let folder = target.temporary_folder()?;
        for (name, bytes) in files {
            let mut file = File::create_new(folder.path().join(name))?;
            make_private(&file, FILE_MODE)?;
            file.write_all(bytes)?;
            file.sync_all()?;
        }
        sync_folder(folder.path())?;
        rename_new(folder.path(), &target.path)?;
        // It has another name now: nothing is left to tidy away.
        let _ = folder.keep();
        sync_folder(&target.folder)
    };
    put().map_err(|error| in_words(error, relative))
}

/// Writes a result where the user wants it, over what is there; only its owner may read it. A
/// device such as `/dev/null` is written to as it is.
///
/// # Errors
/// When the system refuses; what was there before is then untouched.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() => return fs::write(path, bytes),
        _ => {}
    }
    // Behind a link the file itself is replaced and not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    temporary_file(folder, bytes)?.persist(&path)?;
    sync_folder(folder)
}

const FILE_MODE: u32 = 0o600;
const FOLDER_MODE: u32 = 0o700;

/// Where something is to be written.
struct Target {
    relative: String,
    folder: PathBuf,
    path: PathBuf,
}

impl Target {
    /// The folders on the way are made if they are not there, and none of them may be a link.
    fn new(root: &Path, relative: &str) -> Result<Self, WriteError> {
        let outside = || WriteError::Outside(relative.to_owned());
        let steps = steps(relative).ok_or_else(outside)?;
        let (name, above) = steps.split_last().ok_or_else(outside)?;
        let mut folder = root.to_owned();
        for step in above {
            folder.push(step);
            match folder.symlink_metadata() {
                Ok(found) if found.is_dir() => {}
                Ok(_) => return Err(outside()),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    make_private_folder(&folder).map_err(|error| in_words(error, relative))?;
                }
                Err(error) => return Err(in_words(error, relative)),
            }
        }
        let path = folder.join(name);
        Ok(Self { relative: relative.to_owned(), folder, path })
    }

    fn temporary_folder(&self) -> io::Result<TempDir> {
        let folder = tempfile::Builder::new().prefix(TEMPORARY).tempdir_in(&self.folder)?;
        make_path_private(folder.path(), FOLDER_MODE)?;
        Ok(folder)
    }

    /// Keeps other writers of the same folder out until dropped. The folder is locked and never the
    /// file, which is another one after each writing. Windows cannot lock a folder: there only the
    /// comparison with what was read protects.
    fn lock(&self) -> Result<Option<File>, WriteError> {
        const TRIES: u32 = 200;
        const PAUSE: Duration = Duration::from_millis(10);
        if cfg!(not(unix)) {
            return Ok(None);
        }
        let folder = File::open(&self.folder).map_err(|error| in_words(error, &self.relative))?;
        for _ in 0..TRIES {
            match folder.try_lock() {
                Ok(()) => return Ok(Some(folder)),
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                // Some network drives know no locks.
                Err(TryLockError::Error(_)) => return Ok(None),
            }
        }
        Err(WriteError::Busy(self.relative.clone()))
    }
}

fn temporary_file(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
    make_private(file.as_file(), FILE_MODE)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// A failure to write `relative`, in the words of this room.
pub(in crate::store) fn in_words(error: io::Error, relative: &str) -> WriteError {
    let path = relative.to_owned();
    match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => WriteError::Exists(path),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            WriteError::Denied(path)
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => WriteError::Full(path),
        _ => WriteError::Io { path, source: error },
    }
}

/// Makes a folder that only its owner may look into, if it is not there; says whether it was made.
/// Somebody else may make the same folder at the same moment, and that is fine.
pub(in crate::store) fn make_private_folder(path: &Path) -> io::Result<bool> {
    match DirBuilder::new().create(path) {
        Ok(()) => make_path_private(path, FOLDER_MODE).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Renames a folder to a name that nothing has.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;

        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // A file system that cannot promise it: the look before and the lock must do.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            done => return done.map_err(io::Error::from),
        }
    }
    fs::rename(from, to)
}

#[cfg(unix)]
fn make_private(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(unix)]
fn make_path_private(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn make_private(_: &File, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn make_path_private(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
