//! The people of a school that begins: headteacher, mentors, safeguarding leads. One person may be
//! several of these.

use super::draft::Draft;
use crate::cli::ask::{Refusal, words};
use crate::domain::choices::Role;
use crate::domain::id::Id;
use crate::domain::person::{folded, initials};
use crate::domain::record::settings::StaffMember;

/// Titles, which are no part of initials.
const TITLES: &[&str] =
    &["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "rev", "revd", "fr", "sr"];

/// Adds the headteacher, written `pw:Mrs P. Whitcombe` or as a short id already known.
pub(super) fn add_head(draft: &mut Draft, written: &str) -> Result<(), Refusal> {
    let id = add(draft, written, Role::Headteacher)?;
    draft.headteacher = Some(id);
    Ok(())
}

/// Adds a mentor.
pub(super) fn add_mentor(draft: &mut Draft, written: &str) -> Result<(), Refusal> {
    let id = add(draft, written, Role::LearningMentor)?;
    if !draft.mentors.contains(&id) {
        draft.mentors.push(id);
    }
    Ok(())
}

/// Adds a safeguarding lead.
pub(super) fn add_lead(draft: &mut Draft, written: &str) -> Result<(), Refusal> {
    let id = add(draft, written, Role::SafeguardingLead)?;
    if !draft.leads.contains(&id) {
        draft.leads.push(id);
    }
    Ok(())
}

fn add(draft: &mut Draft, written: &str, role: Role) -> Result<Id, Refusal> {
    let known = Id::new(written.trim()).ok();
    let known = known.filter(|id| draft.staff.iter().any(|member| member.id == *id));
    let (id, name) = match known {
        Some(id) => (id, None),
        None => words::id_and_name(written).map(|(id, name)| (id, Some(name)))?,
    };
    let Some(member) = draft.staff.iter_mut().find(|member| member.id == id) else {
        let name = name.unwrap_or_default();
        draft.staff.push(member(id.clone(), name, role));
        return Ok(id);
    };
    if let Some(name) = name.filter(|name| folded(name) != folded(&member.name)) {
        return Err(Refusal::new(
            format!("‹{id}› is the short id of ‹{}› already", member.name),
            format!("give ‹{name}› another one, for example ‹{id}2›"),
        ));
    }
    if !member.roles.contains(&role) {
        member.roles.push(role);
    }
    Ok(id)
}

fn member(id: Id, name: String, role: Role) -> StaffMember {
    StaffMember {
        id,
        name,
        roles: vec![role],
        grade: None,
        hours_per_week: None,
        from: None,
        until: None,
    }
}

/// Forgets who has a role, because the question is asked anew, and those who have no other.
pub(super) fn nobody_as(draft: &mut Draft, role: Role) {
    match role {
        Role::Headteacher => draft.headteacher = None,
        Role::SafeguardingLead => draft.leads.clear(),
        _ => draft.mentors.clear(),
    }
    for member in &mut draft.staff {
        member.roles.retain(|held| *held != role);
    }
    draft.staff.retain(|member| !member.roles.is_empty());
}

/// A short id that nobody has yet, from the initials; `None` for a name in another script.
pub(super) fn short_id_for(name: &str, staff: &[StaffMember]) -> Option<Id> {
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|word| !TITLES.contains(&&*word.to_lowercase().replace('.', "")))
        .collect();
    let letters: String =
        folded(&initials(&words.join(" "))).chars().filter(char::is_ascii_alphanumeric).collect();
    let is_free = |id: &Id| !staff.iter().any(|member| member.id == *id);
    std::iter::once(String::new())
        .chain((2..100).map(|number| number.to_string()))
        .filter_map(|number| Id::new(&format!("{letters}{number}")).ok())
        .find(|id| !letters.is_empty() && is_free(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_id_is_made_of_initials_without_the_title() {
        let taken = vec![member(
            Id::new("jo").expect("an id"),
            "Ms J. Okafor".to_owned(),
            Role::LearningMentor,
        )];
        for (name, expected) in [
            ("Mrs P. Whitcombe", Some("pw")),
            ("Miss Ó. Ní Bhriain", Some("onb")),
            ("Jean Orr", Some("jo2")),
            ("Dr. Łukasz Żak", Some("lz")),
            ("李小龍", None),
        ] {
            let id = short_id_for(name, &taken);
            assert_eq!(id.as_ref().map(Id::as_str), expected, "{name}");
        }
    }

    #[test]
    fn one_person_may_have_several_roles_but_one_short_id_only_one_person() {
        let mut draft = Draft::default();
        add_head(&mut draft, "pw:Mrs P. Whitcombe").expect("a person");
        add_lead(&mut draft, "pw").expect("somebody known");
        add_lead(&mut draft, "pw: mrs p whitcombe").expect("the same person");
        assert_eq!(draft.staff.len(), 1);
        assert_eq!(draft.staff[0].roles, [Role::Headteacher, Role::SafeguardingLead]);
        for wrong in ["pw:Mr Q. Other", "Mrs P. Whitcombe", "PW:Mr A. B", "x:", ":Mr A. B"] {
            assert!(add_mentor(&mut draft, wrong).is_err(), "{wrong}");
        }
        assert_eq!(draft.staff.len(), 1);
    }
}
