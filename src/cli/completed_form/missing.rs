//! Whether enough of a form is filled in.

use super::CompletedForm;
use crate::cli::ask::{self, Said};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::domain::id::Id;
use crate::domain::instrument::Line;
use crate::domain::instrument::entry::{too_many_missing, unanswered};
use std::collections::HashSet;

/// How much of a form must be there.
#[derive(Clone, Debug, Default)]
pub struct Completeness {
    /// More items may be left empty than the form's own rule allows for a total.
    pub allow_missing: bool,
    /// Where every item must at least be named, those that are.
    pub named: Option<HashSet<Id>>,
}

/// How many missing items are named.
const NAMED: usize = 6;

impl CompletedForm<'_> {
    /// Says which items are empty, if the form bears it.
    pub(super) fn judge_missing(
        &self,
        whole: &Completeness,
        call: &mut Call<'_, '_>,
    ) -> Result<(), CommandError> {
        if self.declined {
            return Ok(());
        }
        if self.marks.is_empty() && self.comment.is_none() {
            return Err(CommandError::usage("there is not one answer")
                .hint("if the person was asked and chose not to answer, say --declined"));
        }
        let empty = unanswered(self.instrument, &self.marks);
        if whole.allow_missing {
            return Ok(());
        }
        if let Some(named) = &whole.named {
            let unnamed: Vec<&Line<'_>> =
                empty.iter().filter(|line| !named.contains(&line.item.id)).collect();
            if !unnamed.is_empty() {
                let error = CommandError::usage(match unnamed.len() {
                    1 => "one item is missing".to_owned(),
                    several => format!("{several} items are missing"),
                });
                return Err(listed(error, &unnamed)
                    .hint("write - as the mark of an item that was left empty on the form")
                    .hint("or say --allow-missing, if the form really is that empty"));
            }
        }
        if let Some(found) = too_many_missing(self.instrument, &self.marks) {
            let missing: Vec<&Line<'_>> =
                empty.iter().filter(|line| found.missing.contains(&&line.item.id)).collect();
            let what = format!(
                "{} of {} items have no mark, and the total bears {} % at most",
                missing.len(),
                found.items,
                self.instrument.missing.at_most_percent
            );
            if self.asks {
                return goes_on(&what, &missing, call);
            }
            let error = CommandError::usage(what);
            return Err(listed(error, &missing)
                .hint("ask for them while it is fresh; if the form really is that empty, say --allow-missing"));
        }
        if !empty.is_empty() {
            let names: Vec<String> = empty.iter().map(Line::name).collect();
            call.say(&format!("left empty: {}", names.join("; ")));
        }
        Ok(())
    }
}

/// Nobody types a form again for want of a flag.
fn goes_on(what: &str, missing: &[&Line<'_>], call: &mut Call<'_, '_>) -> Result<(), CommandError> {
    let names: Vec<String> = missing.iter().map(|line| line.name()).collect();
    ask::talk(call, &format!("{what}: {}\n", names.join("; ")));
    let help = "Without a total, before cannot be compared with after; no writes nothing";
    match ask::yes_or_no(call, "Is the form really that empty?", help, false)? {
        Said::This(true) => Ok(()),
        _ => Err(CommandError::refused("nothing was written")),
    }
}

fn listed(error: CommandError, lines: &[&Line<'_>]) -> CommandError {
    let error = lines.iter().take(NAMED).fold(error, |error, line| {
        error.because(format!("{} [{}] has no mark", line.name(), line.item.id))
    });
    match lines.len().saturating_sub(NAMED) {
        0 => error,
        more => error.because(format!("and {more} more")),
    }
}
