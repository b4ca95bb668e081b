//! `lm edit MENTEE [FILE]`.

mod earlier;

use crate::check::Selection;
use crate::cli::ask::{self, Choices, Said};
use crate::cli::call::Call;
use crate::cli::editor::Editor;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::random_id;
use crate::cli::recording::{OpenCase, RecordedBy, judge};
use crate::domain::record::RecordKind;
use crate::store::change::{Proposal, Proposed};
use crate::store::disk::WriteError;
use crate::store::{TextDraft, disk, scaffold};
use std::process::Command;
use std::sync::Arc;

/// Open one of a mentee's files in your editor, and check it before it counts
///
/// The editor is the one named by VISUAL or EDITOR. It opens a copy; the record itself changes only
/// when the copy has no new errors. Otherwise it can be opened again at the line of the first one;
/// what was written is never thrown away, and the next time you are asked whether to go on with it.
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
    let named = call.world.environment.editor.as_deref().and_then(Editor::named);
    let editor = named.ok_or_else(|| {
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
    let draft = match earlier::draft(&open, kind, &text, call)? {
        Some(draft) => draft,
        None => begin(&open, kind, &text, call)?,
    };
    let session = Editing { open: &open, editor, draft, file, before, text };
    session.run(call)
}

/// A copy under a name that no earlier one has.
fn begin(
    open: &OpenCase,
    kind: RecordKind,
    text: &str,
    call: &mut Call<'_, '_>,
) -> Result<TextDraft, CommandError> {
    loop {
        let mark = random_id::of_entry(call.world.chance);
        match TextDraft::begin(&open.folder, (&open.case.id, kind), &mark, text) {
            Err(WriteError::Exists(_)) => {}
            begun => {
                return begun
                    .map_err(|error| CommandError::cannot("no copy could be made").source(&error));
            }
        }
    }
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
    editor: Editor,
    draft: TextDraft,
    file: Arc<str>,
    before: Option<String>,
    text: String,
}

/// Why a text is not taken yet.
struct NotTaken {
    error: CommandError,
    /// The line of the first fault, counted from 1.
    line: Option<usize>,
}

impl Editing<'_> {
    fn run(&self, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
        let mut line = None;
        loop {
            self.start_editor(line, call)?;
            let after = self.written(call)?;
            if after == self.text {
                self.draft.forget(&self.open.folder);
                call.say("nothing was changed");
                return Ok(Exit::Done);
            }
            let proposed =
                Proposed { file: Arc::clone(&self.file), before: self.before.clone(), after };
            match self.take(proposed, call) {
                Ok(()) => return Ok(Exit::Done),
                Err(not_taken) if call.may_ask() => line = self.opens_again(&not_taken, call)?,
                Err(NotTaken { error, .. }) => return Err(error.hint(self.where_it_is())),
            }
        }
    }

    /// What stands in the copy now that the editor is closed.
    fn written(&self, call: &mut Call<'_, '_>) -> Result<String, CommandError> {
        loop {
            let after = self.text_of_copy()?;
            let may_be_open = after == self.text && !self.editor.is_known() && call.may_ask();
            if !may_be_open {
                return Ok(after);
            }
            // An editor with a window of its own may have handed the text over and returned.
            let help = "Save the text and close the editor first; then nothing is lost";
            let text = "Nothing is changed so far. Is your editor closed?";
            match ask::yes_or_no(call, text, help, true) {
                Ok(Said::This(true)) => return Ok(after),
                Ok(_) => {}
                Err(error) => return Err(error.hint(self.where_it_is())),
            }
        }
    }

    /// What the editor left. An editor that broke may leave nothing at all, and a record is never
    /// emptied by that.
    fn text_of_copy(&self) -> Result<String, CommandError> {
        let root = self.open.folder.root();
        if root.join(&*self.draft.copy).symlink_metadata().is_err() {
            self.draft.forget(&self.open.folder);
            let message = "the editor took the copy away; the record was not changed";
            return Err(CommandError::refused(message));
        }
        let bytes = disk::read_file(root, &self.draft.copy)
            .map_err(|fault| self.kept("the copy cannot be read").because(&fault.message))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| self.kept("the copy is no longer written in UTF-8"))?;
        if text.trim().is_empty() && !self.text.trim().is_empty() {
            return Err(self.kept("there is nothing left in the copy; the record was not changed"));
        }
        Ok(text)
    }

    /// Asks whether to go on, and gives the line to go on at.
    fn opens_again(
        &self,
        not_taken: &NotTaken,
        call: &mut Call<'_, '_>,
    ) -> Result<Option<usize>, CommandError> {
        ask::talk(call, &not_taken.error.to_string());
        let text = match not_taken.line {
            Some(line) if self.editor.opens_at_a_line() => format!("Open it again at line {line}?"),
            Some(line) => format!("Open it again? The first fault is in line {line}"),
            None => "Open it again?".to_owned(),
        };
        let help = "No leaves the record as it was; what you wrote is kept";
        match ask::yes_or_no(call, &text, help, true) {
            Ok(Said::This(true)) => Ok(not_taken.line),
            Ok(_) => Err(self.kept("the record was not changed")),
            Err(error) => Err(error.hint(self.where_it_is())),
        }
    }

    fn start_editor(
        &self,
        line: Option<usize>,
        call: &mut Call<'_, '_>,
    ) -> Result<(), CommandError> {
        let path = self.open.folder.root().join(&*self.draft.copy);
        let _ = call.world.err.flush();
        let arguments = self.editor.arguments(&path, line);
        let status = Command::new(self.editor.program()).args(arguments).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(self.kept("the editor ended with an error; the record was not changed")),
            Err(error) => {
                if self.text_of_copy().is_ok_and(|copy| copy == self.text) {
                    self.draft.forget(&self.open.folder);
                }
                let program = self.editor.program();
                Err(CommandError::cannot(format!("`{program}` cannot be started"))
                    .source(&error)
                    .hint("name your editor in EDITOR"))
            }
        }
    }

    /// Has the text checked and makes it the record's.
    fn take(&self, proposed: Proposed, call: &mut Call<'_, '_>) -> Result<(), NotTaken> {
        let proposal = Proposal { files: vec![proposed] };
        let folder = &self.open.folder;
        let selection = Selection::of(vec![format!("mentees/{}", self.open.case.id)]);
        judge(folder, &proposal, &selection, [&[], &[]], call).map_err(|refused| {
            let line = refused.first_line_in(&self.file);
            NotTaken { error: refused.into(), line }
        })?;
        let [proposed] = &proposal.files[..] else { return Ok(()) };
        if call.globals.dry_run {
            call.print(proposal.diff().trim_end());
            call.say_last("nothing was written");
        } else {
            let what = format!("changed {}: {}", self.file, self.open.who);
            folder.write_whole(proposed, &what).map_err(|error| {
                let message = "the record was not changed";
                let exit = if error.is_refusal() { Exit::Refused } else { Exit::CannotRun };
                NotTaken { error: CommandError::new(exit, message).source(&error), line: None }
            })?;
            call.print(&self.file);
            call.say_last(what);
        }
        self.draft.forget(&self.open.folder);
        Ok(())
    }

    fn kept(&self, message: &str) -> CommandError {
        CommandError::refused(message).hint(self.where_it_is())
    }

    fn where_it_is(&self) -> String {
        format!("what you wrote is kept in {}", self.draft.copy)
    }
}
