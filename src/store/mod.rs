//! The records folder: safe reading and writing, parsing, and the faults that reading finds.
//! The only room with the file system and the parsers.

pub mod codes;
pub mod faults;
pub mod ids;
pub mod limits;
pub mod nearest;
pub mod plain_text;
pub mod toml_text;
pub mod yaml;
