//! `lm instrument show`.

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::json;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::questionnaires::{self, Shelf};
use crate::domain::instrument::{Better, Instrument, Line, ScaleKind};
use serde_json::{Value, json};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The questionnaire: its id, or its title
    #[arg(value_name = "ID")]
    id: String,
}

pub(super) fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let shelf = Shelf::new(call)?;
    let one = questionnaires::named(&shelf.instruments, &arguments.id)?;
    if format == Format::Json {
        json::print(call, as_json(one, &shelf));
        return Ok(Exit::Done);
    }
    call.print(&format!("{} ({})\n", one.title, one.id));
    for (name, value) in about(one, &shelf) {
        if !value.is_empty() {
            call.print(&format!("{name:<11} {value}"));
        }
    }
    let lines = one.lines();
    for section in &one.sections {
        let of_it = lines.iter().filter(|line| line.section.id == section.id);
        let heading = match &section.scale {
            Some(scale)
                if scale.kind != one.scale.kind || scale.answers() != one.scale.answers() =>
            {
                format!("{} ({})", section.title, scale.answers())
            }
            _ => section.title.clone(),
        };
        call.print(&format!("\n{heading}"));
        for line in of_it {
            call.print(&item(one, line));
        }
    }
    call.say_last(format!("next: lm rate MENTEE {}", one.id));
    Ok(Exit::Done)
}

fn about(one: &Instrument, shelf: &Shelf) -> Vec<(&'static str, String)> {
    let who: Vec<&str> = one.respondents.iter().map(|role| role.label()).collect();
    let stages: Vec<String> = one.key_stages.iter().map(|stage| stage.label()).collect();
    vec![
        ("Answered by", who.join(", ")),
        ("Pupils in", stages.join(", ")),
        ("Says", one.instructions.clone().unwrap_or_default()),
        ("Scale", scale(one)),
        ("Missing", missing(one)),
        ("Attendance", if one.asks_attendance { "asked for, in per cent" } else { "" }.to_owned()),
        ("Spread", statistics(one)),
        ("Policies", shelf.used_by(&one.id).join(", ")),
        ("From", format!("{}, version {}", shelf.origin(&one.id), one.version)),
        ("Source", one.source.clone().unwrap_or_default()),
        ("Licence", one.licence.clone().unwrap_or_default()),
    ]
}

fn scale(one: &Instrument) -> String {
    match one.scale.better {
        Some(better) if better != Better::Neither => {
            format!("{}; {}", one.scale.answers(), better.label())
        }
        _ => one.scale.answers(),
    }
}

/// Whether anything of it is added up.
fn is_scored(one: &Instrument) -> bool {
    one.lines().iter().any(|line| {
        matches!(line.scale.kind, ScaleKind::Rating | ScaleKind::Paired | ScaleKind::Frequency)
    })
}

fn missing(one: &Instrument) -> String {
    if !is_scored(one) {
        return String::new();
    }
    let share = one.missing.at_most_percent;
    format!("a total is given while at most {share} % of its items are left empty")
}

fn statistics(one: &Instrument) -> String {
    match &one.statistics {
        Some(known) => format!(
            "standard deviation {}, reliability {} ({})",
            known.standard_deviation, known.reliability, known.source
        ),
        None if is_scored(one) => "unknown, so no change can be called reliable".to_owned(),
        None => String::new(),
    }
}

fn item(one: &Instrument, line: &Line<'_>) -> String {
    let mut notes: Vec<String> = Vec::new();
    if let Some(scale) = &line.item.scale {
        notes.push(scale.answers());
    }
    let usual = line.scale.better.unwrap_or(Better::Neither);
    let direction = one.direction(line);
    if direction != usual {
        notes.push(direction.label().to_owned());
    }
    notes.extend(line.item.reading.clone());
    if line.item.not_in_total {
        notes.push("not in the total".to_owned());
    }
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
    format!("{:>4}  {}{notes}  [{}]", line.number, line.item.text, line.item.id)
}

fn as_json(one: &Instrument, shelf: &Shelf) -> Value {
    let items: Vec<Value> = one
        .lines()
        .iter()
        .map(|line| {
            json!({
                "better": one.direction(line),
                "id": line.item.id,
                "kind": line.scale.kind,
                "not_in_total": line.item.not_in_total,
                "number": line.number,
                "reading": line.item.reading,
                "scale": line.scale.answers(),
                "section": line.section.id,
                "text": line.item.text,
            })
        })
        .collect();
    json!({
        "asks_attendance": one.asks_attendance,
        "id": one.id,
        "items": items,
        "key_stages": one.key_stages,
        "licence": one.licence,
        "missing_at_most_percent": one.missing.at_most_percent,
        "origin": shelf.origin(&one.id),
        "respondents": one.respondents,
        "scale": one.scale,
        "source": one.source,
        "statistics": one.statistics,
        "title": one.title,
        "used_by": shelf.used_by(&one.id),
        "version": one.version,
    })
}
