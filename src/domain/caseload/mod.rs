//! How many mentees each mentor has, who waits for a place, when places may come free, and what
//! happens to the mentees of a mentor who is away. Advice: who takes a case is decided by people.
//! Source: domain §8, caseload; features J3, J4, J12–J14.

mod availability;
mod away;
mod forecast;
mod mentors;
mod place;
mod range;
mod suggestion;
mod waiting;

pub use availability::Availability;
pub use away::{Absence, AwayCase, absences};
pub use forecast::{Free, FreedBy, forecast};
pub use mentors::{Load, MentorLoad, mentor_loads, mentors_on};
pub use place::{Place, place};
pub use range::{Range, Share};
pub use suggestion::{ComesFree, NextPlace, Suggestion, suggestions};
pub use waiting::{Waiting, waiting};

#[cfg(test)]
mod tests;
