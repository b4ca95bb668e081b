//! In which roles somebody named in a record was on a day: as the record says, and by `lm.toml`.

use super::choices::Role;
use super::date::Date;
use super::record::Person;
use super::record::settings::{Settings, StaffMember};

/// Whether somebody was in one of these roles on a day; `None` when nobody can know, because they
/// stand there by an id that `lm.toml` does not have, or by a name alone.
pub fn is_one_of(
    settings: Option<&Settings>,
    person: &Person,
    roles: &[Role],
    on: Date,
) -> Option<bool> {
    if person.role.is_some_and(|role| roles.contains(&role)) {
        return Some(true);
    }
    let Some(id) = &person.staff else { return person.role.map(|_| false) };
    let listed = || {
        let staff = settings.iter().flat_map(|settings| &settings.staff);
        staff.filter(|member| member.id == *id)
    };
    listed().next()?;
    let has_role = |member: &StaffMember| member.roles.iter().any(|role| roles.contains(role));
    // A day outside everybody's time at the school is another fault; here their roles count.
    let on_the_day = |member: &&StaffMember| {
        member.from.is_none_or(|from| from <= on) && member.until.is_none_or(|until| on <= until)
    };
    if listed().any(|member| on_the_day(&member)) {
        Some(listed().filter(on_the_day).any(has_role))
    } else {
        Some(listed().any(has_role))
    }
}

/// Whether somebody was, or for all that is known may have been, in one of these roles.
pub fn may_be(settings: Option<&Settings>, person: &Person, roles: &[Role], on: Date) -> bool {
    is_one_of(settings, person, roles, on).unwrap_or(true)
}

/// `class teacher, SENCO or headteacher`, with that last word between the last two.
pub fn in_words(roles: &[Role], last: &str) -> String {
    let mut labels: Vec<&str> = roles.iter().map(|role| role.label()).collect();
    match labels.pop() {
        None => String::new(),
        Some(only) if labels.is_empty() => only.to_owned(),
        Some(end) => format!("{} {last} {end}", labels.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_roles_reads_as_a_sentence() {
        for (roles, expected) in [
            (&[][..], ""),
            (&[Role::Senco], "SENCO"),
            (&[Role::Senco, Role::Governor], "SENCO or governor"),
            (&[Role::Senco, Role::Governor, Role::Police], "SENCO, governor or police"),
        ] {
            assert_eq!(in_words(roles, "or"), expected);
        }
    }
}
