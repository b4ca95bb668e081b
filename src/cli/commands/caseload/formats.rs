//! The caseload for programs and spreadsheets.

use super::Found;
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::cli::somebody::staff_name;
use crate::cli::{json, sheet};
use crate::domain::caseload::{ComesFree, NextPlace, Share, Suggestion};
use crate::domain::record::referral::Urgency;
use serde_json::{Value, json};

/// Everything, as JSON.
pub(super) fn as_json(found: &Found<'_>, call: &mut Call<'_, '_>) {
    let mentors: Vec<Value> = found
        .loads
        .iter()
        .map(|load| {
            let cases: Vec<Value> = load
                .places
                .iter()
                .map(|place| {
                    json!({
                        "case": place.case,
                        "covers_for": place.covers_for,
                        "name": place.name,
                        "standing": place.standing.code(),
                    })
                })
                .collect();
            let share = match load.range.share {
                Share::FullTime => Some(1.0),
                Share::Part(part) => Some((part * 1000.0).round() / 1000.0),
                Share::Unknown => None,
            };
            json!({
                "cases": cases,
                "heavy": load.heavy,
                "lent": load.lent,
                "load": load.load.code(),
                "max": load.range.max,
                "mentor": load.mentor,
                "min": load.range.min,
                "room": load.room,
                "share_of_week": share,
                "social_care": load.social_care,
                "takes_cases": load
                    .mentor
                    .as_ref()
                    .is_some_and(|mentor| found.available.takes_cases(mentor, call.today)),
            })
        })
        .collect();
    let free: Vec<Value> = found
        .free
        .iter()
        .map(|free| {
            json!({
                "because": free.by.code(),
                "case": free.place.case,
                "day": free.day,
                "mentor": free.place.mentor,
                "name": free.place.name,
            })
        })
        .collect();
    let value = json!({
        "absences": absences(found),
        "as_of": call.today,
        "cannot_be_read": found.damaged,
        "free": free,
        "mentors": mentors,
        "waiting": found.suggestions.iter().map(waiting).collect::<Vec<_>>(),
    });
    json::print(call, value);
}

fn waiting(one: &Suggestion<'_>) -> Value {
    let waiting = one.waiting;
    json!({
        "case": waiting.case,
        "help_by": waiting.help_by,
        "listed": waiting.listed,
        "name": waiting.name,
        "next_place": one.next.as_ref().map(next_place),
        "referred": waiting.since,
        "room_with": one.mentor,
        "social_care": waiting.social_care,
        "standing": waiting.standing.code(),
        "urgency": waiting.urgency.map(Urgency::code),
    })
}

fn next_place(next: &NextPlace<'_>) -> Value {
    let (because, case) = match next.by {
        ComesFree::Place(place, by) => (by.code(), Some(&place.case)),
        ComesFree::MentorIsBack => ("mentor-is-back", None),
    };
    json!({ "because": because, "case": case, "day": next.day, "mentor": next.mentor })
}

fn absences(found: &Found<'_>) -> Vec<Value> {
    let each = found.absences.iter().map(|one| {
        let cases = one.cases.iter().map(|case| {
            json!({
                "case": case.place.case,
                "meetings": case.meetings,
                "covered_by": case.place.covers_for.as_ref().and(case.place.mentor.as_ref()),
                "name": case.place.name,
                "needs_cover_from": case.uncovered,
                "review": case.review,
            })
        });
        json!({
            "cases": cases.collect::<Vec<_>>(),
            "cover": one.cover,
            "cover_is_away": one.cover_is_away,
            "from": one.from,
            "leaves": one.leaves,
            "mentor": one.mentor,
            "to": one.to,
        })
    });
    each.collect()
}

/// A row a mentor.
pub(super) fn as_sheet(found: &Found<'_>, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
    let number = |value: Option<usize>| value.map_or_else(String::new, |value| value.to_string());
    let rows: Vec<Vec<String>> = found
        .loads
        .iter()
        .map(|load| {
            let name = load.mentor.as_ref().map(|id| staff_name(found.school, id));
            vec![
                load.mentor.as_ref().map_or_else(String::new, ToString::to_string),
                name.unwrap_or_default(),
                load.places.len().to_string(),
                number(load.range.min),
                number(load.range.max),
                load.room.map_or_else(String::new, |room| room.max(0).to_string()),
                load.room.map_or_else(String::new, |room| (-room).max(0).to_string()),
                load.social_care.to_string(),
                load.load.code().to_owned(),
            ]
        })
        .collect();
    let head =
        ["mentor", "name", "mentees", "min", "max", "room", "too_many", "social_care", "load"];
    call.print(&sheet::csv(&head, &rows)?);
    Ok(())
}
