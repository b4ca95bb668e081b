//! Records written in YAML: text to tree, tree to type, and back from a field to its place in the
//! text. Which file holds which type is the loader's; changing a text is not done here.

mod de;
mod locate;
mod mistakes;
mod parse;
mod quick;
mod scan;
mod straight;
pub mod tree;

pub use de::{Read, Skipped, read};
pub use locate::{Format, Locator};
pub(crate) use parse::parse;
pub(crate) use straight::{Habits, straight};

pub(crate) use de::from_tree;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

/// One line a fault, for the tests of this room: place, code, words, and the help after a bar.
#[cfg(test)]
pub(super) fn told(text: &str, findings: &[crate::diag::Finding]) -> String {
    use std::fmt::Write as _;

    let source = crate::text::Source::new("a", text);
    let mut told = String::new();
    for finding in findings {
        let at = source.position(super::faults::start_of(finding));
        let _ = write!(told, "{}:{} {}: {}", at.line, at.column, finding.code, finding.message);
        for help in &finding.help {
            let _ = write!(told, " | {help}");
        }
        told.push('\n');
    }
    told
}

/// So many lines, each made from its number.
#[cfg(test)]
pub(super) fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |text, number| text + &line(number) + "\n")
}
