//! What is wrong with a calendar as it is written. The wording and the place in the file are the
//! checks' business.

use super::Calendar;

/// A contradiction in a calendar. Numbers are places in `terms` and `closures`, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarFault {
    /// The term ends before it begins.
    TermBackwards {
        /// Its place.
        term: usize,
    },
    /// The term begins before the one written above it, without overlapping it.
    TermOutOfOrder {
        /// Its place.
        term: usize,
    },
    /// Two terms share a day.
    TermsOverlap {
        /// The place of the one written first.
        term: usize,
        /// The place of the other.
        other: usize,
    },
    /// The half-term holiday ends before it begins.
    HalfTermBackwards {
        /// The place of its term.
        term: usize,
    },
    /// The half-term holiday is not wholly inside its term.
    HalfTermOutsideTerm {
        /// The place of its term.
        term: usize,
    },
    /// The closure ends before it begins.
    ClosureBackwards {
        /// Its place.
        closure: usize,
    },
}

impl Calendar {
    /// Every contradiction, in the order of the file; one cause is reported once.
    pub fn faults(&self) -> Vec<CalendarFault> {
        let mut faults = Vec::new();
        for at in 0..self.terms.len() {
            self.faults_of_term(at, &mut faults);
        }
        let backwards = |(at, closure): (usize, &super::Closure)| {
            (closure.to.is_some_and(|to| to < closure.from))
                .then_some(CalendarFault::ClosureBackwards { closure: at })
        };
        faults.extend(self.closures.iter().enumerate().filter_map(backwards));
        faults
    }

    fn faults_of_term(&self, at: usize, faults: &mut Vec<CalendarFault>) {
        let term = &self.terms[at];
        if term.to < term.from {
            // Its half-term and its neighbours cannot be judged until this is put right.
            faults.push(CalendarFault::TermBackwards { term: at });
            return;
        }
        let above =
            || self.terms[..at].iter().enumerate().filter(|(_, other)| other.from <= other.to);
        let overlapped = above().find(|(_, other)| other.from <= term.to && term.from <= other.to);
        if let Some((other, _)) = overlapped {
            faults.push(CalendarFault::TermsOverlap { term: other, other: at });
        } else if above().next_back().is_some_and(|(_, other)| term.from < other.from) {
            faults.push(CalendarFault::TermOutOfOrder { term: at });
        }
        if let Some(holiday) = term.half_term {
            if holiday.to < holiday.from {
                faults.push(CalendarFault::HalfTermBackwards { term: at });
            } else if holiday.from < term.from || term.to < holiday.to {
                faults.push(CalendarFault::HalfTermOutsideTerm { term: at });
            }
        }
    }
}
