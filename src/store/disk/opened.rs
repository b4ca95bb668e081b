//! A folder that is kept open while its files are read, so that the way to it is gone once for all
//! of them. Where anything is not as usual it gives nothing, and the caller goes the long way, by
//! `folder` and `read`, which know the reason.

use std::path::Path;

use rustix::fs::{CWD, Dir, FileType, Mode, ResolveFlags, openat, openat2};

use super::read::{FILE, FOLDER, contents};
use super::{Listed, is_plain};

/// An open folder below the records folder.
#[derive(Debug)]
pub struct OpenFolder(Dir);

impl OpenFolder {
    /// The folder at `relative` (with `/`) below `root`, if no link leads to it.
    pub fn open(root: &Path, relative: &str) -> Option<Self> {
        relative.split('/').all(is_plain).then_some(())?;
        let top = openat(CWD, root, FOLDER, Mode::empty()).ok()?;
        let flags = ResolveFlags::BENEATH.union(ResolveFlags::NO_SYMLINKS);
        let folder = openat2(top, relative, FOLDER, Mode::empty(), flags).ok()?;
        Dir::new(folder).ok().map(Self)
    }

    /// What stands in it, sorted by name; hidden names are passed over.
    pub fn entries(&mut self) -> Option<Vec<Listed>> {
        let mut listed = Vec::new();
        while let Some(entry) = self.0.read() {
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
        listed.sort_by(|one, other| one.name.cmp(&other.name));
        Some(listed)
    }

    /// The bytes of a file in it.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        is_plain(name).then_some(())?;
        let file = openat(self.0.fd().ok()?, name, FILE, Mode::empty()).ok()?;
        contents(file.into()).ok()
    }
}
