//! Tables for a terminal: cells are cleaned, and where there is little room the rows are stacked.

use super::clean::clean;
use comfy_table::{ContentArrangement, Table, presets};
use std::fmt::Write as _;

/// Below this many columns a table would break words, so each row becomes a block of lines.
const NARROW: usize = 50;

/// Draws rows under a heading, at most `width` columns wide. Every row has as many cells as the
/// heading.
pub fn draw(heading: &[&str], rows: &[Vec<String>], width: usize) -> String {
    if width < NARROW { stacked(heading, rows) } else { side_by_side(heading, rows, width) }
}

fn side_by_side(heading: &[&str], rows: &[Vec<String>], width: usize) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(heading.iter().copied());
    for row in rows {
        table.add_row(row.iter().map(|cell| clean(cell).into_owned()));
    }
    let mut text = String::new();
    for line in table.to_string().lines() {
        let _ = writeln!(text, "{}", line.strip_prefix(' ').unwrap_or(line).trim_end());
    }
    text
}

fn stacked(heading: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        for (name, cell) in heading.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let _ = writeln!(text, "{name}: {}", clean(cell));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_table_stacks_its_rows() {
        let rows =
            [vec!["Amira".to_owned(), "5".to_owned()], vec!["Ben".to_owned(), String::new()]];
        assert_eq!(draw(&["Name", "Year"], &rows, 40), "Name: Amira\nYear: 5\n\nName: Ben\n");
        assert_eq!(draw(&["Name", "Year"], &rows, 80), "Name   Year\nAmira  5\nBen\n");
    }
}
