//! `lm edit MENTEE [FILE]`.

use crate::check::Selection;
use crate::cli::ask::{self, Choices, Said};
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::random_id;
use crate::cli::recording::{OpenCase, RecordedBy, judge};
use crate::domain::record::RecordKind;
use crate::store::change::{Proposal, Proposed};
use crate::store::{disk, scaffold};
use std::process::Command;
use std::sync::Arc;

/// Open one of a mentee's files in your editor, and check it before it counts
///
/// The editor is the one named by VISUAL or EDITOR. It opens a copy; the record itself changes only
/// when the copy has no new errors.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm edit \"Amira Khan\"
  lm edit k7q2m plan")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// Which file: referral, ratings, plan, sessions, contacts, reviews or tracking
    #[arg(default_value = "referral")]
    file: String,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no editor, or the text would have new errors; the record is then as it was.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let kind = kind(&arguments.file)?;
    let editor = call.world.environment.editor.clone().ok_or_else(|| {
        CommandError::cannot("no editor is named")
            .hint("name one in EDITOR, for example: export EDITOR=nano")
    })?;
    let open = OpenCase::open(&arguments.mentee, &RecordedBy::default(), call)?;
    let file = open.file(kind);
    let before = open.texts().iter().find(|text| text.name == file).map(|text| text.text.clone());
    let text = match &before {
        Some(text) => text.clone(),
        None => scaffold::empty_record(kind).map_err(|unsound| {
            CommandError::cannot("this file cannot be begun").source(&unsound)
        })?,
    };
    let id = random_id::of_entry(call.world.chance);
    let copy: Arc<str> =
        format!("mentees/{}/{}{id}-{}", open.case.id, disk::TEMPORARY, kind.file_name()).into();
    disk::write_new(open.folder.root(), &copy, text.as_bytes())
        .map_err(|error| CommandError::cannot("no copy could be made").source(&error))?;
    let session = Editing { open: &open, editor, copy, file, before, text };
    session.run(call)
}

fn kind(named: &str) -> Result<RecordKind, CommandError> {
    let known = RecordKind::ALL.map(|kind| kind.file_name().trim_end_matches(".yaml"));
    let choices = Choices::new("a file", known.map(|name| (name, name)))
        .otherwise(format!("choose one of {}", known.join(", ")));
    let named = named.trim_end_matches(".yaml");
    let code = &choices.find(named).map_err(|refusal| refusal.of_flag("FILE"))?.code;
    RecordKind::of_file(&format!("{code}.yaml"))
        .ok_or_else(|| CommandError::usage(format!("there is no file `{code}`")))
}

/// A copy that is being edited.
struct Editing<'o> {
    open: &'o OpenCase,
    editor: String,
    copy: Arc<str>,
    file: Arc<str>,
    before: Option<String>,
    text: String,
}

impl Editing<'_> {
    fn run(&self, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
        loop {
            self.start_editor(call)?;
            let bytes = disk::read_file(self.open.folder.root(), &self.copy)
                .map_err(|fault| self.kept("the copy cannot be read").because(&fault.message))?;
            let after = String::from_utf8(bytes)
                .map_err(|_| self.kept("the copy is no longer written in UTF-8"))?;
            if after == self.text {
                self.tidy_away(after.as_bytes());
                call.say("nothing was changed");
                return Ok(Exit::Done);
            }
            let proposed =
                Proposed { file: Arc::clone(&self.file), before: self.before.clone(), after };
            match self.take(proposed, call) {
                Ok(()) => return Ok(Exit::Done),
                Err(error) if call.may_ask() => {
                    ask::talk(call, &error.to_string());
                    let help = "No leaves the record as it was; the copy stays";
                    let again = ask::yes_or_no(call, "Open it again?", help, true)?;
                    if again != Said::This(true) {
                        return Err(self.kept("the record was not changed"));
                    }
                }
                Err(error) => return Err(error.hint(self.where_it_is())),
            }
        }
    }

    fn start_editor(&self, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
        let mut words = self.editor.split_whitespace();
        let path = self.open.folder.root().join(&*self.copy);
        let _ = call.world.err.flush();
        let status = Command::new(words.next().unwrap_or_default()).args(words).arg(path).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(self.kept("the editor ended with an error; the record was not changed")),
            Err(error) => {
                self.tidy_away(self.text.as_bytes());
                Err(CommandError::cannot(format!("`{}` cannot be started", self.editor))
                    .source(&error)
                    .hint("name your editor in EDITOR"))
            }
        }
    }

    /// Has the text checked and makes it the record's.
    fn take(&self, proposed: Proposed, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
        let proposal = Proposal { files: vec![proposed] };
        let folder = &self.open.folder;
        let selection = Selection::of(vec![format!("mentees/{}", self.open.case.id)]);
        judge(folder, &proposal, &selection, &[], call)?;
        let [proposed] = &proposal.files[..] else { return Ok(()) };
        if call.globals.dry_run {
            call.print(proposal.diff().trim_end());
            call.say_last("nothing was written");
        } else {
            let what = format!("changed {}: {}", self.file, self.open.who);
            folder.write_whole(proposed, &what).map_err(|error| {
                let message = "the record was not changed";
                let exit = if error.is_refusal() { Exit::Refused } else { Exit::CannotRun };
                CommandError::new(exit, message).source(&error)
            })?;
            call.print(&self.file);
            call.say_last(what);
        }
        self.tidy_away(proposed.after.as_bytes());
        Ok(())
    }

    fn tidy_away(&self, bytes: &[u8]) {
        // A copy that cannot be taken away is hidden and private; it does no harm.
        let _ = disk::take_back(self.open.folder.root(), &self.copy, bytes);
    }

    fn kept(&self, message: &str) -> CommandError {
        CommandError::refused(message).hint(self.where_it_is())
    }

    fn where_it_is(&self) -> String {
        format!("what you wrote is kept in {}", self.copy)
    }
}
