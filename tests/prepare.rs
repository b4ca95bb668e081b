//! Records folders that git cannot hold as a test needs them: a copy of what it holds, and in it
//! what the lines of `prepare.txt` say.

use crate::support;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The lines that make such a folder; it stands at the top of it.
const LINES: &str = "prepare.txt";

/// Whether a folder has to be prepared.
pub(crate) fn is_wanted(folder: &Path) -> bool {
    folder.join(LINES).exists()
}

/// A copy of a folder, prepared; `None` where this system, or this user, cannot have it so.
///
/// Each line is one of these, the path from the top of the folder; `#` begins a comment:
///
/// - `size BYTES PATH`: a file of so many bytes.
/// - `link TARGET PATH`: a symbolic link, the target as the system takes it.
/// - `mode OCTAL PATH`: who may do what with a file that is there; to be looked at with
///   [`support::lm_kept_out`].
pub(crate) fn prepared(folder: &Path) -> Option<TempDir> {
    let copy = copied(folder);
    let lines = fs::read_to_string(folder.join(LINES)).expect("the lines of a prepared folder");
    for line in lines.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [what, how, path] = words[..] else { panic!("{line}: three words are wanted") };
        let path = copy.path().join(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        let is_made = match what {
            "size" => sized(&path, how.parse().expect("a number of bytes")),
            "link" => linked(Path::new(how), &path),
            "mode" => kept_out(&path, u32::from_str_radix(how, 8).expect("an octal number")),
            _ => panic!("{line}: there is no `{what}`"),
        };
        if !is_made {
            return None;
        }
    }
    Some(copy)
}

/// A copy of a folder.
pub(crate) fn copied(folder: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("a folder for the test");
    support::copy(folder, copy.path());
    copy
}

fn sized(path: &Path, bytes: u64) -> bool {
    fs::File::create(path).and_then(|file| file.set_len(bytes)).expect("a file");
    true
}

#[cfg(unix)]
pub(crate) fn linked(target: &Path, path: &Path) -> bool {
    std::os::unix::fs::symlink(target, path).expect("a link");
    true
}

#[cfg(not(unix))]
pub(crate) fn linked(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(unix)]
pub(crate) fn kept_out(path: &Path, mode: u32) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("our own file");
    true
}

#[cfg(not(unix))]
pub(crate) fn kept_out(_: &Path, _: u32) -> bool {
    false
}
