//! The caseload for people to read.

use super::Found;
use crate::cli::call::Call;
use crate::cli::somebody::staff_name;
use crate::cli::table;
use crate::domain::case::Standing;
use crate::domain::caseload::{
    Absence, AwayCase, ComesFree, Free, FreedBy, Load, MentorLoad, NextPlace, Share, Suggestion,
};
use crate::domain::date::Date;

/// Prints it.
pub(super) fn print(found: &Found<'_>, call: &mut Call<'_, '_>) {
    call.say(&format!("caseload on {} {}", call.today.weekday_name(), call.today.long()));
    let today = call.today;
    let rows: Vec<Vec<String>> =
        found.loads.iter().map(|load| mentor(load, found, today)).collect();
    if rows.is_empty() {
        call.print("Nobody in lm.toml is a mentor on this day.\n");
    } else {
        let head = ["Mentor", "Mentees", "Range", "Room", "How it stands"];
        let drawn = table::draw(&head, &rows, call.world.terminal.width);
        call.print(&drawn);
    }
    waiting(found, call);
    free(found, call);
    away(found, call);
    if !found.damaged.is_empty() {
        call.print("Cannot be read, so not counted");
        for case in found.damaged {
            call.print(&format!("  {case} — see: lm check {case}"));
        }
    }
    while call.out.ends_with(b"\n\n") {
        call.out.pop();
    }
}

fn mentor(load: &MentorLoad<'_>, found: &Found<'_>, today: Date) -> Vec<String> {
    let name = load
        .mentor
        .as_ref()
        .map_or_else(|| "nobody yet".to_owned(), |id| staff_name(found.school, id));
    let range = match (load.range.min, load.range.max) {
        _ if load.load == Load::Gone => String::new(),
        (Some(min), Some(max)) if min < max => format!("{min} to {max}"),
        (Some(_), Some(max)) => max.to_string(),
        (_, Some(max)) => format!("up to {max}"),
        (Some(min), None) => format!("from {min}"),
        (None, None) => "–".to_owned(),
    };
    let room = match load.room {
        Some(room) if room > 0 => room.to_string(),
        Some(_) => "none".to_owned(),
        None => String::new(),
    };
    vec![name, load.places.len().to_string(), range, room, stands(load, found, today)]
}

fn stands(load: &MentorLoad<'_>, found: &Found<'_>, today: Date) -> String {
    let mut words = match (load.load, load.room) {
        (Load::Gone, _) if load.mentor.is_none() => "no mentor is named for them".to_owned(),
        (Load::Unknown, _) if load.range.share == Share::Unknown => {
            "part-time, and the policy does not say how many hours a full week has \
             (time.hours_per_week)"
                .to_owned()
        }
        (Load::Unknown, _) if found.policy.caseload.max.is_none() => {
            "the policy sets no number (caseload.max)".to_owned()
        }
        (Load::Over, Some(room)) => format!("over the range by {}", -room),
        (load, _) => load.label().to_owned(),
    };
    if let Share::Part(part) = load.range.share {
        words = format!("{words}; {:.0} % of a full week", part * 100.0);
    }
    let covered = load.places.iter().filter(|place| place.covers_for.is_some()).count();
    if covered > 0 {
        words = format!("{words}; {covered} of them as cover");
    }
    if load.lent > 0 {
        words = format!("{words}; {} more of theirs covered by somebody else", load.lent);
    }
    if load.heavy {
        let count = load.social_care;
        words = format!("{words}; heavy: social care is on {count}, so the lower end is the limit");
    }
    if let Some(why) = takes_nobody(load, found, today) {
        words = format!("{words}; {why}, so takes nobody now");
    }
    words
}

/// Why somebody with a range takes no case at present.
fn takes_nobody(load: &MentorLoad<'_>, found: &Found<'_>, today: Date) -> Option<String> {
    let mentor = load.mentor.as_ref().filter(|_| load.load != Load::Gone)?;
    if let Some(last) = found.available.leaves(mentor, today) {
        return Some(format!("leaves on {}", last.brief()));
    }
    Some(match found.available.away(mentor, today)? {
        Some(to) => format!("away until {}", to.brief()),
        None => "away".to_owned(),
    })
}

fn waiting(found: &Found<'_>, call: &mut Call<'_, '_>) {
    if found.suggestions.is_empty() {
        return;
    }
    call.print("Waiting");
    let today = call.today;
    let rows: Vec<Vec<String>> = found
        .suggestions
        .iter()
        .map(|one| {
            let waiting = one.waiting;
            let urgency = waiting.urgency.map_or("nobody said", |urgency| urgency.label());
            let place = match waiting.standing {
                Standing::Waiting => "on the list",
                Standing::Referred => "undecided",
                _ => "a place, no mentor",
            };
            vec![
                waiting.name.clone(),
                place.to_owned(),
                urgency.to_owned(),
                waiting.since.map_or_else(String::new, |day| waited(day, today)),
                waiting.help_by.map_or_else(String::new, Date::brief),
                room_with(one, found),
                waiting.case.to_string(),
            ]
        })
        .collect();
    let head = ["Name", "Where", "Urgency", "Waited", "Help by", "Room with", "Case"];
    let drawn = table::draw(&head, &rows, call.world.terminal.width);
    call.print(&drawn);
    if !found.one_mentor {
        nobody_has_room(found, call);
    }
}

fn room_with(one: &Suggestion<'_>, found: &Found<'_>) -> String {
    let nobody = if is_known(found) { "nobody" } else { "not known" };
    one.mentor.as_ref().map_or_else(|| nobody.to_owned(), ToString::to_string)
}

/// Whether it can be told who has room: the policy says how many mentees are enough.
fn is_known(found: &Found<'_>) -> bool {
    found.policy.caseload.max.is_some()
}

/// What to tell those for whom nobody has room: when a place may come free.
fn nobody_has_room(found: &Found<'_>, call: &mut Call<'_, '_>) {
    let left: Vec<&Suggestion<'_>> =
        found.suggestions.iter().filter(|one| one.mentor.is_none()).collect();
    if left.is_empty() {
        return;
    }
    if !is_known(found) {
        call.print(
            "Who has room cannot be told: the policy sets no number of mentees. See lm policy \
             explain caseload.max\n",
        );
        return;
    }
    let mut unknown = found.loads.iter().filter(|load| load.load == Load::Unknown).peekable();
    let who = if unknown.peek().is_some() { "Nobody whose range is known" } else { "Nobody" };
    let whom = match (left.len(), found.suggestions.len()) {
        (count, all) if count == all => String::new(),
        (1, _) => format!(" for {}", left[0].waiting.name),
        (count, _) => format!(" for {count} of them"),
    };
    if left.iter().all(|one| one.next.is_none()) {
        call.print(&format!(
            "{who} has room{whom}, and no day is in sight on which a place may come free.\n"
        ));
        return;
    }
    call.print(&format!("{who} has room{whom}. At the earliest, perhaps:"));
    for one in left {
        let when = one
            .next
            .as_ref()
            .map_or_else(|| "no day in sight".to_owned(), |next| next_place(next, found, call));
        call.print(&format!("  {}: {when}", one.waiting.name));
    }
    call.print("");
}

/// The day, with whom, and what it rests on.
fn next_place(next: &NextPlace<'_>, found: &Found<'_>, call: &Call<'_, '_>) -> String {
    let day = if next.day == call.today { "today".to_owned() } else { next.day.brief() };
    let why = match next.by {
        ComesFree::MentorIsBack => "back from then on".to_owned(),
        ComesFree::Place(place, by) => {
            let day = found.free.iter().find(|free| free.place == place).and_then(|free| free.day);
            format!("{}: {}", place.name, because(&Free { place, day, by }, call.today))
        }
    };
    format!("{day} with {} ({why})", staff_name(found.school, &next.mentor))
}

/// Since when somebody has waited: `3 days`, `6 weeks`.
fn waited(since: Date, today: Date) -> String {
    match since.days_until(today) {
        1 => "1 day".to_owned(),
        days @ ..14 => format!("{days} days"),
        days => format!("{} weeks", days / 7),
    }
}

/// What the day of a place rests on.
fn because(free: &Free<'_>, today: Date) -> String {
    let overdue = free.day.is_some_and(|day| day < today);
    let late = match free.by {
        FreedBy::Review if overdue => ", overdue",
        FreedBy::BandEnds if overdue => ", passed",
        _ => "",
    };
    format!("{}{late}", free.by)
}

fn free(found: &Found<'_>, call: &mut Call<'_, '_>) {
    let (in_sight, not): (Vec<&Free<'_>>, Vec<&Free<'_>>) =
        found.free.iter().partition(|free| free.day.is_some());
    let rows: Vec<Vec<String>> = in_sight
        .iter()
        .map(|free| {
            let mentor = free.place.mentor.as_ref();
            vec![
                free.place.name.clone(),
                mentor.map_or_else(String::new, ToString::to_string),
                free.day.map_or_else(String::new, Date::brief),
                because(free, call.today),
                free.place.case.to_string(),
            ]
        })
        .collect();
    if found.free.is_empty() {
        return;
    }
    call.print("Places that may come free, at the earliest");
    if !rows.is_empty() {
        let head = ["Name", "Mentor", "Day", "What then", "Case"];
        let drawn = table::draw(&head, &rows, call.world.terminal.width);
        call.print(drawn.trim_end());
    }
    match not.as_slice() {
        [] => {}
        [one] => call.print(&format!("no day in sight: {} ({})", one.place.name, one.place.case)),
        several => call.print(&format!("no day in sight for {} mentees", several.len())),
    }
    call.print("");
}

fn away(found: &Found<'_>, call: &mut Call<'_, '_>) {
    if found.absences.is_empty() {
        return;
    }
    call.print("Away");
    for one in &found.absences {
        call.print(&format!("{}, {}", staff_name(found.school, &one.mentor), span(one)));
        call.print(&format!("  {}", cover(one, found)));
        for case in &one.cases {
            call.print(&format!("  - {}", touched(case)));
        }
    }
    call.print("");
}

fn span(one: &Absence<'_>) -> String {
    match one.to {
        _ if one.leaves => format!("leaves: no longer here from {}", one.from.with_weekday()),
        Some(to) if to == one.from => one.from.with_weekday(),
        Some(to) => format!("{} to {}", one.from.with_weekday(), to.with_weekday()),
        None => format!("from {}, until when is not known", one.from.with_weekday()),
    }
}

fn cover(one: &Absence<'_>, found: &Found<'_>) -> String {
    match &one.cover {
        _ if one.leaves => "Somebody has to take these cases over".to_owned(),
        None if one.cases.is_empty() => "Nobody covers; no mentee is touched".to_owned(),
        None if one.cases.iter().all(|case| case.place.covers_for.is_some()) => {
            let all_along = one.cases.iter().all(|case| case.uncovered.is_none());
            let until = if all_along { "" } else { ", but not all the time" };
            format!("Every mentee was handed over{until}")
        }
        None => "Nobody covers yet".to_owned(),
        Some(id) => {
            let name = staff_name(found.school, id);
            let room = found.loads.iter().find(|load| load.mentor.as_ref() == Some(id));
            let full = room.and_then(|load| load.room).is_some_and(|room| room <= 0);
            match (one.cover_is_away, full) {
                (true, _) => format!("{name} covers, but is away then too"),
                (false, true) => format!("{name} covers, and is full already"),
                (false, false) => format!("{name} covers"),
            }
        }
    }
}

fn touched(case: &AwayCase<'_>) -> String {
    let mut parts = vec![case.place.name.clone()];
    match case.meetings.as_slice() {
        [] => {}
        [day] => parts.push(format!("a meeting on {}", day.brief())),
        [first, .., last] => parts.push(format!(
            "{} meetings, {} to {}",
            case.meetings.len(),
            first.brief(),
            last.brief()
        )),
    }
    parts.extend(case.review.map(|day| format!("review due {}", day.brief())));
    if let Some(by) = case.place.covers_for.as_ref().and(case.place.mentor.as_ref()) {
        parts.push(format!("{by} covers"));
    }
    parts.extend(case.uncovered.map(|day| format!("needs cover from {}", day.brief())));
    parts.join(", ")
}
