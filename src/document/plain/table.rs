//! Tables in plain text: columns set side by side where there is room, otherwise one fact a line.

use super::wrap::{widest_word, width_of, wrapped};
use crate::document::model::{Align, Table, plain_text};

/// A page narrower than this has no room for columns.
const ROOM_FOR_COLUMNS: usize = 50;
/// Between two columns.
const GAP: usize = 2;
/// A column is not made narrower than this for the sake of the others.
const NARROW_COLUMN: usize = 14;

/// The lines of the table, with its caption above.
pub(super) fn table(table: &Table, width: usize) -> Vec<String> {
    let head: Vec<String> = table.head.iter().map(|cell| plain_text(cell)).collect();
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|cell| plain_text(cell)).collect()).collect();
    let caption = plain_text(&table.caption);
    let mut lines = if caption.is_empty() { Vec::new() } else { wrapped(&caption, width) };
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let widths = if width < ROOM_FOR_COLUMNS { None } else { widths(&head, &rows, width) };
    match widths {
        Some(widths) => lines.extend(side_by_side(table, &head, &rows, &widths)),
        None => lines.extend(stacked(&head, &rows, width)),
    }
    lines
}

/// How wide each column is; nothing if they do not fit.
fn widths(head: &[String], rows: &[Vec<String>], width: usize) -> Option<Vec<usize>> {
    let column = |at: usize| {
        std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).filter_map(move |r| r.get(at))
    };
    let widest_line = |text: &String| text.split('\n').map(width_of).max().unwrap_or(0);
    let mut widths: Vec<usize> =
        (0..head.len()).map(|at| column(at).map(widest_line).max().unwrap_or(0).max(3)).collect();
    let least: Vec<usize> = (0..head.len())
        .map(|at| {
            column(at).map(|text| widest_word(text)).max().unwrap_or(0).clamp(3, NARROW_COLUMN)
        })
        .collect();
    let room = width.checked_sub(GAP * head.len().saturating_sub(1))?;
    if least.iter().sum::<usize>() > room {
        return None;
    }
    // The widest column gives way first.
    while widths.iter().sum::<usize>() > room {
        let widest = (0..widths.len())
            .filter(|at| widths[*at] > least[*at])
            .max_by_key(|at| (widths[*at], std::cmp::Reverse(*at)))?;
        widths[widest] -= 1;
    }
    Some(widths)
}

fn side_by_side(
    table: &Table,
    head: &[String],
    rows: &[Vec<String>],
    widths: &[usize],
) -> Vec<String> {
    let mut lines = Vec::new();
    if head.iter().any(|cell| !cell.is_empty()) {
        lines.extend(row_lines(table, head, widths));
    }
    let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    lines.push(rules.join(&" ".repeat(GAP)));
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row_lines(table, row, widths)).collect();
    // Where a row takes several lines, an empty one shows where the next begins.
    let apart = rows.iter().any(|row| row.len() > 1);
    for (index, row) in rows.into_iter().enumerate() {
        if apart && index > 0 {
            lines.push(String::new());
        }
        lines.extend(row);
    }
    lines
}

fn row_lines(table: &Table, row: &[String], widths: &[usize]) -> Vec<String> {
    let cells: Vec<Vec<String>> =
        row.iter().zip(widths).map(|(cell, width)| wrapped(cell, *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|at| {
            let line: Vec<String> = cells
                .iter()
                .zip(widths)
                .enumerate()
                .map(|(column, (cell, width))| {
                    let text = cell.get(at).map_or("", String::as_str);
                    set(text, *width, table.columns.get(column).copied())
                })
                .collect();
            line.join(&" ".repeat(GAP))
        })
        .collect()
}

fn set(text: &str, width: usize, align: Option<Align>) -> String {
    let space = width.saturating_sub(width_of(text));
    let before = match align {
        Some(Align::End) => space,
        Some(Align::Centre) => space / 2,
        Some(Align::Start) | None => 0,
    };
    format!("{}{text}{}", " ".repeat(before), " ".repeat(space - before))
}

/// One fact a line, `Label: value`; an empty line between the rows.
fn stacked(head: &[String], rows: &[Vec<String>], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            lines.push(String::new());
        }
        for (at, cell) in row.iter().enumerate() {
            let label = head.get(at).map_or("", String::as_str);
            match (label.is_empty(), cell.is_empty()) {
                (true, true) => {}
                (true, false) => lines.extend(wrapped(cell, width)),
                (false, _) => lines.extend(wrapped(&format!("{label}: {cell}"), width)),
            }
        }
    }
    lines
}
