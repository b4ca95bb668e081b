//! That what is written goes to the right child's record: whoever was named by a part of a name
//! that could be taken for somebody else's is asked about once more.

use crate::cli::ask::{self, Said};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::cli::records::{self, Named};
use crate::domain::case::standing;
use crate::domain::id::Id;
use crate::domain::person::{folded, initials};
use crate::domain::record::RecordKind;
use crate::store::{Folder, School};

/// Makes sure that `query` means this case and cannot be a slip for another open one.
///
/// # Errors
///
/// When it could be, and nobody is there to be asked or they say no.
pub(super) fn right_child(
    folder: &Folder,
    school: &School,
    query: &str,
    id: &Id,
    who: &str,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    if query.trim() == id.as_str() {
        return Ok(());
    }
    let everybody = records::everybody(folder, school);
    let Some(own) = everybody.iter().find(|named| named.id == *id) else { return Ok(()) };
    if folded(&own.name) == folded(query) {
        return Ok(());
    }
    let alike: Vec<String> = everybody
        .iter()
        .filter(|other| other.id != *id && are_alike(&own.name, &other.name))
        .filter(|other| is_open(folder, school, other, call))
        .map(|other| format!("{} ({})", other.name, other.id))
        .collect();
    if alike.is_empty() {
        return Ok(());
    }
    let others = alike.join(" and ");
    if call.may_ask() {
        ask::talk(call, &format!("{who}\nNot to be mistaken for {others}\n"));
        let help = "Nothing has been written yet; no stops, and then name the pupil in full";
        let text = format!("Is {} meant?", own.name);
        return match ask::yes_or_no(call, &text, help, false)? {
            Said::This(true) => Ok(()),
            _ => Err(CommandError::refused("nothing was written")),
        };
    }
    Err(CommandError::usage(format!(
        "`{query}` is {}, who could be mistaken for {others}",
        own.name
    ))
    .hint(format!("name the pupil in full, or by case: {id}")))
}

/// Whether two names have the same first name, last name or initials.
fn are_alike(one: &str, other: &str) -> bool {
    let (one_folded, other_folded) = (folded(one), folded(other));
    let first = |name: &str| name.split(' ').next().map(str::to_owned);
    let last = |name: &str| name.split(' ').next_back().map(str::to_owned);
    first(&one_folded) == first(&other_folded)
        || last(&one_folded) == last(&other_folded)
        || initials(one) == initials(other)
}

fn is_open(folder: &Folder, school: &School, other: &Named, call: &Call<'_, '_>) -> bool {
    let case = school.load_case(folder, &other.id, &RecordKind::ALL).case;
    standing(&case, &school.policies, call.today).is_open()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_when_a_glance_could_mistake_them() {
        for (one, other, alike) in [
            ("Amira Khan", "Amira Shah", true),
            ("Amira Khan", "Bilal Khan", true),
            ("Amira Khan", "Adam King", true),
            ("Zoë Smith", "ZOE Jones", true),
            ("Amira Khan", "Bilal Shah", false),
        ] {
            assert_eq!(are_alike(one, other), alike, "{one}, {other}");
        }
    }
}
