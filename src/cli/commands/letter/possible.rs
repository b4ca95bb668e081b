//! Which letters there are, and which of them the records of a mentee allow.

use super::{Desk, choice, who};
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{documents, json, table};
use crate::document::TemplateFault;
use crate::domain::letter::Letter;
use crate::domain::record::Case;
use serde_json::json;

/// What a letter is for, in a line.
fn about(name: &str, desk: &Desk<'_>) -> String {
    let own = desk.engine.is_schools_own(&format!("letters/{name}.md"));
    match (Letter::from_code(name), own) {
        (Some(letter), false) => letter.label().to_owned(),
        (Some(letter), true) => format!("{} (your own wording)", letter.label()),
        (None, _) => "your own letter".to_owned(),
    }
}

/// The names in the order of the process, the school's own last.
fn in_order<'d>(desk: &Desk<'d>) -> Vec<&'d str> {
    let mut names = choice::names(desk);
    let place = |name: &str| {
        Letter::ALL.iter().position(|letter| letter.code() == name).unwrap_or(usize::MAX)
    };
    names.sort_by_key(|name| place(name));
    names
}

fn say_faults(faults: &[TemplateFault], call: &mut Call<'_, '_>) {
    for fault in faults {
        let line = fault.place.map_or_else(String::new, |place| format!(":{}", place.line));
        call.say_last(format!(
            "{}{line}: {}; {}",
            fault.template,
            documents::in_quotes(&fault.message),
            documents::in_quotes(&fault.help)
        ));
    }
}

pub(super) fn show_all(
    desk: &Desk<'_>,
    faults: &[TemplateFault],
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let names = in_order(desk);
    if format == Format::Json {
        let letters: Vec<_> =
            names.iter().map(|name| json!({ "name": name, "about": about(name, desk) })).collect();
        json::print(call, json!({ "letters": letters }));
    } else {
        let rows: Vec<Vec<String>> =
            names.iter().map(|name| vec![(*name).to_owned(), about(name, desk)]).collect();
        let drawn = table::draw(&["Letter", "What it says"], &rows, call.world.terminal.width);
        call.print(drawn.trim_end());
        call.say_last("which of them are possible for a mentee: lm letter \"Amira Khan\"");
    }
    say_faults(faults, call);
    Ok(Exit::Done)
}

pub(super) fn show_for(
    case: &Case,
    desk: &Desk<'_>,
    faults: &[TemplateFault],
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    call.say(&who(case, desk));
    let refusal = |name: &str| {
        let letter = Letter::from_code(name)?;
        letter.guard(case, &desk.school.policies, desk.date).err()
    };
    let judged: Vec<_> = in_order(desk).into_iter().map(|name| (name, refusal(name))).collect();
    if format == Format::Json {
        let letters: Vec<_> = judged
            .iter()
            .map(|(name, refusal)| {
                let because = refusal.as_ref().map_or(&[][..], |refusal| &refusal.because[..]);
                let because: Vec<_> =
                    because.iter().map(|fact| documents::in_quotes(fact)).collect();
                json!({ "name": name, "possible": refusal.is_none(), "because": because })
            })
            .collect();
        json::print(call, json!({ "as_of": desk.date, "case": case.id, "letters": letters }));
    } else {
        let rows: Vec<Vec<String>> = judged
            .iter()
            .map(|(name, refusal)| {
                let why = refusal.as_ref().map_or_else(String::new, |refusal| {
                    documents::in_quotes(&refusal.because.join("; "))
                });
                let possible = if refusal.is_none() { "yes" } else { "no" };
                vec![(*name).to_owned(), possible.to_owned(), why]
            })
            .collect();
        let heading = ["Letter", "Possible", "Because"];
        call.print(table::draw(&heading, &rows, call.world.terminal.width).trim_end());
    }
    say_faults(faults, call);
    Ok(Exit::Done)
}
