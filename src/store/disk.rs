//! Reading and writing below the records folder, and nowhere else: no link is followed, nothing
//! but a regular file is read, nothing half-written is ever seen. What is in a file is not looked
//! at here; going through the folder is `folder`'s.

mod lock;
#[cfg(target_os = "linux")]
mod opened;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub(in crate::store) use lock::Lock;
#[cfg(target_os = "linux")]
pub use opened::OpenFolder;
pub(in crate::store) use read::{Refusal, read};
pub use read::{read_file, read_named};
#[cfg(not(target_os = "linux"))]
pub use unopened::OpenFolder;
pub use write::{
    WriteError, passing_folder, put, replace, take_back, write_new, write_new_program,
    write_private,
};
pub(in crate::store) use write::{
    file_in_new_folder, in_words, make_private_folder, refused, rename_new, sync_folder,
    temporary_file, temporary_folder,
};

/// How names begin of what is no record: what only stands while something is being written, and what
/// is kept to take a change back. Git leaves it out.
pub const TEMPORARY: &str = ".lm-";
/// How such names begin where somebody wants a result and `lm` has no lock.
pub(in crate::store) const OUTPUT: &str = ".lm-out-";

/// What stands in a folder.
#[derive(Debug)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Whether it is a link.
    pub is_link: bool,
}

/// What stands under the name of a file in an open folder.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A file, and its bytes.
    File(Vec<u8>),
    /// Nothing.
    Nothing,
    /// Something that is to be read the long way, which knows what is wrong with it.
    Unusual,
}

/// What stands at a path below an open folder.
#[derive(Debug, PartialEq, Eq)]
pub enum Below {
    /// A file of so many bytes, at least one, which have been read.
    Bytes(usize),
    /// Nothing, or no folder where the path goes on.
    Nothing,
    /// Something that is to be read the long way, which knows what is wrong with it.
    Unusual,
}

/// The steps from the records folder down, if none of them leads anywhere else.
pub(in crate::store) fn steps(relative: &str) -> Option<Vec<&str>> {
    let steps: Vec<&str> = relative.split('/').collect();
    steps.iter().all(|step| is_plain(step)).then_some(steps)
}

/// Whether this is the name of a file or folder and nothing more.
fn is_plain(name: &str) -> bool {
    !matches!(name, "" | "." | "..") && !name.contains(['/', '\\', ':', '\0'])
}

#[cfg(not(target_os = "linux"))]
mod unopened {
    //! Where a folder cannot be kept open, every file is read the long way.

    use std::path::Path;

    use super::{Below, Found, Listed};

    /// There is none.
    #[derive(Debug)]
    pub enum OpenFolder {}

    impl OpenFolder {
        /// Never opens.
        pub fn root(_: &Path) -> Option<Self> {
            None
        }

        /// There is none.
        pub fn folder(&self, _: &str) -> Option<Self> {
            match *self {}
        }

        /// There are none.
        pub fn entries(&self) -> Option<Vec<Listed>> {
            match *self {}
        }

        /// There is none.
        pub fn read(&self, _: &str) -> Found {
            match *self {}
        }

        /// There is none.
        pub fn read_below(&self, _: &str, _: &mut [u8]) -> Below {
            match *self {}
        }
    }
}
