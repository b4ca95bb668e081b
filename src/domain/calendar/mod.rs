//! The school's calendar: terms, half-terms, closures, and the bank holidays of its nation.
//! Dates themselves are `date`; what falls due when is the policy's business.

mod nation;

pub use nation::{Nation, school_year_start};
