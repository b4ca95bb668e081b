//! A document as plain text of a given width, for a terminal, an email or a text file.

mod table;
mod wrap;

use super::letterhead;
use super::model::{Block, Doc, Item, Lines, Meta, Scale, Sign, plain_text};
use wrap::{width_of, wrapped};

/// The narrowest page that words are broken for.
const NARROWEST: usize = 10;

/// The whole text; no line is wider than `width` columns, unless that is below ten.
pub fn write(doc: &Doc, width: usize) -> String {
    let width = width.max(NARROWEST);
    let mut lines = head(&doc.meta, width);
    lines.extend(blocks(&doc.blocks, width));
    if !doc.meta.footer.is_empty() {
        lines.push("-".repeat(width.min(40)));
        lines.extend(wrapped(&doc.meta.footer, width));
    }
    let mut text = String::new();
    for line in lines {
        text.extend(line.trim_end().chars().filter(|c| !c.is_control()));
        text.push('\n');
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text.push('\n');
    text
}

fn head(meta: &Meta, width: usize) -> Vec<String> {
    let mut school: Vec<String> = meta.address.clone();
    if !meta.school.is_empty() {
        school.insert(0, meta.school.clone());
    }
    for contact in letterhead::contacts(meta) {
        school.push(format!("{}: {}", contact.label, contact.text));
    }
    let date = [meta.date.clone()].into_iter().filter(|date| !date.is_empty());
    let dated = date.chain(letterhead::reference(meta)).collect();
    let mut lines = Vec::new();
    for group in [school, meta.to.clone(), dated] {
        if !group.is_empty() {
            lines.extend(group.iter().flat_map(|line| wrapped(line, width)));
            lines.push(String::new());
        }
    }
    lines
}

/// The lines of these blocks, each followed by an empty one.
fn blocks(blocks: &[Block], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        lines.extend(block_lines(block, width));
        lines.push(String::new());
    }
    lines
}

fn block_lines(block: &Block, width: usize) -> Vec<String> {
    match block {
        Block::Heading { level, content } => heading(*level, &plain_text(content), width),
        Block::Paragraph { content } => wrapped(&plain_text(content), width),
        Block::List { start, items } => list(*start, items, width),
        Block::Quote { blocks } => indented(inner(blocks, width, 2), "> ", "> "),
        Block::Table(table) => table::table(table, width),
        Block::Rule => vec!["-".repeat(width.min(40))],
        Block::PageBreak => vec!["- ".repeat(width / 2)],
        Block::Scale(scale) => scale_lines(scale, width),
        Block::Lines(lines) => lines_to_write(lines, width),
        Block::Sign(sign) => places_to_sign(sign, width),
        Block::Verbatim { text } => text.lines().flat_map(|line| wrap::cut(line, width)).collect(),
    }
}

fn heading(level: u8, text: &str, width: usize) -> Vec<String> {
    let mut lines = wrapped(text, width);
    let longest = lines.iter().map(|line| width_of(line)).max().unwrap_or(0);
    lines.push(if level == 1 { "=" } else { "-" }.repeat(longest));
    lines
}

fn list(start: Option<u64>, items: &[Item], width: usize) -> Vec<String> {
    let is_loose = items.iter().any(|item| item.blocks.len() > 1);
    let mut lines = Vec::new();
    for (item, number) in items.iter().zip(start.unwrap_or(1)..) {
        let marker = match (item.tick, start) {
            (Some(true), _) => "[x] ".to_owned(),
            (Some(false), _) => "[ ] ".to_owned(),
            (None, Some(_)) => format!("{number}. "),
            (None, None) => "- ".to_owned(),
        };
        let space = " ".repeat(marker.len());
        let mut item_lines = inner(&item.blocks, width, marker.len());
        if item_lines.is_empty() {
            item_lines.push(String::new());
        }
        if is_loose && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(indented(item_lines, &marker, &space));
    }
    lines
}

/// The lines of what is in a list item or quote, without the empty line at the end.
fn inner(content: &[Block], width: usize, indent: usize) -> Vec<String> {
    let mut lines = blocks(content, width.saturating_sub(indent).max(NARROWEST));
    lines.pop();
    lines
}

fn indented(lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    let with =
        |(at, line): (usize, String)| format!("{}{line}", if at == 0 { first } else { rest });
    lines.into_iter().enumerate().map(with).collect()
}

fn scale_lines(scale: &Scale, width: usize) -> Vec<String> {
    let numbers: Vec<String> = (scale.from..=scale.to).map(|number| number.to_string()).collect();
    let mut lines = wrapped(&scale.question, width);
    let inner_width = width.saturating_sub(2).max(NARROWEST);
    // Two spaces between the numbers leave room for a circle.
    let row: Vec<String> = wrapped(&numbers.join("\u{a0} "), inner_width);
    lines.extend(row.iter().map(|line| format!("  {}", line.replace('\u{a0}', " "))));
    let ends = [(scale.from, &scale.low), (scale.to, &scale.high)];
    let meanings: Vec<String> = ends
        .iter()
        .filter(|(_, meaning)| !meaning.is_empty())
        .map(|(number, meaning)| format!("{number} = {meaning}"))
        .collect();
    let colon = if meanings.is_empty() { "" } else { ": " };
    let said = format!("(circle one{colon}{})", meanings.join(", "));
    lines.extend(wrapped(&said, inner_width).into_iter().map(|line| format!("  {line}")));
    lines
}

fn lines_to_write(lines: &Lines, width: usize) -> Vec<String> {
    let label = if lines.label.is_empty() { Vec::new() } else { wrapped(&lines.label, width) };
    let line = "_".repeat(width.min(60));
    label.into_iter().chain((0..lines.lines).map(|_| line.clone())).collect()
}

fn places_to_sign(sign: &Sign, width: usize) -> Vec<String> {
    let longest = sign.items.iter().map(|item| width_of(item)).max().unwrap_or(0);
    let line = "_".repeat(width.saturating_sub(longest + 2).clamp(8, 30));
    sign.items
        .iter()
        .flat_map(|item| {
            let space = "\u{a0}".repeat(longest - width_of(item) + 1);
            wrapped(&format!("{item}:{space}{line}"), width)
        })
        .map(|text| text.replace('\u{a0}', " "))
        .collect()
}
