//! An `lm sync` that was broken off while git put two copies together: the computer was switched off,
//! or the disk was full. Git takes each record away before it writes it anew, one after another, so
//! some may be missing then and one cut short. Nobody meant that, so it is never saved: it is put back
//! to how it was, and the next sync puts the copies together again.

use super::Repository;
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::cli::saved::counted;
use std::collections::BTreeSet;

/// Names the other copy's newest change as long as it is being put together with ours.
const UNDER_WAY: &str = "refs/lm/sync";

/// What git calls the texts that it hands to `lm merge-driver`; it takes them away afterwards.
const PASSING: &str = ":(top,glob).merge_file_*";

/// So many paths fit on any command line.
const AT_ONCE: usize = 100;

const NOT_BEGUN: &str = "other people's changes could not be put together with yours";
const NOT_PUT_RIGHT: &str =
    "the last lm sync was broken off, and the records could not be put back to how they were";

/// The files that putting together can change, by their paths from the top of the repository.
struct Touched {
    /// Those that are in our copy.
    ours: Vec<String>,
    /// Those that are not.
    new: Vec<String>,
}

impl Repository {
    /// From here on, and until [`Repository::have_put_together`], records may be half of one copy and
    /// half of the other.
    ///
    /// # Errors
    ///
    /// When something unsaved is in the way, or git cannot note it down.
    pub fn begin_to_put_together(&self, theirs: &str) -> Result<(), CommandError> {
        let touched = self.touched_by(theirs, NOT_BEGUN)?;
        // What stands in these files afterwards is either git's or as it was.
        let changed = ["diff", "--name-only", "-z", "HEAD", "--"];
        let mut in_the_way = self.with_paths(&changed, &touched.ours, NOT_BEGUN)?;
        let unknown = ["ls-files", "--others", "-z", "--full-name", "--"];
        in_the_way.push_str(&self.with_paths(&unknown, &touched.new, NOT_BEGUN)?);
        if let Some(first) = in_the_way.split_terminator('\0').next() {
            return Err(CommandError::refused(NOT_BEGUN)
                .because(format!("{first} is in the way: it holds what is not saved yet"))
                .hint("save it or put it elsewhere, then: lm sync"));
        }
        self.need(&["update-ref", UNDER_WAY, theirs], NOT_BEGUN).map(|_| ())
    }

    /// Every record is whole again.
    ///
    /// # Errors
    ///
    /// When git cannot note it down.
    pub fn have_put_together(&self) -> Result<(), CommandError> {
        self.need(&["update-ref", "-d", UNDER_WAY], NOT_PUT_RIGHT).map(|_| ())
    }

    /// Puts right what a broken-off sync left, if there is any of it, and says so.
    ///
    /// # Errors
    ///
    /// When git cannot; nothing is to be saved or sent then.
    pub fn put_right(&self, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
        let Some(theirs) = self.ask(&["rev-parse", "--quiet", "--verify", UNDER_WAY])? else {
            return Ok(());
        };
        if self.is_whole_with(&theirs)? {
            return self.have_put_together();
        }
        if call.globals.dry_run {
            return Err(CommandError::refused("the last lm sync was broken off")
                .hint("lm sync puts that right, without --dry-run"));
        }
        let kept = self.put_back(&theirs)?;
        self.have_put_together()?;
        call.say(
            "the last lm sync was broken off; the records are again as they were before it began",
        );
        if kept > 0 {
            let files = counted(kept, "file", "files");
            call.say(&format!("what {files} held instead is kept: git stash show -p"));
        }
        Ok(())
    }

    /// Git notes both down only when every record is written.
    fn is_whole_with(&self, theirs: &str) -> Result<bool, CommandError> {
        let is_there = ["merge-base", "--is-ancestor", theirs, "HEAD"];
        Ok(self.is_merging()? || self.run(&is_there)?.is_done)
    }

    /// Puts the files back that putting together could have changed. What they hold now is kept where
    /// somebody may have written it; how many that were is told.
    fn put_back(&self, theirs: &str) -> Result<usize, CommandError> {
        let Touched { ours, new } = self.touched_by(theirs, NOT_PUT_RIGHT)?;
        // What git had begun to note of it would stop the next one.
        self.run(&["merge", "--quit"])?;
        let run = |words: &[&str], paths: &[String]| self.with_paths(words, paths, NOT_PUT_RIGHT);
        run(&["reset", "--quiet", "--"], &[&ours[..], &new[..]].concat())?;
        let changed = ["diff", "--name-only", "-z", "--diff-filter=M", "HEAD", "--"];
        let changed = run(&changed, &ours)?.split_terminator('\0').count();
        if changed > 0 {
            self.keep_what_stands_there()?;
        }
        run(&["checkout", "--quiet", "HEAD", "--"], &ours)?;
        run(&["clean", "--force", "--quiet", "--"], &new)?;
        self.need(&["clean", "--force", "--quiet", "-x", "--", PASSING], NOT_PUT_RIGHT)?;
        Ok(changed)
    }

    fn keep_what_stands_there(&self) -> Result<(), CommandError> {
        let state = self.need(&["stash", "create"], NOT_PUT_RIGHT)?;
        let note = "what stood in the records when lm sync was broken off";
        let words = ["stash", "store", "--quiet", "--message", note, state.trim()];
        self.need(&words, NOT_PUT_RIGHT).map(|_| ())
    }

    fn touched_by(&self, theirs: &str, what: &str) -> Result<Touched, CommandError> {
        let range = format!("HEAD...{theirs}");
        let touched = self.paths(&["diff", "--name-only", "-z", "--no-renames", &range], what)?;
        let ours = ["ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD"];
        let ours: BTreeSet<String> = self.paths(&ours, what)?.into_iter().collect();
        let (ours, new) = touched.into_iter().partition(|path| ours.contains(path));
        Ok(Touched { ours, new })
    }

    /// Runs git with paths from the top, as many times as they need.
    fn with_paths(
        &self,
        words: &[&str],
        paths: &[String],
        what: &str,
    ) -> Result<String, CommandError> {
        let mut out = String::new();
        for some in paths.chunks(AT_ONCE) {
            let some: Vec<String> =
                some.iter().map(|path| format!(":(top,literal){path}")).collect();
            let some = some.iter().map(String::as_str);
            let words: Vec<&str> = words.iter().copied().chain(some).collect();
            out.push_str(&self.need(&words, what)?);
        }
        Ok(out)
    }
}
