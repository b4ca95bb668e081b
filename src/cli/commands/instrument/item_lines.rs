//! Items as somebody types them, one to a line: `# a heading`, the words of an item, and behind them
//! in brackets what is particular about it.

use crate::cli::ask::{Refusal, words};
use crate::domain::id::Id;
use crate::domain::instrument::{AnswerOption, Better, Item, Scale, ScaleKind, Section, name_from};
use std::collections::BTreeMap;

/// The heading of a section nobody gave a heading to.
const WITHOUT_HEADING: &str = "Items";

/// Adds what a line says to the sections; an empty line says nothing.
pub(super) fn add(sections: &mut Vec<Section>, line: &str) -> Result<(), Refusal> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(());
    }
    if let Some(heading) = line.strip_prefix('#') {
        let (title, area) = about(heading.trim_start_matches('#').trim())?;
        let title = words::one_line(title)?;
        let taken: Vec<Id> = sections.iter().map(|section| section.id.clone()).collect();
        let id = name_from(&title, &taken);
        sections.push(Section { id, title, area, scale: None, items: Vec::new() });
        return Ok(());
    }
    let taken: Vec<Id> =
        sections.iter().flat_map(|section| &section.items).map(|item| item.id.clone()).collect();
    let item = item(line, &taken)?;
    if sections.is_empty() {
        add(sections, &format!("# {WITHOUT_HEADING}"))?;
    }
    let last = sections.last_mut().expect("there is a heading now");
    last.items.push(item);
    Ok(())
}

/// An item, from `feels safe at playtime` or `safe = feels safe at playtime (high is better)`.
fn item(line: &str, taken: &[Id]) -> Result<Item, Refusal> {
    let (id, rest) = with_name(line)?;
    let mut item = Item {
        id: name_from("item", &[]),
        text: String::new(),
        area: None,
        scale: None,
        better: None,
        reading: None,
        not_in_total: false,
        retired: false,
    };
    let mut text = rest.trim();
    while let Some((before, note)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        match note.trim() {
            "low is better" => item.better = Some(Better::Low),
            "high is better" => item.better = Some(Better::High),
            "not in total" | "not in the total" => item.not_in_total = true,
            "in words" => item.scale = Some(in_words()),
            note if note.starts_with(ABOUT) => item.area = about(text)?.1,
            note if note.contains('=') => item.reading = Some(note.to_owned()),
            // Brackets that belong to the words.
            _ => break,
        }
        text = before.trim_end();
    }
    item.text = words::one_line(text)?;
    item.id = match id {
        Some(id) if taken.contains(&id) => {
            return Err(Refusal::new(
                format!("there is an item ‹{id}› already"),
                "give each item a short name of its own, or none: then one is made",
            ));
        }
        Some(id) => id,
        None => name_from(&item.text, taken),
    };
    Ok(item)
}

/// How a note begins that says what an item or a section is about.
const ABOUT: &str = "about ";

/// `Playtime (about friendships)` as the words and the code of what they are about.
fn about(typed: &str) -> Result<(&str, Option<Id>), Refusal> {
    let note = typed.strip_suffix(')').and_then(|typed| typed.rsplit_once('('));
    match note.and_then(|(before, note)| Some((before, note.trim().strip_prefix(ABOUT)?))) {
        Some((before, area)) => Ok((before.trim_end(), Some(words::short_id(area)?))),
        None => Ok((typed, None)),
    }
}

/// An answer of a choice, from `yes` or `yes = yes, always`.
pub(super) fn option(typed: &str, taken: &[Id]) -> Result<AnswerOption, Refusal> {
    let (id, label) = with_name(typed)?;
    let label = words::one_line(label)?;
    let id = id.unwrap_or_else(|| name_from(&label, taken));
    Ok(AnswerOption { id, label })
}

/// The short name before `=`, if the line begins with one, and the rest.
fn with_name(line: &str) -> Result<(Option<Id>, &str), Refusal> {
    match line.split_once(" = ") {
        Some((name, rest)) if !name.contains([' ', '(']) => {
            Ok((Some(words::short_id(name)?), rest))
        }
        _ => Ok((None, line)),
    }
}

fn in_words() -> Scale {
    Scale {
        kind: ScaleKind::Text,
        from: None,
        to: None,
        better: None,
        labels: BTreeMap::new(),
        intervals: None,
        minutes: None,
        options: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lines: &[&str]) -> Result<Vec<String>, Refusal> {
        let mut sections = Vec::new();
        for line in lines {
            add(&mut sections, line)?;
        }
        let items = sections
            .iter()
            .flat_map(|section| section.items.iter().map(move |item| (section, item)));
        Ok(items
            .map(|(section, item)| {
                let better = item.better.map_or("", |better| better.code());
                let words = if item.scale.is_some() { "words" } else { "" };
                let reading = item.reading.as_deref().unwrap_or("");
                let area = item.area.as_ref().map_or("", Id::as_str);
                format!("{}/{}/{}/{better}{words}{reading}{area}", section.id, item.id, item.text)
            })
            .collect())
    }

    #[test]
    fn a_line_is_a_heading_or_an_item_with_what_is_particular_about_it() {
        assert_eq!(
            shown(&[
                "feels safe",
                "",
                "# Playtime (about friendships)",
                "  joins in = joins in games",
                "safe = feels safe (about feelings) (high is better)",
                "hits = hits others (low is better)",
                "worries (a lot) (10 = hardly ever)",
                "Anything else? (in words)",
                "# Playtime",
                "feels safe",
            ]),
            Ok(vec![
                "items/feels-safe/feels safe/".to_owned(),
                "playtime/joins-in-joins-in-games/joins in = joins in games/".to_owned(),
                "playtime/safe/feels safe/highfeelings".to_owned(),
                "playtime/hits/hits others/low".to_owned(),
                "playtime/worries-a-lot/worries (a lot)/10 = hardly ever".to_owned(),
                "playtime/anything-else/Anything else?/words".to_owned(),
                "playtime-2/feels-safe-2/feels safe/".to_owned(),
            ])
        );
    }

    #[test]
    fn two_items_of_one_name_and_names_that_are_none_are_refused() {
        for lines in
            [&["a = one", "a = two"][..], &["A = one"], &["#"], &["(in words)"], &["a (about B c)"]]
        {
            assert!(shown(lines).is_err(), "{lines:?}");
        }
    }
}
