//! `lm sync`.

mod other_copy;

use crate::check::SavedPlans;
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::git::{DRIVER, Repository};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::saved::{counted, refuse_faults};
use crate::cli::{json, records};
use crate::store::Folder;
use other_copy::OtherCopy;
use serde_json::json;

/// Get other people's changes and send yours, if the records are sound
///
/// It looks for mistakes, gets what others have saved, puts both together, looks for mistakes again,
/// and sends the result. Where both changed the same thing it stops and says what to do. Save first:
/// lm save.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The place where the other copy lies is private: only people of the school can read it. Said
    /// once, it is remembered
    #[arg(long)]
    private: bool,
}

/// Somebody may send theirs at the same moment; more often than this it is no chance.
const MOST_TRIES: usize = 3;

/// Runs the command.
///
/// # Errors
///
/// When there are errors or unsaved changes, the other copy cannot be reached or does not look
/// private, or both sides changed the same thing.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    let repository = Repository::of(&folder, call)?;
    repository.put_right(call)?;
    refuse_unsaved(&repository)?;
    refuse_faults(&folder, &SavedPlans::default(), "nothing was sent and nothing was fetched")?;
    let other = OtherCopy::of(&repository, arguments.private, call)?;
    if call.globals.dry_run {
        call.say(&format!("would get what is new at {} and send what is new here", other.name));
        return Ok(Exit::Done);
    }
    let (received, sent) = exchange(&folder, &repository, &other, call)?;
    if format == Format::Json {
        json::print(call, json!({ "received": received, "sent": sent }));
    }
    call.say_last(match (received, sent) {
        (0, 0) => "both copies are the same already".to_owned(),
        (received, sent) => format!(
            "got {}, sent {}; both copies are the same now",
            counted(received, "change", "changes"),
            counted(sent, "change", "changes")
        ),
    });
    Ok(Exit::Done)
}

fn refuse_unsaved(repository: &Repository) -> Result<(), CommandError> {
    if repository.is_merging()? {
        return Err(CommandError::refused("the last lm sync is not finished yet")
            .hint("mend what lm check says, then: lm save, and lm sync again"));
    }
    if !repository.changed()?.is_empty() {
        return Err(CommandError::refused("there are changes that are not saved yet")
            .hint("save them first: lm save"));
    }
    if !repository.has_commits()? {
        return Err(CommandError::refused("nothing has been saved yet").hint("begin with: lm save"));
    }
    Ok(())
}

/// How many changes came and how many went.
fn exchange(
    folder: &Folder,
    repository: &Repository,
    other: &OtherCopy,
    call: &mut Call<'_, '_>,
) -> Result<(usize, usize), CommandError> {
    let mut received = 0;
    for _ in 0..MOST_TRIES {
        repository
            .need(&["fetch", "--quiet", &other.name], "the other copy could not be reached")?;
        let theirs = other.tracked();
        let exists = repository.ask(&["rev-parse", "--quiet", "--verify", &theirs])?.is_some();
        let unseen = if exists { count(repository, "HEAD", &theirs)? } else { 0 };
        if unseen > 0 {
            put_together(repository, &theirs, call)?;
            received += unseen;
            refuse_faults(
                folder,
                &SavedPlans::default(),
                "what you and others changed is put together, but not sent",
            )
            .map_err(|error| error.hint("mend it, then: lm save, and lm sync again"))?;
        }
        let base = if exists { &*theirs } else { "" };
        let unsent = count(repository, base, "HEAD")?;
        if unsent == 0 && exists {
            return Ok((received, 0));
        }
        let target = format!("HEAD:refs/heads/{}", other.branch);
        let answer =
            repository.run(&["push", "--quiet", "--set-upstream", &other.name, &target])?;
        if answer.is_done {
            return Ok((received, unsent));
        }
        if !["[rejected]", "fetch first"].iter().any(|words| answer.said.contains(words)) {
            return Err(answer.error("your changes could not be sent; they are saved here"));
        }
    }
    Err(CommandError::cannot("others are sending their changes at this moment")
        .hint("your changes are saved here; try lm sync again in a minute"))
}

/// How many changes the second has that the first has not.
fn count(repository: &Repository, without: &str, of: &str) -> Result<usize, CommandError> {
    let range = if without.is_empty() { of.to_owned() } else { format!("{without}..{of}") };
    let words = ["rev-list", "--count", "--no-merges", &range];
    let line = repository.need(&words, "git could not compare the two copies")?;
    Ok(line.trim().parse().unwrap_or(0))
}

/// Puts what others saved together with what was saved here.
fn put_together(
    repository: &Repository,
    theirs: &str,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    // Said here too, for a copy in which nobody has run `lm git-setup`.
    let driver = format!("merge.lm.driver={DRIVER}");
    let message = "two copies of the records put together";
    let words = ["-c", &driver, "merge", "--quiet", "--no-edit", "-m", message, theirs];
    repository.begin_to_put_together(theirs)?;
    let answer = match repository.run(&words) {
        Ok(answer) => answer,
        Err(error) => return repository.put_right(call).and(Err(error)),
    };
    if answer.is_done {
        return repository.have_put_together();
    }
    let files = repository.in_conflict()?;
    // Without a conflict it gave up on the way, and the disk may be full.
    repository.put_right(call)?;
    if files.is_empty() {
        return Err(answer.error("other people's changes could not be put together with yours"));
    }
    let error = CommandError::new(
        Exit::No,
        format!("two people changed the same thing in {}", counted(files.len(), "file", "files")),
    );
    let error = files.into_iter().fold(error, CommandError::because);
    Err(error
        .hint("in each of these files yours stands below <<<<<<< here, the other below =======")
        .hint("keep what is right, often both, and delete the three lines with the signs")
        .hint("then: lm save, and lm sync again; to go back to how it was: git merge --abort"))
}
