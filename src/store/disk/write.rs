//! Writing one file so that a reader sees the old or the new, and a crash leaves one of the two: a
//! temporary file, flushed to disk, renamed over it, the folder flushed to disk. Records are written
//! by `unit`, which does the same for several files at once.
//!
//! Temporary files stand at the top of the records folder, whatever they are for: so what a killed
//! `lm` left behind is found by looking in one folder.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir};
use thiserror::Error;

use super::lock::Lock;
use super::read::{self, Refusal};
use super::{OUTPUT, TEMPORARY, steps};

/// Why nothing was written. In each case the records are as they were.
#[derive(Debug, Error)]
pub enum WriteError {
    /// A file or folder of that name is there.
    #[error("{0} is there already")]
    Exists(String),
    /// The file is not what it was when it was read.
    #[error("{0} was changed by somebody else in the meantime")]
    Changed(String),
    /// Others are writing all the time; it was nobody's turn for half a minute.
    #[error("somebody else is writing in these records all the time")]
    Busy,
    /// A change that was broken off cannot be finished nor put back.
    #[error("a change that was broken off is in the way: {0} says nothing that can be followed")]
    InTheWay(&'static str),
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

impl WriteError {
    /// Whether the records are kept from harm by it, and it is no failure of the system's.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Changed(_) | Self::Exists(_) | Self::Outside(_) | Self::InTheWay(_))
    }
}

/// Writes a new file; only its owner may read it.
///
/// # Errors
/// When something of that name is there or the system refuses; nothing is left behind.
pub fn write_new(root: &Path, relative: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let target = Target::new(root, relative)?;
    let _lock = Lock::take(root)?;
    let put = || -> io::Result<()> {
        temporary_file(root, bytes)?.persist_noclobber(&target.path)?;
        let flushed = sync_folder(&target.folder);
        if flushed.is_err() {
            let _ = fs::remove_file(&target.path);
        }
        flushed
    };
    put().map_err(|error| in_words(error, relative))
}

/// Puts `bytes` in the place of a file that still holds `expected_before`; who may read it stays.
///
/// # Errors
/// When the file holds anything else by now or the system refuses; it is then as it was, or holds all
/// of `bytes` when only its name could not be flushed to disk.
pub fn replace(
    root: &Path,
    relative: &str,
    bytes: &[u8],
    expected_before: &[u8],
) -> Result<(), WriteError> {
    let target = Target::new(root, relative)?;
    let _lock = Lock::take(root)?;
    match read::read(root, relative) {
        Ok(now) if now == expected_before => {}
        Ok(_) => return Err(WriteError::Changed(relative.to_owned())),
        Err(refusal) => return Err(refused(refusal, relative)),
    }
    let put = || -> io::Result<()> {
        let file = temporary_file(root, bytes)?;
        file.as_file().set_permissions(fs::metadata(&target.path)?.permissions())?;
        file.persist(&target.path)?;
        sync_folder(&target.folder)
    };
    put().map_err(|error| in_words(error, relative))
}

/// Takes a file away again that was written a moment ago and still holds these bytes.
///
/// # Errors
/// When it holds anything else by now or the system refuses; it is then as it was.
pub fn take_back(root: &Path, relative: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let target = Target::new(root, relative)?;
    let _lock = Lock::take(root)?;
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
pub(in crate::store) fn refused(refusal: Refusal, relative: &str) -> WriteError {
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

/// Writes a result where the user wants it, over what is there; only its owner may read it. A
/// device such as `/dev/null` is written to as it is.
///
/// # Errors
/// When the system refuses; what was there before is then untouched, or all of `bytes` is there when
/// only its name could not be flushed to disk.
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
    named_file(folder, OUTPUT, bytes)?.persist(&path)?;
    sync_folder(folder)
}

/// Writes a program of the user's own, for example a hook of git's; says whether there was none of
/// that name.
///
/// # Errors
/// When the system refuses.
pub fn write_new_program(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_private_folder(folder)?;
    let file = named_file(folder, OUTPUT, bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.as_file().set_permissions(fs::Permissions::from_mode(FOLDER_MODE))?;
    }
    match file.persist_noclobber(path) {
        Ok(_) => sync_folder(folder).map(|()| true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error.error),
    }
}

/// A folder in the records folder that is gone when it is dropped; only its owner may look in.
///
/// # Errors
/// When the system refuses.
pub fn passing_folder(root: &Path) -> io::Result<TempDir> {
    folder_named(root, OUTPUT)
}

#[cfg(unix)]
const FILE_MODE: u32 = 0o600;
#[cfg(unix)]
const FOLDER_MODE: u32 = 0o700;

/// Where something is to be written.
struct Target {
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
        Ok(Self { folder, path })
    }
}

/// A new file at the top of the records folder, which holds these bytes and is flushed to disk.
pub(in crate::store) fn temporary_file(root: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    named_file(root, TEMPORARY, bytes)
}

fn named_file(folder: &Path, prefix: &str, bytes: &[u8]) -> io::Result<NamedTempFile> {
    // The crate opens it for its owner alone.
    let mut file = tempfile::Builder::new().prefix(prefix).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// A new folder at the top of the records folder.
pub(in crate::store) fn temporary_folder(root: &Path) -> io::Result<TempDir> {
    folder_named(root, TEMPORARY)
}

fn folder_named(root: &Path, prefix: &str) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(FOLDER_MODE));
    }
    builder.tempdir_in(root)
}

/// A new file in a folder that is not in its place yet, flushed to disk.
pub(in crate::store) fn file_in_new_folder(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(FILE_MODE);
    }
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
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
    match private_folder().create(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Asked for when it is made: there is no moment at which others may look in.
#[cfg(unix)]
fn private_folder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt as _;
    let mut builder = DirBuilder::new();
    builder.mode(FOLDER_MODE);
    builder
}

#[cfg(not(unix))]
fn private_folder() -> DirBuilder {
    DirBuilder::new()
}

/// Renames a file or folder to a name that nothing has.
pub(in crate::store) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
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
    if to.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

#[cfg(unix)]
pub(in crate::store) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(in crate::store) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
