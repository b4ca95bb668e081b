//! `lm group` by itself: the school's groups.

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::commands::group_session::is_member_on;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::somebody::staff_name;
use crate::cli::{json, records, table};
use crate::domain::date::Date;
use crate::domain::person::folded;
use crate::domain::record::group::{GroupFile, GroupKind};
use crate::store::{Filed, SchoolParts};
use serde_json::{Value, json};

/// Lists the groups: those that go on first.
///
/// # Errors
///
/// When there is no records folder.
pub(super) fn run(call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    let school = records::school(&folder, SchoolParts::All)?;
    let today = call.today;
    let mut groups: Vec<&Filed<GroupFile>> = school.groups.iter().collect();
    groups.sort_by_cached_key(|group| (is_over(&group.value, today), folded(&group.value.name)));
    if format == Format::Json {
        let groups: Vec<Value> = groups.iter().map(|group| as_json(group, today)).collect();
        json::print(call, json!({ "as_of": today, "groups": groups }));
        return Ok(Exit::Done);
    }
    if groups.is_empty() {
        call.say("no groups yet");
        call.say_last("next: lm group new");
        return Ok(Exit::Done);
    }
    let rows: Vec<Vec<String>> = groups
        .iter()
        .map(|group| {
            let GroupFile { name, mentor, .. } = &group.value;
            vec![
                name.clone(),
                mentor.as_ref().map_or_else(String::new, |id| staff_name(&school, id)),
                days(&group.value, today),
                members(&group.value, today).to_string(),
                held(&group.value, today),
                group.stem.clone(),
            ]
        })
        .collect();
    let heading = ["Name", "Led by", "When", "Members", "Sessions", "Group"];
    let drawn = table::draw(&heading, &rows, call.world.terminal.width);
    call.print(drawn.trim_end());
    if let Some(group) = groups.first() {
        call.say_last(format!("who is in it and who came: lm group show {}", group.stem));
    }
    Ok(Exit::Done)
}

fn is_over(group: &GroupFile, today: Date) -> bool {
    group.ends.is_some_and(|ends| ends < today)
}

fn members(group: &GroupFile, today: Date) -> usize {
    group.members.iter().filter(|member| is_member_on(member, group, today)).count()
}

/// `since Tue 22 Sep 2026`, with what there is to say of its end.
pub(super) fn days(group: &GroupFile, today: Date) -> String {
    match group.ends {
        _ if group.starts > today => format!("from {}", group.starts.brief()),
        Some(ends) if ends < today => format!("ended {}", ends.brief()),
        Some(ends) => format!("until {}", ends.brief()),
        None => format!("since {}", group.starts.brief()),
    }
}

/// `6 of 8`.
pub(super) fn held(group: &GroupFile, today: Date) -> String {
    let held = group.sessions.iter().filter(|session| session.date <= today).count();
    group.planned_sessions.map_or_else(|| held.to_string(), |all| format!("{held} of {all}"))
}

/// What the list and the page of a group both say of it.
pub(super) fn as_json(group: &Filed<GroupFile>, today: Date) -> Value {
    let file = &group.value;
    json!({
        "ends": file.ends,
        "group": group.stem,
        "kind": file.kind.map(GroupKind::code),
        "mentor": file.mentor,
        "minutes": file.minutes,
        "name": file.name,
        "number_of_members": members(file, today),
        "planned_sessions": file.planned_sessions,
        "sessions_held": file.sessions.iter().filter(|one| one.date <= today).count(),
        "starts": file.starts,
        "theme": file.theme,
    })
}
