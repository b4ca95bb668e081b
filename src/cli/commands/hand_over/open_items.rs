//! What whoever takes a case on should know: what is promised, due, awaited and planned.

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::json;
use crate::cli::matter_words::{what, when};
use crate::cli::recording::OpenCase;
use crate::cli::somebody::staff_name;
use crate::domain::case::{Matter, MatterKind, NextReview, case_stage, held_on_plan, matters};
use crate::domain::date::Date;
use serde_json::{Map, Value, json};

/// Lines under a heading.
type Block = (&'static str, &'static str, Vec<String>);

/// Everything, on the terminal or as JSON.
pub(super) fn print(open: &OpenCase, format: Format, call: &mut Call<'_, '_>) {
    let blocks = blocks(open, call.today);
    let mentoring = open.case.mentoring(call.today);
    if format == Format::Json {
        let items: Map<String, Value> =
            blocks.iter().map(|(key, _, lines)| ((*key).to_owned(), json!(lines))).collect();
        let waiting = open.case.open_hand_overs(call.today).map(|(_, one)| {
            json!({ "asked": one.date, "starts": one.starts, "to": one.to, "until": one.until })
        });
        let value = json!({
            "as_of": call.today,
            "case": open.case.id,
            "cover": mentoring.cover.map(|cover| json!({ "by": cover.by, "until": cover.until })),
            "mentor": mentoring.own,
            "name": open.case.name(),
            "open": items,
            "waiting": waiting.collect::<Vec<_>>(),
        });
        json::print(call, value);
        return;
    }
    for line in heading(open, call.today) {
        call.print(&line);
    }
    for (_, title, lines) in blocks.iter().filter(|(.., lines)| !lines.is_empty()) {
        call.print(&format!("\n{title}"));
        for line in lines {
            call.print(&format!("  - {line}"));
        }
    }
    if blocks.iter().all(|(.., lines)| lines.is_empty()) {
        call.print("\nNothing is open.");
    }
}

/// The same, as talk beside the result of a command that writes.
pub(super) fn say(open: &OpenCase, call: &mut Call<'_, '_>) {
    for (_, title, lines) in blocks(open, call.today).iter().filter(|(.., lines)| !lines.is_empty())
    {
        call.say(title);
        for line in lines {
            call.say(&format!("  - {line}"));
        }
    }
}

fn heading(open: &OpenCase, today: Date) -> Vec<String> {
    let name = |id| staff_name(&open.school, id);
    let mentoring = open.case.mentoring(today);
    let own = mentoring.own.map_or_else(|| "nobody".to_owned(), name);
    let mut lines = vec![format!("Mentor: {own}")];
    if let Some(cover) = mentoring.cover {
        let until = cover.until.map_or_else(
            || ", until when is not known".to_owned(),
            |until| format!(" until {}", until.with_weekday()),
        );
        lines.push(format!("Covered by: {}{until}", name(cover.by)));
    }
    for (_, asked) in open.case.open_hand_overs(today) {
        let until =
            asked.until.map_or_else(String::new, |until| format!(" to {}", until.with_weekday()));
        lines.push(format!(
            "Asked: {}, from {}{until}; no answer yet",
            name(&asked.to),
            asked.starts.with_weekday()
        ));
    }
    lines
}

fn blocks(open: &OpenCase, today: Date) -> Vec<Block> {
    let as_of = open.school.as_of(today);
    let stage = case_stage(&open.case, &as_of);
    let all = matters(&open.case, &stage, &as_of);
    let line = |matter: &Matter| {
        let day = when(matter, today);
        let day = if day.is_empty() { day } else { format!(" ({day})") };
        format!("{}{day}", what(matter, today))
    };
    let of = |wanted: fn(&MatterKind) -> bool| -> Vec<String> {
        all.iter().filter(|one| wanted(&one.kind)).map(line).collect()
    };
    let mut reviews = Vec::new();
    if let NextReview::Due(due) = &stage.review {
        reviews.push(format!("the next review, by {}", due.due.with_weekday()));
    }
    let targets = open.case.open_targets(today).map(|target| {
        let by = target.by.map_or_else(String::new, |by| format!(" by {}", by.long()));
        format!("“{}”{by}", target.target.trim())
    });
    vec![
        (
            "promises",
            "Promised to the pupil",
            of(|kind| matches!(kind, MatterKind::Promise { .. })),
        ),
        ("sessions", "Sessions", sessions(open, today)),
        ("reviews", "Reviews", reviews),
        ("consent", "Consent", of(|kind| matches!(kind, MatterKind::ConsentUnanswered { .. }))),
        (
            "awaited",
            "Awaited, or to be done after a contact",
            of(|kind| matches!(kind, MatterKind::FollowUp { .. } | MatterKind::Reply { .. })),
        ),
        ("other", "Also open", of(is_other)),
        ("targets", "Open targets", targets.collect()),
    ]
}

/// What no other heading has.
fn is_other(kind: &MatterKind) -> bool {
    let is_review =
        matches!(kind, MatterKind::Step { step: crate::domain::policy::StepId::Review, .. });
    !is_review
        && !matches!(
            kind,
            MatterKind::Promise { .. }
                | MatterKind::ConsentUnanswered { .. }
                | MatterKind::FollowUp { .. }
                | MatterKind::Reply { .. }
                | MatterKind::HandOver { .. }
                | MatterKind::NeedsCover { .. }
        )
}

/// When the pupil is seen, how many sessions are left, and what was planned for the next.
fn sessions(open: &OpenCase, today: Date) -> Vec<String> {
    let case = &open.case;
    let mut lines = Vec::new();
    let file = case.mentoring(today).own.and_then(|own| open.school.staff_file(own));
    lines.extend(file.into_iter().flat_map(|file| &file.timetable).filter_map(|slot| {
        let theirs = slot.case.as_ref() == Some(&case.id);
        theirs.then(|| format!("{}, {} to {}", slot.day, slot.from, slot.to))
    }));
    let plan = case.plan_in_force(today);
    if let Some((plan, planned)) = plan.and_then(|plan| Some((plan, plan.planned_sessions?))) {
        let held = held_on_plan(case, plan, today);
        lines.push(format!("{held} held of {planned} planned"));
    }
    let last = case.sessions.sessions.iter().filter(|one| one.date <= today && !one.restricted);
    if let Some(next) = last.max_by_key(|one| one.date).and_then(|one| one.next.as_ref()) {
        lines.push(format!("planned for the next: “{}”", next.trim()));
    }
    lines
}
