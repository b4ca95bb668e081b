//! What is odd about an entry and yet may be right: it is asked about once.

use crate::cli::ask::{self, Said};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;

/// Goes on when there is no doubt, or somebody says that it is right all the same: with `--yes`, or
/// asked at a terminal (`asks`).
///
/// # Errors
///
/// When there is a doubt and nobody says so.
pub fn right_all_the_same(
    doubts: &[String],
    asks: bool,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    let Some((first, others)) = doubts.split_first() else { return Ok(()) };
    if call.globals.yes {
        return Ok(());
    }
    if asks {
        for doubt in doubts {
            ask::talk(call, &format!("{doubt}\n"));
        }
        let help = "Nothing has been written yet; no stops without writing anything";
        return match ask::yes_or_no(call, "Is it right all the same?", help, false)? {
            Said::This(true) => Ok(()),
            _ => Err(CommandError::refused("nothing was written")),
        };
    }
    let error = CommandError::refused(format!("nothing was written: {first}"));
    let error = others.iter().fold(error, CommandError::because);
    Err(error.hint("if it is right all the same, say so with --yes"))
}
