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
        let cells: String = row.iter().enumerate().map(|(at, c)| cell(table, row, at, c)).collect();
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

fn align(table: &Table, at: usize) -> &'static str {
    match table.columns.get(at) {
        Some(Align::Centre) => " class=\"centre\"",
        Some(Align::End) => " class=\"end\"",
        _ => "",
    }
}
