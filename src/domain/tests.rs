//! What the tests of this room begin with: records as they are written, and a school year.

pub mod as_written;
pub mod school_year;
