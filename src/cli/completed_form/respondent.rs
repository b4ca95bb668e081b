//! Who answered a form: from what somebody typed, and in words.

use crate::cli::ask::{Choices, Refusal, words};
use crate::cli::outcome::CommandError;
use crate::domain::choices::Role;
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;
use crate::domain::policy::Policy;
use crate::domain::record::Person;
use crate::domain::record::ratings::Rating;
use crate::store::{School, nearest};

/// Somebody in `lm.toml` by their short id, or somebody in a role.
pub(super) fn read(typed: &str, name: Option<&str>, school: &School) -> Result<Person, Refusal> {
    let typed = typed.trim();
    let name = name.map(words::one_line).transpose()?;
    if let Some(member) = Id::new(typed).ok().and_then(|id| school.staff(&id)) {
        if name.is_some() {
            return Err(Refusal::new(
                format!("‹{typed}› is {}, whose name is known", member.name),
                "leave --name out",
            ));
        }
        return Ok(Person { staff: Some(member.id.clone()), ..Person::default() });
    }
    let roles = Choices::new("a role", Role::ALL.iter().map(|role| (role.code(), role.label())));
    if let Ok(choice) = roles.find(typed) {
        return Ok(Person { staff: None, role: Role::from_code(&choice.code), name });
    }
    let mut known: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    known.extend(school.staff_ids());
    Err(Refusal::new(
        format!("‹{typed}› is no role, and nobody's short id in lm.toml"),
        nearest::did_you_mean(typed, &known).unwrap_or_else(|| {
            "write a role, for example class-teacher, parent or pupil, or a short id".to_owned()
        }),
    ))
}

/// The respondent of a form that is made for one role only, if that is the pupil or a parent:
/// of staff it matters who it was.
pub(super) fn only_one(instrument: &Instrument) -> Result<Person, CommandError> {
    match *instrument.respondents {
        [role @ (Role::Pupil | Role::Parent)] => {
            Ok(Person { role: Some(role), ..Person::default() })
        }
        _ => Err(CommandError::usage("who answered it?").hint(format!(
            "say --by and a role or a short id; it is made for: {}",
            made_for(instrument)
        ))),
    }
}

/// The roles for which a form is made, in words.
pub(super) fn made_for(instrument: &Instrument) -> String {
    instrument.respondents.iter().map(|role| role.code()).collect::<Vec<_>>().join(", ")
}

/// The roles in which a form may be answered, by itself or by the policy; none named means all.
pub(super) fn may_answer(instrument: &Instrument, policy: Option<&Policy>) -> Vec<Role> {
    let lines = policy.iter().flat_map(|policy| &policy.questionnaires);
    let more =
        lines.filter(|line| line.instrument == instrument.id).flat_map(|line| &line.respondents);
    let mut roles = instrument.respondents.clone();
    if !roles.is_empty() {
        roles.extend(more);
    }
    roles
}

/// In which roles somebody answers; none when that is not known.
pub(super) fn roles_of(person: &Person, school: &School) -> Vec<Role> {
    if let Some(role) = person.role {
        return vec![role];
    }
    let member = person.staff.as_ref().and_then(|id| school.staff(id));
    member.map(|member| member.roles.clone()).unwrap_or_default()
}

/// Whoever may have answered: staff in one of the roles by name, then the roles.
pub(super) fn choices(roles: &[Role], school: &School) -> Choices {
    let staff = school.settings.iter().flat_map(|settings| &settings.staff);
    let fits = |role: &Role| roles.is_empty() || roles.contains(role);
    let named = staff
        .filter(|member| member.roles.iter().any(fits))
        .map(|member| (member.id.to_string(), member.name.clone()));
    let by_role = Role::ALL.iter().copied().filter(fits).map(|role| {
        let who = if role.is_staff() { format!("another {role}") } else { role.label().to_owned() };
        (role.code().to_owned(), who)
    });
    Choices::new("somebody", named.chain(by_role))
}

/// Who answered, in words: `Ms L. North`, `Mr Hall (subject teacher)`, `the pupil; pen: rw`.
pub(super) fn in_words(rating: &Rating, school: &School) -> String {
    let person = &rating.respondent;
    let member =
        |id: &Id| school.staff(id).map_or_else(|| id.to_string(), |member| member.name.clone());
    let who = match (&person.staff, &person.name, person.role) {
        (Some(id), ..) => member(id),
        (None, Some(name), Some(role)) => format!("{name} ({role})"),
        (None, Some(name), None) => name.clone(),
        (None, None, Some(role)) => format!("the {role}"),
        (None, None, None) => "somebody".to_owned(),
    };
    match &rating.scribe {
        Some(scribe) => format!("{who} (written down by {})", member(scribe)),
        None => who,
    }
}
