//! What a record is and what follows from it: types and rules. No files, no clock, and no other
//! room of this crate.

pub mod calendar;
pub mod date;
pub mod year_group;
