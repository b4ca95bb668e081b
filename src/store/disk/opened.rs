//! Folders that are kept open while what is in them is read, so that the way there is gone once for
//! all of it. Where anything is not as usual they give nothing, and the caller goes the long way, by
//! `folder` and `read`, which know the reason.

use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, OFlags, RawDir, ResolveFlags, openat, openat2};
use rustix::io::{Errno, pread};

use super::read::{FILE, FOLDER, contents};
use super::{Below, Found, Listed, is_plain};

/// An open folder: the records folder or one below it.
#[derive(Debug)]
pub struct OpenFolder(OwnedFd);

impl OpenFolder {
    /// The records folder.
    pub fn root(root: &Path) -> Option<Self> {
        openat(CWD, root, FOLDER, Mode::empty()).ok().map(Self)
    }

    /// The folder of this name in it, if it is no link.
    pub fn folder(&self, name: &str) -> Option<Self> {
        is_plain(name).then_some(())?;
        let flags = FOLDER.union(OFlags::NOFOLLOW);
        openat(&self.0, name, flags, Mode::empty()).ok().map(Self)
    }

    /// What stands in it, sorted by name; hidden names are passed over. To be asked once.
    pub fn entries(&self) -> Option<Vec<Listed>> {
        let mut listed = Vec::new();
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut entries = RawDir::new(&self.0, &mut buffer);
        while let Some(entry) = entries.next() {
            let entry = entry.ok()?;
            let name = entry.file_name().to_str().ok()?;
            let kind = entry.file_type();
            if kind == FileType::Unknown {
                return None;
            }
            if !name.starts_with('.') {
                let (is_folder, is_link) = (kind == FileType::Directory, kind == FileType::Symlink);
                listed.push(Listed { name: name.to_owned(), is_folder, is_link });
            }
        }
        listed.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        Some(listed)
    }

    /// The file of this name in it.
    pub fn read(&self, name: &str) -> Found {
        if !is_plain(name) {
            return Found::Unusual;
        }
        match openat(&self.0, name, FILE, Mode::empty()) {
            Ok(file) => contents(file.into()).map_or(Found::Unusual, Found::File),
            Err(Errno::NOENT) => Found::Nothing,
            Err(_) => Found::Unusual,
        }
    }

    /// The file at a path below it, when `bytes` has room for it and for one more, with no folder to
    /// be opened on the way.
    pub fn read_below(&self, path: &str, bytes: &mut [u8]) -> Below {
        let flags = ResolveFlags::BENEATH.union(ResolveFlags::NO_SYMLINKS);
        let file = match openat2(&self.0, path, FILE, Mode::empty(), flags) {
            Ok(file) => file,
            Err(Errno::NOENT) => return Below::Nothing,
            Err(_) => return Below::Unusual,
        };
        let mut length = 0;
        while length < bytes.len() {
            // Only a file can be read from a place: a pipe or a folder says no, and keeps what it has.
            match pread(&file, &mut bytes[length..], length as u64) {
                Ok(0) if length > 0 => return Below::Bytes(length),
                Ok(0) | Err(_) => break,
                Ok(more) => length += more,
            }
        }
        Below::Unusual
    }
}
