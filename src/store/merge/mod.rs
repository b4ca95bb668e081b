//! Two changed copies of one record put together: lists by their entries, keyed values by key, each
//! against the text from which both copies come. From texts to a text; git and files are not known
//! here.
//!
//! Nothing is decided that a person should decide. What both changed in different ways, what one
//! changed and the other took out, and whatever cannot be told for certain, stays as a conflict with
//! both sides in it. What comes out is read again and must say exactly what was meant; if it does
//! not, everything from the first to the last difference is one conflict.
//!
//! An entry of a list is the same on both sides if its `id` is, or, where it has none, if all of its
//! text is: two calls that were written down apart have ids of their own, so an entry that is there
//! twice word for word came twice to the same file and is kept once. New entries of both sides stand
//! in the order of their days; on the same day ours come first.

mod align;
mod brackets;
mod comments;
mod container;
mod lines;
mod list;
mod map;
mod merged;
mod outline;
#[cfg(test)]
mod properties;
mod side;
#[cfg(test)]
mod tests;

pub use lines::by_lines;

use super::edit::ground::Ground;
use super::edit::proof;
use container::Merger;
use merged::{Clash, Merged};

/// Two copies put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The text; where there are conflicts, with both sides of each between git's signs.
    pub text: String,
    /// How many conflicts a person has to decide.
    pub conflicts: usize,
}

/// Puts two copies of a record together. `base` is the text from which both come; empty when each
/// side made the file anew.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merge {
    if ours == theirs || theirs == base {
        return Merge { text: ours.to_owned(), conflicts: 0 };
    }
    if ours == base {
        return Merge { text: theirs.to_owned(), conflicts: 0 };
    }
    by_entries(&whole_lines(base), &whole_lines(ours), &whole_lines(theirs))
        .unwrap_or_else(|Clash| lines::undecided(ours, theirs))
}

/// Every line has an end, so that another can follow it.
fn whole_lines(text: &str) -> String {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let is_whole = text.is_empty() || text.ends_with('\n');
    if is_whole { text.to_owned() } else { format!("{text}{newline}") }
}

fn by_entries(base: &str, ours: &str, theirs: &str) -> Result<Merge, Clash> {
    let read = |text| Ground::read(text).map_err(|_| Clash);
    let (base_ground, ours_ground, theirs_ground) = (read(base)?, read(ours)?, read(theirs)?);
    let merged = Merger::new(&base_ground, &ours_ground, &theirs_ground).whole()?;
    prove(&merged, [base, ours, theirs])?;
    let newline = if ours.contains("\r\n") { "\r\n" } else { "\n" };
    Ok(Merge { text: merged.text(newline), conflicts: merged.clashes() })
}

/// With the conflicts decided for our side the text must say what was meant; decided for theirs it
/// must be sound too; and no comment may have gone.
fn prove(merged: &Merged, texts: [&str; 3]) -> Result<(), Clash> {
    let here = merged.decided(true);
    let there = merged.decided(false);
    let is_right = proof::says(&here, &merged.model) && Ground::read(&there).is_ok();
    let keeps_comments = merged.clashes() > 0 || comments::are_kept(texts, &here);
    if is_right && keeps_comments { Ok(()) } else { Err(Clash) }
}
