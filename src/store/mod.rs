//! The records folder: safe reading and writing, parsing, and the faults that reading finds.
//! The only room with the file system and the parsers.

pub mod answers_file;
mod audit;
mod case_loader;
mod case_reader;
pub mod change;
pub mod codes;
pub mod disk;
mod drafts;
pub mod edit;
pub mod faults;
mod folder;
pub mod ids;
pub mod instruments;
mod laid_out;
pub mod limits;
mod loaded_text;
pub mod merge;
pub mod nearest;
mod parallel;
pub mod plain_text;
pub mod policies;
pub mod scaffold;
pub mod schemas;
mod school_loader;
mod templates;
pub mod toml_text;
pub mod unit;
pub mod yaml;

pub use case_loader::{LoadedCase, case_file};
pub use case_reader::{CaseReader, Desk};
pub use drafts::TextDraft;
pub use folder::{ACTIVITIES_FILE, CALENDAR_FILE, Folder, NoFolder, SETTINGS_FILE, Whereabouts};
pub use loaded_text::{LoadedText, Places};
pub use parallel::{for_each_batch, for_each_case};
pub use school_loader::{Filed, LoadedSchool, School, SchoolParts};
pub use templates::TemplateText;
