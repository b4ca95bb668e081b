//! Which letter, for whom, to whom: what the words of the command line mean.

use super::Desk;
use crate::cli::outcome::CommandError;
use crate::cli::{documents, records};
use crate::document::view::{Addressee, addressees};
use crate::domain::find_person::{Candidate, Found, find_person};
use crate::domain::record::Case;
use crate::store::nearest;

/// What is asked for.
pub(super) enum Choice {
    /// Every letter there is.
    All,
    /// The letters for one mentee.
    Of(Box<Case>),
    /// One letter for one mentee.
    Letter(String, Box<Case>),
}

pub(super) fn of(
    first: Option<&str>,
    second: Option<&str>,
    desk: &Desk<'_>,
) -> Result<Choice, CommandError> {
    let Some(first) = first else { return Ok(Choice::All) };
    let names = names(desk);
    let is_letter = names.contains(&first);
    match second {
        Some(mentee) if is_letter => Ok(Choice::Letter(first.to_owned(), case(mentee, desk)?)),
        None if is_letter => Err(CommandError::usage(format!("for whom is the letter {first}?"))
            .hint(format!("name the mentee: lm letter {first} \"Amira Khan\""))),
        None => case(first, desk).map(Choice::Of).map_err(|error| {
            // Not a mentee either: perhaps a letter was misspelt.
            match nearest::did_you_mean(first, &names) {
                Some(near) => no_letter(first).hint(near),
                None => error,
            }
        }),
        Some(_) => Err(no_letter(first).hint(
            nearest::did_you_mean(first, &names)
                .unwrap_or_else(|| "lm letter without a name shows them all".to_owned()),
        )),
    }
}

fn no_letter(name: &str) -> CommandError {
    CommandError::usage(format!("there is no letter `{name}`"))
}

/// The names of all letters, ours and the school's.
pub(super) fn names<'d>(desk: &Desk<'d>) -> Vec<&'d str> {
    documents::letter_names(desk.engine)
}

fn case(mentee: &str, desk: &Desk<'_>) -> Result<Box<Case>, CommandError> {
    let id = records::mentee(desk.folder, desk.school, mentee)?;
    documents::whole_case(desk.folder, desk.school, &id).map(Box::new)
}

/// The households to write to, each with its number.
pub(super) fn households(
    case: &Case,
    to: Option<&str>,
) -> Result<Vec<(usize, Addressee)>, CommandError> {
    let all: Vec<(usize, Addressee)> = (1..).zip(addressees(case)).collect();
    if all.is_empty() {
        return Err(CommandError::new(
            crate::cli::outcome::Exit::No,
            "there is nobody to write to: every parent is marked `no_letters`",
        )
        .hint(format!("see parents in mentees/{}/referral.yaml", case.id)));
    }
    let Some(to) = to else { return Ok(all) };
    let numbers: Vec<String> = all.iter().map(|(number, _)| number.to_string()).collect();
    let candidates: Vec<Candidate<'_>> = all
        .iter()
        .zip(&numbers)
        .map(|((_, one), number)| Candidate { id: number, name: &one.name })
        .collect();
    let listed = super::household_list(&all);
    match find_person(&candidates, to) {
        Found::One { person, .. } => {
            let wanted = person.id.to_owned();
            Ok(all.into_iter().filter(|(number, _)| number.to_string() == wanted).collect())
        }
        Found::Several(_) => Err(CommandError::usage(format!("`{to}` could be several parents"))
            .hint(format!("name one by its number: {listed}"))),
        Found::Nobody { .. } => {
            Err(CommandError::usage(format!("letters go to no parent called `{to}`"))
                .hint(format!("they go to {listed}")))
        }
    }
}
