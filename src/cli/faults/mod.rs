//! Printing faults, one file a format. Which faults there are and in which order is settled before.

mod concise;
mod excerpt;
mod human;
mod values;

pub use concise::concise;
pub use human::{Look, human};
pub use values::Values;
