//! Faults in one line each, as editors and `grep` read them.

use super::values::Values;
use crate::diag::Diagnostic;
use std::fmt::Write as _;

/// `file:line:column: level[code] message`, a line for each fault.
pub fn concise(faults: &[&Diagnostic], values: Values) -> String {
    let mut text = String::new();
    for fault in faults {
        let place = fault
            .primary
            .extent()
            .map_or_else(String::new, |(at, _)| format!(":{}:{}", at.line, at.column));
        let _ = writeln!(
            text,
            "{}{place}: {}[{}] {}",
            values.path(&fault.primary.file),
            fault.severity.word(),
            fault.code,
            values.text(&fault.message, fault)
        );
    }
    text
}
