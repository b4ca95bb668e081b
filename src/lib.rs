//! `lm` keeps the records of a learning-mentor programme: it scaffolds them, checks them, says
//! where each case stands and what is due, and turns them into letters and reports.
//!
//! The rooms, from the ground up; `tests/architecture.rs` holds the walls between them:
//!
//! - [`domain`]: what a record is and what follows from it. Pure.
//! - [`text`]: a source text, places in it, and paths to a field.
//! - [`diag`]: a fault as data.
//! - [`store`]: the records folder. The only room with the file system and the parsers.
//! - [`check`]: one file per check.
//! - [`document`]: letters and reports. The only room with the template engine.
//! - [`cli`]: one file per command. The only room with the terminal.

pub mod check;
pub mod cli;
pub mod diag;
pub mod document;
pub mod domain;
pub mod embedded;
pub mod store;
pub mod text;
