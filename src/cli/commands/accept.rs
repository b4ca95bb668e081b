//! `lm accept MENTEE CODE`: a warning is right and it was so all the same. The reason goes into the
//! record as a comment, which `lm check` then heeds; not a value of the record changes.

use crate::check::{self, Selection};
use crate::cli::ask::words;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{OpenCase, RecordedBy, judge, not_written};
use crate::diag::{Diagnostic, Severity};
use crate::store::change::{Proposal, Proposed};
use std::sync::Arc;

/// Accept a warning of lm check about a mentee's record, and say why
///
/// The reason is written as a comment above the line, and lm check keeps silent about it from then
/// on. When nothing needs the comment any more, lm check says so.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm accept k7q2m review-outside-window --because \"The hall was flooded that week\"
  lm accept k7q2m not-a-school-day --at sessions.yaml:14 --because \"A Saturday workshop\"")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The code of the warning, as lm check prints it between brackets
    code: String,
    /// Why it was so
    #[arg(long, value_name = "WORDS")]
    because: String,
    /// Which one, where there are several of this code: file and line, as lm check prints them
    #[arg(long, value_name = "FILE:LINE")]
    at: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no such warning, several are meant, or the record cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let reason =
        words::one_line(&arguments.because).map_err(|refusal| refusal.of_flag("--because"))?;
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let fault = the_one(arguments, &open)?;
    let proposed = accepted(&fault, &reason, &open)?;
    let proposal = Proposal { files: vec![proposed] };
    let selection = selection(&open);
    judge(&open.folder, &proposal, &selection, [&[], &[]], call)?;
    let after = check::run(&open.folder.as_if(proposal.texts()), &selection).diagnostics;
    let count = |faults: &[Diagnostic]| {
        faults.iter().filter(|one| one.code == fault.code && one.message == fault.message).count()
    };
    let before = check::run(&open.folder, &selection).diagnostics;
    let [proposed] = &proposal.files[..] else { return Ok(Exit::Done) };
    if count(&after) >= count(&before) {
        return Err(CommandError::refused("this line cannot take a comment")
            .hint(format!("accept it by hand: lm explain {}", fault.code.0)));
    }
    if call.globals.dry_run {
        call.print(proposal.diff().trim_end());
        call.say_last("nothing was written");
        return Ok(Exit::Done);
    }
    let what = format!("accepted {}: {}", fault.code.0, open.who);
    open.folder.write_whole(proposed, &what).map_err(|error| not_written(&error))?;
    call.print(&proposed.file);
    call.say_last(what);
    Ok(Exit::Done)
}

fn selection(open: &OpenCase) -> Selection {
    Selection::of(vec![format!("mentees/{}", open.case.id)])
}

/// The warning that is meant.
fn the_one(arguments: &Arguments, open: &OpenCase) -> Result<Diagnostic, CommandError> {
    let folder = format!("mentees/{}/", open.case.id);
    let mut found = check::run(&open.folder, &selection(open)).diagnostics;
    found.retain(|fault| fault.code.0 == arguments.code && fault.primary.file.starts_with(&folder));
    if let Some(at) = &arguments.at {
        found.retain(|fault| place(fault, open).is_some_and(|place| place.ends_with(&**at)));
    }
    match &mut found[..] {
        [] => Err(CommandError::usage(format!(
            "lm check has no {} about this mentee",
            arguments.code
        ))
        .hint(format!("see what there is: lm check {} --level advice", open.case.id))),
        [one] if one.severity == Severity::Error => {
            Err(CommandError::refused("an error cannot be accepted; the record has to be mended")
                .hint(format!("lm explain {} says how", arguments.code)))
        }
        [one] => Ok(one.clone()),
        several => {
            let places: Vec<String> =
                several.iter().filter_map(|fault| place(fault, open)).collect();
            Err(CommandError::usage("there are several of these")
                .hint(format!("say which with --at: {}", places.join(", "))))
        }
    }
}

/// `sessions.yaml:14`.
fn place(fault: &Diagnostic, open: &OpenCase) -> Option<String> {
    let text = text_of(&fault.primary.file, open)?;
    let before = text.get(..fault.primary.range.start as usize)?;
    let name = fault.primary.file.rsplit('/').next()?;
    Some(format!("{name}:{}", before.matches('\n').count() + 1))
}

fn text_of<'o>(file: &str, open: &'o OpenCase) -> Option<&'o str> {
    open.texts().iter().find(|text| *text.name == *file).map(|text| &*text.text)
}

/// The file with the comment above the line.
fn accepted(fault: &Diagnostic, reason: &str, open: &OpenCase) -> Result<Proposed, CommandError> {
    let file = Arc::clone(&fault.primary.file);
    let text = text_of(&file, open).ok_or_else(|| {
        CommandError::refused(format!("{file} cannot take a comment"))
            .hint(format!("lm explain {} says what can be done", fault.code.0))
    })?;
    let at = fault.primary.range.start as usize;
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = &text[start..];
    let indent: String = line.chars().take_while(|letter| *letter == ' ').collect();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let comment = format!("{indent}# lm: allow[{}] {reason}{end}", fault.code.0);
    let after = format!("{}{comment}{line}", &text[..start]);
    Ok(Proposed { file, before: Some(text.to_owned()), after })
}
