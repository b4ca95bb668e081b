//! `lm instrument list`.

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::questionnaires::Shelf;
use crate::cli::{json, sheet, table};
use crate::domain::instrument::Instrument;
use serde_json::json;

pub(super) fn run(call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json, Format::Csv])?;
    let shelf = Shelf::new(call)?;
    let all = shelf.instruments.0.values();
    match format {
        Format::Json => {
            let list: Vec<_> = all
                .map(|one| {
                    json!({
                        "id": one.id,
                        "items": one.asked(),
                        "origin": shelf.origin(&one.id),
                        "respondents": one.respondents,
                        "title": one.title,
                        "used_by": shelf.used_by(&one.id),
                        "version": one.version,
                    })
                })
                .collect();
            json::print(call, json!({ "instruments": list }));
        }
        Format::Csv => {
            let heading = ["id", "title", "items", "respondents", "used_by", "origin"];
            let rows: Vec<_> = all.map(|one| row(one, &shelf, "respondent")).collect();
            call.print(&sheet::csv(&heading, &rows)?);
        }
        _ => {
            let heading = ["Id", "Title", "Items", "Who answers", "Policies", "From"];
            let rows: Vec<_> = all.map(|one| row(one, &shelf, "words")).collect();
            call.print(table::draw(&heading, &rows, call.world.terminal.width).trim_end());
            call.say_last(
                "next: lm instrument show ID, or make your own: lm guide own-questionnaire",
            );
        }
    }
    Ok(Exit::Done)
}

/// How many roles fit into a cell.
const ROLES: usize = 1;

fn row(one: &Instrument, shelf: &Shelf, roles: &str) -> Vec<String> {
    let who = if roles == "words" {
        few(one)
    } else {
        one.respondents.iter().map(|role| role.code()).collect::<Vec<_>>().join(" ")
    };
    let used_by = shelf.used_by(&one.id);
    let used_by = if roles == "words" { counted(&used_by) } else { used_by.join(" ") };
    vec![
        one.id.to_string(),
        one.title.clone(),
        one.asked().to_string(),
        who,
        used_by,
        shelf.origin(&one.id).to_owned(),
    ]
}

/// `yours, 4 presets`: `lm instrument show` names them.
fn counted(used_by: &[String]) -> String {
    let is_yours = used_by.first().is_some_and(|first| first == "yours");
    let presets = match used_by.len() - usize::from(is_yours) {
        0 => String::new(),
        1 => used_by.last().cloned().unwrap_or_default(),
        several => format!("{several} presets"),
    };
    let yours = if is_yours { "yours" } else { "" };
    [yours, &presets].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn few(one: &Instrument) -> String {
    let names: Vec<&str> = one.respondents.iter().take(ROLES).map(|role| role.label()).collect();
    match one.respondents.len().saturating_sub(ROLES) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}
