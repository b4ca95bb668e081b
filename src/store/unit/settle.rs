//! Carrying out what a journal says, and putting it back: right after it was put down, or by
//! whoever comes next when its writer was killed. Both go by what is there, step by step, so they may
//! be begun again at any point.

use super::journal::{CHANGE_FILE, Ending, Journal, Marked, Step, UNDO_FILE, Unread, mark};
use super::prepare::remove;
use super::read;
use crate::store::disk::{self, Lock, OUTPUT, TEMPORARY, WriteError};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Its files are as they will be.
    Done,
    /// Its files are as they were, and what is to come stands ready.
    Ready,
    /// Its files are as they were, and what was to come is gone.
    Lost,
    /// Somebody else changed its files after it was done.
    DoneAndEdited,
    /// Somebody else changed its files before it was done.
    Edited,
}

/// Finishes a change that a killed `lm` left, if there is one.
///
/// # Errors
///
/// When it cannot be finished, nor put back. What is read then may be half a change.
pub fn settle(root: &Path) -> Result<(), WriteError> {
    let change = root.join(CHANGE_FILE);
    let is_over = || change.symlink_metadata().is_err();
    if is_over() {
        return Ok(());
    }
    // As a rule it is that of an `lm` that is alive and writing.
    match Lock::take_unless(root, is_over)? {
        Some(lock) => under(root, &lock),
        None => Ok(()),
    }
}

/// The same for whoever is about to write, and the other leftovers go too.
pub(super) fn under(root: &Path, lock: &Lock) -> Result<(), WriteError> {
    unfinished(root, lock)?;
    tidy(root, lock);
    Ok(())
}

fn unfinished(root: &Path, lock: &Lock) -> Result<(), WriteError> {
    if !lock.is_held() {
        wait_for_others(root);
    }
    let journal = match Journal::read(root, CHANGE_FILE) {
        Ok(None) => return Ok(()),
        Ok(Some(journal)) => journal,
        Err(Unread::Nonsense) => return Err(WriteError::InTheWay(CHANGE_FILE)),
        Err(Unread::Io(error)) => return Err(disk::in_words(error, CHANGE_FILE)),
    };
    for step in &journal.steps {
        if matches!(state(root, step)?, State::Lost | State::Edited) {
            return put_back(root, &journal);
        }
    }
    finish(root, &journal).or_else(|_| put_back(root, &journal))
}

/// Where there are no locks nobody can say whether a change is still being made; it takes
/// milliseconds, so one that is there for a while is nobody's.
fn wait_for_others(root: &Path) {
    for _ in 0..100 {
        if root.join(CHANGE_FILE).symlink_metadata().is_err() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Does every step that is not done yet, and ends the change.
pub(super) fn finish(root: &Path, journal: &Journal) -> Result<(), WriteError> {
    for step in &journal.steps {
        match state(root, step)? {
            State::Ready => {
                carry_out(root, step).map_err(|error| disk::in_words(error, &step.to))?;
            }
            State::Done | State::DoneAndEdited => {}
            State::Lost | State::Edited => return Err(WriteError::Changed(step.to.clone())),
        }
    }
    flush(root, journal)?;
    end(root, journal.ending).map_err(|error| disk::in_words(error, CHANGE_FILE))
}

fn end(root: &Path, ending: Ending) -> io::Result<()> {
    let change = root.join(CHANGE_FILE);
    match ending {
        Ending::Undoable => fs::rename(change, root.join(UNDO_FILE)),
        Ending::Final => fs::remove_file(change),
        Ending::Undoing => {
            remove(&root.join(UNDO_FILE))?;
            fs::remove_file(change)
        }
    }
}

fn carry_out(root: &Path, step: &Step) -> io::Result<()> {
    let to = root.join(&step.to);
    match &step.from {
        Some(from) if step.files.iter().all(|file| file.before.is_none()) => {
            disk::rename_new(&root.join(from), &to)
        }
        Some(from) => fs::rename(root.join(from), to),
        None => disk::rename_new(&to, &away(root)),
    }
}

/// A name that nothing has: what stands there belongs to nobody any more and is tidied away.
fn away(root: &Path) -> PathBuf {
    let names = (0..).map(|number| root.join(format!("{TEMPORARY}away-{number}")));
    let mut free = names.filter(|path| path.symlink_metadata().is_err());
    free.next().expect("there are more numbers than files")
}

/// Puts every step that is done back, the last one first, and forgets the change.
pub(super) fn put_back(root: &Path, journal: &Journal) -> Result<(), WriteError> {
    for step in journal.steps.iter().rev() {
        if state(root, step)? == State::Done {
            undo_step(root, step)?;
        } else if let Some(from) = &step.from {
            // Room for what follows, on a full disk.
            let _ = remove(&root.join(from));
        }
    }
    flush(root, journal)?;
    remove(&root.join(CHANGE_FILE)).map_err(|error| disk::in_words(error, CHANGE_FILE))
}

fn undo_step(root: &Path, step: &Step) -> Result<(), WriteError> {
    for file in &step.files {
        let path = root.join(&file.path);
        let done = match &file.before {
            Some(before) => rewrite(root, file, before),
            None if step.is_folder() => Ok(()),
            None => fs::remove_file(path),
        };
        done.map_err(|error| disk::in_words(error, &file.path))?;
    }
    if step.is_folder() && step.files.iter().all(|file| file.before.is_none()) {
        // Out of sight at once, and not file by file.
        disk::rename_new(&root.join(&step.to), &away(root))
            .map_err(|error| disk::in_words(error, &step.to))?;
    }
    Ok(())
}

fn rewrite(root: &Path, file: &Marked, before: &str) -> io::Result<()> {
    let path = root.join(&file.path);
    let text = disk::temporary_file(root, before.as_bytes())?;
    if let Ok(found) = fs::metadata(&path) {
        text.as_file().set_permissions(found.permissions())?;
    } else {
        let above = path.ancestors().skip(1).take_while(|folder| *folder != root);
        for folder in above.collect::<Vec<_>>().into_iter().rev() {
            disk::make_private_folder(folder)?;
        }
    }
    text.persist(path)?;
    Ok(())
}

/// Flushes the folders to disk in which something was renamed.
fn flush(root: &Path, journal: &Journal) -> Result<(), WriteError> {
    let folder_of = |step: &Step| root.join(&step.to).parent().map(Path::to_owned);
    let folders: BTreeSet<_> = journal.steps.iter().filter_map(folder_of).collect();
    for folder in folders {
        match disk::sync_folder(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            done => done.map_err(|error| disk::in_words(error, &journal.steps[0].to))?,
        }
    }
    Ok(())
}

fn state(root: &Path, step: &Step) -> Result<State, WriteError> {
    let mut is_done = true;
    let mut is_as_before = true;
    let goes = step.from.is_none();
    let mut is_ready = !goes;
    for file in &step.files {
        let now = held(root, &file.path)?;
        is_done &= now == Held::of(file.after.clone());
        let before = file.before.as_deref().map(|text| mark(text.as_bytes()));
        is_as_before &= now == Held::of(before);
        if let Some(from) = &step.from {
            let rest = step.below(&file.path).unwrap_or_default();
            is_ready &= held(root, &format!("{from}{rest}"))? == Held::of(file.after.clone());
        }
    }
    Ok(match (is_done, is_as_before, is_ready) {
        (true, ..) => State::Done,
        (_, true, is_ready) if is_ready || goes => State::Ready,
        (_, true, _) => State::Lost,
        (_, false, is_ready) if is_ready || goes => State::Edited,
        (_, false, _) => State::DoneAndEdited,
    })
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Held {
    /// It is not there.
    Nothing,
    /// A text of this mark.
    Text(String),
    /// It is no file of the records, and neither what was there nor what was to come.
    SomethingElse,
}

impl Held {
    fn of(mark: Option<String>) -> Self {
        mark.map_or(Self::Nothing, Self::Text)
    }
}

/// Only what was read is known: where the system refuses, nothing is decided.
fn held(root: &Path, path: &str) -> Result<Held, WriteError> {
    match read(root, path) {
        Ok(bytes) => Ok(Held::of(bytes.map(|bytes| mark(&bytes)))),
        Err(WriteError::Io { source, .. }) if source.kind() == io::ErrorKind::NotADirectory => {
            Ok(Held::SomethingElse)
        }
        Err(WriteError::Changed(_) | WriteError::Outside(_)) => Ok(Held::SomethingElse),
        Err(error) => Err(error),
    }
}

/// Removes what killed ones left at the top of the records folder. Under the lock nobody else can
/// need it; results that somebody wants elsewhere are written without the lock, and an hour is
/// longer than any of that takes.
pub(super) fn tidy(root: &Path, lock: &Lock) {
    const OLD: Duration = Duration::from_hours(1);
    if !lock.is_held() {
        return;
    }
    let Ok(entries) = fs::read_dir(root) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| name.starts_with(TEMPORARY)) else { continue };
        let age = || {
            let changed = entry.metadata().and_then(|found| found.modified()).ok()?;
            SystemTime::now().duration_since(changed).ok()
        };
        let stays = [CHANGE_FILE, UNDO_FILE].contains(&name)
            || name.starts_with(OUTPUT) && age().is_none_or(|age| age < OLD);
        if !stays {
            // It is in nobody's way: the next one may have more luck.
            let _ = remove(&entry.path());
        }
    }
}
