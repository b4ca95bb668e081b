//! Folders that are kept open while what is in them is read, so that the way there is gone once for
//! all of it. Where anything is not as usual they give nothing, and the caller goes the long way, by
//! `folder` and `read`, which know the reason.

use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, OFlags, RawDir, openat};
use rustix::io::Errno;

use super::read::{FILE, FOLDER, contents};
use super::{Found, Listed, is_plain};

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
}
