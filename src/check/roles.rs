//! In which roles somebody named in a record was on a day: as the record says, and by `lm.toml`.

use super::CaseView;
use crate::domain::choices::Role;
use crate::domain::date::Date;
use crate::domain::record::Person;
use crate::domain::roles;

pub(super) use crate::domain::roles::in_words;

/// Whether somebody was in one of these roles on a day; `None` when nobody can know.
pub(super) fn is_one_of(
    view: &CaseView<'_>,
    person: &Person,
    roles: &[Role],
    on: Date,
) -> Option<bool> {
    roles::is_one_of(view.school.settings.as_ref(), person, roles, on)
}

/// Whether somebody was, or for all that is known may have been, in one of these roles.
pub(super) fn may_be(view: &CaseView<'_>, person: &Person, roles: &[Role], on: Date) -> bool {
    is_one_of(view, person, roles, on).unwrap_or(true)
}

/// The roles among those needed in which nobody of these people was on a day.
pub(super) fn missing<'p>(
    view: &CaseView<'_>,
    needed: &[Role],
    people: &(impl Iterator<Item = &'p Person> + Clone),
    on: Date,
) -> Vec<Role> {
    let there = |role: &Role| people.clone().any(|person| may_be(view, person, &[*role], on));
    needed.iter().copied().filter(|role| !there(role)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::trial::Trial;

    #[test]
    fn roles_come_from_the_record_and_from_the_list_of_staff_on_the_day() {
        let trial = Trial::of("primary").with_staff(
            "[[staff]]\nid = \"kb\"\nname = \"K\"\nroles = [\"teaching-assistant\"]\n\
             until = 2026-08-31\n\
             [[staff]]\nid = \"kb\"\nname = \"K\"\nroles = [\"senco\"]\nfrom = 2026-09-01\n",
        );
        let case = trial.case(&[]);
        trial.view(&case, |view| {
            let person = |staff: Option<&str>, role: Option<Role>| Person {
                staff: staff.map(|id| crate::domain::id::Id::new(id).expect("an id")),
                role,
                name: None,
            };
            for (who, on, expected) in [
                (person(None, Some(Role::Senco)), "2026-09-10", Some(true)),
                (person(None, Some(Role::Parent)), "2026-09-10", Some(false)),
                (person(None, None), "2026-09-10", None),
                (person(Some("kb"), None), "2026-09-10", Some(true)),
                (person(Some("kb"), None), "2026-07-10", Some(false)),
                (person(Some("kb"), Some(Role::Senco)), "2026-07-10", Some(true)),
                (person(Some("zz"), None), "2026-09-10", None),
            ] {
                let on = on.parse::<Date>().expect("a date");
                assert_eq!(is_one_of(view, &who, &[Role::Senco], on), expected, "{who:?} {on}");
            }
        });
    }
}
