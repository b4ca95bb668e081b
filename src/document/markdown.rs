//! A document as Markdown that a person can read, keep and edit: without tags, front matter or
//! widgets. What came from a record is escaped, so that it shows as it is.

mod escape;
mod inline;

use super::letterhead;
use super::model::{Align, Block, Doc, Inline, Item, Lines, Meta, Scale, Sign, Table};
use escape::escaped;
use inline::{Within, inlines};

/// A space to write on; dots, because underscores alone would be a rule.
const SPACE_TO_WRITE: &str = "........................";

/// The whole file.
pub fn write(doc: &Doc) -> String {
    let mut paragraphs = head(&doc.meta);
    paragraphs.extend(blocks(&doc.blocks));
    if !doc.meta.footer.is_empty() {
        paragraphs.push("---".to_owned());
        paragraphs.push(escaped(&doc.meta.footer));
    }
    let mut text = paragraphs.join("\n\n");
    text.push('\n');
    text
}

fn head(meta: &Meta) -> Vec<String> {
    let mut school: Vec<String> = meta.address.iter().map(|line| escaped(line)).collect();
    if !meta.school.is_empty() {
        school.insert(0, strong(&meta.school));
    }
    for contact in letterhead::contacts(meta) {
        school.push(escaped(&format!("{}: {}", contact.label, contact.text)));
    }
    let to = meta.to.iter().map(|line| escaped(line)).collect();
    let date = [meta.date.clone()].into_iter().filter(|date| !date.is_empty());
    let dated = date.chain(letterhead::reference(meta)).map(|line| escaped(&line)).collect();
    [school, to, dated]
        .into_iter()
        .filter(|lines: &Vec<String>| !lines.is_empty())
        .map(|lines| lines.join("\\\n"))
        .collect()
}

/// A text in bold.
fn strong(text: &str) -> String {
    let content = vec![Inline::Value { text: text.trim().to_owned() }];
    inlines(&[Inline::Strong { content }], Within::Paragraph)
}

fn blocks(blocks: &[Block]) -> Vec<String> {
    blocks.iter().map(block).filter(|text| !text.is_empty()).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, content } => {
            let hashes = "#".repeat((*level).into());
            format!("{hashes} {}", inlines(content, Within::Heading)).trim_end().to_owned()
        }
        Block::Paragraph { content } => inlines(content, Within::Paragraph),
        Block::List { start, items } => list(*start, items),
        Block::Quote { blocks: inner } => indented(&blocks(inner).join("\n\n"), "> ", "> "),
        Block::Table(found) => table(found),
        Block::Rule => "---".to_owned(),
        Block::PageBreak => "<!-- page break -->".to_owned(),
        Block::Scale(found) => scale(found),
        Block::Lines(found) => lines(found),
        Block::Sign(found) => sign(found),
        Block::Verbatim { text } => verbatim(text),
    }
}

fn list(start: Option<u64>, items: &[Item]) -> String {
    let is_loose = items.iter().any(|item| item.blocks.len() > 1);
    let written: Vec<String> = items
        .iter()
        .zip(start.unwrap_or(1)..)
        .map(|(item, number)| {
            let marker = if start.is_some() { format!("{number}. ") } else { "- ".to_owned() };
            let tick = match item.tick {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            };
            let text = blocks(&item.blocks).join("\n\n");
            let space = " ".repeat(marker.len());
            indented(&format!("{tick}{text}"), &marker, &space)
        })
        .collect();
    written.join(if is_loose { "\n\n" } else { "\n" })
}

fn indented(text: &str, first: &str, rest: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .enumerate()
        .map(|(at, line)| format!("{}{line}", if at == 0 { first } else { rest }))
        .map(|line| line.trim_end().to_owned())
        .collect();
    lines.join("\n")
}

fn table(table: &Table) -> String {
    let row = |cells: &[Vec<Inline>]| {
        let cells: Vec<String> = cells.iter().map(|cell| inlines(cell, Within::Cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rules: Vec<&str> = table
        .columns
        .iter()
        .map(|column| match column {
            Align::Start => "---",
            Align::Centre => ":-:",
            Align::End => "--:",
        })
        .collect();
    let mut lines = vec![row(&table.head), format!("| {} |", rules.join(" | "))];
    lines.extend(table.rows.iter().map(|cells| row(cells)));
    let table_lines = lines.join("\n");
    if table.caption.is_empty() {
        return table_lines;
    }
    let caption = Inline::Strong { content: table.caption.clone() };
    format!("{}\n\n{table_lines}", inlines(&[caption], Within::Paragraph))
}

fn scale(scale: &Scale) -> String {
    let numbers: Vec<String> = (scale.from..=scale.to).map(|number| number.to_string()).collect();
    let ends = [(scale.from, &scale.low), (scale.to, &scale.high)];
    let meanings: Vec<String> = ends
        .iter()
        .filter(|(_, meaning)| !meaning.is_empty())
        .map(|(number, meaning)| format!("{number} = {}", escaped(meaning)))
        .collect();
    let colon = if meanings.is_empty() { "" } else { ": " };
    let said = format!("(circle one{colon}{})", meanings.join(", "));
    format!("{}\n\n{}\\\n{said}", strong(&scale.question), numbers.join(" · "))
}

fn lines(lines: &Lines) -> String {
    let line = SPACE_TO_WRITE.repeat(3);
    let space = vec![line; lines.lines.into()].join("\n\n");
    if lines.label.is_empty() { space } else { format!("{}\n\n{space}", escaped(&lines.label)) }
}

fn sign(sign: &Sign) -> String {
    let places: Vec<String> =
        sign.items.iter().map(|item| format!("{}: {SPACE_TO_WRITE}", escaped(item))).collect();
    places.join("\n\n")
}

/// Between fences longer than any run of backticks in the text.
fn verbatim(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}\n{text}\n{fence}")
}
