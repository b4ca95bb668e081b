//! Reading and writing below the records folder, and nowhere else: no link is followed, nothing
//! but a regular file is read, nothing half-written is ever seen. What is in a file is not looked
//! at here; going through the folder is `folder`'s.

mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::{read_file, read_named};
pub use write::{
    WriteError, put, replace, take_back, update, write_new, write_new_folder, write_private,
};
pub(in crate::store) use write::{in_words, make_private_folder};

/// How names begin that only stand while a file or folder is being written.
pub const TEMPORARY: &str = ".lm-";

/// The steps from the records folder down, if none of them leads anywhere else.
fn steps(relative: &str) -> Option<Vec<&str>> {
    let steps: Vec<&str> = relative.split('/').collect();
    steps.iter().all(|step| is_plain(step)).then_some(steps)
}

/// Whether this is the name of a file or folder and nothing more.
fn is_plain(name: &str) -> bool {
    !matches!(name, "" | "." | "..") && !name.contains(['/', '\\', ':', '\0'])
}
