//! Tables for a terminal: cells are cleaned, and where there is little room the rows are stacked.

use super::clean::clean;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// A column whose longest cell has at most so many characters is never broken.
const SHORT: u16 = 16;

/// Draws rows under a heading, at most `width` columns wide. Every row has as many cells as the
/// heading. Where the columns would have to break words, each row becomes a block of lines.
pub fn draw(heading: &[&str], rows: &[Vec<String>], width: usize) -> String {
    draw_whole(heading, rows, usize::MAX, width)
}

/// As [`draw`]; no cell of the column `whole` is ever broken, however long it is.
pub fn draw_whole(heading: &[&str], rows: &[Vec<String>], whole: usize, width: usize) -> String {
    let columns = 0..heading.len();
    let least: usize = columns.map(|column| least_width(heading, rows, column, whole)).sum();
    if least + GAP * heading.len() > width {
        stacked(heading, rows)
    } else {
        side_by_side(heading, rows, whole, width)
    }
}

/// Spaces between two columns.
const GAP: usize = 2;

/// How narrow a column can be without breaking a word or a short cell.
fn least_width(heading: &[&str], rows: &[Vec<String>], column: usize, whole: usize) -> usize {
    let cells = || rows.iter().filter_map(|row| row.get(column)).map(String::as_str);
    let widest = cells().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let longest_word =
        cells().flat_map(str::split_whitespace).map(UnicodeWidthStr::width).max().unwrap_or(0);
    let least = if widest <= usize::from(SHORT) || column == whole { widest } else { longest_word };
    least.max(heading[column].width())
}

fn side_by_side(heading: &[&str], rows: &[Vec<String>], whole: usize, width: usize) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(heading.iter().copied());
    for row in rows {
        table.add_row(row.iter().map(|cell| clean(cell).into_owned()));
    }
    // A date or an id broken over two lines is hard to read; long words give way instead.
    for (number, &widest) in table.column_max_content_widths().iter().enumerate() {
        let heading = heading[number].width() + GAP;
        let Some(column) = table.column_mut(number) else { continue };
        column.set_constraint(if widest <= SHORT || number == whole {
            ColumnConstraint::ContentWidth
        } else {
            let heading = u16::try_from(heading).unwrap_or(u16::MAX);
            ColumnConstraint::LowerBoundary(Width::Fixed(heading))
        });
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
    fn a_table_without_room_for_its_words_stacks_its_rows() {
        let rows =
            [vec!["Amira".to_owned(), "5".to_owned()], vec!["Ben".to_owned(), String::new()]];
        assert_eq!(draw(&["Name", "Year"], &rows, 12), "Name: Amira\nYear: 5\n\nName: Ben\n");
        assert_eq!(draw(&["Name", "Year"], &rows, 80), "Name   Year\nAmira  5\nBen\n");
    }

    #[test]
    fn a_heading_stays_in_one_piece_where_its_column_has_to_give_way() {
        let rows =
            [["Reuben Ashdown, Year 6", "first meeting with the pupil", "lm first-meeting q8csc"]
                .map(str::to_owned)
                .to_vec()];
        for width in 55..90 {
            let drawn = draw_whole(&["By Sat 5 Dec 2026", "", ""], &rows, 2, width);
            assert_eq!(drawn.lines().next(), Some("By Sat 5 Dec 2026"), "{width}:\n{drawn}");
            assert!(drawn.contains("lm first-meeting q8csc"), "{width}:\n{drawn}");
        }
    }
}
