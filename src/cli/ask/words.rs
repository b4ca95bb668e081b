//! Answers of which every command has some: a line of words, a short id, a member of staff.

use super::Refusal;
use crate::domain::id::Id;
use crate::store::plain_text::is_invisible;

/// The longest answer of one line, in characters: enough for any name or address.
const LONGEST: usize = 300;

/// A line of words without blanks around it.
///
/// # Errors
///
/// When there is nothing in it, too much, or something that cannot be seen.
pub fn one_line(typed: &str) -> Result<String, Refusal> {
    let words = typed.trim();
    if words.is_empty() {
        return Err(Refusal::new("there is nothing written here", "write some words"));
    }
    if words.contains(|c: char| is_invisible(c) || matches!(c, '\n' | '\r' | '\t')) {
        return Err(Refusal::new(
            "there is a line break or an invisible character in this answer",
            "type it anew instead of pasting it",
        ));
    }
    if words.chars().count() > LONGEST {
        return Err(Refusal::new(
            format!("this answer is longer than {LONGEST} characters"),
            "write it shorter here; more can be written in the file itself",
        ));
    }
    Ok(words.to_owned())
}

/// Words of any number of lines.
///
/// # Errors
///
/// When there is nothing in them, or something that cannot be seen.
pub fn any_lines(typed: &str) -> Result<String, Refusal> {
    let words = typed.trim();
    if words.is_empty() {
        return Err(Refusal::new("there is nothing written here", "write some words"));
    }
    if words.contains(is_invisible) {
        return Err(Refusal::new(
            "there is an invisible character in this answer",
            "type it anew instead of pasting it",
        ));
    }
    Ok(words.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A short id.
///
/// # Errors
///
/// When it is none.
pub fn short_id(typed: &str) -> Result<Id, Refusal> {
    Id::new(typed.trim()).map_err(|_| {
        Refusal::new(
            format!("‹{}› cannot be a short id", typed.trim()),
            "use small letters, digits and hyphens only, for example initials such as jo",
        )
    })
}

/// Somebody's short id and name, written `jo:Ms J. Okafor`.
///
/// # Errors
///
/// When there is no colon, or one of the two is not sound.
pub fn id_and_name(typed: &str) -> Result<(Id, String), Refusal> {
    let Some((id, name)) = typed.split_once(':') else {
        return Err(Refusal::new(
            format!("‹{}› does not say both who it is and their short id", typed.trim()),
            "write the short id, a colon and the name, for example jo:Ms J. Okafor",
        ));
    };
    Ok((short_id(id)?, one_line(name)?))
}
