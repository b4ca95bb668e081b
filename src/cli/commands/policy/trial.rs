//! `lm policy try`: what a changed policy would mean for the cases there are, before the school
//! adopts it.

use super::chosen::choose;
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::somebody::staff_name;
use crate::cli::{json, records, table};
use crate::diag::Severity;
use crate::domain::case::{AsOf, case_stage};
use crate::domain::caseload::{Load, MentorLoad, Place, mentor_loads, place};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::person::folded;
use crate::domain::policy::{PolicyVersion, StepId};
use crate::domain::policy_trial::{Differences, differences, with_policy};
use crate::domain::record::RecordKind;
use crate::store::{Folder, School, for_each_case};
use serde_json::{Value, json};

/// A case, and what would be different.
struct Tried {
    id: Id,
    name: String,
    differences: Differences,
    /// Its place in the caseload, now and then.
    places: [Option<Place>; 2],
    damaged: bool,
    open: bool,
}

/// A mentor's load, now and then.
struct Loads<'p> {
    now: MentorLoad<'p>,
    then: MentorLoad<'p>,
}

/// Judges every open case by the policy that is tried, as if it had begun today.
pub(super) fn run(policy: &str, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let chosen = choose(Some(policy), call)?;
    let folder = records::folder(call)?;
    let school = records::school_with_work(&folder, call)?;
    let today = call.today;
    let in_force = school.policies.version_in_force(today).ok_or_else(|| {
        CommandError::cannot("the school has no policy yet, so there is nothing to compare with")
            .hint("make one under policy/, or run lm init")
    })?;
    let tried = PolicyVersion { from: today, policy: chosen.policy };
    let shelf = with_policy(&school.policies, tried.clone());
    let now = school.as_of(today);
    let then = AsOf { policies: &shelf, ..now };
    let mut cases = cases(&folder, &school, [&now, &then]);
    cases.sort_by_cached_key(|case| (folded(&case.name), case.id.clone()));
    let places: [Vec<Place>; 2] =
        [0, 1].map(|at| cases.iter().filter_map(|case| case.places[at].clone()).collect());
    let staff = school.settings.as_ref().map_or(&[][..], |settings| &settings.staff);
    let loads = [(&in_force.policy, &places[0]), (&tried.policy, &places[1])]
        .map(|(policy, places)| mentor_loads(places, staff, policy, today));
    let [before, after] = loads;
    let both = before.into_iter().zip(after).map(|(now, then)| Loads { now, then });
    let changed: Vec<Loads<'_>> = both.filter(|both| both.now.load != both.then.load).collect();
    let names = [format!("policy/{}.toml", in_force.from), chosen.name];
    if format == Format::Json {
        as_json(&cases, &changed, &names, call);
    } else {
        for_people(&cases, &changed, &names, &school, call);
    }
    Ok(Exit::Done)
}

fn cases(folder: &Folder, school: &School, [now, then]: [&AsOf<'_>; 2]) -> Vec<Tried> {
    for_each_case(&school.cases, |id| {
        let loaded = school.load_case(folder, id, &RecordKind::ALL);
        let case = &loaded.case;
        let damaged = loaded.findings.iter().any(|finding| finding.severity == Severity::Error);
        let (before, after) = (case_stage(case, now), case_stage(case, then));
        let open = before.standing.is_open() || after.standing.is_open();
        let differences =
            if open && !damaged { differences(&before, &after) } else { Differences::default() };
        let places = if damaged { [None, None] } else { [place(case, now), place(case, then)] };
        Tried { id: id.clone(), name: case.name().to_owned(), differences, places, damaged, open }
    })
}

fn for_people(
    cases: &[Tried],
    loads: &[Loads<'_>],
    [now, then]: &[String; 2],
    school: &School,
    call: &mut Call<'_, '_>,
) {
    let open = cases.iter().filter(|case| case.open).count();
    let s = if open == 1 { "" } else { "s" };
    call.say(&format!(
        "{then} instead of {now}, as if it had begun on {}: {open} open case{s}",
        call.today.with_weekday()
    ));
    let overdue = |case: &Tried| {
        let each = case.differences.overdue.iter();
        each.map(|(step, due)| (*step, due.due.day.brief())).collect()
    };
    block("Would be overdue", "Since", cases, &overdue, call);
    let held_up = |case: &Tried| {
        let each = case.differences.held_up.iter();
        each.map(|(step, first)| (*step, labels(first))).collect()
    };
    block("Would have to wait", "For", cases, &held_up, call);
    for (title, steps) in [
        ("Would be asked for now", (|one| &one.asked) as fn(&Differences) -> &Vec<StepId>),
        ("Would be overdue no longer", |one| &one.relieved),
        ("Would be asked for no longer", |one| &one.dropped),
    ] {
        let lines = |case: &Tried| {
            steps(&case.differences).iter().map(|step| (*step, String::new())).collect()
        };
        block(title, "", cases, &lines, call);
    }
    reviews(cases, call);
    for both in loads {
        let name = both.then.mentor.as_ref().map(|id| staff_name(school, id)).unwrap_or_default();
        let count = both.then.places.len();
        let room = both.then.room.filter(|_| both.then.load == Load::Over);
        let by = room.map_or_else(String::new, |room| format!(" by {}", -room));
        let (now, then) = (both.now.load, both.then.load);
        call.print(&format!("Caseload of {name}: {count} mentees, {then}{by} (now {now})"));
    }
    let none = cases.iter().all(|case| case.differences.is_empty()) && loads.is_empty();
    if none {
        call.print("Nothing would change for any open case.");
    }
    for case in cases.iter().filter(|case| case.damaged) {
        call.print(&format!("{} cannot be read, so it is not judged: lm check {0}", case.id));
    }
    while call.out.ends_with(b"\n\n") {
        call.out.pop();
    }
}

/// One kind of difference, a row a step; nothing when no case has it.
fn block(
    title: &str,
    third: &str,
    cases: &[Tried],
    lines: &dyn Fn(&Tried) -> Vec<(StepId, String)>,
    call: &mut Call<'_, '_>,
) {
    let mut rows = Vec::new();
    for case in cases {
        for (step, more) in lines(case) {
            let mut row = vec![case.name.clone(), step.label().to_owned()];
            if !third.is_empty() {
                row.push(more);
            }
            row.push(case.id.to_string());
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return;
    }
    call.print(title);
    let head: &[&str] =
        if third.is_empty() { &["Name", "Step", "Case"] } else { &["Name", "Step", third, "Case"] };
    let drawn = table::draw(head, &rows, call.world.terminal.width);
    call.print(&drawn);
}

fn reviews(cases: &[Tried], call: &mut Call<'_, '_>) {
    let rows: Vec<Vec<String>> = cases
        .iter()
        .filter_map(|case| {
            let [now, then] = case.differences.review?;
            let (now, then) = (day(now, call.today), day(then, call.today));
            Some(vec![case.name.clone(), now, then, case.id.to_string()])
        })
        .collect();
    if !rows.is_empty() {
        call.print("Next review on another day");
        let head = ["Name", "Now", "Then", "Case"];
        let drawn = table::draw(&head, &rows, call.world.terminal.width);
        call.print(&drawn);
    }
}

fn day(day: Option<Date>, today: Date) -> String {
    match day {
        None => "no day set".to_owned(),
        Some(day) if day < today => format!("{}, passed", day.brief()),
        Some(day) => day.brief(),
    }
}

fn labels(steps: &[StepId]) -> String {
    steps.iter().map(|step| step.label()).collect::<Vec<_>>().join(", ")
}

fn as_json(
    cases: &[Tried],
    loads: &[Loads<'_>],
    [now, then]: &[String; 2],
    call: &mut Call<'_, '_>,
) {
    let codes = |steps: &[StepId]| steps.iter().map(|step| step.code()).collect::<Vec<_>>();
    let changed = cases.iter().filter(|case| !case.differences.is_empty()).map(|case| {
        let one = &case.differences;
        let overdue = one.overdue.iter();
        let overdue = overdue.map(|(step, due)| json!({ "due": due.due.day, "step": step.code() }));
        let held_up = one.held_up.iter();
        let held_up =
            held_up.map(|(step, first)| json!({ "first": codes(first), "step": step.code() }));
        json!({
            "asked_for_now": codes(&one.asked),
            "case": case.id,
            "held_up": held_up.collect::<Vec<_>>(),
            "name": case.name,
            "no_longer_asked_for": codes(&one.dropped),
            "no_longer_overdue": codes(&one.relieved),
            "overdue": overdue.collect::<Vec<_>>(),
            "review": one.review.map(|[now, then]| json!({ "now": now, "then": then })),
        })
    });
    let loads = loads.iter().map(|both| {
        json!({
            "load": { "now": both.now.load.code(), "then": both.then.load.code() },
            "mentees": both.then.places.len(),
            "mentor": both.then.mentor,
            "room": { "now": both.now.room, "then": both.then.room },
        })
    });
    let damaged: Vec<&Id> = cases.iter().filter(|case| case.damaged).map(|case| &case.id).collect();
    let value: Value = json!({
        "as_of": call.today,
        "cannot_be_read": damaged,
        "caseload": loads.collect::<Vec<_>>(),
        "cases": changed.collect::<Vec<_>>(),
        "now": now,
        "open_cases": cases.iter().filter(|case| case.open).count(),
        "tried": then,
    });
    json::print(call, value);
}
