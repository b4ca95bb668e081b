//! The faults of one file while it is being read: kept up to a limit, put in the order of the text.

use std::sync::Arc;

use super::codes;
use crate::diag::{Code, Finding, Place};
use crate::text::Range;

/// How many faults of one file are shown; a file that is wrong throughout is not worth more.
pub const MOST_PER_FILE: usize = 100;

/// The faults of one file.
#[derive(Debug)]
pub struct Faults {
    file: Arc<str>,
    list: Vec<Finding>,
    more: bool,
}

impl Faults {
    /// No faults yet, in the file of this name (its path below the records folder).
    pub fn new(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), list: Vec::new(), more: false }
    }

    /// These bytes of the file.
    pub fn place(&self, range: Range) -> Place {
        Place::bytes(Arc::clone(&self.file), range)
    }

    /// Whether the file is written in TOML, where lists and keys look otherwise.
    pub fn is_toml(&self) -> bool {
        self.file.ends_with(".toml")
    }

    /// An error at these bytes, yet to be [`add`](Self::add)ed.
    pub fn error(&self, code: Code, range: Range, message: impl Into<String>) -> Finding {
        Finding::error(code, message, self.place(range))
    }

    /// Takes the finding in, unless there are too many or it was taken in before.
    pub fn add(&mut self, finding: Finding) {
        if self.list.contains(&finding) {
            return;
        }
        if self.is_full() {
            self.more = true;
        } else {
            self.list.push(finding);
        }
    }

    /// Whether no further fault will be taken in.
    pub fn is_full(&self) -> bool {
        self.list.len() >= MOST_PER_FILE
    }

    /// Says at the end that there may be faults that were not looked for.
    pub fn there_may_be_more(&mut self) {
        self.more = true;
    }

    /// How many there are so far.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// Whether there is one for which `fits` says yes.
    pub fn any(&self, fits: impl Fn(&Finding) -> bool) -> bool {
        self.list.iter().any(fits)
    }

    /// All of them in the order of the text; if there were more, the last one says so.
    pub fn into_findings(mut self) -> Vec<Finding> {
        self.list.sort_by_key(start_of);
        if self.more {
            let shown = self.list.len();
            let place = Place::file(Arc::clone(&self.file));
            self.list.push(
                Finding::error(
                    codes::MORE_FAULTS,
                    format!("only {shown} faults of this file are shown, there are more"),
                    place,
                )
                .help("mend these first, then check again"),
            );
        }
        self.list
    }
}

/// The first byte of a finding of this room.
pub(super) fn start_of(finding: &Finding) -> u32 {
    match finding.place.spot {
        crate::diag::Spot::Bytes(range) => range.start,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_fault_at_the_same_place_is_kept_once_and_the_rest_is_in_order() {
        let mut faults = Faults::new(&Arc::from("a.yaml"));
        for start in [7, 3, 7, 5] {
            let finding = faults.error(codes::UNKNOWN_KEY, Range::new(start, start + 1), "no");
            faults.add(finding);
        }
        let starts: Vec<u32> = faults.into_findings().iter().map(start_of).collect();
        assert_eq!(starts, [3, 5, 7]);
    }

    #[test]
    fn beyond_a_hundred_the_last_one_says_that_there_are_more() {
        let mut faults = Faults::new(&Arc::from("a.yaml"));
        for start in 0..150 {
            let finding = faults.error(codes::UNKNOWN_KEY, Range::new(start, start + 1), "no");
            faults.add(finding);
        }
        let findings = faults.into_findings();
        assert_eq!(findings.len(), MOST_PER_FILE + 1);
        assert_eq!(findings[MOST_PER_FILE].code, codes::MORE_FAULTS);
    }
}
