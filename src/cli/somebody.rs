//! Somebody named in a record, in the words in which people speak of them.

use crate::domain::choices::Role;
use crate::domain::id::Id;
use crate::domain::record::Person;
use crate::store::School;

/// Name and role: `Mr R. Lunt (class teacher)`; as far as they are known.
pub fn somebody(school: &School, person: &Person) -> String {
    let staff = person.staff.as_ref().and_then(|id| school.staff(id));
    let name = staff.map(|member| member.name.clone()).or_else(|| person.name.clone());
    let role = person.role.or_else(|| staff.and_then(|member| member.roles.first().copied()));
    match (name, role.map(|role| role_words(school, role))) {
        (Some(name), Some(role)) => format!("{name} ({role})"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => person.staff.as_ref().map_or("somebody", Id::as_str).to_owned(),
    }
}

/// The name of a member of staff; the short id when `lm.toml` does not have it.
pub fn staff_name(school: &School, id: &Id) -> String {
    school.staff(id).map_or_else(|| id.to_string(), |member| member.name.clone())
}

/// A role in the school's own words, else in ours.
fn role_words(school: &School, role: Role) -> String {
    let terms = school.settings.iter().flat_map(|settings| &settings.terms);
    let own = terms.into_iter().find(|(id, _)| id.as_str() == role.code());
    own.map_or_else(|| role.label().to_owned(), |(_, words)| words.clone())
}
