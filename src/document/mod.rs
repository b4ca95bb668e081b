//! Letters, leaflets, forms and reports: from a template and what it is told to a document, and
//! from the document to each output. What a template is told about a case is not decided here.
//!
//! ```text
//! view ─► engine (names checked, values in armour, time and length bounded)
//!      ─► Markdown with front matter and widgets ─► parse (armour comes off) ─► model::Doc
//!      ─► markdown, html, plain
//! ```

pub mod armour;
mod engine;
mod explain;
mod fault;
mod filters;
pub mod html;
mod letterhead;
mod library;
pub mod markdown;
pub mod model;
mod names;
mod parse;
pub mod plain;
mod render;
mod tags;
pub mod view;

pub use engine::{Engine, UnsafeUse};
pub use fault::{Place, TemplateFault};
pub use library::SchoolTemplate;
