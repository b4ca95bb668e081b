//! `lm today` for programs and spreadsheets.

use super::{Item, Sorted};
use crate::cli::call::Call;
use crate::cli::matter_words::{what, why};
use crate::cli::outcome::CommandError;
use crate::cli::{json, next_command, sheet};
use crate::domain::case::{Matter, MatterKind};
use crate::domain::date::Date;
use crate::domain::policy::StepId;
use crate::store::{School, case_file};
use serde_json::{Value, json};

/// The code of a kind of matter, for programs.
fn kind(matter: &Matter) -> &'static str {
    match &matter.kind {
        MatterKind::Promise { .. } => "promise",
        MatterKind::Step { .. } => "step",
        MatterKind::Next(_) => "next",
        MatterKind::ConsentUnanswered { .. } => "consent-unanswered",
        MatterKind::ExitToWrite { .. } => "exit-to-write",
        MatterKind::ConsentWithdrawn { .. } => "consent-withdrawn",
        MatterKind::FollowUp { .. } => "follow-up",
        MatterKind::Reply { .. } => "reply",
        MatterKind::Receipt { .. } => "receipt",
        MatterKind::EndingToPrepare { .. } => "ending-to-prepare",
        MatterKind::NoContact { .. } => "no-contact",
        MatterKind::TargetsPast(_) => "targets-past",
        MatterKind::Targets { .. } => "targets",
        MatterKind::ReferrerNotTold { .. } => "referrer-not-told",
        MatterKind::ParentsNotTold { .. } => "parents-not-told",
        MatterKind::PlanNotCopied { .. } => "plan-not-copied",
        MatterKind::NoMentor => "no-mentor",
        MatterKind::HandOver { .. } => "hand-over",
        MatterKind::NeedsCover { .. } => "needs-cover",
        MatterKind::Waiting { .. } => "waiting",
    }
}

pub(super) fn as_json(sorted: &Sorted<'_>, school: &School, call: &mut Call<'_, '_>) {
    let today = call.today;
    let list =
        |items: &[Item<'_>]| items.iter().map(|one| item(one, school, today)).collect::<Vec<_>>();
    let damaged: Vec<_> = sorted
        .damaged
        .iter()
        .map(|case| json!({ "case": case.id, "faults": case.faults, "name": case.name }))
        .collect();
    let value = json!({
        "as_of": today,
        "cannot_be_read": damaged,
        "further_ahead": sorted.later,
        "overdue": list(&sorted.overdue),
        "promises": list(&sorted.promises),
        "soon": list(&sorted.soon),
        "to_do": list(&sorted.to_do),
        "waiting_list": list(&sorted.waiting),
    });
    json::print(call, value);
}

fn item(item: &Item<'_>, school: &School, today: Date) -> Value {
    let (case, matter) = (item.case, &*item.matter);
    let key = matter.step().and_then(|step| {
        let key = match &matter.kind {
            MatterKind::Step { due, .. } => due.keys(step).into_iter().next()?,
            MatterKind::NoContact { .. } => "sessions.no_contact_days".to_owned(),
            MatterKind::Receipt { .. } => "transfer.receipt_within_school_days".to_owned(),
            MatterKind::EndingToPrepare { .. } => "plan.prepare_ending".to_owned(),
            MatterKind::ParentsNotTold { .. } => "review.tell_parents".to_owned(),
            MatterKind::PlanNotCopied { .. } => "plan.parent_copy".to_owned(),
            _ => format!("steps.{}.need", step.code()),
        };
        let source = school.policies.in_force(today)?.source_of(&key)?.to_owned();
        Some((key, source))
    });
    json!({
        "case": case.id,
        "command": next_command::for_matter(matter, &case.id, case.group.as_ref()),
        "days_late": matter.days_late(today).unwrap_or(0),
        "due": matter.by,
        "file": matter.at.map(|at| case_file(&case.id, at.file).to_string()),
        "kind": kind(matter),
        "mentor": case.mentor,
        "name": case.name,
        "policy_key": key.as_ref().map(|(key, _)| key),
        "policy_source": key.as_ref().map(|(_, source)| source),
        "standing": case.standing.code(),
        "step": matter.step().map(StepId::code),
        "what": what(matter, today),
        "why": why(matter),
        "year": case.year,
    })
}

pub(super) fn as_sheet(sorted: &Sorted<'_>, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
    let today = call.today;
    let parts = [
        ("promise", &sorted.promises),
        ("overdue", &sorted.overdue),
        ("soon", &sorted.soon),
        ("to do", &sorted.to_do),
        ("waiting list", &sorted.waiting),
    ];
    let items = parts.iter().flat_map(|(state, items)| {
        items.iter().map(|item| {
            let (case, matter) = (item.case, &*item.matter);
            vec![
                case.id.to_string(),
                case.name.clone(),
                case.year.clone(),
                case.mentor.clone(),
                (*state).to_owned(),
                what(matter, today),
                matter.by.map_or_else(String::new, |by| by.to_string()),
                matter.days_late(today).unwrap_or(0).to_string(),
                next_command::for_matter(matter, &case.id, case.group.as_ref()),
            ]
        })
    });
    let damaged = sorted.damaged.iter().map(|case| {
        let mut cells = vec![case.id.to_string(), case.name.clone(), case.year.clone()];
        cells.extend([case.mentor.clone(), "cannot be read".to_owned()]);
        cells.extend([String::new(), String::new(), String::new()]);
        cells.push(format!("lm check {}", case.id));
        cells
    });
    let rows: Vec<Vec<String>> = items.chain(damaged).collect();
    let heading =
        ["case", "name", "year", "mentor", "state", "what", "due", "days_late", "command"];
    call.print(&sheet::csv(&heading, &rows)?);
    Ok(())
}
