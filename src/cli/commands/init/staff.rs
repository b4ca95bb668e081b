//! The people of a school that begins: headteacher, mentors, safeguarding leads. One person may be
//! several of these.

use super::draft::Draft;
use crate::cli::ask::{Refusal, words};
use crate::cli::entry::role_of;
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

/// Adds somebody with the roles that stand behind the name: `sc:Mr S. Cole:senco`.
pub(super) fn add_others(draft: &mut Draft, written: &str) -> Result<(), Refusal> {
    let mut parts = written.split(':');
    let (id, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let who = format!("{id}:{name}");
    let mut known = None;
    for role in parts {
        known = Some(add(draft, &who, role_of(role)?)?);
    }
    if let Some(id) = known {
        draft.others.push(id);
        return Ok(());
    }
    Err(Refusal::new(
        format!("‹{written}› names no role"),
        "write short id, name and role, for example \"sc:Mr S. Cole:senco\"",
    ))
}

/// Adds somebody from a typed line: `Mr A. Hall, class teacher`; gives their short id.
pub(super) fn add_by_role(draft: &mut Draft, typed: &str) -> Result<Id, Refusal> {
    let Some((name, role)) = typed.rsplit_once(',') else {
        return Err(Refusal::new(
            format!("‹{}› names no role", typed.trim()),
            "write name and role, for example Mr A. Hall, class teacher",
        ));
    };
    let (name, role) = (words::one_line(name)?, role_of(role)?);
    let known = draft.staff.iter().find(|member| folded(&member.name) == folded(&name));
    let id = known.map(|member| member.id.clone()).or_else(|| short_id_for(&name, &draft.staff));
    let Some(id) = id else {
        return Err(Refusal::new(
            format!("‹{name}› needs a short id of its own"),
            "write it in front, and a colon: ah:Mr A. Hall, class teacher",
        ));
    };
    let who = if name.contains(':') { name } else { format!("{id}:{name}") };
    let id = add(draft, &who, role)?;
    draft.others.push(id.clone());
    Ok(id)
}

/// Forgets those who were added by role, and keeps whoever has a role of those asked before.
pub(super) fn no_others(draft: &mut Draft) {
    const ASKED: [Role; 3] = [Role::Headteacher, Role::LearningMentor, Role::SafeguardingLead];
    for member in draft.staff.iter_mut().filter(|member| draft.others.contains(&member.id)) {
        member.roles.retain(|role| ASKED.contains(role));
    }
    draft.staff.retain(|member| !member.roles.is_empty());
    draft.others.clear();
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
    fn other_staff_are_named_with_their_roles() {
        let mut draft = Draft::default();
        add_mentor(&mut draft, "jb:Ms J. Brand").expect("a mentor");
        add_others(&mut draft, "sc:Mr S. Cole:senco:head-of-year").expect("two roles");
        add_others(&mut draft, "jb:Ms J. Brand:line-manager").expect("one more role");
        let roles: Vec<&[Role]> = draft.staff.iter().map(|member| &*member.roles).collect();
        assert_eq!(
            roles,
            [&[Role::LearningMentor, Role::LineManager][..], &[Role::Senco, Role::HeadOfYear]]
        );
        assert_eq!(
            add_by_role(&mut draft, "Mr A. Hall, class teacher").expect("one").as_str(),
            "ah"
        );
        no_others(&mut draft);
        assert_eq!(draft.staff.len(), 1, "only the mentor was asked for before");
        for wrong in ["sc:Mr S. Cole", "sc:Mr S. Cole:", "sc:Mr S. Cole:chef", "x::senco"] {
            assert!(add_others(&mut draft, wrong).is_err(), "{wrong}");
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
