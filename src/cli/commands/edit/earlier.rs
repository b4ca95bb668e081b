//! A text of an earlier edit that was kept because it had a fault: whether to go on with it.

use crate::cli::ask::{Choices, Question, Said};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::cli::recording::OpenCase;
use crate::domain::record::RecordKind;
use crate::store::TextDraft;

const GO_ON: &str = "go-on";
const LATER: &str = "later";
const FORGET: &str = "forget";

/// The kept text, if there is one and somebody wants to go on with it; `now` is what the record says.
///
/// # Errors
///
/// When nobody wants to go on at all, or the kept text cannot be read.
pub(super) fn draft(
    open: &OpenCase,
    kind: RecordKind,
    now: &str,
    call: &mut Call<'_, '_>,
) -> Result<Option<TextDraft>, CommandError> {
    let Some(draft) = TextDraft::kept(&open.folder, (&open.case.id, kind)) else { return Ok(None) };
    if !call.may_ask() {
        call.say(&format!("of an earlier edit, what was written is kept in {}", draft.copy));
        return Ok(None);
    }
    let choices = Choices::new(
        "one of these",
        [
            (GO_ON, "go on with it"),
            (LATER, "begin anew from the record, and keep it for later"),
            (FORGET, "begin anew from the record, and throw it away"),
        ],
    );
    let text = "What you wrote in an earlier edit is kept";
    let help = "It was not taken into the record then, most often because of a fault";
    let question = Question::needed(text, help).with_default(Some("go on with it"));
    let Said::This(Some(chosen)) = choices.ask_one(call, &question)? else {
        return Err(CommandError::refused("nothing was written"));
    };
    match &*chosen {
        FORGET => {
            draft.forget(&open.folder);
            Ok(None)
        }
        LATER => Ok(None),
        _ => {
            up_to_date(&draft, open, now, call)?;
            Ok(Some(draft))
        }
    }
}

/// Puts what others wrote in the record since together with the kept text, and says so.
fn up_to_date(
    draft: &TextDraft,
    open: &OpenCase,
    now: &str,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    let others = draft.bring_up_to_date(&open.folder, now).map_err(|error| {
        CommandError::cannot("the kept text cannot be read")
            .source(&error)
            .hint(format!("look at it yourself: {}", draft.copy))
    })?;
    match others {
        None => {}
        Some(0) => call.say("somebody wrote in the record since; it is in the text, too"),
        Some(_) => {
            call.say("somebody wrote in the record since, where you did, too");
            call.say("both stand in the text between <<<<<<< and >>>>>>>: keep what is right");
        }
    }
    Ok(())
}
