//! Tables, with headings that a screen reader can follow.

use std::fmt::Write as _;

use super::{inlines, tick_box};
use crate::document::model::{Align, Inline, Table, plain_text};

/// The whole table.
pub(super) fn table(table: &Table) -> String {
    let class = if table.to_fill_in { " class=\"to-fill-in\"" } else { "" };
    let mut html = format!("<table{class}>\n");
    if !table.caption.is_empty() {
        writeln!(html, "<caption>{}</caption>", inlines(&table.caption))
            .expect("writing to a string");
    }
    if table.head.iter().any(|cell| !cell.is_empty()) {
        let cells: String =
            table.head.iter().enumerate().map(|(at, c)| heading(table, at, c)).collect();
        write!(html, "<thead>\n<tr>{cells}</tr>\n</thead>\n").expect("writing to a string");
    }
    html.push_str("<tbody>\n");
    for row in &table.rows {
        let cell = |(at, content): (usize, &Vec<Inline>)| cell(table, row, at, content);
        let cells: String = row.iter().enumerate().map(cell).collect();
        writeln!(html, "<tr>{cells}</tr>").expect("writing to a string");
    }
    html.push_str("</tbody>\n</table>\n");
    html
}

fn heading(table: &Table, at: usize, content: &[Inline]) -> String {
    let align = align(table, at);
    if content.is_empty() {
        return format!("<td{align}></td>");
    }
    format!("<th scope=\"col\"{align}>{}</th>", inlines(content))
}

fn cell(table: &Table, row: &[Vec<Inline>], at: usize, content: &[Inline]) -> String {
    let align = align(table, at);
    if at == 0 && table.row_headings {
        return format!("<th scope=\"row\"{align}>{}</th>", inlines(content));
    }
    let inner = match content {
        // A box alone says nothing of what it is for.
        [Inline::TickBox { ticked }] => {
            let row = row.first().map(|cell| plain_text(cell)).unwrap_or_default();
            let column = table.head.get(at).map(|cell| plain_text(cell)).unwrap_or_default();
            tick_box(*ticked, &format!("{row}: {column}").replace('\n', " "))
        }
        content => inlines(content),
    };
    format!("<td{align}>{inner}</td>")
}

/// A column of which no cell is longer than `26 November 2024` or so stays in one line.
const SHORT: usize = 17;

fn is_short(table: &Table, at: usize) -> bool {
    let cells = || table.rows.iter().filter_map(|row| row.get(at)).map(|cell| plain_text(cell));
    let may_break = |text: String| text.contains(' ') && text.contains(char::is_alphanumeric);
    cells().all(|text| text.chars().count() <= SHORT) && cells().any(may_break)
}

fn align(table: &Table, at: usize) -> String {
    let side = match table.columns.get(at) {
        Some(Align::Centre) => "centre",
        Some(Align::End) => "end",
        _ => "",
    };
    let short = if is_short(table, at) { "short" } else { "" };
    let both = format!("{side} {short}");
    match both.trim() {
        "" => String::new(),
        class => format!(" class=\"{class}\""),
    }
}
