//! A fault as data: what is wrong, where, where else, what to do. No colours, no files.

mod finding;

pub use finding::{Code, Diagnostic, Finding, Marked, Place, Severity, Spot};
