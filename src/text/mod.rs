//! Source texts, places in them, and paths to a field. No files, no parsing.

mod path;
mod source;

pub use path::{FieldPath, Step};
pub use source::{Position, Range, Source};
