//! A school's own questionnaire as it is first written.

use super::Unsound;
use crate::domain::id::Id;
use crate::domain::instrument::{Instrument, Item, MissingRule, Scale};
use crate::store::instruments;
use std::fmt::Write as _;
use std::sync::Arc;

/// The path of a questionnaire's file below the records folder.
pub fn instrument_file(id: &Id) -> String {
    format!("instruments/{id}.toml")
}

/// The text of a questionnaire's file.
///
/// # Errors
///
/// When it would not be read as this questionnaire, or has a fault.
pub fn instrument(made: &Instrument) -> Result<String, Unsound> {
    let mut text = String::new();
    let mut line = |key: &str, value: String| {
        let _ = writeln!(text, "{key} = {value}");
    };
    line("id", quoted(made.id.as_str()));
    line("version", made.version.to_string());
    line("title", quoted(&made.title));
    for (key, words) in [("source", &made.source), ("licence", &made.licence)] {
        if let Some(words) = words {
            line(key, quoted(words));
        }
    }
    line("respondents", list(made.respondents.iter().map(|role| role.code())));
    if !made.key_stages.is_empty() {
        line("key_stages", list(made.key_stages.iter().map(|stage| stage.code())));
    }
    if let Some(words) = &made.instructions {
        line("instructions", quoted(words));
    }
    if made.asks_attendance {
        line("asks_attendance", "true".to_owned());
    }
    text.push_str("\n[scale]\n");
    text.push_str(&scale_lines(&made.scale).join("\n"));
    text.push('\n');
    if made.missing != MissingRule::default() {
        let _ = write!(text, "\n[missing]\nat_most_percent = {:?}\n", made.missing.at_most_percent);
    }
    if let Some(known) = &made.statistics {
        let _ = write!(
            text,
            "\n[statistics]\nstandard_deviation = {:?}\nreliability = {:?}\n",
            known.standard_deviation, known.reliability
        );
        if let Some(people) = known.people {
            let _ = writeln!(text, "people = {people}");
        }
        let _ = writeln!(text, "source = {}", quoted(&known.source));
    }
    for section in &made.sections {
        let _ = write!(
            text,
            "\n[[sections]]\nid = {}\ntitle = {}\n",
            quoted(section.id.as_str()),
            quoted(&section.title)
        );
        if let Some(area) = &section.area {
            let _ = writeln!(text, "area = {}", quoted(area.as_str()));
        }
        if let Some(scale) = &section.scale {
            let _ = writeln!(text, "scale = {{ {} }}", scale_lines(scale).join(", "));
        }
        text.push_str("items = [\n");
        for item in &section.items {
            let _ = writeln!(text, "    {},", item_line(item));
        }
        text.push_str("]\n");
    }
    proved(made, text)
}

/// The text of a questionnaire like another one, under its own id and title: everything else, and
/// the comments, stay as they are in `text`.
///
/// # Errors
///
/// When the copy would not be the same form under another name.
pub fn instrument_like(
    text: &str,
    like: &Instrument,
    id: &Id,
    title: &str,
) -> Result<String, Unsound> {
    let mut top = true;
    let mut copy = String::new();
    for line in text.lines() {
        top &= !line.trim_start().starts_with('[');
        let key = line.split('=').next().unwrap_or_default().trim();
        let _ = match key {
            "id" if top => writeln!(copy, "id = {}", quoted(id.as_str())),
            "title" if top => writeln!(copy, "title = {}", quoted(title)),
            _ => writeln!(copy, "{line}"),
        };
    }
    proved(&Instrument { id: id.clone(), title: title.to_owned(), ..like.clone() }, copy)
}

fn proved(meant: &Instrument, text: String) -> Result<String, Unsound> {
    let file = instrument_file(&meant.id);
    let read = instruments::read(&Arc::from(&*file), &text);
    if read.findings.is_empty() && read.value.as_ref() == Some(meant) {
        Ok(text)
    } else {
        Err(Unsound { file, findings: read.findings })
    }
}

fn scale_lines(scale: &Scale) -> Vec<String> {
    let mut lines = vec![format!("kind = {}", quoted(scale.kind.code()))];
    let mut number = |key: &str, value: Option<String>| {
        lines.extend(value.map(|value| format!("{key} = {value}")));
    };
    number("from", scale.from.map(|one| one.to_string()));
    number("to", scale.to.map(|one| one.to_string()));
    number("better", scale.better.map(|better| quoted(better.code())));
    number("intervals", scale.intervals.map(|one| one.to_string()));
    number("minutes", scale.minutes.map(|one| one.to_string()));
    if !scale.labels.is_empty() {
        let mut marks: Vec<(&String, &String)> = scale.labels.iter().collect();
        marks.sort_by_key(|(mark, _)| mark.parse::<i64>().unwrap_or(i64::MAX));
        let labels: Vec<String> = marks
            .iter()
            .map(|(mark, words)| format!("{} = {}", quoted(mark), quoted(words)))
            .collect();
        lines.push(format!("labels = {{ {} }}", labels.join(", ")));
    }
    if !scale.options.is_empty() {
        let options = scale.options.iter().map(|option| {
            format!("{{ id = {}, label = {} }}", quoted(option.id.as_str()), quoted(&option.label))
        });
        lines.push(format!("options = [{}]", options.collect::<Vec<_>>().join(", ")));
    }
    lines
}

fn item_line(item: &Item) -> String {
    let mut parts = vec![
        format!("id = {}", quoted(item.id.as_str())),
        format!("text = {}", quoted(&item.text)),
    ];
    parts.extend(item.area.as_ref().map(|area| format!("area = {}", quoted(area.as_str()))));
    parts.extend(item.better.map(|better| format!("better = {}", quoted(better.code()))));
    parts.extend(item.reading.as_ref().map(|words| format!("reading = {}", quoted(words))));
    parts.extend(item.not_in_total.then(|| "not_in_total = true".to_owned()));
    parts.extend(item.retired.then(|| "retired = true".to_owned()));
    parts.extend(
        item.scale.as_ref().map(|scale| format!("scale = {{ {} }}", scale_lines(scale).join(", "))),
    );
    format!("{{ {} }}", parts.join(", "))
}

fn list<'c>(codes: impl Iterator<Item = &'c str>) -> String {
    format!("[{}]", codes.map(quoted).collect::<Vec<_>>().join(", "))
}

fn quoted(words: &str) -> String {
    toml::Value::from(words).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_questionnaire_written_anew_is_read_as_the_same() {
        for (id, one) in instruments::shipped().0 {
            let text = instrument(&one);
            assert!(text.is_ok(), "{id}: {text:?}");
        }
    }

    #[test]
    fn a_copy_keeps_everything_but_its_name_and_title() {
        let shipped = instruments::shipped();
        for (id, one) in &shipped.0 {
            let text = instruments::shipped_text(id.as_str()).expect("it is shipped");
            let own = Id::new("our-own").expect("an id");
            let copy = instrument_like(text, one, &own, "Our “own” \\ form").expect("a copy");
            assert_eq!(copy.lines().count(), text.lines().count(), "{id}");
            assert!(copy.starts_with("id = \"our-own\"\n"), "{id}");
        }
    }

    #[test]
    fn a_questionnaire_with_a_fault_is_not_written() {
        let shipped = instruments::shipped();
        let mut one = shipped.0.values().next().expect("one is shipped").clone();
        one.title = String::new();
        let unsound = instrument(&one).expect_err("no title");
        assert_eq!(unsound.findings.len(), 1);
    }
}
