//! Answers that the records know already, to be chosen by number instead of typed: staff, parents,
//! groups, agencies. Anything else can still be written. Codes of our own are [`super::choices`].

use super::answer::About;
use crate::cli::ask::Choices;
use crate::domain::caseload::mentors_on;
use crate::domain::choices::Role;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::settings::StaffMember;
use crate::store::School;

/// Everybody in `lm.toml` who works here on a day.
pub fn staff_here(school: &School, on: Date) -> Choices {
    Choices::new("somebody", staff_of(school).filter(|member| member.is_here(on)).map(as_choice))
}

/// Every mentor who works here on a day, with the room that is known of each.
pub fn mentors(school: &School, on: Date, rooms: &[(Id, usize)]) -> Choices {
    let all = school.settings.as_ref().map_or(&[][..], |settings| &settings.staff);
    let words = |member: &StaffMember| {
        let (id, words) = as_choice(member);
        let room = rooms.iter().find(|(mentor, _)| *mentor == member.id);
        let words = match room {
            Some((_, 0)) => format!("{words}, has no room"),
            Some((_, room)) => format!("{words}, has room for {room}"),
            None => words,
        };
        (id, words)
    };
    Choices::new("a mentor", mentors_on(all, on).map(words))
}

/// Everybody who works here on a day in one of these roles.
pub fn staff_with(school: &School, roles: &[Role], on: Date) -> Choices {
    let has_one = |member: &&StaffMember| member.roles.iter().any(|role| roles.contains(role));
    let members = staff_of(school).filter(|member| member.is_here(on));
    Choices::new("somebody", members.filter(has_one).map(as_choice))
}

/// Those who may have a part in a case: staff, the parents, the pupil.
pub fn people(about: &About<'_>) -> Choices {
    people_first(&[], about)
}

/// As [`people`], with the staff first who have one of these roles.
pub fn people_first(roles: &[Role], about: &About<'_>) -> Choices {
    let has_one = |member: &&StaffMember| member.roles.iter().any(|role| roles.contains(role));
    let here = staff_of(about.school).filter(|member| member.is_here(about.today));
    let (first, then): (Vec<_>, Vec<_>) = here.partition(has_one);
    let staff = first.into_iter().chain(then).map(as_choice);
    let file = about.case.and_then(|open| open.case.referral.as_ref());
    let parents = file.into_iter().flat_map(|file| &file.parents).map(|parent| {
        let what = parent.relationship.as_deref().unwrap_or("parent or carer");
        (parent.name.clone(), format!("{} ({what})", parent.name))
    });
    let pupil =
        about.case.map(|open| ("pupil".to_owned(), format!("{} (the pupil)", open.case.name())));
    Choices::new("somebody", staff.chain(parents).chain(pupil))
}

/// The groups that go on on a day, or begin later.
pub fn groups(school: &School, on: Date) -> Choices {
    let groups = school.groups.iter().filter(|one| one.value.ends.is_none_or(|end| on <= end));
    let words = groups.map(|one| {
        let about = one.value.theme.as_ref().map_or_else(String::new, |theme| format!(": {theme}"));
        (one.stem.clone(), format!("{}{about} ({})", one.value.name, one.stem))
    });
    Choices::new("a group", words)
}

/// The agencies in `lm.toml`, by their names.
pub fn agencies(school: &School) -> Choices {
    let agencies = school.settings.iter().flat_map(|settings| &settings.agencies);
    let words = agencies.map(|one| {
        let does = one.helps_with.as_ref().map_or_else(String::new, |what| format!(": {what}"));
        (one.name.clone(), format!("{}{does}", one.name))
    });
    Choices::new("an agency in lm.toml", words)
}

fn staff_of(school: &School) -> impl Iterator<Item = &StaffMember> {
    school.settings.iter().flat_map(|settings| &settings.staff)
}

fn as_choice(member: &StaffMember) -> (String, String) {
    (member.id.to_string(), format!("{} ({})", member.name, member.id))
}
