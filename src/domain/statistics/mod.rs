//! The few formulae by which numbers of one mentee are judged, one a file, each with its source.
//! Which numbers go into them is not here.

mod goal_attainment;
mod reliable_change;
mod spread;

pub use goal_attainment::{CORRELATION, Level, attainment_t, share_of_the_way};
pub use reliable_change::{Judged, ReliableChange};
pub use spread::Spread;
