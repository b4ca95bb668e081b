//! CSV as a result, for a spreadsheet. A cell that a spreadsheet would take for a formula is
//! disarmed with an apostrophe in front.

use super::clean::clean;
use super::outcome::CommandError;

/// The rows under a heading, as CSV.
///
/// # Errors
///
/// Never in practice: the sheet is written to memory.
pub fn csv(heading: &[&str], rows: &[Vec<String>]) -> Result<String, CommandError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer.write_record(heading).and_then(|()| {
        rows.iter().try_for_each(|row| writer.write_record(row.iter().map(|cell| disarmed(cell))))
    });
    let cannot = |error: &dyn std::error::Error| {
        CommandError::cannot("the sheet could not be made").source(error)
    };
    written.map_err(|error| cannot(&error))?;
    let bytes = writer.into_inner().map_err(|error| cannot(&error))?;
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

fn disarmed(cell: &str) -> String {
    let cell = clean(cell);
    let first = cell.chars().next().unwrap_or(' ');
    if matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠') {
        format!("'{cell}")
    } else {
        cell.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        let rows = [
            vec!["=1+1".to_owned(), "a, \"b\"".to_owned()],
            vec!["＝1".to_owned(), "-2".to_owned()],
        ];
        let sheet = csv(&["one", "two"], &rows).expect("memory can be written");
        assert_eq!(sheet, "one,two\n'=1+1,\"a, \"\"b\"\"\"\n'＝1,'-2");
    }
}
