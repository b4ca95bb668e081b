//! Reading a file that may be anything.

use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use super::steps;
use crate::diag::{Finding, Place};
use crate::store::limits::MAX_FILE;
use crate::store::{codes, plain_text};

/// The bytes of the file at `relative` (with `/`) below the folder `root`.
///
/// # Errors
/// When it is no regular file, stands behind a link, is larger than [`MAX_FILE`] or cannot be read.
pub fn read_file(root: &Path, relative: &str) -> Result<Vec<u8>, Box<Finding>> {
    read(root, relative).map_err(|refusal| Box::new(refusal.into_finding(relative)))
}

/// The bytes of a file that somebody named, wherever it lies; of one larger than [`MAX_FILE`] only
/// so much that its reader will say so.
///
/// # Errors
/// When the system says no.
pub fn read_named(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why a file is not read.
pub(in crate::store) enum Refusal {
    /// It, or a folder above it, is a link.
    Link,
    /// It is something else, said in a word.
    NotAFile(&'static str),
    /// It is larger than any record.
    TooBig,
    /// The path would lead out of the records folder.
    Outside,
    /// The system said no.
    Io(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

pub(in crate::store) fn read(root: &Path, relative: &str) -> Result<Vec<u8>, Refusal> {
    let steps = steps(relative).ok_or(Refusal::Outside)?;
    contents(open::beneath(root, &steps)?)
}

/// All of an open file.
pub(super) fn contents(mut file: std::fs::File) -> Result<Vec<u8>, Refusal> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(Refusal::NotAFile(kind(metadata.file_type())));
    }
    if metadata.len() > MAX_FILE {
        return Err(Refusal::TooBig);
    }
    let expected = usize::try_from(metadata.len()).unwrap_or_default();
    // One byte more than there is, so that one call reads all and sees the end.
    let mut bytes = vec![0; expected + 1];
    let read = match file.read(&mut bytes) {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => 0,
        read => read?,
    };
    bytes.truncate(read);
    // It may grow while it is read.
    if read != expected {
        file.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > MAX_FILE { Err(Refusal::TooBig) } else { Ok(bytes) }
}

fn kind(kind: std::fs::FileType) -> &'static str {
    if kind.is_dir() {
        return "folder";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return "pipe";
        }
        if kind.is_socket() {
            return "socket";
        }
    }
    "device"
}

impl Refusal {
    fn into_finding(self, relative: &str) -> Finding {
        let place = Place::file(Arc::from(relative));
        match self {
            Self::Link => Finding::error(
                codes::LINK_IN_RECORDS,
                "this is a link, and links are not followed",
                place,
            )
            .help("put the file or folder itself in its place"),
            Self::NotAFile(kind) => {
                let message = format!("this is a {kind} where a file should be");
                Finding::error(codes::NOT_A_FILE, message, place).help("rename it or take it out")
            }
            Self::TooBig => plain_text::too_big(place),
            Self::Outside => Finding::error(
                codes::UNREADABLE,
                "this path leads out of the records folder",
                place,
            ),
            Self::Io(error) => unreadable(&error, place),
        }
    }
}

fn unreadable(error: &io::Error, place: Place) -> Finding {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            Finding::error(codes::UNREADABLE, "you may not read this file", place)
                .help("ask whoever set the folder up to let you read it")
        }
        io::ErrorKind::NotFound => {
            Finding::error(codes::UNREADABLE, "this file is not there any more", place)
        }
        _ => Finding::error(codes::UNREADABLE, "this file could not be read", place)
            .help(format!("the system says: {error}")),
    }
}

#[cfg(target_os = "linux")]
pub(super) use open::{FILE, FOLDER};

#[cfg(unix)]
mod open {
    //! Folder by folder from an open folder, so that nobody can put a link in between.

    use std::fs::File;
    use std::os::fd::OwnedFd;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, openat, statat};
    use rustix::io::Errno;

    use super::Refusal;

    /// Never waits for somebody to write into a pipe, never follows a link.
    pub(in crate::store::disk) const FILE: OFlags = OFlags::RDONLY
        .union(OFlags::NOFOLLOW)
        .union(OFlags::NONBLOCK)
        .union(OFlags::NOCTTY)
        .union(OFlags::CLOEXEC);

    /// A folder and nothing else.
    pub(in crate::store::disk) const FOLDER: OFlags =
        OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

    pub(super) fn beneath(root: &Path, steps: &[&str]) -> Result<File, Refusal> {
        let mut folder = openat(CWD, root, FOLDER, Mode::empty()).map_err(refused)?;
        #[cfg(target_os = "linux")]
        if let Some(file) = at_once(&folder, steps) {
            return Ok(file);
        }
        let Some((last, above)) = steps.split_last() else { return Err(Refusal::Outside) };
        for step in above {
            folder = one(&folder, step, FOLDER.union(OFlags::NOFOLLOW))?;
        }
        one(&folder, last, FILE).map(File::from)
    }

    /// One call instead of one a folder. Where the system does not know it, or refuses, the slow
    /// way finds the reason.
    #[cfg(target_os = "linux")]
    fn at_once(root: &OwnedFd, steps: &[&str]) -> Option<File> {
        use rustix::fs::{ResolveFlags, openat2};

        let flags = ResolveFlags::BENEATH.union(ResolveFlags::NO_SYMLINKS);
        openat2(root, steps.join("/"), FILE, Mode::empty(), flags).ok().map(File::from)
    }

    fn one(folder: &OwnedFd, name: &str, flags: OFlags) -> Result<OwnedFd, Refusal> {
        openat(folder, name, flags, Mode::empty()).map_err(|error| {
            let found = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW);
            match found.map(|found| FileType::from_raw_mode(found.st_mode)) {
                Ok(FileType::Symlink) => Refusal::Link,
                Ok(FileType::Socket) => Refusal::NotAFile("socket"),
                Ok(FileType::CharacterDevice | FileType::BlockDevice) => {
                    Refusal::NotAFile("device")
                }
                _ => refused(error),
            }
        })
    }

    fn refused(error: Errno) -> Refusal {
        Refusal::Io(error.into())
    }
}

#[cfg(not(unix))]
mod open {
    //! Each folder on the way is looked at before the file is opened.

    use std::fs::File;
    use std::path::Path;

    use super::{Refusal, kind};

    pub(super) fn beneath(root: &Path, steps: &[&str]) -> Result<File, Refusal> {
        let mut path = root.to_owned();
        for step in steps {
            path.push(step);
            if path.symlink_metadata()?.file_type().is_symlink() {
                return Err(Refusal::Link);
            }
        }
        let found = path.symlink_metadata()?.file_type();
        if !found.is_file() {
            return Err(Refusal::NotAFile(kind(found)));
        }
        Ok(File::open(path)?)
    }
}
